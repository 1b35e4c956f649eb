"""Parsing dates."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from canvas.app.dates import long_day
from canvas.exports.phrases import day as day_in_words
from canvas.model.calendar_text import (
    MONTHS,
    WEEKDAYS,
    DayError,
    add_months,
    format_date,
    format_distance,
    last_day_of_month,
    parse_iso,
)
from canvas.model.date_parser import parse_date, parse_past_date
from canvas.model.date_preview import format_preview

TODAY = date(2026, 11, 23)
"""A Monday."""

days = st.dates()
ordinary = st.dates(date(1900, 1, 1), date(2200, 1, 1))


@given(days, days)
def test_formatted_dates_parse_to_the_same_day(day: date, today: date) -> None:
    assert parse_date(format_date(day), today) == day
    assert parse_date(format_date(day).upper(), today) == day
    assert parse_date(day.isoformat(), today) == day
    assert parse_iso(day.isoformat()) == day


@given(st.dates(date(1000, 1, 1)), days)
def test_dates_as_written_by_the_board_and_the_summary_parse(day: date, today: date) -> None:
    assert parse_date(long_day(day), today) == day
    assert parse_date(day_in_words(day), today) == day
    assert parse_date(day.strftime("%Y%m%d"), today) == day
    assert parse_date(f"{day.year}/{day.month}/{day.day}", today) == day


@given(ordinary, st.integers(0, 9999), st.sampled_from(["+{}d", "+ {} days", "in {} days", "{}d", "{} day"]))
def test_a_count_of_days_is_added_to_today(today: date, count: int, said: str) -> None:
    assert parse_date(said.format(count), today) == today + timedelta(days=count)


@given(ordinary, st.integers(0, 999))
def test_weeks_are_seven_days_and_a_minus_sign_goes_back(today: date, count: int) -> None:
    for said in ("+{}w", "in {} weeks", "{} wks"):
        assert parse_date(said.format(count), today) == today + timedelta(days=7 * count)
    for said in ("-{}w", "{} weeks ago"):
        assert parse_date(said.format(count), today) == today - timedelta(days=7 * count)


@given(ordinary, st.integers(-600, 600))
@example(date(2026, 1, 31), 1)
@example(date(2023, 12, 31), 2)
@example(date(2024, 2, 29), 12)
def test_a_count_of_months_is_clamped_to_the_last_day(today: date, count: int) -> None:
    found = parse_date(f"{count:+}m", today)
    assert found == add_months(today, count)
    assert (found.year * 12 + found.month) - (today.year * 12 + today.month) == count
    longest = calendar.monthrange(found.year, found.month)[1]
    assert found.day == min(today.day, longest)


@given(ordinary, st.integers(-50, 50))
def test_years_are_twelve_months(today: date, count: int) -> None:
    assert parse_date(f"{count:+}y", today) == add_months(today, 12 * count)


@given(st.integers(1, 9999), st.integers(1, 12))
def test_last_of_agrees_with_the_calendar(year: int, month: int) -> None:
    assert last_day_of_month(year, month) == calendar.monthrange(year, month)[1]


@given(ordinary, st.sampled_from(WEEKDAYS), st.integers(2, 9))
def test_a_weekday_is_the_next_one_after_today(today: date, name: str, letters: int) -> None:
    found = parse_date(name[:letters], today)
    assert WEEKDAYS[found.weekday()] == name
    assert 1 <= (found - today).days <= 7


@given(ordinary, st.sampled_from(WEEKDAYS))
def test_next_is_in_the_following_week_and_last_is_in_the_past(today: date, name: str) -> None:
    after = parse_date(f"next {name[:3]}", today)
    before = parse_date(f"last {name[:3]}", today)
    monday = today - timedelta(days=today.weekday())
    assert WEEKDAYS[after.weekday()] == WEEKDAYS[before.weekday()] == name
    assert 7 <= (after - monday).days < 14
    assert 1 <= (today - before).days <= 7


@given(ordinary, st.sampled_from(WEEKDAYS))
def test_this_is_in_the_present_week_and_rejected_where_past(today: date, name: str) -> None:
    if WEEKDAYS.index(name) < today.weekday():
        with pytest.raises(DayError, match="has been"):
            parse_date(f"this {name}", today)
    else:
        found = parse_date(f"this {name}", today)
        assert found >= today
        assert found.isocalendar()[:2] == today.isocalendar()[:2]


@given(ordinary, ordinary, st.sampled_from(["{d} {m}", "{d}{m}", "{m} {d}", "{d}th of {m}", "by {m}. {d}"]))
def test_a_date_without_a_year_is_the_next_one(today: date, day: date, said: str) -> None:
    for month in (MONTHS[day.month - 1], MONTHS[day.month - 1][:3].upper()):
        found = parse_date(said.format(d=day.day, m=month), today)
        assert (found.day, found.month) == (day.day, day.month)
        assert today <= found
        earlier = [date(y, day.month, day.day) for y in range(today.year, found.year) if _there(y, day)]
        assert all(other < today for other in earlier)


@given(ordinary, st.integers(1, 31))
def test_a_day_without_a_month_is_in_the_next_month_that_has_it(today: date, number: int) -> None:
    found = parse_date(f"{number}th", today)
    assert found.day == number
    assert 0 <= (found - today).days <= 61


@given(ordinary, st.integers(1, 31), st.sampled_from(["{} {}", "{:.3} {}th", "{:.2}. the {}th", "{}, {}th"]))
def test_a_weekday_before_a_day_without_a_month_must_be_right(today: date, number: int, said: str) -> None:
    day = parse_date(f"{number}th", today)
    assert parse_date(said.format(WEEKDAYS[day.weekday()], number), today) == day
    with pytest.raises(DayError, match=f"is a {WEEKDAYS[day.weekday()]}, not a"):
        parse_date(said.format(WEEKDAYS[day.weekday() - 1], number), today)


def test_a_past_day_has_the_weekday_of_the_last_one() -> None:
    for said in ("tue 17th", "tue 17", "tue 17 nov", "tuesday, 17 nov 2026"):
        assert parse_past_date(said, TODAY) == date(2026, 11, 17)
    for said in ("mon 17th", "mon 17 nov"):
        with pytest.raises(DayError, match="17 November 2026 is a Tuesday, not a Monday"):
            parse_past_date(said, TODAY)
    with pytest.raises(DayError, match="30 January 2026 is a Friday, not a Monday"):
        parse_past_date("mon 30", date(2026, 3, 15))  # the next one is a Monday


@given(ordinary, st.integers(1, 31), st.integers(1, 31), st.sampled_from("/."))
def test_numeric_dates_are_accepted_only_where_unambiguous(
    today: date, one: int, two: int, sign: str
) -> None:
    said = f"{one}{sign}{two}"
    ways = {(d, m) for d, m in ((one, two), (two, one)) if m <= 12 and d <= last_day_of_month(2024, m)}
    if len(ways) == 1:
        found = parse_date(said, today)
        assert (found.day, found.month) in ways
        assert found >= today
    else:
        with pytest.raises(DayError, match="to some and" if ways else "no calendar"):
            parse_date(said, today)


@given(ordinary, ordinary, st.sampled_from(WEEKDAYS))
def test_a_date_with_the_wrong_weekday_is_rejected(today: date, day: date, name: str) -> None:
    assume(WEEKDAYS[day.weekday()] != name)
    with pytest.raises(DayError, match=f"is a {WEEKDAYS[day.weekday()]}, not a {name}"):
        parse_date(f"{name} {day.day} {MONTHS[day.month - 1]} {day.year}", today)


def _is_parsed_or_rejected(words: str, today: date) -> None:
    """Check that words are a date, of which the preview tells, or that one sentence says why not."""
    told = "."
    try:
        found = parse_date(words, today)
    except DayError as error:
        told = str(error)
    else:
        assert format_preview(words, today) == f"{format_date(found)}, {format_distance(found, today)}"
    assert told.endswith(".")
    assert "\n" not in told


@given(st.text(max_size=30), days)
@example("+99999d", date.max)
@example("0000-00-00", TODAY)
@example("1 dec", date.max)
@example("31st", date.max)
@example("٣ dec", TODAY)
def test_any_text_is_a_date_or_a_day_error(words: str, today: date) -> None:
    _is_parsed_or_rejected(words, today)


_PIECES = st.lists(
    st.sampled_from(
        [*"0123456789+-/. ", "fri", "next ", "last ", "dec", "end of ", "month", "w", "m", "y", " ago", "th"]
    ),
    max_size=7,
).map("".join)


@given(_PIECES, days)
def test_near_valid_dates_are_parsed_or_rejected(words: str, today: date) -> None:
    _is_parsed_or_rejected(words, today)


@pytest.mark.parametrize(
    ("words", "means"),
    [
        ("fri", "Friday 27 November 2026, in 4 days"),
        ("mon", "Monday 30 November 2026, in 7 days"),
        ("next fri", "Friday 4 December 2026, in 11 days"),
        ("weds", "Wednesday 25 November 2026, in 2 days"),
        ("+2w", "Monday 7 December 2026, in 2 weeks"),
        ("a fortnight", "Monday 7 December 2026, in 2 weeks"),
        ("in two weeks", "Monday 7 December 2026, in 2 weeks"),
        ("three months ago", "Sunday 23 August 2026, 13 weeks ago"),
        ("1. dec", "Tuesday 1 December 2026, in 8 days"),
        ("+1m", "Wednesday 23 December 2026, in 4 weeks"),
        ("1 dec", "Tuesday 1 December 2026, in 8 days"),
        ("22 nov", "Monday 22 November 2027, in 52 weeks"),
        ("29 feb", "Tuesday 29 February 2028, in 66 weeks"),
        ("3 sep '28", "Sunday 3 September 2028, in 93 weeks"),
        ("tomorrow", "Tuesday 24 November 2026, tomorrow"),
        ("today", "Monday 23 November 2026, today"),
        ("yesterday", "Sunday 22 November 2026, yesterday"),
        ("last fri", "Friday 20 November 2026, 3 days ago"),
        ("end of month", "Monday 30 November 2026, in 7 days"),
        ("end of next month", "Thursday 31 December 2026, in 5 weeks"),
        ("end of feb", "Sunday 28 February 2027, in 14 weeks"),
        ("end of year", "Thursday 31 December 2026, in 5 weeks"),
        ("25/12", "Friday 25 December 2026, in 5 weeks"),
        ("5/5", "Wednesday 5 May 2027, in 23 weeks"),
        ("2036-01-01", "Tuesday 1 January 2036, in 9 years"),
    ],
)
def test_examples_on_a_monday_in_november(words: str, means: str) -> None:
    assert format_preview(words, TODAY) == means


@given(days, days)
def test_an_abbreviated_preview_parses_to_the_same_day(day: date, today: date) -> None:
    short = format_preview(day.isoformat(), today, room=1)
    assert len(short) <= len(format_preview(day.isoformat(), today))
    assert parse_date(short.split(",")[0], today) == day
    assert format_preview(day.isoformat(), today, room=99) == format_preview(day.isoformat(), today)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("1/12", "1/12 is 1 December to some and 12 January to others: write 1 dec or 12 jan."),
        ("1/12/2027", "1/12/2027 is 1 December to some and 12 January to others: write 1 dec or 12 jan."),
        ("2026-02-30", "there is no day 2026-02-30: write one such as 2026-11-01."),
        ("30 feb", "February has no day 30."),
        ("29 feb 2027", "there is no 29 February 2027."),
        ("next week", "next week is more than one day: write fri, +2w, 1 dec or 2027-09-01."),
        ("32nd", "no month has a day 32."),
        ("soon", "write a day such as fri, +2w, 1 dec or 2027-09-01."),
        ("", "write a day such as fri, +2w, 1 dec or 2027-09-01."),
        ("15", "write a day such as fri, +2w, 1 dec or 2027-09-01."),
        ("+99999y", "no calendar goes that far."),
    ],
)
def test_ambiguous_input_is_rejected_with_an_example(words: str, says: str) -> None:
    with pytest.raises(DayError) as refused:
        parse_date(words, TODAY)
    assert str(refused.value) == says


def _there(year: int, day: date) -> bool:
    return day.day <= last_day_of_month(year, day.month)


@pytest.mark.parametrize(
    ("words", "means"),
    [
        ("today", "2026-11-23"),
        ("since yesterday", "2026-11-22"),
        ("2 weeks ago", "2026-11-09"),
        ("mon", "2026-11-16"),
        ("fri", "2026-11-20"),
        ("24 nov", "2025-11-24"),
        ("1 nov", "2026-11-01"),
        ("24th", "2026-10-24"),
        ("25/11", "2025-11-25"),
        ("25/11/2025", "2025-11-25"),
    ],
)
def test_a_day_in_the_past_is_the_last_one_where_it_names_no_year(words: str, means: str) -> None:
    assert parse_past_date(words, TODAY).isoformat() == means


@pytest.mark.parametrize(
    ("today", "words", "means"),
    [
        ("2026-03-15", "30th", "2026-01-30"),
        ("2026-03-15", "fri 30", "2026-01-30"),
        ("2026-07-15", "31st", "2026-05-31"),
        ("2026-07-15", "29 feb", "2024-02-29"),
        ("2026-07-15", "thu 29 feb", "2024-02-29"),
        ("2104-01-01", "29 feb", "2096-02-29"),
    ],
)
def test_a_day_that_some_months_or_years_lack_is_the_last_one_there_was(
    today: str, words: str, means: str
) -> None:
    assert parse_past_date(words, date.fromisoformat(today)).isoformat() == means


@given(ordinary, st.integers(1, 31))
def test_the_last_day_with_a_number_is_within_two_months(today: date, number: int) -> None:
    found = parse_past_date(f"{number}th", today)
    assert found.day == number
    assert 0 <= (today - found).days <= 61


@pytest.mark.parametrize(
    "words", ["tomorrow", "+2w", "next fri", "2026-11-24", "24 nov 2026", "end of month"]
)
def test_a_day_to_come_is_no_day_in_the_past(words: str) -> None:
    with pytest.raises(DayError, match=r"^that day has not come yet\.$"):
        parse_past_date(words, TODAY)
