"""Canvas and Item."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given

from canvas.model.canvas import Canvas, Item
from canvas.model.schema import BY_KEY, PANELS
from tests.strategies import canvases, quick

DAY = date(2030, 5, 1)


def test_an_empty_item_has_every_default() -> None:
    item = Item("a", "x")
    assert (item.kind, item.status, item.visibility, item.owner, item.due, item.votes, item.note) == (
        "", "proposed", "partners", "", None, 0, "",
    )  # fmt: skip
    assert not item.is_next_step
    assert not item.is_overdue(DAY)
    assert (item.line("x"), item.names("people")) == ("", ())


def test_an_item_has_typed_accessors_for_its_values() -> None:
    said = {
        "kind": "goal", "status": "agreed", "visibility": "public", "owner": "Ana", "due": DAY,
        "votes": 3, "note": "n", "people": ("Ana", "Ben"), "signatories": ["x", 3],
    }  # fmt: skip
    item = Item("a", "x", said)
    assert (item.kind, item.status, item.visibility) == ("goal", "agreed", "public")
    assert (item.owner, item.due, item.votes, item.note) == ("Ana", DAY, 3, "n")
    assert item.names("people") == ("Ana", "Ben")
    assert item.names("signatories") == ("x",)
    assert item.names("note") == ()
    people = BY_KEY["leadership"].field("people")
    assert people
    assert Item("a", "x", {"people": ["Ana"]}).get(people) == ("Ana",)


def test_an_unfit_value_gives_the_default_but_an_unknown_visibility_is_internal() -> None:
    odd = {
        "status": "maybe",
        "visibility": 3,
        "owner": 1,
        "votes": True,
        "due": datetime(2030, 5, 1, tzinfo=UTC),
        "kind": [],
    }
    item = Item("a", "x", odd)
    assert (item.status, item.visibility, item.owner, item.votes, item.due, item.kind) == (
        "proposed", "internal", "", 0, None, "",
    )  # fmt: skip
    assert Item("a", "x", {"votes": -1}).votes == 0


@pytest.mark.parametrize(
    ("values", "step", "overdue"),
    [
        ({}, False, False),
        ({"owner": "Ana"}, False, False),
        ({"next": "Ask"}, True, False),
        ({"due": DAY}, True, False),
        ({"due": date(2030, 4, 30)}, True, True),
        ({"due": date(2030, 4, 30), "status": "done"}, False, False),
        ({"due": date(2030, 4, 30), "status": "parked"}, False, False),
        ({"next": "Ask", "status": "done"}, False, False),
    ],
)
def test_a_next_step_has_a_day_or_an_act_and_is_neither_done_nor_parked(
    values: dict[str, object], *, step: bool, overdue: bool
) -> None:
    item = Item("a", "x", values)
    assert item.is_next_step == step
    assert item.is_overdue(DAY) == overdue


def test_with_values_leaves_the_original_item_unchanged() -> None:
    item = Item("a", "x", {"status": "agreed", "odd": 1})
    said = item.with_values(
        {"status": "proposed", "owner": "Ana", "votes": 0, "due": None, "odd": 2, "people": ["Ana"]}, "vision"
    )
    assert said.values == {"owner": "Ana", "odd": 2, "people": ["Ana"]}
    assert said.with_values({"people": ["Ana"], "responsible": ()}, "leadership").values["people"] == ("Ana",)
    assert item.values == {"status": "agreed", "odd": 1}
    with pytest.raises(AttributeError):
        item.text = "y"  # type: ignore[misc]  # a type checker forbids it, too


@quick
@given(canvases(named=True))
def test_a_canvas_finds_each_of_its_items(canvas: Canvas) -> None:
    assert bool(canvas)
    found = list(canvas)
    assert len(canvas) == len(found) == sum(len(canvas.panels[panel.key]) for panel in PANELS)
    for panel, item in found:
        place = canvas.place(item.id)
        assert place
        assert place[0] == panel
        assert canvas.panels[panel][place[1]] is item
        assert canvas.item(item.id) is item
    assert canvas.place("no such id") is None
    assert canvas.item("no such id") is None


def test_a_canvas_knows_its_partners_and_its_next_steps_by_day() -> None:
    items = (
        Item("a", "Kitchen", {"kind": "partner", "owner": "Ana"}),
        Item("b", "late", {"due": date(2031, 1, 1)}),
        Item("c", "School", {"kind": "partner", "due": date(2030, 1, 1)}),
        Item("d", "trust", {"kind": "trust"}),
    )
    canvas = Canvas("T").with_items(
        {"relationships": items, "vision": (Item("e", "x", {"kind": "partner", "due": DAY}),)}
    )
    assert canvas.partners == ("Kitchen", "School")
    assert [item.id for _, item in canvas.next_steps] == ["c", "e", "b"]
    assert [item.id for _, item in canvas.looked_after] == ["a"]
    assert canvas.next_steps[1][0] == "vision"
    assert len(Canvas("T")) == 0
