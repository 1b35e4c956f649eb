"""The end: what was agreed, what is open, who does what next. First all three at a glance, then in full."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from canvas.exports.phrases import counted
from canvas.exports.slides.layout import StyledRun, cut
from canvas.exports.slides.slide_text import LAST, Room, unresolved_fact, when
from canvas.exports.slides.slide_types import Entry, Slide, paged
from canvas.model.canvas import Canvas, Item

_OPEN = ("disputed", "proposed", "parked")
"""What is not agreed, in the order in which it is told: first what somebody cannot live with."""

_AIRY = 14
"""From how many lines on there is a blank one between the three."""


class _Part(NamedTuple):
    """One of the three.

    Attributes:
        label: what it is called.
        headline: the same as the headline of a slide.
        none: what to say where there is nothing.
        items: its statements.
        by_whom: whether who sees to them, by when, is what matters.
    """

    label: str
    headline: str
    none: str
    items: Sequence[Item]
    by_whom: bool = False


def last(canvas: Canvas, today: date, room: Room) -> tuple[Slide, ...]:
    """The slides of the end: one, and where not everything fits on it, some for each of the three after."""
    settled = [item for _, item in canvas if item.is_agreed]
    still_open = [item for _, item in canvas if item.is_unresolved]
    still_open += [
        item for status in _OPEN for _, item in canvas if item.status == status and not item.is_unresolved
    ]
    steps = [item for _, item in canvas.next_steps]
    parts = (
        _Part("Agreed", "What we have agreed", "Nothing is agreed yet.", settled),
        _Part("Still open", "What is still open", "Nothing is left open.", still_open),
        _Part("Next steps", "Who does what next", "No next steps are named yet.", steps, by_whom=True),
    )
    agreed = f"{len(settled)} of {counted(len(canvas), 'statement')}" if len(canvas) else "nothing yet"
    head = room.head("Where we stand", f"Agreed by now: {agreed}")
    together = paged(
        LAST, head, [e for part in parts for e in _in_full(part, today, room)], room.height, (0,)
    )
    if len(together) == 1:
        return together
    lines = room.height - len(head(0, 1))
    slides = [*paged(LAST, head, list(_at_a_glance(parts, today, room, lines)), room.height, (0,))]
    for part in parts:
        entries = _entries(part, today, room)
        slides += paged(LAST, room.head(part.label, part.headline), entries, room.height, (1, 0))
    return tuple(slide._replace(page=at, pages=len(slides)) for at, slide in enumerate(slides))


def _in_full(part: _Part, today: date, room: Room) -> list[Entry]:
    return [room.entry(room.text(part.label, "label")), *_entries(part, today, room)]


def _entries(part: _Part, today: date, room: Room) -> list[Entry]:
    told = [
        room.statement(item, (*unresolved_fact(item), *(when(item, today) if part.by_whom else ())))
        for item in part.items
    ]
    return told or [room.entry(room.text(part.none, "quiet"))]


def _at_a_glance(parts: Sequence[_Part], today: date, room: Room, lines: int) -> Iterator[Entry]:
    """As much of each as fits on one slide, a line for a statement."""
    air = (len(parts) - 1) * (lines >= _AIRY)
    shares = _shares([max(1, len(part.items)) for part in parts], lines - len(parts) - air)
    for at, (part, share) in enumerate(zip(parts, shares, strict=True)):
        count = len(part.items)
        fit = share if count <= share else share - 1
        more = f" · {count}" if count > share else ""
        label = room.entry(room.text(f"{part.label}{more}", "label"))
        yield Entry(((), *label.lines)) if air and at else label
        for item in part.items[: max(0, fit)]:
            words = item.text if item.text.strip() else "(no words yet)"
            facts = ", ".join(run.text for run in when(item, today)) if part.by_whom else ""
            said = cut(f"{facts}: {words}" if facts else words, room.inner, room.measure)
            yield room.entry([(StyledRun(said),)], room.mark(item))
        if count > share and share:
            yield room.entry([(StyledRun(f"  and {count - fit} more", "quiet"),)])
        elif not count and share:
            yield room.entry(room.text(part.none, "quiet"))


def _shares(wanted: Sequence[int], lines: int) -> list[int]:
    """How many lines each gets: alike, and what one has no use for goes to the others."""
    shares = [0] * len(wanted)
    for _ in range(max(0, lines)):
        short = [at for at, share in enumerate(shares) if share < wanted[at]]
        if not short:
            break
        shares[min(short, key=lambda at: shares[at])] += 1
    return shares
