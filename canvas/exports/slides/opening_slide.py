"""The first slide: who takes part, where they are, and what changed."""

from __future__ import annotations

from datetime import date

from canvas.exports.conflict_phrases import partner_names, property_differences, unresolved_suffix
from canvas.exports.opening import title_of
from canvas.exports.slides.layout import StyledRun, side_by_side
from canvas.exports.slides.pagination import paged
from canvas.exports.slides.slide_text import AUDIENCE, FIRST, Room
from canvas.exports.slides.slide_types import Slide
from canvas.model.calendar_text import format_near
from canvas.model.canvas import Canvas
from canvas.model.sanitize import visible_line
from canvas.model.schema import STAGE


def first(
    canvas: Canvas, since: tuple[str, str] | None, today: date, room: Room, promised: str = ""
) -> tuple[Slide, ...]:
    """The opening: title, partners, stage, next review and, where that is known, what changed since when.

    `promised` is what became of the promises of the last meeting.
    """
    hint = next((f": {choice.hint}" for choice in STAGE.choices if choice.key == canvas.stage), "")
    stage = visible_line(canvas.stage)
    where = room.text((stage.capitalize() if hint else stage) + hint + unresolved_suffix(canvas, "stage"))
    if canvas.review:
        review = format_near(canvas.review, today)
        where += room.text(f"Next review {review}{unresolved_suffix(canvas, 'review')}")
    partners = (StyledRun(visible_line(name)) for name in partner_names(canvas))
    names = side_by_side(partners, room.inner, room.measure)
    entries = [
        room.labelled("Partners", names or room.text("Nobody is named yet.", "quiet")),
        room.labelled("Where we are", where),
    ]
    if differences := property_differences(canvas, AUDIENCE):
        entries.append(room.labelled("Not resolved", room.text(differences)))
    if since:
        entries.append(room.labelled(since[0], room.text(since[1])))
    if promised:
        entries.append(room.labelled("Promised last time", room.text(promised)))
    return paged(FIRST, room.head("Welcome", title_of(canvas)), entries, room.size, (2, 1, 0))
