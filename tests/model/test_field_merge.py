"""Three-way merge of fields."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from canvas.model.conflict_merge import unresolved
from canvas.model.field_merge import merge_fields
from canvas.model.schema import BY_KEY
from tests.strategies import anything

SPECS = {spec.key: spec for spec in BY_KEY["roles"].fields}
NAN = float("nan")


def made(
    was: object, one: object, other: object, key: str = "more", *, known: bool = True
) -> tuple[Any, list[Any]]:
    """One field merged, a value of None being none."""
    base, first, second = ({} if value is None else {key: value} for value in (was, one, other))
    values, apart = merge_fields(base, first, second, SPECS, turned=False, known=known)
    return values.get(key), [said for _, said in apart]


@pytest.mark.parametrize(
    ("was", "one", "other", "comes"),
    [
        ("a", "a", "b", "b"),
        ("a", "b", "a", "b"),
        ("a", "b", "b", "b"),
        ("a", None, "a", None),
        ("a", None, None, None),
        (None, "a", None, "a"),
        (None, "a", "a", "a"),
        (1, 1, True, True),
        (1, 1.0, 1, 1.0),
        (True, True, 1, 1),
        (NAN, NAN, 1.0, 1.0),
        (date(2027, 1, 1), date(2027, 1, 1), datetime(2027, 1, 1), datetime(2027, 1, 1)),  # noqa: DTZ001 - TOML has local times
    ],
)
def test_a_value_that_one_side_changed_is_changed(
    was: object, one: object, other: object, comes: object
) -> None:
    value, apart = made(was, one, other)
    assert (repr(value), apart) == (repr(comes), [])


@pytest.mark.parametrize(
    ("was", "one", "other", "kept"),
    [
        ("a", "b", "c", "c"),
        (None, "b", "c", "c"),
        ("a", None, "c", "c"),
        ("a", "b", None, ""),
        (1, 1.0, True, True),
        (["a"], "b", ["c"], ["c"]),
        (3, "b", 4, 4),
        ({"x": 1}, {"x": 2}, {"x": 3}, {"x": 3}),
    ],
)
def test_a_value_that_both_changed_stands_as_ours_with_theirs_beside_it(
    was: object, one: object, other: object, kept: object
) -> None:
    assert made(was, one, other) == (one, [kept])


def test_a_list_that_theirs_took_away_is_kept_as_an_empty_one() -> None:
    assert made(["a"], "b", None) == ("b", [""])
    assert made("a", ["b"], None) == (["b"], [[]])


@pytest.mark.parametrize(
    ("was", "one", "other", "comes"),
    [
        (["a", "b"], ["a", "b", "c"], ["a", "b", "d"], ["a", "b", "c", "d"]),
        (["a", "b"], ["b"], ["a", "b", "c"], ["b", "c"]),
        (["a", "b", "c"], ["c", "a", "b"], ["a", "b"], ["a", "b"]),
        (["a", "a"], ["a"], ["a", "a", "b"], ["a", "b"]),
        (None, ["a", "b"], ["b", "c"], ["a", "b", "c"]),
        (["a"], None, ["a", "b"], ["b"]),
        ([1], [1, True], [1, 1.0], [1, True, 1.0]),
        ([{"x": 1}], [{"x": 1}, {"x": 2}], [{"x": 1}, {"x": 3}], [{"x": 1}, {"x": 2}, {"x": 3}]),
    ],
)
def test_lists_merge_as_sets_in_order(was: object, one: object, other: object, comes: list[object]) -> None:
    value, apart = made(was, one, other)
    assert (repr(list(value)), apart) == (repr(comes), [])


@pytest.mark.parametrize(
    ("was", "one", "other", "stands", "beside"),
    [
        (["A", "B"], ["A", "Bo"], ["A", "Bob"], ["A", "Bo"], ["A", "Bob"]),
        (["A", "B"], ["C", "A", "Bo"], ["A", "Bob", "D"], ["C", "A", "Bo", "D"], ["C", "A", "Bob", "D"]),
        (["A", "B", "C"], ["A1", "B", "C1"], ["A2", "B", "C2"], ["A1", "B", "C1"], ["A2", "B", "C2"]),
    ],
)
def test_a_list_entry_replaced_differently_on_both_sides_is_a_conflict(
    was: list[str], one: list[str], other: list[str], stands: list[str], beside: list[str]
) -> None:
    value, apart = made(was, one, other)
    assert ([*value], apart) == (stands, [beside])
    turned, _ = merge_fields({"x": was}, {"x": one}, {"x": other}, SPECS, turned=True, known=True)
    assert [*turned["x"]] == beside


def test_a_list_entry_replaced_on_one_side_or_alike_on_both_is_no_conflict() -> None:
    assert made(["A", "B"], ["A", "Bo"], ["A", "B", "C"]) == (("A", "Bo", "C"), [])
    assert made(["A", "B"], ["A", "Bo"], ["A", "Bo", "C"]) == (("A", "Bo", "C"), [])
    assert made(["A", "B"], ["A", "Bo"], ["C", "B", "D"]) == (("C", "Bo", "D"), [])
    assert made(["A", "B"], ["A", "Bo"], ["A"]) == (("A", "Bo"), [])


def test_lists_of_tables_merge_table_by_table() -> None:
    a, b, c = ({"id": name, "x": 1} for name in "abc")
    assert made([a], [a, b], [a, c]) == ([a, b, c], [])
    assert made([a, b], [{**a, "x": 2}, b], [{**a, "y": 3}]) == ([{**a, "x": 2, "y": 3}], [])
    assert made([a], [{**a, "x": 2}], [{**a, "x": 3}]) == ([{**a, "x": 2}], [[{**a, "x": 3}]])
    assert made([a, b], [b], [{**a, "x": 2}, b]) == ([{**a, "x": 2}, b], [])
    assert made([a], None, [{**a, "x": 2}]) == ([{**a, "x": 2}], [])
    assert made([a, b], None, [a, c]) == ([c], [])
    assert made([a, b], None, [a]) == (None, [])
    nameless = {"term": "NEET", "means": "not in work"}
    theirs = [{"term": "x"}, {**nameless, "source": "Ana"}]
    comes = [{"term": "x"}, {**nameless, "means": "m", "source": "Ana"}]
    assert made([nameless], [{**nameless, "means": "m"}], theirs) == (comes, [])


def test_thousands_of_changed_tables_are_matched_at_once() -> None:
    was, now = ([{"x": f"{version}{number}"} for number in range(5_000)] for version in ("was", "now"))
    assert made(was, now, [*was, {"x": "new"}]) == ([*now, {"x": "new"}], [])


def test_votes_are_counted_together() -> None:
    assert made(3, 5, 4, "votes") == (6, [])
    assert made(None, 2, 3, "votes") == (5, [])
    assert made(3, None, 1, "votes") == (None, [])
    assert made(None, 2, 3, "votes", known=False) == (2, [3])  # nobody knows what both came from
    assert made(3, 5, 4, "more") == (5, [4])
    assert made(3, True, 4, "votes") == (True, [4])


def test_tables_merge_key_by_key() -> None:
    assert made({"a": 1, "b": 1}, {"a": 2, "b": 1}, {"a": 1, "c": 1}) == ({"a": 2, "c": 1}, [])
    assert made({"a": 1, "b": 1}, {"a": 2, "b": 2}, {"a": 3, "b": 1}) == (
        {"a": 2, "b": 2},
        [{"a": 3, "b": 1}],
    )


def contested(was: object, one: object, other: object, key: str = "more") -> tuple[Any, list[Any]]:
    """A field merged that was not settled in the base; a tuple is a value and what is kept beside it."""
    base, first, second = (
        {key: value, "theirs": [{key: said} for said in beside]}
        for value, *beside in (side if isinstance(side, tuple) else (side,) for side in (was, one, other))
    )
    values, apart = merge_fields(base, first, second, SPECS, turned=False, known=True)
    return values.get(key), [said for _, said in apart]


@pytest.mark.parametrize("key", ["more", "owner"])
def test_what_was_not_settled_yet_is_on_neither_side_of_those_who_settle_it(key: str) -> None:
    assert contested(("a", "b"), "a", "b", key) == ("a", ["b"])
    assert contested(("a", "b"), "b", "a", key) == ("b", ["a"])
    assert contested(("a", "b"), "a", "a", key) == ("a", [])
    assert contested(("a", "b"), "b", "b", key) == ("b", [])
    assert contested(("a", "b"), "a", "c", key) == ("a", ["c"])
    assert contested((["a"], "b"), ["a"], ["a", "c"], key) == (["a"], [["a", "c"]])
    assert contested(({"x": 1}, "b"), {"x": 1}, {"x": 2}, key) == ({"x": 1}, [{"x": 2}])


def test_who_has_left_alone_what_was_not_settled_has_decided_nothing() -> None:
    for decided in ("a", "b", "c", ("a", "d")):
        value = decided[0] if isinstance(decided, tuple) else decided
        assert contested(("a", "b"), ("a", "b"), decided) == (value, [])
        assert contested(("a", "b"), decided, ("a", "b")) == (value, [])


def test_votes_that_were_not_settled_yet_are_not_counted_on() -> None:
    assert contested((3, 2), 3, 4, "votes") == (3, [4])
    assert contested((3, 2), (3, 2), 4, "votes") == (4, [])


def test_one_count_in_two_versions_that_were_merged_already_is_one_count() -> None:
    def counted(*votes: int) -> object:
        base, one, other = ({"votes": count} for count in votes)
        return merge_fields(base, one, other, SPECS, turned=False, known=True, twice=False)[0]["votes"]

    assert counted(2, 3, 3) == 3
    assert counted(2, 4, 3) == 5


@settings(max_examples=100, deadline=None)
@given(*[st.none() | anything] * 3)
def test_whose_side_is_whose_decides_only_which_of_both_stands(
    was: object, one: object, other: object
) -> None:
    base, first, second = ({} if value is None else {"more": value} for value in (was, one, other))
    straight, apart = merge_fields(base, first, second, {}, turned=False, known=True)
    turned, others = merge_fields(base, first, second, {}, turned=True, known=True)
    assert [key for key, _ in apart] == [key for key, _ in others]
    if not apart:
        assert repr(straight) == repr(turned)


def test_what_was_in_conflict_stays_until_one_side_settles_it() -> None:
    old, new, own = ({"theirs": [{"text": text}]} for text in ("old", "new", "own"))
    assert unresolved(old, old, old) == [("text", "old")]
    assert unresolved(old, {}, old) == [] == unresolved(old, old, {})
    assert unresolved({}, new, own) == [("text", "new"), ("text", "own")]
    assert unresolved({}, new, new) == [("text", "new")]
    assert unresolved(old, new, old) == [("text", "new")]


def test_an_item_is_deleted_by_one_version_only_the_other_or_ours_as_ours_has_it() -> None:
    gone, kept = ({"theirs": [{"deleted": by}]} for by in (True, False))
    assert unresolved({}, gone, kept) == [("deleted", True)]
    assert unresolved({}, gone, kept, turned=True) == [("deleted", False)]
    assert unresolved({}, gone, gone) == [("deleted", True)]
    assert unresolved({}, kept, {}) == [("deleted", False)]


def test_thousands_of_conflicts_are_carried_at_once() -> None:
    many = {"theirs": [{"text": f"t{number}"} for number in range(50_000)]}  # each with each takes minutes
    assert len(unresolved(many, many, many)) == 50_000
