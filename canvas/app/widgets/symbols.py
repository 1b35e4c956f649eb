"""The shapes that stand for a status or for what became of an item, and days as the board writes them."""

from __future__ import annotations

from datetime import date

from canvas.model.calendar_text import MONTHS

MARKS: dict[str, str] = {
    "proposed": "○",
    "agreed": "●",
    "disputed": "!",
    "parked": "‖",
    "done": "✓",
}
"""One shape a status: told apart without colour, each one column wide in every terminal."""

DIFFERS = "≠"
"""Begins what another version says of an item."""

MARKED, MARKED_HERE = "»", "►"
"""Stand before a marked item, and before the marked item that is under the cursor."""

NEW, CHANGED, MOVED = "+", "~", ">"
"""What became of an item since an older version."""

SINCE: dict[str, str] = {NEW: "new", CHANGED: "changed", MOVED: "moved here", DIFFERS: "not settled"}
"""The marks beside the status, and what they mean."""


_written: list[str] = ["day-month"]


def write_days(how: str) -> None:
    """Write days like this from now on: ``day-month``, ``month-day`` or ``iso``, as the user has set."""
    _written[0] = how


def short_day(day: date, today: date) -> str:
    """A day without its year where that is this year's: ``1 Sep``, ``1 Sep 27``."""
    if _written[0] == "iso":
        return day.isoformat()
    year = "" if day.year == today.year else f" {day.year % 100:02}"
    return f"{_day_of_month(day)}{year}"


def long_day(day: date) -> str:
    """A day in full: ``1 Sep 2027``."""
    return day.isoformat() if _written[0] == "iso" else f"{_day_of_month(day)} {day.year}"


def _day_of_month(day: date) -> str:
    month = MONTHS[day.month - 1][:3]
    return f"{month} {day.day}" if _written[0] == "month-day" else f"{day.day} {month}"


def initials(name: str) -> str:
    """A name where there is room for little: ``RK`` for Riverside Kitchen, the first letters of one word."""
    words = [word for word in name.split() if word[:1].isalnum()]
    if len(words) < 2:  # noqa: PLR2004 - a name of one word has no initials to tell it by
        return name[:6]
    return "".join(word[0].upper() for word in words)[:4]
