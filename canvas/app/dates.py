"""How days are written on the screen, in the order that the user has set."""

from __future__ import annotations

from datetime import date

from canvas.model.calendar_text import MONTHS

_order: list[str] = ["day-month"]  # one setting for the whole process, as is the terminal it writes to


def set_date_order(order: str) -> None:
    """Set the order in which days are written from now on: ``day-month``, ``month-day`` or ``iso``."""
    _order[0] = order


def short_day(day: date, today: date) -> str:
    """A day without its year where that is this year's: ``1 Sep``, ``1 Sep 27``."""
    if _order[0] == "iso":
        return day.isoformat()
    year = "" if day.year == today.year else f" {day.year % 100:02}"
    return f"{_day_of_month(day)}{year}"


def long_day(day: date) -> str:
    """A day in full: ``1 Sep 2027``."""
    return day.isoformat() if _order[0] == "iso" else f"{_day_of_month(day)} {day.year}"


def _day_of_month(day: date) -> str:
    month = MONTHS[day.month - 1][:3]
    return f"{month} {day.day}" if _order[0] == "month-day" else f"{day.day} {month}"
