"""Format and compute dates, independent of the locale.

`canvas.model.date_parser` reads what people type.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final, Literal

from canvas.model.errors import CodedError

MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
"""In the order of `date.weekday`."""

MAX_MONTH_DAYS: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
"""The maximum number of days of each month."""

_DISTANCE_UNITS: Final = ((730, 365.25, "years"), (14, 7, "weeks"), (0, 1, "days"))
"""Units by the least number of days they are used for, with their length in days."""

_NEAR_MONTHS: Final = 11
"""From how many months on a date is written with its year."""

DayCode = Literal[
    "no-such-day", "out-of-range", "unreadable", "past-weekday", "ambiguous", "several-days", "wrong-weekday"
]
"""Why a `DayError` was raised."""


class DayError(CodedError[DayCode]):
    """Text that is no date, or an ambiguous one; its sentence begins without a capital."""


def format_date(day: date) -> str:
    """Format a date in full: ``Friday 27 November 2026``."""
    return f"{WEEKDAYS[day.weekday()]} {format_day(day.day, day.month)} {day.year:04}"


def format_distance(day: date, today: date) -> str:
    """Format the distance from today: ``tomorrow``, ``in 4 days``, ``in 6 weeks``, ``3 days ago``."""
    days = (day - today).days
    if near := {-1: "yesterday", 0: "today", 1: "tomorrow"}.get(days):
        return near
    size, unit = next((size, unit) for least, size, unit in _DISTANCE_UNITS if abs(days) >= least)
    said = f"{round(abs(days) / size)} {unit}"
    return f"in {said}" if days > 0 else f"{said} ago"


def format_day(day: int, month: int) -> str:
    """Format a day and its month: ``1 December``."""
    return f"{day} {MONTHS[month - 1]}"


def format_near(day: date, today: date) -> str:
    """Format a date without its year within eleven months of today: ``1 September``, ``1 September 2028``."""
    return format_day(day.day, day.month) + ("" if _is_near(day, today) else f" {day.year}")


def format_short(day: date, today: date | None, order: str = "day-month") -> str:
    """Format a date in short, without its year within eleven months of today: ``1 Sep``, ``1 Sep 2028``.

    Args:
        day: the date.
        today: None for a date that always has its year.
        order: ``day-month``, ``month-day`` or ``iso``, which is always written in full.
    """
    if order == "iso":
        return day.isoformat()
    month = MONTHS[day.month - 1][:3]
    words = f"{month} {day.day}" if order == "month-day" else f"{day.day} {month}"
    return words if today and _is_near(day, today) else f"{words} {day.year}"


def _is_near(day: date, today: date) -> bool:
    """Whether a date is less than eleven months away, so that its day and month tell which one it is."""
    earlier, later = sorted((day, today))
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    return months - (later.day < earlier.day) < _NEAR_MONTHS


def parse_iso(words: str) -> date | None:
    """Parse an ISO date such as ``2026-11-01`` or ``2026-1-5``; None for any other form.

    Raises:
        DayError: where there is no such day.
    """
    found = re.fullmatch("([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})", words)
    if not found:
        return None
    try:
        return date(*map(int, found.groups()))
    except ValueError:
        raise DayError(f"there is no day {words}: write one such as 2026-11-01.", "no-such-day") from None


def add_months(day: date, months: int) -> date:
    """Add months to a date, clamped to the last day of the month.

    Raises:
        OverflowError: where `date` cannot represent it.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        raise OverflowError
    return date(year, month + 1, min(day.day, last_day_of_month(year, month + 1)))


def last_day_of_month(year: int, month: int) -> int:
    """The last day of a month."""
    is_leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return MAX_MONTH_DAYS[month - 1] - (month == 2 and not is_leap)  # noqa: PLR2004 - February
