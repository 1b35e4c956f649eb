"""The sections of slides that few canvases have: what a review came to, and the minutes of a meeting."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from canvas.exports import minutes as meeting_minutes
from canvas.exports.review_result import TITLE, facts, level_rows, round_line, shown_rounds, talk_word
from canvas.exports.slides.closing_slide import kept_together
from canvas.exports.slides.layout import StyledRun, wrapped
from canvas.exports.slides.pagination import paged
from canvas.exports.slides.slide_text import AUDIENCE, MINUTES, REVIEW, Room
from canvas.exports.slides.slide_types import Entry, Slide
from canvas.model.canvas import Canvas
from canvas.model.meetings import latest_meeting, running_meeting
from canvas.model.review import panels_ranked, results
from canvas.model.sanitize import visible_line
from canvas.model.schema import BY_KEY

if TYPE_CHECKING:
    from canvas.model.meetings import Meeting
    from canvas.model.review import Result

Sections = dict[str, Callable[[], tuple[Slide, ...]]]
"""What renders each section."""

_MARK = "– "


def optional_sections(canvas: Canvas, today: date, room: Room) -> tuple[Sections, str]:
    """These sections of a canvas, and while a meeting runs, what became of the promises of the last one.

    The last meeting is told as partners may read it, until the next one begins.
    """
    sections: Sections = {}
    if shown_rounds(canvas, AUDIENCE):
        sections[REVIEW] = lambda: _review(canvas, room)
    if running_meeting(canvas):
        promises = meeting_minutes.readable_promises(canvas, AUDIENCE, today)
        return sections, meeting_minutes.since_counts(promises)
    found = latest_meeting(canvas)
    if meeting := found and meeting_minutes.readable_meeting(canvas, found, AUDIENCE, today):
        sections[MINUTES] = lambda: _minutes(meeting, room)
    return sections, ""


def _review(canvas: Canvas, room: Room) -> tuple[Slide, ...]:
    """The slides of the latest round shown to partners, the panel with the most disagreement first."""
    latest = shown_rounds(canvas, AUDIENCE)[-1]
    ranked = (result for _, found in panels_ranked(results(canvas, latest)) for result in found)
    entries = [_result(result, latest.invited, room) for result in ranked]
    head = room.head(TITLE, round_line(canvas, latest))
    return paged(REVIEW, head, entries, room.size, (2, 1), columns=room.columns)


def _result(result: Result, invited: int, room: Room) -> Entry:
    """A statement, its levels with a dot for each answer, and what they come to."""
    lines = room.text(BY_KEY[result.statement.panel].title, "label")
    lines += room.text(visible_line(result.statement.says))
    for number, row in enumerate(level_rows(result), 1):
        name = f"{number} " if number <= len(result.statement.levels) else ""
        if row.dots:
            lines += room.text(f"{name}{row.words}: {' '.join(filter(None, (row.dots, row.names)))}")
    lines += room.text(facts(result, invited), "quiet")
    word = talk_word(result)
    return room.entry(
        (*lines, *([(StyledRun(f"{word}: let us talk about it", "disputed"),)] if word else []))
    )


def _minutes(meeting: Meeting, room: Room) -> tuple[Slide, ...]:
    """The slides of a meeting as partners may read it; nothing on them is cut."""
    head = room.head(meeting_minutes.TITLE, meeting_minutes.title_line(meeting))
    lines = room.height - len(head(0, 1))
    facts = meeting_minutes.opening_facts(meeting)
    del facts[meeting_minutes.AGENDA]  # told in words for a document; a room reads a list
    entries = [room.labelled(label, room.text(fact)) for label, fact in facts.items() if fact]
    found = meeting_minutes.groups(meeting)
    agenda = meeting_minutes.agenda_lines(meeting)
    for label, told in ((meeting_minutes.AGENDA, agenda), *found):
        if told:
            entries += kept_together(label, [_line(each, room) for each in told], room, lines)
    if not found:
        entries.append(room.entry(room.text(meeting_minutes.NOTHING)))
    return paged(MINUTES, head, entries, room.size, (1, 0), columns=room.columns)


def _line(text: str, room: Room) -> Entry:
    parts = wrapped(text, room.inner - len(_MARK), room.measure)
    return room.entry(
        (StyledRun(" " * len(_MARK) if number else _MARK, "quiet"), StyledRun(part))
        for number, part in enumerate(parts)
    )
