"""Parse dates in everyday English, such as ``fri``, ``+2w`` and ``1 dec``.

Ambiguous input and periods such as a whole week are rejected. A weekday, or a day without its year, means the
next one, unless ``last`` or a minus sign says otherwise. Patterns are strings: `re` compiles them when the
first date is typed, not on import.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from canvas.model.calendar_text import (
    MAX_MONTH_DAYS,
    MONTHS,
    WEEKDAYS,
    DayError,
    add_months,
    format_day,
    last_day_of_month,
    parse_iso,
)

EXAMPLES: Final = "fri, +2w, 1 dec or 2027-09-01"

_WEEK_DAYS: Final = 7
_FULL_YEAR_DIGITS: Final = 4
_MAX_YEARS_TO_LEAP_DAY: Final = 8
"""The longest gap in years between two 29 Februaries, across the end of a century."""

_MONTH: Final = "(?P<month>[a-z]{3,9})[.]?"
_DAY: Final = "(?P<day>[0-9]{1,2})(?:st|nd|rd|th|[.])?"
_YEAR: Final = "(?: '?(?P<year>[0-9]{2}|[0-9]{4}))?"
_COUNTS: Final = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_WEEKDAY: Final = "(?:(?P<weekday>[a-z]{2,9})[.]? )?"


class _WrongWeekdayError(DayError):
    """A day with the name of a weekday that it is not.

    Attributes:
        day: the day without its weekday.
    """

    day: date


def parse_date(words: str, today: date) -> date:
    """Parse a date relative to today.

    Raises:
        DayError: where the words are no date, or ambiguous.
    """
    said = _normalised(words)
    try:
        for parse in _PARSERS:
            if day := parse(said, today):
                return day
    except OverflowError:
        raise DayError("no calendar goes that far.", "out-of-range") from None
    raise DayError(f"write a day such as {EXAMPLES}.", "unreadable")


def parse_past_date(words: str, today: date) -> date:
    """Parse a date that is over or today: what names no year, month or week means the last one.

    Raises:
        DayError: where the words are no date, ambiguous, or still to come.
    """
    try:
        day = parse_date(words, today)
    except _WrongWeekdayError:
        day = date.max  # the weekday may be right of the last one
    if day <= today:
        return day
    said = _normalised(words)
    last = _weekday_name(f"last {said}", today) or _last_dated(said, today)
    if last is None:
        raise DayError("that day has not come yet.", "out-of-range")
    return last


def _last_dated(said: str, today: date) -> date | None:
    """The last day that names no year or month: the next one, as it was some months or years ago."""
    for parse, months in ((_day_of_month, 1), (_with_month_name, 12), (_numeric, 12)):
        for times in range(1, _MAX_YEARS_TO_LEAP_DAY + 1):
            try:
                day = parse(said, add_months(today, -months * times))
            except _WrongWeekdayError as error:
                if error.day <= today:
                    raise
                continue
            if day is None:
                break
            if day <= today:
                return day
    return None


def _normalised(words: str) -> str:
    said = " ".join(words.casefold().replace(",", " ").split()).rstrip(".")
    return re.sub("^(?:(?:by|on|since|until|the) )+", "", said)


def _iso(said: str, today: date) -> date | None:  # noqa: ARG001 - the signature of a parser
    if re.fullmatch("[0-9]{8}", said):
        said = f"{said[:4]}-{said[4:6]}-{said[6:]}"
    return parse_iso(re.sub("[/.]", "-", said))


def _day_name(said: str, today: date) -> date | None:
    days = {"yesterday": -1, "today": 0, "tomorrow": 1}.get(said)
    return None if days is None else today + timedelta(days=days)


def _offset(said: str, today: date) -> date | None:
    """A number of days, weeks, months or years from today: ``+2w``, ``in two weeks``, ``3 days ago``."""
    unit = "(d|days?|w|wks?|weeks?|fortnights?|m|months?|y|yrs?|years?)"
    counts = "|".join(f"{count}(?= )" for count in ("an?", *_COUNTS))
    found = re.fullmatch(f"([+-] ?|in )?([0-9]{{1,5}}|{counts}) ?{unit}( ago)?", said)
    if not found:
        return None
    sign, number, of, ago = found.groups()
    if ago and sign:
        return None
    spelt = _COUNTS.index(number) + 1 if number in _COUNTS else 1
    count = int(number) if number.isdigit() else spelt
    if ago or (sign and sign.startswith("-")):
        count = -count
    match of[0]:
        case "d":
            return today + timedelta(days=count)
        case "w" | "f":
            return today + timedelta(weeks=2 * count if of.startswith("f") else count)
        case "m":
            return add_months(today, count)
        case _:
            return add_months(today, 12 * count)


def _weekday_name(said: str, today: date) -> date | None:
    """A weekday: the next one, or as ``this``, ``next`` or ``last`` says."""
    found = re.fullmatch("(?:(this|next|last) )?([a-z]{2,9})[.]?", said)
    weekday = _weekday(found[2]) if found else None
    if found is None or weekday is None:
        return None
    monday = today - timedelta(days=today.weekday())
    match found[1]:
        case "next":
            return monday + timedelta(days=_WEEK_DAYS + weekday)
        case "last":
            return today - timedelta(days=(today.weekday() - weekday - 1) % _WEEK_DAYS + 1)
        case "this" if weekday < today.weekday():
            name = WEEKDAYS[weekday]
            raise DayError(
                f"this week’s {name} has been: write {name[:3].lower()} for the next.", "past-weekday"
            )
        case "this":
            return monday + timedelta(days=weekday)
        case _:
            return today + timedelta(days=(weekday - today.weekday() - 1) % _WEEK_DAYS + 1)


def _with_month_name(said: str, today: date) -> date | None:
    """A day and the name of its month, in either order; a weekday before them must be right."""
    found = re.fullmatch(f"{_WEEKDAY}{_DAY} ?(?:of )?{_MONTH}{_YEAR}", said) or re.fullmatch(
        f"{_WEEKDAY}{_MONTH} ?{_DAY}{_YEAR}", said
    )
    month = _month(found["month"]) if found else None
    if found is None or month is None or not _is_known(found["weekday"]):
        return None
    return _checked(_dated(int(found["day"]), month, found["year"], today), found["weekday"])


def _is_known(weekday: str | None) -> bool:
    """Whether the name of a weekday is one, where there is any."""
    return not weekday or _weekday(weekday) is not None


def _checked(day: date, name: str | None) -> date:
    """A day, which has to be the weekday of this name, where there is any."""
    weekday = _weekday(name) if name else None
    if weekday is not None and weekday != day.weekday():
        said = f"{format_day(day.day, day.month)} {day.year} is a {WEEKDAYS[day.weekday()]}"
        error = _WrongWeekdayError(f"{said}, not a {WEEKDAYS[weekday]}.", "wrong-weekday")
        error.day = day
        raise error
    return day


def _day_of_month(said: str, today: date) -> date | None:
    """A day without its month: the next 15th; a weekday before it must be right, and stands for “th”."""
    found = re.fullmatch(f"{_WEEKDAY}(?:the )?(?P<day>[0-9]{{1,2}})(?P<th>st|nd|rd|th)?", said)
    if not found or not (found["th"] or found["weekday"]) or not _is_known(found["weekday"]):
        return None
    wanted = int(found["day"])
    if not 1 <= wanted <= max(MAX_MONTH_DAYS):
        raise DayError(f"no month has a day {wanted}.", "no-such-day")
    for ahead in range(4):  # any three consecutive months have every day among them
        first = add_months(today.replace(day=1), ahead)
        if wanted <= last_day_of_month(first.year, first.month) and first.replace(day=wanted) >= today:
            return _checked(first.replace(day=wanted), found["weekday"])
    raise OverflowError


def _end_of_period(said: str, today: date) -> date | None:
    """The last day of a month or year."""
    found = re.fullmatch(f"end(?: of)?(?: the)?(?: (this|next))? {_MONTH}{_YEAR}", said)
    if not found:
        return None
    which, name, year = found[1], found["month"], found["year"]
    if name == "year" and not year:
        return date(today.year + (which == "next"), 12, 31)
    if name == "month" and not year:
        on = add_months(today.replace(day=1), int(which == "next"))
        return on.replace(day=last_day_of_month(on.year, on.month))
    month = _month(name)
    if month is None or which:
        return None
    of = _year(year) if year else today.year + (month < today.month)
    return _day(of, month, last_day_of_month(of, month))


def _numeric(said: str, today: date) -> date | None:
    """A day and its month as numbers, unless either could be the day."""
    found = re.fullmatch("([0-9]{1,2})([/.-])([0-9]{1,2})(?:[/.-]([0-9]{4}|[0-9]{2}))?", said)
    if not found or (found[2] == "-" and len(found[4] or "") != _FULL_YEAR_DIGITS):
        return None
    one, two = int(found[1]), int(found[3])
    orders = {(one, two), (two, one)}
    readings = [(d, m) for d, m in orders if 1 <= m <= len(MONTHS) and 1 <= d <= MAX_MONTH_DAYS[m - 1]]
    if not readings:
        raise DayError(f"no calendar has a day {said}.", "no-such-day")
    if len(readings) > 1:
        short = f"{one} {MONTHS[two - 1][:3].lower()} or {two} {MONTHS[one - 1][:3].lower()}"
        raise DayError(
            f"{said} is {format_day(one, two)} to some and {format_day(two, one)} to others: write {short}.",
            "ambiguous",
        )
    ((day, month),) = readings
    return _dated(day, month, found[4], today)


def _reject_period(said: str, today: date) -> None:  # noqa: ARG001 - the signature of a parser
    """Reject what means several days."""
    if re.fullmatch("(?:this|next|the|coming) ?(?:week|month|year|weekend)", said):
        raise DayError(f"{said} is more than one day: write {EXAMPLES}.", "several-days")


_PARSERS: Final[tuple[Callable[[str, date], date | None], ...]] = (
    _iso, _day_name, _offset, _weekday_name, _with_month_name, _day_of_month, _end_of_period, _numeric,
    _reject_period,
)  # fmt: skip


def _dated(day: int, month: int, year: str | None, today: date) -> date:
    """A day of a month: in a year, or else the next one."""
    if year:
        return _day(_year(year), month, day)
    if not 1 <= day <= MAX_MONTH_DAYS[month - 1]:
        raise DayError(f"{MONTHS[month - 1]} has no day {day}.", "no-such-day")
    for of in range(today.year, min(today.year + _MAX_YEARS_TO_LEAP_DAY, date.max.year) + 1):
        if day <= last_day_of_month(of, month) and (found := date(of, month, day)) >= today:
            return found
    raise OverflowError


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise DayError(f"there is no {format_day(day, month)} {year}.", "no-such-day") from None


def _year(said: str) -> int:
    return int(said) if len(said) == _FULL_YEAR_DIGITS else 2000 + int(said)


def _month(said: str) -> int | None:
    """The number of a month by its name or an unambiguous abbreviation."""
    return next((n for n, name in enumerate(MONTHS, 1) if name.lower().startswith(said)), None)


def _weekday(said: str) -> int | None:
    """The number of a weekday by its name or an abbreviation."""
    said = said.removesuffix("s") if said in ("weds", "tues", "thurs") else said
    return next((n for n, name in enumerate(WEEKDAYS) if name.lower().startswith(said)), None)
