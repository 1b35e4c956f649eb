"""Panels are dealt out to groups, their copies are joined without loss, and near duplicates are offered."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from canvas.model import edits
from canvas.model.canvas import Canvas, Item
from canvas.model.collections import GROUPS
from canvas.model.conflicts import TEXT, conflicts, other_values
from canvas.model.group_record import Group, base_of, group_of
from canvas.model.groups import GroupCopy, GroupResult, deal_panels, is_related, join_groups, with_group
from canvas.model.join_duplicates import join_duplicates, keep_apart, near_duplicates
from canvas.model.record_edits import add_record
from canvas.model.records import tables
from canvas.model.resolve_conflict import resolve_conflict
from canvas.model.schema import ORIGIN, PANEL_KEYS
from canvas.model.types import ItemId, PanelKey
from canvas.model.voting import vote
from tests.model.group_statements import GROUPS as STATEMENTS
from tests.model.group_statements import SAME

BASE = Canvas("Riverside").with_items(
    {
        "vision": (
            Item("aaaaa", "Breakfast in every school", {"votes": 2, "status": "agreed"}),
            Item("bbbbb", "Nobody eats alone"),
            Item("ccccc", "A hall for everyone", {"owner": "Ana"}),
        ),
        "roles": (Item("ddddd", "Run the kitchen"), Item("eeeee", "Count the meals")),
    }
)


def copy_of(base: Canvas, name: str, *panels: PanelKey, number: int = 0) -> GroupCopy:
    """The copy of a group, with an id that each run gives it alike."""
    canvas = with_group(base, name, panels)
    said = [*tables(canvas, GROUPS.key)]
    said[-1] = {**said[-1], "id": f"g{number}"}
    canvas = canvas.replacing(values={**canvas.values, GROUPS.key: said})
    group = group_of(canvas)
    assert group
    return GroupCopy(group, canvas, base)


def test_panels_are_dealt_out_once_each_and_by_even_load() -> None:
    for number in range(1, 9):
        dealt = deal_panels(BASE, number)
        assert sorted(key for panels in dealt for key in panels) == sorted(PANEL_KEYS)
        assert all(dealt)
        loads = [sum(len(BASE.panels[key]) + 5 for key in panels) for panels in dealt]
        assert max(loads) - min(loads) <= 5 + 3
        assert all([*panels] == [key for key in PANEL_KEYS if key in panels] for panels in dealt)
    assert all(deal_panels(BASE, 13))


def test_a_copy_says_whose_it_is_and_a_copy_of_it_whose_that_is() -> None:
    copy = with_group(BASE, "North", ("vision", "roles"), "packed")
    assert group_of(BASE) is None
    assert group_of(copy) == (tables(copy, GROUPS.key)[0]["id"], "North", ("vision", "roles"))
    assert base_of(copy) == "packed"
    again = with_group(copy, "North, table 2", ("roles",))
    assert len(tables(again, GROUPS.key)) == 1
    assert group_of(again) == (tables(again, GROUPS.key)[0]["id"], "North, table 2", ("roles",))


@pytest.mark.parametrize("table", [{}, {"name": 3}, {"name": " "}, {"name": "x", "joined": "y"}])
def test_what_is_no_group_is_none(table: dict[str, object]) -> None:
    assert group_of(BASE.replacing(values={GROUPS.key: [table]})) is None
    assert group_of(BASE.replacing(values={GROUPS.key: "rubbish"})) is None


def thirty_each() -> tuple[Canvas, list[GroupCopy]]:
    """Five groups that each wrote thirty statements into their copy."""
    copies = []
    for number, (name, said) in enumerate(STATEMENTS.items()):
        copy = copy_of(BASE, name, number=number)
        canvas = copy.canvas
        for panel, texts in said.items():
            canvas = edits.add(canvas, panel, texts).canvas
        copies.append(copy._replace(canvas=canvas))
    return BASE, copies


def test_of_five_groups_with_thirty_statements_none_is_lost_and_all_ten_near_duplicates_are_offered() -> None:
    base, copies = thirty_each()
    joined = join_groups(base, copies)
    assert joined.conflicts == 0
    assert [result.added for result in joined.results] == [30] * 5
    wrote = {text: name for name, said in STATEMENTS.items() for texts in said.values() for text in texts}
    origins = {item.text: item.names(ORIGIN.key) for _, item in joined.canvas}
    assert origins == {text: (name,) for text, name in wrote.items()} | {item.text: () for _, item in base}
    for items in joined.canvas.panels.values():
        named = [item.names(ORIGIN.key) for item in items]
        assert named == sorted(named)
    offered = {frozenset((found.one.text, found.other.text)) for found in near_duplicates(joined.canvas)}
    assert offered == set(map(frozenset, SAME))
    assert join_groups(joined.canvas, copies).canvas == joined.canvas
    canvas = joined.canvas
    while found := near_duplicates(canvas):
        canvas = join_duplicates(canvas, found[0].one.id, found[0].other.id, take_other=True).canvas
    assert len(canvas) == len(base) + 150 - 10
    assert not conflicts(canvas)


_steps = st.tuples(
    st.sampled_from(("add", "reword", "delete", "status", "vote", "move")),
    st.integers(0, 4),
    st.sampled_from(("Breakfast for all", "Every school has breakfast", "Sing", "No singing", "Café")),
)


def worked_on(copy: GroupCopy, steps: list[tuple[str, int, str]]) -> GroupCopy:
    """A copy after a group has worked on it; what it adds is marked as its own by a number."""
    canvas = copy.canvas
    for number, (step, at, text) in enumerate(steps):
        named = [item.id for _, item in canvas]
        name = named[at % len(named)] if named else ItemId("")
        if step == "add":
            made = Item(f"{copy.group.id}n{number}", f"{text} {copy.group.id} {number}")
            canvas = canvas.with_items({"vision": (*canvas.panels["vision"], made)})
        elif not named:
            continue
        elif step == "reword":
            canvas = edits.set_text(canvas, name, f"{text} {copy.group.id} {number}").canvas
        elif step == "delete":
            canvas = edits.delete(canvas, [name]).canvas
        elif step == "status":
            canvas = edits.set_status(canvas, [name], ("agreed", "disputed", "parked")[at % 3]).canvas
        elif step == "vote":
            canvas = vote(canvas, [name], 1).canvas
        else:
            canvas = edits.move(canvas, name, "roles").canvas
    return copy._replace(canvas=canvas)


def said_anywhere(canvas: Canvas) -> Iterator[str]:
    """Each text that a canvas holds, of either version."""
    for _, item in canvas:
        yield item.text
        yield from (value for key, value in other_values(item.values) if key == TEXT)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(_steps, max_size=5), min_size=1, max_size=4), st.lists(_steps, max_size=2), st.data()
)
def test_whatever_groups_do_nothing_is_lost_and_neither_order_nor_repetition_matters(
    groups: list[list[tuple[str, int, str]]], own: list[tuple[str, int, str]], data: st.DataObject
) -> None:
    copies = [worked_on(copy_of(BASE, f"Group {at}", number=at), steps) for at, steps in enumerate(groups)]
    canvas = worked_on(copy_of(BASE, "Board", number=9), own).canvas if own else BASE  # the board went on
    canvas = canvas.replacing(values=BASE.values)
    joined = join_groups(canvas, copies)
    versions = [canvas, *(copy.canvas for copy in copies)]
    texts = set(said_anywhere(joined.canvas))
    for version in versions:
        for _, item in version:
            before = BASE.item(item.id)
            if before is None or before.text != item.text:
                assert item.text in texts
    for _, item in BASE:
        there = [version.item(item.id) for version in versions]
        if all(there):
            now = joined.canvas.item(item.id)
            assert now
            assert now.votes == item.votes + sum(each.votes - item.votes for each in there if each)
            statuses = {each.status for each in there if each and each.status != item.status}
            kept = {now.status, *(value for key, value in other_values(now.values) if key == "status")}
            assert statuses <= kept
    shuffled = data.draw(st.permutations(copies))
    assert join_groups(canvas, shuffled) == joined
    again = join_groups(joined.canvas, shuffled)
    assert again.canvas == joined.canvas
    assert again.conflicts == 0


def test_what_groups_wrote_at_one_place_stands_in_the_order_of_their_names() -> None:
    copies = []
    for number in (10, 2, 1):
        copy = copy_of(BASE, f"Group {number}", number=number)
        items = copy.canvas.panels["vision"]
        made = Item(f"new{number}", f"Words of {number}")
        copies.append(copy._replace(canvas=copy.canvas.with_items({"vision": (items[0], made, *items[1:])})))
    texts = [item.text for item in join_groups(BASE, copies).canvas.panels["vision"]]
    assert texts[1:4] == ["Words of 1", "Words of 2", "Words of 10"]
    assert texts[0] == "Breakfast in every school"


def test_votes_that_groups_gave_apart_add_up_and_those_of_the_board_too() -> None:
    copies = [copy_of(BASE, f"Group {at}", number=at) for at in range(2)]
    voted = [copy._replace(canvas=vote(copy.canvas, [ItemId("aaaaa")], 1).canvas) for copy in copies]
    for canvas, votes in ((BASE, 4), (vote(BASE, [ItemId("aaaaa")], 1).canvas, 5)):
        item = join_groups(canvas, voted).canvas.item("aaaaa")
        assert item
        assert item.votes == votes


def test_a_copy_whose_base_is_not_known_loses_nothing_and_takes_no_vote_twice() -> None:
    copy = copy_of(BASE, "North")._replace(base=None)
    changed = edits.set_text(copy.canvas, ItemId("bbbbb"), "Nobody eats alone at noon").canvas
    changed = edits.delete(vote(changed, [ItemId("aaaaa")], 1).canvas, [ItemId("ccccc")]).canvas
    changed = edits.add(changed, "vision", ["Something new"]).canvas
    joined = join_groups(BASE, [copy._replace(canvas=changed)])
    vision = joined.canvas.panels["vision"]
    assert [item.text for item in vision if item.names(ORIGIN.key)] == ["Something new"]
    assert joined.canvas.item("ccccc") is not None
    assert {"Nobody eats alone", "Nobody eats alone at noon"} <= set(said_anywhere(joined.canvas))
    first = joined.canvas.item("aaaaa")
    assert first
    assert first.votes == 3


def test_a_group_that_went_on_after_its_copy_was_joined_is_joined_again_without_counting_twice() -> None:
    copy = copy_of(BASE, "North")
    copy = copy._replace(canvas=vote(copy.canvas, [ItemId("aaaaa")], 1).canvas)
    once = join_groups(BASE, [copy]).canvas
    later = copy._replace(canvas=edits.add(copy.canvas, "roles", ["Wash up"]).canvas)
    twice = join_groups(once, [later])
    assert twice.results == (GroupResult(copy.group, added=1),)
    first = twice.canvas.item("aaaaa")
    assert first
    assert first.votes == 3
    assert join_groups(once, [copy]).results == (GroupResult(copy.group, is_repeat=True),)


def test_a_copy_that_nobody_worked_on_leaves_no_trace() -> None:
    assert join_groups(BASE, [copy_of(BASE, "North")]).canvas == BASE


def test_only_a_copy_with_a_statement_of_the_canvas_is_related() -> None:
    assert is_related(BASE, copy_of(BASE, "North"))
    other = BASE.with_items({"vision": (Item("zzzzz", "x"),), "roles": ()})
    assert not is_related(BASE, GroupCopy(Group("g", "N", ()), other))
    assert is_related(BASE, GroupCopy(Group("g", "N", ()), other, BASE))
    assert is_related(Canvas("empty"), GroupCopy(Group("g", "N", ()), other))


TWINS = Canvas("A").with_items(
    {
        "vision": (
            Item("aaaaa", "One phone number for every kind of help", {
                "votes": 2, "status": "agreed", "origin": ("North",), "owner": "Ann", "link": "https://a.example",
            }),
            Item("bbbbb", "Dance", {"origin": ("South",)}),
            Item("ccccc", "A single phone number for all kinds of help", {
                "votes": 3, "origin": ("South", "East"), "owner": "Bob", "visibility": "internal",
                "note": "Ask",
            }),
        )
    }
)  # fmt: skip


@pytest.mark.parametrize("take_other", [False, True])
def test_two_statements_become_one_with_both_votes_and_origins_and_what_differs_is_a_conflict(
    take_other: bool,
) -> None:
    (found,) = near_duplicates(TWINS)
    joined = join_duplicates(TWINS, found.one.id, found.other.id, take_other=take_other).canvas
    item, dance = joined.panels["vision"]
    assert dance.text == "Dance"
    assert item.text == (found.other if take_other else found.one).text
    assert (item.votes, item.names(ORIGIN.key)) == (5, ("East", "North", "South"))
    assert (item.note, item.line("link")) == ("Ask", "https://a.example")
    assert not item.is_agreed
    left = {conflict.key: (conflict.ours, conflict.theirs) for conflict in conflicts(joined)}
    assert left == {
        "status": ("agreed", "proposed"),
        "owner": ("Ann", "Bob"),
        "visibility": (None, "internal"),
    }
    for conflict in conflicts(joined):
        joined = resolve_conflict(joined, conflict, take=True).canvas
    item = joined.panels["vision"][0]
    assert (item.status, item.owner, item.visibility) == ("proposed", "Bob", "internal")
    assert not near_duplicates(joined)


def test_statements_that_were_kept_apart_are_not_offered_again() -> None:
    apart = keep_apart(TWINS, ItemId("ccccc"), ItemId("aaaaa")).canvas
    assert apart.panels == TWINS.panels
    assert not near_duplicates(apart)
    unnamed = TWINS.with_items({"vision": tuple(item.with_id(f"~{item.id}") for _, item in TWINS)})
    apart = keep_apart(unnamed, ItemId("~aaaaa"), ItemId("~ccccc")).canvas
    assert [item.id.startswith("~") for _, item in apart] == [False, True, False]
    assert not near_duplicates(apart)


def test_what_one_group_wrote_or_nobody_marked_is_not_compared() -> None:
    for origin in ((), ("North",)):
        same = {"vision": tuple(item.with_values({"origin": origin}, "vision") for _, item in TWINS)}
        assert not near_duplicates(TWINS.with_items(same))


def test_joining_two_keeps_their_own_conflicts_but_not_a_deletion() -> None:
    one = {"origin": ("North",), "theirs": [{"owner": "Cy"}, {"deleted": True}, 5]}
    items = Item("aaaaa", "Sing", one), Item("bbbbb", "Sing", {"theirs": [{"text": "Dance"}]})
    canvas = Canvas("A").with_items({"vision": items})
    (item,) = join_duplicates(canvas, ItemId("aaaaa"), ItemId("bbbbb"), take_other=False).canvas.panels[
        "vision"
    ]
    assert sorted(other_values(item.values)) == [("owner", "Cy"), ("text", "Dance")]
    assert 5 in item.values["theirs"]


def test_what_is_gone_cannot_be_joined() -> None:
    for one, other in (("aaaaa", "aaaaa"), ("aaaaa", "zzzzz")):
        with pytest.raises(edits.EditError):
            join_duplicates(TWINS, ItemId(one), ItemId(other), take_other=False)


def test_another_groups_record_stays_through_a_join() -> None:
    canvas = add_record(BASE, GROUPS.key, {"name": "Last time", "joined": "abc"}).canvas
    copy = copy_of(canvas, "North")
    copy = copy._replace(canvas=edits.add(copy.canvas, "roles", ["Wash up"]).canvas)
    joined = join_groups(canvas, [copy]).canvas
    assert [table["name"] for table in tables(joined, GROUPS.key)] == ["Last time", "North"]
