"""Matching of the items of two canvases."""

from __future__ import annotations

import time
from datetime import date, datetime
from difflib import SequenceMatcher

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from canvas.model.canvas import Canvas, Item
from canvas.model.item_matching import equal_in_file, is_named, match_items
from canvas.model.similar_texts import ALIKE
from tests.editing import edited
from tests.strategies import anything, canvases

NAN = float("nan")


def of(*items: tuple[str, str], panel: str = "vision") -> Canvas:
    return Canvas("T").with_items({panel: tuple(Item(name, text) for name, text in items)})


def test_an_item_is_known_by_its_id_whatever_it_says_and_wherever_it_stands() -> None:
    assert match_items(of(("a", "one")), of(("a", "something else"), panel="roles")) == {"a": "a"}


def test_an_id_goes_before_a_text() -> None:
    assert match_items(of(("a", "one"), ("b", "two")), of(("a", "two"), ("b", "one"))) == {"a": "a", "b": "b"}


@pytest.mark.parametrize(("was", "now"), [("~1", "~7"), ("~1", "k7m2q"), ("k7m2q", "~1"), ("k7m2q", "t2x9d")])
def test_an_item_without_the_same_id_is_known_by_its_text(was: str, now: str) -> None:
    assert match_items(of((was, "one")), of((now, "one"))) == {now: was}


def test_the_number_that_a_reading_gives_is_no_id() -> None:
    assert match_items(
        of(("~1", "breakfast"), ("~2", "lunch")), of(("~1", "lunch"), ("~2", "breakfast"))
    ) == {
        "~1": "~2",
        "~2": "~1",
    }
    assert not match_items(of(("~1", "breakfast")), of(("~1", "a home for all")))


def test_the_same_text_is_looked_for_in_its_own_panel_first() -> None:
    old = of(("~1", "one")).with_items({"roles": (Item("~2", "one"),)})
    assert match_items(old, of(("~1", "one"), panel="roles")) == {"~1": "~2"}
    assert match_items(old, of(("~1", "one"), panel="governance")) == {"~1": "~1"}


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("Breakfast in every school", "Breakfast in each school"),
        ("Breakfst", "Breakfast"),
        ("abcde", "abcxy"),  # a ratio of 0.6
        ("We meet on Monday", "We always meet on Mondays"),
    ],
)
def test_a_text_that_is_like_another_is_another_wording_of_it(was: str, now: str) -> None:
    assert SequenceMatcher(None, was, now, autojunk=False).ratio() >= ALIKE
    assert match_items(of(("~1", was)), of(("~1", now))) == {"~1": "~1"}


def test_a_text_that_is_not_so_like_is_another_statement() -> None:
    assert SequenceMatcher(None, "abcdef", "abcxyz", autojunk=False).ratio() < ALIKE
    assert not match_items(of(("~1", "abcdef")), of(("~1", "abcxyz")))
    assert not match_items(of(("~1", "Breakfast")), of(("~1", "Breakfst"), panel="roles"))


def test_of_several_that_are_alike_the_most_alike_go_together() -> None:
    old = of(("~1", "Breakfast in school one of six"), ("~2", "Breakfast in school two of six"))
    new = of(("~1", "Breakfast in school two of the six"), ("~2", "Breakfast in school one of the six"))
    assert match_items(old, new) == {"~1": "~2", "~2": "~1"}


def test_an_item_is_itself_though_its_id_was_copied_to_one_above_it() -> None:
    old = of(("k7m2q", "one"))
    new = of(("k7m2q", "a copy that says more"), ("t2x9d", "one"))
    assert match_items(old, new) == {"t2x9d": "k7m2q"}
    assert match_items(old, of(("k7m2q", "one"), ("t2x9d", "one"))) == {"k7m2q": "k7m2q"}


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_no_item_is_taken_for_two_and_an_id_that_stayed_is_enough(data: st.DataObject) -> None:
    old = data.draw(canvases())
    new = data.draw(edited(old))
    found = match_items(old, new)
    assert len(set(found.values())) == len(found)
    assert set(found) <= {item.id for _, item in new}
    assert set(found.values()) <= {item.id for _, item in old}
    assert match_items(old, old) == {item.id: item.id for _, item in old}
    texts = {item.text for _, item in old}
    for _, item in new:
        was = old.item(item.id)
        # What somebody else says now that it said before is taken for the item itself, and it for a copy.
        copied = was and any(was.text == other.text for _, other in new if other is not item)
        if was and is_named(item) and item.text not in texts and not copied:
            assert found[item.id] == was.id


LONG = "and more of this and that, as we said when we met, "


@pytest.mark.parametrize(
    ("was", "now", "count"),
    [
        (
            "Breakfast in school number {} of the district",
            "Breakfast in school number {} of the county",
            5000,
        ),
        ("Breakfast in school number {} of the district", "{} xyzzy lunch, wvut", 5000),
        ("Lunch {} " + LONG * 8, "Lunch {} " + LONG.replace("of", "as") * 8, 300),
        ("{} " + "ab" * 300, "{} " + "ba" * 300, 300),
    ],
)
def test_thousands_of_items_typed_by_hand_are_matched_in_a_few_seconds(
    was: str, now: str, count: int
) -> None:
    old = of(*((f"~{number}", was.format(number)) for number in range(count)))
    new = of(*((f"~{number}", now.format(number)) for number in range(count)))
    begin = time.process_time()
    match_items(old, new)
    assert time.process_time() - begin < 20  # each with each takes minutes


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (1, True), (1, 1.0), (0, False), (1.0, True), ("", None), ("1", 1), ([1], [True]),
        ({"a": 1}, {"a": 1.0}),
        ([], {}), ([], ""), (date(2027, 1, 1), datetime(2027, 1, 1)), ({"a": 1}, {"b": 1}),  # noqa: DTZ001 - TOML has local times
    ],
)  # fmt: skip
def test_two_values_that_a_file_writes_otherwise_are_not_the_same(one: object, other: object) -> None:
    assert not equal_in_file(one, other)
    assert not equal_in_file(other, one)


def test_a_list_is_the_same_as_the_tuple_a_panel_makes_of_it_and_nan_as_itself() -> None:
    assert equal_in_file(["a", NAN], ("a", float("nan")))
    assert equal_in_file({"a": 1, "b": 2}, {"b": 2, "a": 1})


@settings(max_examples=100, deadline=None)
@given(anything)
def test_every_value_is_the_same_as_itself(value: object) -> None:
    assert equal_in_file(value, value)


def test_of_two_in_the_same_words_the_one_that_says_the_rest_as_well_is_meant() -> None:
    first, second = Item("~1", "one", {"owner": "Ana"}), Item("~2", "one", {"owner": "Ben"})
    assert match_items(
        Canvas("T").with_items({"vision": (first, second)}),
        Canvas("T").with_items({"vision": (second.with_id("~1"),)}),
    ) == {"~1": "~2"}


def test_of_two_in_the_same_words_the_one_without_an_id_is_known_by_them() -> None:
    assert match_items(of(("k7m2q", "one"), ("~1", "one")), of(("~1", "one"))) == {"~1": "~1"}


def test_an_item_that_was_reworded_is_itself_though_another_says_what_it_said() -> None:
    assert match_items(of(("~1", "one"), ("k7m2q", "one")), of(("~1", "one"), ("k7m2q", "two"))) == {
        "~1": "~1",
        "k7m2q": "k7m2q",
    }
