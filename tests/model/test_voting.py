"""Edits of voting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from functools import partial
from itertools import pairwise
from typing import cast, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.model import edits
from canvas.model.canvas import Canvas, Item
from canvas.model.edits import Edit, EditError, set_status
from canvas.model.schema import PANEL_KEYS
from canvas.model.show_of_hands import ShowOfHands
from canvas.model.types import ItemId, PanelKey, Status
from canvas.model.undo_history import History
from canvas.model.voting import (
    MOST_VOTES,
    give_reason,
    move_all,
    parked,
    sort_by_votes,
    take_temperature,
    vote,
)
from tests.chance import Chance, chances
from tests.strategies import canvases, meaning, quick

DAY = date(2026, 11, 23)
CANVAS = Canvas("T").with_items(
    {
        "vision": (Item("a", "one", {"votes": 1}), Item("b", "two"), Item("c", "three", {"votes": 4})),
        "roles": (Item("d", "four", {"votes": 1, "status": "parked"}), Item("e", "five", {"votes": "many"})),
    }
)
panels = st.sampled_from(PANEL_KEYS)
A, B, C, D, E = map(ItemId, "abcde")


def ids(canvas: Canvas, panel: str = "vision") -> str:
    return "".join(item.id for item in canvas.panels[panel])


def some(chance: Chance, canvas: Canvas) -> list[ItemId]:
    names = [item.id for _, item in canvas]
    return chance.sample(names, chance.randint(0, len(names)))


def test_a_vote_counts_on_every_given_item() -> None:
    voted = vote(CANVAS, [A, B, D], 1)
    assert [item.votes for _, item in voted.canvas] == [2, 1, 4, 2, 0]
    assert voted.label == "give a vote to 3 statements"
    assert vote(CANVAS, [A], -1).label == "take a vote from ‘one’"


def test_votes_go_down_to_zero_which_is_not_stored() -> None:
    once = vote(CANVAS, [A], -1).canvas
    assert "votes" not in once.panels["vision"][0].values
    assert vote(once, [A], -1).canvas is once


def test_an_unreadable_count_is_kept_until_a_vote() -> None:
    assert vote(CANVAS, [E], -1).canvas is CANVAS
    assert vote(CANVAS, [E], 1).canvas.panels["roles"][1].values == {"votes": 1}


def test_votes_are_limited() -> None:
    for count in (MOST_VOTES, 2**9999):
        canvas = Canvas("T").with_items({"vision": (Item("a", "one", {"votes": count}),)})
        assert vote(canvas, [A], 1).canvas is canvas
        assert vote(canvas, [A], -1).canvas.panels["vision"][0].votes == count - 1


@quick
@given(canvases(), chances, st.lists(st.sampled_from((1, -1)), max_size=6))
def test_votes_are_never_negative(canvas: Canvas, chance: Chance, voted: list[int]) -> None:
    chosen = some(chance, canvas)
    before = {item.id: item.votes for _, item in canvas}
    for votes in voted:
        canvas = vote(canvas, chosen, votes).canvas
    for _, item in canvas:
        said = item.values.get("votes")
        assert item.votes >= 0
        assert item.id in chosen or item.votes == before[item.id]
        assert type(said) is not int or said != 0 or before[item.id] == 0


@quick
@given(canvases(), panels)
def test_sorting_is_a_stable_idempotent_permutation(canvas: Canvas, panel: PanelKey) -> None:
    edit = sort_by_votes(canvas, panel)
    before, after = canvas.panels[panel], edit.canvas.panels[panel]
    assert Counter(map(id, before)) == Counter(map(id, after))
    place = {item.id: position for position, item in enumerate(before)}
    for one, other in pairwise(after):
        assert (-one.votes, place[one.id]) < (-other.votes, place[other.id])
    assert sort_by_votes(edit.canvas, panel).canvas is edit.canvas
    assert all(canvas.panels[key] is edit.canvas.panels[key] for key in canvas.panels if key != panel)


def test_the_most_votes_come_first() -> None:
    edit = sort_by_votes(CANVAS, "vision", focus=A)
    assert ids(edit.canvas) == "cab"
    assert (edit.label, edit.focus) == ("sort Vision by votes", "a")
    with pytest.raises(EditError, match="no panel"):
        sort_by_votes(CANVAS, cast("PanelKey", "nowhere"))


def test_a_show_of_hands_replaces_the_earlier_one() -> None:
    taken = take_temperature(CANVAS, B, "5,2,4 4", DAY)
    assert taken.canvas.panels["vision"][1].values == {"temperature": "5 4 4 2 on 2026-11-23"}
    assert taken.canvas.panels["vision"][1].temperature == ShowOfHands((5, 4, 4, 2), DAY)
    again = take_temperature(taken.canvas, B, "55", date(2027, 1, 2)).canvas
    assert again.panels["vision"][1].values == {"temperature": "5 5 on 2027-01-02"}
    with pytest.raises(EditError, match="No hands yet"):
        take_temperature(CANVAS, B, " ", DAY)
    with pytest.raises(EditError, match="no longer here"):
        take_temperature(CANVAS, ItemId("zz"), "5", DAY)


def test_an_unreadable_temperature_is_none() -> None:
    assert Item("a", "x", {"temperature": "warm"}).temperature is None
    assert Item("a", "x", {"temperature": 5}).temperature is None
    assert Item("a", "x").temperature is None


def test_a_reason_is_one_line_and_only_of_disputed_items() -> None:
    told = give_reason(CANVAS, [A, B], " too\n costly \x1b").canvas
    assert [item.line("reason") for item in told.panels["vision"]] == ["too costly", "too costly", ""]
    assert told.panels["vision"][0].reason == ""
    disputed = set_status(told, [A], "disputed").canvas
    assert disputed.panels["vision"][0].reason == "too costly"
    assert give_reason(disputed, [A, B], "").canvas.panels["vision"][1] == Item("b", "two")


def test_agreeing_on_nothing_is_refused() -> None:
    with pytest.raises(EditError, match="No statement"):
        edits.toggle_agreed(CANVAS, [])


def test_several_items_move_together_in_the_order_they_stand_in() -> None:
    moved = move_all(CANVAS, [C, A, E], "roles", 1)
    assert (ids(moved.canvas), ids(moved.canvas, "roles")) == ("b", "dace")
    assert moved.label == "move 3 statements to Roles"
    assert ids(move_all(CANVAS, [A, B], "vision").canvas) == "cab"
    assert ids(move_all(CANVAS, [C], "vision", 0).canvas) == "cab"
    assert ids(move_all(CANVAS, [A], "vision", 2).canvas) == "bac"
    assert move_all(CANVAS, [A, B], "vision", 0).canvas is CANVAS
    with pytest.raises(EditError, match="no panel"):
        move_all(CANVAS, [A], cast("PanelKey", "nowhere"))


@quick
@given(canvases(), chances, panels, st.none() | st.integers(-2, 9))
def test_moving_several_items_keeps_each_once(
    canvas: Canvas, chance: Chance, panel: PanelKey, position: int | None
) -> None:
    chosen = some(chance, canvas)
    moved = move_all(canvas, chosen, panel, position).canvas
    assert sorted(item.id for _, item in moved) == sorted(item.id for _, item in canvas)
    order = [item.id for _, item in canvas]
    together = [item.id for item in moved.panels[panel] if item.id in chosen]
    assert together == [name for name in order if name in chosen]
    left = [item.id for item in moved.panels[panel] if item.id not in chosen]
    assert left == [item.id for item in canvas.panels[panel] if item.id not in chosen]


def test_what_is_parked_is_listed_in_reading_order() -> None:
    canvas = set_status(CANVAS, [C, E], "parked").canvas
    found = [(panel, item.id) for panel, item in parked(canvas)]
    assert found == [("vision", "c"), ("roles", "d"), ("roles", "e")]


@quick
@given(canvases(), chances)
def test_one_undo_reverts_an_edit_of_several_items(canvas: Canvas, chance: Chance) -> None:
    chosen = some(chance, canvas) or [item.id for _, item in canvas]
    if not chosen:
        return
    history = History(canvas)
    make: tuple[Callable[[], Edit], ...] = (
        lambda: vote(canvas, chosen, chance.choice((1, -1))),
        lambda: set_status(canvas, chosen, chance.choice(get_args(Status))),
        lambda: edits.toggle_agreed(canvas, chosen),
        lambda: give_reason(canvas, chosen, "no money"),
        lambda: move_all(canvas, chosen, chance.choice(PANEL_KEYS)),
    )
    edit = chance.choice(make)()
    before = meaning(canvas)
    if history.make(edit):
        assert history.undo()
    assert history.canvas is canvas
    assert meaning(history.canvas) == before
    assert not history.done


def test_a_missing_item_is_an_error() -> None:
    for edit in (
        partial(vote, item_ids=[A, ItemId("zz")], votes=1),
        partial(give_reason, item_ids=[ItemId("zz")], reason="x"),
        partial(move_all, item_ids=[ItemId("zz")], panel="roles"),
        partial(edits.toggle_agreed, item_ids=[ItemId("zz")]),
    ):
        with pytest.raises(EditError, match="no longer here"):
            edit(CANVAS)
