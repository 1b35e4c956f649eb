"""Next steps."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from canvas.model import edits
from canvas.model.canvas import Canvas, Item
from canvas.model.next_act import act_of
from canvas.model.next_steps import (
    DONE,
    LOOKED_AFTER,
    NO_DATE,
    NO_OWNER,
    NOT_YET,
    OVERDUE,
    Group,
    by_date,
    by_owner,
    list_steps,
    tally,
)
from canvas.model.owner_names import filter_names, is_same, names
from canvas.model.schema import PANELS
from canvas.model.types import ItemId
from tests.strategies import canvases, quick

TODAY = date(2026, 11, 23)
"""A Monday."""

A = ItemId("a")


def an_item(
    name: str, due: date | None = None, owner: str = "", status: str = "proposed", act: str = ""
) -> Item:
    values = {"status": status, "owner": owner or None, "next": act, "due": due}
    return Item(name, f"text {name}").with_values(values, "roles")


def shown(groups: tuple[Group, ...]) -> dict[str, list[str]]:
    return {group.heading: [step.item.id for step in group.steps] for group in groups}


def a_canvas(*items: Item) -> Canvas:
    return Canvas("x").with_items({"roles": items})


@quick
@given(canvases(), st.booleans(), st.dates(), st.data())
def test_every_step_is_in_one_group_by_date_and_by_owner(
    canvas: Canvas, with_done: bool, today: date, data: st.DataObject
) -> None:
    ids = [item.id for _, item in canvas]
    held = set(data.draw(st.lists(st.sampled_from(ids)))) if ids else set()
    steps = list_steps(canvas, held, with_done=with_done)
    found = {step.item.id for step in steps}
    listed = {i.id for _, i in canvas if i.is_next_step or i.is_looked_after}
    listed |= {i.id for _, i in canvas if with_done and i.is_done and (i.owner or i.next or i.due)}
    assert found == listed | held
    assert {i.id for _, i in canvas.next_steps} | {i.id for _, i in canvas.looked_after} <= found
    assert tally(steps, today)[0] == len(canvas.next_steps)
    for groups in (by_date(steps, today), by_owner(steps, today)):
        assert all(group.steps for group in groups)
        assert sorted(s.item.id for g in groups for s in g.steps) == sorted(found)
        for group in groups:
            for one, other in zip(group.steps, group.steps[1:], strict=False):
                assert one.is_closed <= other.is_closed
                if one.is_closed == other.is_closed:
                    assert (one.item.due or date.max) <= (other.item.due or date.max)


@given(st.dates(date(1, 1, 8), date(9999, 12, 1)), st.integers(-400, 400))
def test_the_group_of_a_due_date_is_its_week(today: date, days: int) -> None:
    try:
        due = today + timedelta(days=days)
    except OverflowError:
        return
    ((heading, _),) = by_date(list_steps(a_canvas(an_item("aaaaa", due))), today)
    week = (due - timedelta(days=due.weekday()) - today + timedelta(days=today.weekday())).days // 7
    by_week = {0: "This week", 1: "Next week"}
    assert heading == (OVERDUE if days < 0 else by_week.get(week, "Later"))


def test_by_date_the_overdue_come_first_and_what_has_no_date_last() -> None:
    canvas = a_canvas(
        an_item("never", act="Ask the council"),
        an_item("Ana's", owner="Ana"),
        an_item("later", date(2026, 12, 7)),
        an_item("next", date(2026, 12, 6)),
        an_item("this", date(2026, 11, 29)),
        an_item("today", TODAY),
        an_item("late", date(2026, 11, 22)),
        an_item("later still", date(2027, 1, 1)),
        an_item("nothing"),
        an_item("done", date(2026, 1, 1), status="done"),
        an_item("parked", date(2026, 1, 1), "Ana", "parked"),
        an_item("cared for", owner="Ana", status="done"),
    )
    open_ones = {
        OVERDUE: ["late"],
        "This week": ["today", "this"],
        "Next week": ["next"],
        "Later": ["later", "later still"],
        NO_DATE: ["never"],
        LOOKED_AFTER: ["Ana's"],
    }
    found = shown(by_date(list_steps(canvas), TODAY))
    assert found == open_ones
    assert list(found) == list(open_ones)
    everything = shown(by_date(list_steps(canvas, {"nothing"}, with_done=True), TODAY))
    assert everything == {**open_ones, NOT_YET: ["nothing"], DONE: ["done", "cared for"]}
    assert list(everything) == [NOT_YET, *open_ones, DONE]


def test_a_step_done_while_listed_keeps_its_place() -> None:
    canvas = a_canvas(an_item("one", date(2026, 11, 1), "Ana"), an_item("two", date(2026, 11, 2), "Ben"))
    before = list_steps(canvas)
    done = edits.set_status(canvas, [ItemId("one")], "done").canvas
    held = {"one", "two"}
    assert shown(by_date(list_steps(done, held), TODAY)) == shown(by_date(before, TODAY))
    assert shown(by_owner(list_steps(done, held), TODAY)) == shown(by_owner(before, TODAY))
    assert shown(by_date(list_steps(done), TODAY)) == {OVERDUE: ["two"]}
    assert tally(list_steps(done, held), TODAY) == (1, 1)


def test_owners_with_something_overdue_come_first() -> None:
    canvas = a_canvas(
        an_item("a", date(2026, 12, 1)),
        an_item("b", date(2026, 12, 2), "ana"),
        an_item("c", date(2026, 12, 1), "Ana "),
        an_item("d", owner="Zoe  Zander", act="Ring the school"),
        an_item("e", date(2026, 11, 1), "zoe zander"),
        an_item("f", owner="Ben", act="Write to the trust"),
        an_item("g"),
        an_item("h", owner="Ben"),
    )
    found = shown(by_owner(list_steps(canvas, {"g"}), TODAY))
    assert found == {
        NOT_YET: ["g"],
        "Zoe  Zander": ["e", "d"],
        "ana": ["c", "b"],
        "Ben": ["f"],
        NO_OWNER: ["a"],
        LOOKED_AFTER: ["h"],
    }
    assert list(found) == [NOT_YET, "Zoe  Zander", "ana", "Ben", NO_OWNER, LOOKED_AFTER]


def test_a_next_step_says_what_happens_next_or_has_a_day_and_is_open() -> None:
    assert an_item("a", act="Ask the council").is_next_step
    assert an_item("a", TODAY).is_next_step
    assert not an_item("a", act="  ").is_next_step
    for item in (an_item("a", TODAY, "Ana", closed, "Ask") for closed in ("done", "parked")):
        assert not item.is_next_step
        assert not item.is_looked_after
        assert not item.is_overdue(date.max)
    assert an_item("a", owner="Ana").is_looked_after
    assert not an_item("a", TODAY, "Ana").is_looked_after


def test_an_act_that_says_the_same_as_the_text_is_told_once() -> None:
    assert act_of(an_item("a", act="Ask the  council")) == ("Ask the council", "text a")
    assert act_of(an_item("a", act=" TEXT a")) == ("text a", "")
    assert act_of(an_item("a", TODAY)) == ("text a", "")


def test_partners_are_offered_as_owners_then_the_owners_there_are_then_people() -> None:
    partner = Item("p", "Riverside  Kitchen", {"kind": "partner", "people": ["Ana", "Ben"]})
    canvas = Canvas("x").with_items(
        {
            "relationships": (partner,),
            "roles": (an_item("a", owner="Zoe"), an_item("b", owner="riverside kitchen")),
        }
    )
    assert names(canvas) == ("Riverside Kitchen", "Zoe", "Ana", "Ben")


def test_prefix_matches_of_names_come_before_substrings() -> None:
    offered = ("Breakfast Kitchen", "Riverside Kitchen", "Kit Marlow", "Toolkit Ltd")
    assert filter_names(offered, "kit") == [
        "Kit Marlow",
        "Breakfast Kitchen",
        "Riverside Kitchen",
        "Toolkit Ltd",
    ]
    assert filter_names(offered, "KITCHEN riv") == ["Riverside Kitchen"]
    assert filter_names(offered, "") == list(offered)
    assert filter_names(offered, "x") == []
    assert is_same(" kit  marlow", "Kit Marlow")


def test_every_panel_can_hold_next_steps() -> None:
    canvas = Canvas("x").with_items({p.key: (Item(p.key, "x", {"due": TODAY}),) for p in PANELS})
    assert [step.panel for step in list_steps(canvas)] == [p.key for p in PANELS]
