"""The slides of a canvas, rendered on demand, and navigation between them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Final, NamedTuple

from canvas.exports.audience_filter import filtered_for
from canvas.exports.change_summary import summary
from canvas.exports.slides.board import board
from canvas.exports.slides.closing_slide import last
from canvas.exports.slides.opening_slide import first
from canvas.exports.slides.panel_slide import panel
from canvas.exports.slides.slide_text import AUDIENCE, BOARD, FIRST, LAST, MINUTES, REVIEW, Room
from canvas.exports.slides.slide_types import Slide
from canvas.model.canvas import Canvas
from canvas.model.collections import MEETINGS, REVIEWS
from canvas.model.compare import compare
from canvas.model.item_matching import match_items
from canvas.model.schema import BY_KEY, PANELS
from canvas.model.show_of_hands import ShowOfHands

SECTIONS: Final = (FIRST, BOARD, *(spec.key for spec in PANELS), LAST)
"""The sections in order; those of a review and of minutes stand before the last where there are any."""


_MAX_HANDS: Final = 12
"""Up to so many hands each is shown."""


class SlidePosition(NamedTuple):
    """A slide by its section, and its page there from 0."""

    section: str = FIRST
    page: int = 0


class Deck:
    """The slides of one canvas for one screen size; it holds nothing that partners may not read.

    But the room sees the hands that it has shown for what is disputed.
    """

    def __init__(
        self, canvas: Canvas, today: date, room: Room, *, since: tuple[str, str] | None = None
    ) -> None:
        """No slide is rendered yet.

        Args:
            canvas: the whole canvas; it is filtered here.
            today: decides what is late.
            room: what the slides have to fit.
            since: since when, and what changed; None where that is not known.
        """
        self.canvas = filtered_for(canvas, AUDIENCE)
        self._hands = {
            item.id: _hands(item.temperature)
            for _, item in canvas
            if item.status == "disputed" and item.temperature
        }
        self._promised = ""
        self._optional: dict[str, Callable[[], tuple[Slide, ...]]] = {}
        if not {REVIEWS.key, MEETINGS.key}.isdisjoint(canvas.values):
            from canvas.exports.slides.optional_sections import optional_sections  # noqa: PLC0415 - few hold any

            self._optional, self._promised = optional_sections(canvas, today, room)
        self.sections = (*SECTIONS[:-1], *self._optional, LAST)
        self.room = room
        self._today = today
        self._since = since
        self._rendered: dict[str, tuple[Slide, ...]] = {}

    def slides(self, section: str) -> tuple[Slide, ...]:
        """The slides of a section, at least one."""
        if section not in self._rendered:
            self._rendered[section] = self._render(section)
        return self._rendered[section]

    def __iter__(self) -> Iterator[Slide]:
        """Every slide in order."""
        for section in self.sections:
            yield from self.slides(section)

    def at(self, place: SlidePosition) -> Slide:
        """The slide at a position; the section's last where it has no such page any more."""
        slides = self.slides(place.section)
        return slides[min(place.page, len(slides) - 1)]

    def after(self, place: SlidePosition, steps: int) -> SlidePosition:
        """The next position (1) or the previous one (-1); the same at either end."""
        page = place.page + steps
        if 0 <= page < len(self.slides(place.section)):
            return place._replace(page=page)
        # The section of a review is gone once what it said was taken away.
        section = place.section if place.section in self.sections else LAST
        at = self.sections.index(section) + steps
        if not 0 <= at < len(self.sections):
            return place
        return SlidePosition(self.sections[at], 0 if steps > 0 else len(self.slides(self.sections[at])) - 1)

    def holding(self, section: str, item: str) -> SlidePosition | None:
        """The position of the slide of a section on which an item begins, or None."""
        pages = (slide.page for slide in self.slides(section) if item in slide.items)
        return next((SlidePosition(section, page) for page in pages), None)

    def _render(self, section: str) -> tuple[Slide, ...]:
        if section == FIRST:
            return first(self.canvas, self._since, self._today, self.room, self._promised)
        if section == BOARD:
            return board(self.canvas, self._today, self.room)
        if section in self._optional:
            return self._optional[section]()
        if section in {REVIEW, MINUTES, LAST}:
            return last(self.canvas, self._today, self.room, self._hands)
        return panel(self.canvas, BY_KEY[section], self._today, self.room, self._hands)


def _hands(shown: ShowOfHands) -> str:
    """A show of hands in a few words: every hand, or the median of many."""
    count = len(shown.hands)
    told = f"hands {shown.shown}" if count <= _MAX_HANDS else f"{count} hands, middle {shown.median}"
    return f"{told}, {shown.voices}"


def news(before: Canvas, now: Canvas) -> str:
    """Summarise the changes for partners in one line; an item that is withheld now is left out of both."""
    shown = filtered_for(now, AUDIENCE)
    kept = {item.id for _, item in shown}
    withheld = {old for new, old in match_items(before, now).items() if new not in kept}
    was = filtered_for(before, AUDIENCE)
    seen = {key: tuple(i for i in items if i.id not in withheld) for key, items in was.panels.items()}
    return summary(compare(was.with_items(seen), shown))
