"""The sections of slides that few canvases have: what a review came to, and the minutes of a meeting."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from canvas.exports.slides.minutes_slide import minutes, promised, shown_meeting
from canvas.exports.slides.review_slide import has_review, review
from canvas.exports.slides.slide_text import MINUTES, REVIEW, Room
from canvas.exports.slides.slide_types import Slide
from canvas.model.canvas import Canvas

Sections = dict[str, Callable[[], tuple[Slide, ...]]]
"""What renders each section."""


def seldom_sections(canvas: Canvas, today: date, room: Room) -> tuple[Sections, str]:
    """These sections of a canvas, and what became of the promises of its last meeting."""
    sections: Sections = {}
    if has_review(canvas):
        sections[REVIEW] = lambda: review(canvas, room)
    if meeting := shown_meeting(canvas, today):
        sections[MINUTES] = lambda: minutes(meeting, room)
    return sections, promised(canvas, today)
