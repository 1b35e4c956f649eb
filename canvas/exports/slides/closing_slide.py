"""The closing slides: what is agreed, what is open, and the next steps; at a glance, then in full."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from canvas.exports.slides.layout import StyledRun, cut
from canvas.exports.slides.slide_text import LAST, NO_WORDS, Room, when
from canvas.exports.slides.slide_types import Entry, Slide, paged
from canvas.model.canvas import Canvas, Item

_OPEN = ("disputed", "proposed", "parked")
"""The statuses of open items, in the order in which they are listed after the unresolved ones."""

_MIN_LINES_FOR_GAPS = 14
"""Lines from which on a blank one separates the parts."""


class _Part(NamedTuple):
    """One of the three parts.

    Attributes:
        label: its label.
        headline: the headline of its own slides.
        none: what stands there where it has no items.
        items: its items.
        by_whom: whether owner and due date are shown.
    """

    label: str
    headline: str
    none: str
    items: Sequence[Item]
    by_whom: bool = False


def last(canvas: Canvas, today: date, room: Room) -> tuple[Slide, ...]:
    """One slide; where not everything fits on it, an overview and the slides of each part."""
    items = [item for _, item in canvas]
    agreed = [item for item in items if item.is_agreed]
    still_open = [item for item in items if item.is_unresolved]
    for status in _OPEN:
        still_open += [item for item in items if item.status == status and not item.is_unresolved]
    steps = [item for _, item in canvas.next_steps]
    parts = (
        _Part("Agreed", "What we have agreed", "Nothing is agreed yet.", agreed),
        _Part("Still open", "What is still open", "Nothing is left open.", still_open),
        _Part("Next steps", "Who does what next", "No next steps are named yet.", steps, by_whom=True),
    )
    score = f"{len(agreed)} of {len(items)} agreed" if items else "Nothing here yet"
    head = room.head("Where we stand", score)
    in_full = [entry for part in parts for entry in (_label(part, room), *_entries(part, today, room))]
    together = paged(LAST, head, in_full, room.height, (0,))
    if len(together) == 1:
        return together
    lines = room.height - len(head(0, 1))
    slides = [*paged(LAST, head, list(_at_a_glance(parts, today, room, lines)), room.height, (0,))]
    for part in parts:
        entries = _entries(part, today, room)
        slides += paged(LAST, room.head(part.label, part.headline), entries, room.height, (1, 0))
    return tuple(slide._replace(page=at, pages=len(slides)) for at, slide in enumerate(slides))


def _label(part: _Part, room: Room, more: str = "") -> Entry:
    return room.entry(room.text(part.label + more, "label"))


def _entries(part: _Part, today: date, room: Room) -> list[Entry]:
    shown = [room.statement(item, when(item, today) if part.by_whom else ()) for item in part.items]
    return shown or [room.entry(room.text(part.none, "quiet"))]


def _at_a_glance(parts: Sequence[_Part], today: date, room: Room, lines: int) -> Iterator[Entry]:
    """As much of each part as fits on one slide, a line for an item."""
    gaps = (len(parts) - 1) * (lines >= _MIN_LINES_FOR_GAPS)
    shares = _shares([max(1, len(part.items)) for part in parts], lines - len(parts) - gaps)
    for at, (part, share) in enumerate(zip(parts, shares, strict=True)):
        count = len(part.items)
        fit = share if count <= share else share - 1
        label = _label(part, room, f" · {count}" if count > share else "")
        yield Entry(((), *label.lines)) if gaps and at else label
        for item in part.items[: max(0, fit)]:
            words = item.text if item.text.strip() else NO_WORDS
            facts = ", ".join(run.text for run in when(item, today)) if part.by_whom else ""
            shown = cut(f"{facts}: {words}" if facts else words, room.inner)
            yield room.entry([(StyledRun(shown),)], room.symbol(item))
        if count > share and share:
            yield room.entry([(StyledRun(f"  and {count - fit} more", "quiet"),)])
        elif not count and share:
            yield room.entry(room.text(part.none, "quiet"))


def _shares(wanted: Sequence[int], lines: int) -> list[int]:
    """Share lines equally; what one does not need goes to the others."""
    shares = [0] * len(wanted)
    for _ in range(max(0, lines)):
        short = [at for at, share in enumerate(shares) if share < wanted[at]]
        if not short:
            break
        shares[min(short, key=lambda at: shares[at])] += 1
    return shares
