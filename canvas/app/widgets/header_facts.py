"""Facts for the header that few canvases have: since when a meeting runs, and whose copy the canvas is."""

from __future__ import annotations

from datetime import date

from canvas.app.dates import short_day
from canvas.exports.group_phrases import works_on
from canvas.model.canvas import Canvas
from canvas.model.group_record import group_of
from canvas.model.meetings import running_since


def facts(canvas: Canvas, today: date) -> tuple[str, str]:
    """Since when a meeting runs, and on which panels the copy of a group works; empty what is not so."""
    group = group_of(canvas)
    return _meeting(canvas, today), works_on(group) if group else ""


def _meeting(canvas: Canvas, today: date) -> str:
    since = running_since(canvas)
    if since is None:
        return ""
    day, time = since
    when = time if day == today or day is None else short_day(day, today)
    return f"meeting since {when}" if when else "in a meeting"
