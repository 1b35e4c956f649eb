"""Parsing and formatting a show of hands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.model.fields import show_of_hands_in
from canvas.model.show_of_hands import LOW, HandsError, ShowOfHands, parse, parse_hands
from tests.strategies import quick, temperatures, typed

DAY = date(2026, 11, 23)
_fingers = st.lists(st.integers(0, 5), min_size=1, max_size=40)


def problem(reading: Callable[[str], object], said: str) -> str:
    try:
        reading(said)
    except HandsError as error:
        return str(error)
    return ""


@pytest.mark.parametrize("said", ["5 4 4 2", "5442", "5,4,4,2", " 4; 2.4/5 ", "2\t4\n4 5", "5, 4, 4, 2"])
def test_hands_may_be_typed_in_any_order_with_or_without_anything_between(said: str) -> None:
    assert parse_hands(said) == (5, 4, 4, 2)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("", "No hands yet"),
        (" , ", "No hands yet"),
        ("5 6", "6 is too many"),
        ("5 x", "‘x’ among the hands"),
        ("-1", "‘-’ among the hands"),
        ("²", "‘²’ among the hands"),
        ("５", "‘５’ among the hands"),
        ("5\x1b", "cannot be seen"),
        ("5" * 201, "more than 200 hands"),
    ],
)
def test_invalid_hands_are_rejected_with_an_example(said: str, why: str) -> None:
    with pytest.raises(HandsError, match=why):
        parse_hands(said)


@quick
@given(typed | st.text("0123456789 ,on-", max_size=12))
def test_any_text_is_hands_or_a_sanitised_error(said: str) -> None:
    for reading in (parse_hands, parse):
        why = problem(reading, said)
        assert why == "" or why.endswith(".")
        assert why.isprintable()
    assert (show_of_hands_in(said) is not None) == (not problem(parse, said))


@quick
@given(_fingers, st.sampled_from(("", " ", ",", ", ", "; ")))
def test_hands_are_read_whatever_stands_between_them(found: list[int], between: str) -> None:
    assert parse_hands(between.join(map(str, found))) == tuple(sorted(found, reverse=True))


@quick
@given(temperatures)
def test_written_hands_round_trip(taken: ShowOfHands) -> None:
    assert parse(taken.written) == taken
    assert show_of_hands_in(taken.written) == taken


@pytest.mark.parametrize("said", ["5442 on 2026-11-23", "5 4 4 2 2026-11-23", "2,4,4,5, on 2026-11-23 "])
def test_the_day_follows_the_hands(said: str) -> None:
    assert parse(said) == ShowOfHands((5, 4, 4, 2), DAY)
    assert parse(said).written == "5 4 4 2 on 2026-11-23"


@pytest.mark.parametrize("said", ["5 on 2026-02-30", "on 2026-11-23", "2026-11-23", "5 on Monday"])
def test_an_invalid_day_or_a_day_without_hands_is_rejected(said: str) -> None:
    assert show_of_hands_in(said) is None


@quick
@given(temperatures)
def test_every_hand_is_counted_once_in_the_spread_and_half_of_them_lie_on_each_side_of_the_median(
    taken: ShowOfHands,
) -> None:
    assert [fingers for fingers, _ in taken.spread] == [5, 4, 3, 2, 1, 0]
    assert sum(count for _, count in taken.spread) == len(taken.hands)
    assert sum(count for fingers, count in taken.spread if fingers <= LOW) == taken.low
    middle = float(taken.median)
    assert sum(hand < middle for hand in taken.hands) <= len(taken.hands) / 2
    assert sum(hand > middle for hand in taken.hands) <= len(taken.hands) / 2


@pytest.mark.parametrize(
    ("said", "median", "voices"),
    [
        ("5442", "4", "1 low"),
        ("54", "4.5", "none low"),
        ("210", "1", "3 low"),
        ("3", "3", "none low"),
    ],
)
def test_median_and_low_voices(said: str, median: str, voices: str) -> None:
    assert (parse(said).median, parse(said).voices) == (median, voices)
