"""How days are written on the screen, in the order that the user has set."""

from __future__ import annotations

from datetime import date

from canvas.model.calendar_text import format_short

_order: list[str] = ["day-month"]  # one setting for the whole process, as is the terminal it writes to


def set_date_order(order: str) -> None:
    """Set the order in which days are written from now on: ``day-month``, ``month-day`` or ``iso``."""
    _order[0] = order


def short_day(day: date, today: date) -> str:
    """A day without its year where it is less than eleven months away: ``1 Sep``, ``1 Sep 2028``."""
    return format_short(day, today, _order[0])


def long_day(day: date) -> str:
    """A day with its year: ``1 Sep 2027``."""
    return format_short(day, None, _order[0])
