"""The slides of a review: where the partners differ about themselves, for the latest round shown to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from canvas.exports.review_result import TITLE, facts, level_rows, round_line, shown_rounds, talk_word
from canvas.exports.slides.layout import StyledRun
from canvas.exports.slides.pagination import paged
from canvas.exports.slides.slide_text import AUDIENCE, REVIEW
from canvas.exports.slides.slide_types import Entry, Slide
from canvas.model.review import panels_ranked, results
from canvas.model.sanitize import visible_line
from canvas.model.schema import BY_KEY

if TYPE_CHECKING:
    from canvas.exports.slides.slide_text import Room
    from canvas.model.canvas import Canvas
    from canvas.model.review import Result


def has_review(canvas: Canvas) -> bool:
    """Whether a round is shown to partners."""
    return bool(shown_rounds(canvas, AUDIENCE))


def review(canvas: Canvas, room: Room) -> tuple[Slide, ...]:
    """The slides of a whole canvas, the panel with the most disagreement first."""
    latest = shown_rounds(canvas, AUDIENCE)[-1]
    ranked = (result for _, found in panels_ranked(results(canvas, latest)) for result in found)
    entries = [_entry(result, latest.invited, room) for result in ranked]
    head = room.head(TITLE, round_line(canvas, latest))
    return paged(REVIEW, head, entries, room.size, (2, 1), columns=room.columns)


def _entry(result: Result, invited: int, room: Room) -> Entry:
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
