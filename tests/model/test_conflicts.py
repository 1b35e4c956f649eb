"""Stored conflicts."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from canvas.model.canvas import Canvas, Item
from canvas.model.conflicts import conflicts, other_values, with_other_values
from tests.strategies import anything

said_of_it = st.lists(st.tuples(st.sampled_from(("text", "due", "more", "theirs", "")), anything), max_size=6)


@settings(max_examples=100, deadline=None)
@given(said_of_it)
def test_stored_conflicts_round_trip(said: list[tuple[str, Any]]) -> None:
    kept = with_other_values({"owner": "Ana", "theirs": [{"old": 1}]}, said)
    assert kept["owner"] == "Ana"
    assert ("theirs" in kept) == bool(said)
    assert sorted(map(repr, other_values(kept))) == sorted(map(repr, said))
    assert with_other_values(kept, other_values(kept)) == kept or "nan" in repr(said)


def test_a_conflict_has_its_place_and_both_values() -> None:
    item = Item(
        "k7m2q", "one", {"owner": "Ana", "theirs": [{"text": "two", "owner": ""}, {"panel": "roles"}]}
    )
    gone = Item("t2x9d", "three", {"theirs": {"deleted": True}})
    kept = Item("w3h8n", "four", {"theirs": {"deleted": False}})
    canvas = Canvas("T", values={"theirs": [{"title": "U"}]}).with_items({"vision": (item, gone, kept)})
    found = [(it.panel, it.item and it.item.id, it.key, it.ours, it.theirs) for it in conflicts(canvas)]
    assert found == [
        ("", None, "title", "T", "U"),
        ("vision", "k7m2q", "text", "one", "two"),
        ("vision", "k7m2q", "owner", "Ana", ""),
        ("vision", "k7m2q", "panel", "vision", "roles"),
        ("vision", "t2x9d", "deleted", False, True),
        ("vision", "w3h8n", "deleted", True, False),
    ]
    assert [it.name for it in conflicts(canvas)] == ["title", "text", "owner", "panel", "deleted", "deleted"]


@pytest.mark.parametrize(
    "rubbish", ["x", "", 3, True, None, [], [1], [["x"]], ["x", [{"text": "y"}]], [{}], {}]
)
def test_a_malformed_theirs_gives_no_conflict(rubbish: object) -> None:
    values = {"theirs": rubbish}
    assert other_values(values) == []
    canvas = Canvas("T", values=values).with_items({"vision": (Item("a", "b", values),)})
    assert conflicts(canvas) == ()
