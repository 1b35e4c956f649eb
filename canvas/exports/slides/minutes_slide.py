"""The slides with the minutes of the last meeting, until the next one begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from canvas.exports.minutes import (
    NOTHING,
    TITLE,
    groups,
    opening_facts,
    readable_meeting,
    readable_promises,
    since_counts,
    title_line,
)
from canvas.exports.slides.closing_slide import kept_together
from canvas.exports.slides.layout import StyledRun, wrapped
from canvas.exports.slides.pagination import paged
from canvas.exports.slides.slide_text import AUDIENCE, MINUTES
from canvas.exports.slides.slide_types import Entry, Slide
from canvas.model.meetings import latest_meeting, running_meeting

if TYPE_CHECKING:
    from datetime import date

    from canvas.exports.slides.slide_text import Room
    from canvas.model.canvas import Canvas
    from canvas.model.meetings import Meeting

_MARK = "– "


def shown_meeting(canvas: Canvas, today: date) -> Meeting | None:
    """The last meeting as partners may read it; None while another runs, and where there is none."""
    found = None if running_meeting(canvas) else latest_meeting(canvas)
    return found and readable_meeting(canvas, found, AUDIENCE, today)


def promised(canvas: Canvas, today: date) -> str:
    """While a meeting runs, what became of the promises of the last one; else nothing."""
    return since_counts(readable_promises(canvas, AUDIENCE, today)) if running_meeting(canvas) else ""


def minutes(meeting: Meeting, room: Room) -> tuple[Slide, ...]:
    """The slides of a meeting as partners may read it; nothing on them is cut."""
    head = room.head(TITLE, title_line(meeting))
    lines = room.height - len(head(0, 1))
    entries = [
        room.labelled(label, room.text(fact)) for label, fact in opening_facts(meeting).items() if fact
    ]
    found = groups(meeting)
    for group in found:
        entries += kept_together(group.label, [_entry(each, room) for each in group.lines], room, lines)
    if not found:
        entries.append(room.entry(room.text(NOTHING)))
    return paged(MINUTES, head, entries, room.size, (1, 0), columns=room.columns)


def _entry(text: str, room: Room) -> Entry:
    parts = wrapped(text, room.inner - len(_MARK), room.measure)
    return room.entry(
        (StyledRun(" " * len(_MARK) if number else _MARK, "quiet"), StyledRun(part))
        for number, part in enumerate(parts)
    )
