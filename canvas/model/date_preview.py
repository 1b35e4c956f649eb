"""A typed date as it was understood, while it is typed."""

from __future__ import annotations

from datetime import date

from canvas.model.calendar_text import DayError, format_date, format_distance
from canvas.model.date_parser import parse_date
from canvas.model.sanitize import visible_line

_ARROW = "→ "


def format_preview(words: str, today: date, room: int = 0) -> str:
    """Format a parsed date for a preview: ``Friday 27 November 2026, in 4 days``.

    Args:
        words: what was typed.
        today: the current day.
        room: the columns available, 0 for any; if too few, names are abbreviated: ``Fri 27 Nov 2026, …``.

    Raises:
        DayError: where the words are no date, or ambiguous.
    """
    day = parse_date(words, today)
    distance = format_distance(day, today)
    full = f"{format_date(day)}, {distance}"
    if not 0 < room < len(full):
        return full
    weekday, number, month, year = format_date(day).split()
    return f"{weekday[:3]} {number} {month[:3]} {year}, {distance}"


def preview_line(words: str, today: date, room: int) -> str:
    """A preview behind an arrow, in so many columns; raises `DayError` likewise."""
    return f"{_ARROW}{format_preview(words, today, max(0, room - len(_ARROW)))}"


def why_no_day(error: DayError) -> str:
    """The error as a sentence of its own, sanitised."""
    said = visible_line(str(error))
    return said[:1].upper() + said[1:]
