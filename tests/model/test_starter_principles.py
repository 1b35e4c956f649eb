"""Suggested principles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.model.canvas import Canvas, Item
from canvas.model.edits import EditError
from canvas.model.sanitize import clean_line
from canvas.model.starter_principles import STARTERS, Starter, adopt, is_there
from canvas.model.types import ItemId
from tests.strategies import canvases, quick

picks = st.lists(st.sampled_from(STARTERS), min_size=1, unique=True)


def test_there_are_ten_or_so_each_short_with_what_it_looks_like_and_none_twice() -> None:
    assert 10 <= len(STARTERS) <= 14
    assert len({words for starter in STARTERS for words in starter}) == 2 * len(STARTERS)
    for starter in STARTERS:
        assert len(starter.text) <= 46
        assert len(starter.practice) <= 60
        assert all(clean_line(words) == words and not words.endswith(".") for words in starter)


@quick
@given(canvases(), picks)
def test_adopted_principles_are_proposed_with_their_practice(canvas: Canvas, picked: list[Starter]) -> None:
    edit = adopt(canvas, picked)
    old, new = canvas.panels["principles"], edit.canvas.panels["principles"]
    assert new[: len(old)] == old
    made = new[len(old) :]
    assert [(item.text, item.line("practice"), item.status) for item in made] == [
        (starter.text, starter.practice, "proposed") for starter in picked
    ]
    assert edit.focus == made[0].id
    assert all(
        edit.canvas.panels[key] == items for key, items in canvas.panels.items() if key != "principles"
    )
    assert all(is_there(edit.canvas, starter) for starter in picked)


def test_they_follow_the_principle_that_is_looked_at() -> None:
    canvas = Canvas("T").with_items({"principles": (Item("aaaaa", "one"), Item("bbbbb", "two"))})
    edit = adopt(canvas, STARTERS[:2], after=ItemId("aaaaa"))
    texts = [item.text for item in edit.canvas.panels["principles"]]
    assert texts == ["one", STARTERS[0].text, STARTERS[1].text, "two"]
    assert edit.label == "add 2 principles to begin with"


def test_an_existing_principle_is_not_added_again() -> None:
    canvas = adopt(Canvas("T"), STARTERS[:1]).canvas
    assert [item.text for item in adopt(canvas, STARTERS[:2]).canvas.panels["principles"]] == [
        starter.text for starter in STARTERS[:2]
    ]
    with pytest.raises(EditError):
        adopt(canvas, STARTERS[:1])
    with pytest.raises(EditError):
        adopt(canvas, [])
