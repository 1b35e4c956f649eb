"""Edits."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any, cast

import pytest
from hypothesis import given

from canvas.model import edits
from canvas.model.canvas import Canvas, Item
from canvas.model.edits import (
    EditError,
    add,
    delete,
    move,
    new_id,
    restore,
    set_item,
    set_properties,
    set_status,
    toggle_agreed,
)
from canvas.model.sanitize import clean
from canvas.model.types import ItemId, PanelKey, Stage, Status
from tests.chance import Chance, chances, some_edit
from tests.strategies import canvases, quick, statements

CANVAS = Canvas("T").with_items(
    {
        "vision": (Item("a", "one", {"kind": "goal"}), Item("b", "two"), Item("c", "three")),
        "roles": (Item("d", "four", {"due": "soon", "more": 1}),),
    }
)
A, B, C, D, X = map(ItemId, "abcdx")


def ids(canvas: Canvas, panel: str = "vision") -> str:
    return "".join(item.id for item in canvas.panels[panel])


@quick
@given(canvases(), chances)
def test_an_edit_leaves_the_canvas_it_was_made_from_and_all_other_items_alone(
    canvas: Canvas, chance: Chance
) -> None:
    before = repr(canvas)
    edit = some_edit(chance, canvas)
    assert repr(canvas) == before
    names = [item.id for _, item in edit.canvas]
    assert len(set(names)) == len(names)
    assert edit.focus is None or edit.focus in names
    assert edit.label
    assert "\n" not in edit.label
    if edit.canvas == canvas and "nan" not in before:
        assert edit.canvas is canvas


@quick
@given(canvases(), statements)
def test_typed_text_enters_cleaned(canvas: Canvas, text: str) -> None:
    edit = add(canvas, "vision", [text])
    made = edit.canvas.item(edit.focus or "")
    assert made
    assert "\n" not in made.text
    assert clean(made.text) == made.text
    worded = edits.set_text(edit.canvas, made.id, text).canvas.item(made.id)
    assert worded
    assert worded.text in (clean(text), made.text)


def test_an_id_is_five_letters_and_digits_that_are_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(200):
        made = new_id(())
        assert len(made) == 5
        assert set(made) <= set("0123456789abcdefghjkmnpqrstvwxyz")
    draws = iter([b"\x00" * 5, b"\x20" * 5, b"\xff" * 5])
    monkeypatch.setattr(os, "urandom", lambda _: next(draws))
    assert new_id({"00000"}) == "zzzzz"


def test_items_are_added_last_or_after_another_with_their_kind() -> None:
    edit = add(CANVAS, "vision", [" x \n y", "", "\x00", "z"], values={"kind": "goal", "owner": "Ana"})
    assert edit.label == "add 2 statements"
    assert [item.text for item in edit.canvas.panels["vision"]] == ["one", "two", "three", "x y", "z"]
    assert edit.canvas.item(edit.focus or "") == edit.canvas.panels["vision"][-1]
    assert edit.canvas.panels["vision"][-1].values == {"kind": "goal", "owner": "Ana"}
    edit = add(CANVAS, "vision", ["x"], after=A)
    assert [item.text for item in edit.canvas.panels["vision"]] == ["one", "x", "two", "three"]
    assert edit.label == "add ‘x’"
    assert edit.canvas.panels["vision"][1].values == {}
    for elsewhere in ("d", "gone"):
        assert ids(add(CANVAS, "vision", ["x"], after=ItemId(elsewhere)).canvas).startswith("abc")


def test_a_new_text_is_cleaned_and_an_unchanged_one_kept_verbatim() -> None:
    edit = edits.set_text(CANVAS, A, " x\r\ny ")
    assert edit.canvas.panels["vision"][0].text == "x\ny"
    assert (edit.label, edit.focus) == ("reword ‘one’", "a")
    odd = Canvas("T").with_items({"vision": (Item("a", " \x1b\r "),)})
    edit = set_item(odd, A, text=" \x1b\r ", changes={"owner": "Ana"})
    assert edit.canvas.panels["vision"][0] == Item("a", " \x1b\r ", {"owner": "Ana"})
    assert edits.set_text(CANVAS, A, "one").canvas is CANVAS


def test_fields_are_cleaned_by_their_type() -> None:
    changes = {
        "note": " a\r\nb\x1b ",
        "owner": " A\nna ",
        "consulted": (" x\ny ", "", "\x00"),
        "more": " z\r\n1 ",
        "due": None,
    }
    edit = set_item(CANVAS, D, text="four", changes=changes)
    assert edit.canvas.panels["roles"][0].values == {
        "note": "a\nb",
        "owner": "A na",
        "consulted": ("x y",),
        "more": "z\n1",
    }
    assert edit.label == "change ‘four’"
    assert set_item(CANVAS, D, text="four", changes={"votes": 2}, label="vote").label == "vote"


def test_an_unchanged_field_is_kept_verbatim_and_a_default_removes_it() -> None:
    odd = Canvas("T").with_items(
        {"vision": (Item("a", "x", {"owner": "\x1b", "measure": "m", "people": ["Ana"]}),)}
    )
    people: Any = ["Ana"]
    same = set_item(
        odd,
        A,
        text="x",
        changes={"owner": "\x1b", "status": "proposed", "kind": "", "people": people},
    )
    assert same.canvas is odd
    assert set_item(odd, A, text="x", changes={"measure": "", "owner": "\n"}).canvas.panels["vision"][
        0
    ].values == {"people": ["Ana"]}


REFUSED: dict[str, tuple[Callable[[], object], str]] = {
    "adding nothing": (
        lambda: add(CANVAS, "vision", ["", " \n", "\x00"]),
        "There is nothing to add: the text is empty.",
    ),
    "an empty wording": (
        lambda: edits.set_text(CANVAS, A, "\x07 "),
        "A statement needs some text.",
    ),
    "a day in words": (
        lambda: set_item(CANVAS, A, text="one", changes={"due": "soon"}),
        "“Due” must be a day such as 2027-09-01, without quotes.",
    ),
    "another panel's kind": (
        lambda: set_item(CANVAS, A, text="one", changes={"kind": "money"}),
        "“Kind” must be one of issue, goal, value, outcome, scope.",
    ),
    "a status that is none": (
        lambda: set_status(CANVAS, [A], cast("Status", "maybe")),
        "A status is one of proposed, agreed, disputed, parked, done.",
    ),
    "a panel that is none": (
        lambda: move(CANVAS, A, cast("PanelKey", "x\x1b")),
        "There is no panel called ‘x␛’.",
    ),
    "no title": (
        lambda: set_properties(CANVAS, title=" \n", stage="forming", review=None),
        "A canvas needs a title.",
    ),
    "a stage that is none": (
        lambda: set_properties(CANVAS, title="T", stage=cast("Stage", ""), review=None),
        "A stage is one of exploring, forming, delivering, reviewing, closing.",
    ),
    "a moment as review": (
        lambda: set_properties(CANVAS, title="T", stage="forming", review=datetime(2030, 1, 1, tzinfo=UTC)),
        "The next review must be a day such as 2027-09-01, without quotes.",
    ),
}
GONE = "That statement is no longer here."
REFUSED |= {
    f"{name} of an item that is gone": (change, GONE)
    for name, change in {
        "wording": lambda: edits.set_text(CANVAS, X, "y"),
        "status": lambda: set_status(CANVAS, [A, X], "done"),
        "agreement": lambda: toggle_agreed(CANVAS, [X]),
        "deletion": lambda: delete(CANVAS, [A, X]),
        "shift": lambda: edits.shift(CANVAS, X, 1),
        "move": lambda: move(CANVAS, X, "roles"),
    }.items()
}


@pytest.mark.parametrize("what", REFUSED)
def test_an_invalid_edit_raises_an_error_with_a_sentence(what: str) -> None:
    change, sentence = REFUSED[what]
    with pytest.raises(EditError) as caught:
        change()
    assert str(caught.value) == sentence


def test_a_status_is_set_on_some_items_at_once() -> None:
    edit = set_status(CANVAS, [A, C, D], "agreed")
    assert [item.id for _, item in edit.canvas if item.status == "agreed"] == ["a", "c", "d"]
    assert (edit.label, edit.focus) == ("mark 3 statements as agreed", "d")
    again = set_status(edit.canvas, [A], "agreed")
    assert again.canvas is edit.canvas
    assert again.label == "mark ‘one’ as agreed"
    back = set_status(edit.canvas, [A, C, D], "proposed")
    assert back.canvas == CANVAS
    assert set_status(CANVAS, [], "done").focus is None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("proposed", "agreed"),
        ("disputed", "agreed"),
        ("parked", "agreed"),
        ("agreed", "proposed"),
        ("done", "done"),
        ("proposed agreed parked", "agreed agreed agreed"),
        ("agreed agreed", "proposed proposed"),
        ("agreed done", "proposed done"),
        ("proposed done", "agreed done"),
    ],
)
def test_statements_become_agreed_or_all_proposed_and_what_is_done_stays_done(
    before: str, after: str
) -> None:
    items = tuple(
        Item(str(n), "x", {"status": status, "reason": "no money"}) for n, status in enumerate(before.split())
    )
    canvas = Canvas("T").with_items({"vision": items})
    changed = toggle_agreed(canvas, [item.id for item in items]).canvas.panels["vision"]
    assert " ".join(item.status for item in changed) == after
    assert {item.values["reason"] for item in changed} == {"no money"}


@pytest.mark.parametrize(
    ("gone", "left", "focus"),
    [
        ("a", "bc", "b"), ("c", "ab", "b"), ("b", "ac", "c"), ("ab", "c", "c"),
        ("bc", "a", "a"), ("abc", "", None), ("ac", "b", "b"), ("ca", "b", "b"),
    ],
)  # fmt: skip
def test_deleting_focuses_the_item_that_takes_the_place(gone: str, left: str, focus: str | None) -> None:
    edit = delete(CANVAS, [ItemId(name) for name in gone])
    assert ids(edit.canvas) == left
    assert edit.focus == focus
    names = {"a": "one", "b": "two", "c": "three"}
    assert edit.label == (f"delete {len(gone)} statements" if len(gone) > 1 else f"delete ‘{names[gone]}’")


def test_deleting_nothing_changes_nothing() -> None:
    edit = delete(CANVAS, [])
    assert edit.canvas is CANVAS
    assert edit.focus is None


@pytest.mark.parametrize(
    ("item", "steps", "order"),
    [("a", 1, "bac"), ("a", 9, "bca"), ("a", -1, "abc"), ("c", -1, "acb"), ("c", -5, "cab"), ("b", 0, "abc")],
)
def test_shifting_stops_at_either_end(item: str, steps: int, order: str) -> None:
    edit = edits.shift(CANVAS, ItemId(item), steps)
    assert ids(edit.canvas) == order
    assert edit.focus == item
    assert (edit.canvas is CANVAS) == (order == "abc")


@pytest.mark.parametrize(
    ("position", "order"), [(None, "bca"), (0, "abc"), (1, "bac"), (2, "bca"), (9, "bca"), (-3, "abc")]
)
def test_an_item_moved_within_its_panel_stands_where_asked(position: int | None, order: str) -> None:
    edit = move(CANVAS, A, "vision", position)
    assert ids(edit.canvas) == order
    if order != "abc":
        assert edit.label == "move ‘one’ down"
    assert edits.shift(CANVAS, C, -1).label == "move ‘three’ up"


@pytest.mark.parametrize(("position", "order"), [(None, "da"), (0, "ad"), (1, "da"), (7, "da")])
def test_an_item_moved_to_another_panel_and_back_keeps_its_values(position: int | None, order: str) -> None:
    edit = move(CANVAS, A, "roles", position)
    assert (ids(edit.canvas), ids(edit.canvas, "roles")) == ("bc", order)
    assert edit.label == "move ‘one’ to Roles"
    assert move(edit.canvas, A, "vision", 0).canvas == CANVAS


def test_a_moved_item_has_the_defaults_of_its_new_panel() -> None:
    odd: dict[str, Any] = {
        "consulted": ["x"],
        "informed": [],
        "measure": "m",
        "accountable": "",
        "votes": False,
    }
    canvas = Canvas("T").with_items({"vision": (Item("a", "x", odd),)})
    assert move(canvas, A, "roles").canvas.panels["roles"][0].values == {
        "consulted": ("x",),
        "measure": "m",
        "votes": False,
    }


def test_properties_are_set_as_one_edit_labelled_by_what_differs() -> None:
    day = date(2030, 1, 2)
    edit = set_properties(CANVAS, title=" New\ntitle ", stage="forming", review=day)
    assert (edit.canvas.title, edit.canvas.stage, edit.canvas.review) == ("New title", "forming", day)
    assert edit.label == "change the title and stage and next review"
    assert edit.focus is None
    assert (
        set_properties(edit.canvas, title="New title", stage="forming", review=None).label
        == "change the next review"
    )
    same = set_properties(CANVAS, title="T", stage="exploring", review=None)
    assert (same.label, same.canvas) == ("change nothing", CANVAS)
    assert same.canvas is CANVAS
    named = set_properties(CANVAS, title="T", stage="exploring", review=None, contact=" Anna\n(a@x.org)")
    assert (named.canvas.contact, named.label) == ("Anna (a@x.org)", "change the contact")
    kept = set_properties(named.canvas, title="U", stage="exploring", review=None)
    assert kept.canvas.contact == "Anna (a@x.org)"
    odd = Canvas("\x1b")
    assert set_properties(odd, title="\x1b", stage="closing", review=None).canvas.title == "\x1b"


def test_an_unreadable_property_is_replaced_only_by_a_new_value() -> None:
    odd = Canvas("T", values={"stage": 3, "review": "soon", "more": 1})
    assert set_properties(odd, title="U", stage="exploring", review=None).canvas.values == odd.values
    assert set_properties(odd, title="T", stage="closing", review=None).canvas.values == {
        "review": "soon",
        "more": 1,
    }
    assert set_properties(odd, title="T", stage="exploring", review=date(2030, 1, 2)).canvas.values == {
        "stage": 3,
        "more": 1,
    }


def test_a_deleted_item_is_restored_after_its_remaining_predecessor() -> None:
    gone = delete(CANVAS, [B]).canvas
    assert ids(restore(gone, "vision", Item("b", "two"), [A]).canvas) == "abc"
    assert ids(restore(gone, "vision", Item("b", "two"), [C, X]).canvas) == "acb"
    assert ids(restore(gone, "vision", Item("b", "two"), [X]).canvas) == "bac"
    assert ids(restore(gone, "vision", Item("b", "two")).canvas) == "acb"


def test_a_changed_item_is_restored_in_place() -> None:
    edit = restore(CANVAS, "vision", Item("b", "as it was", {"owner": "Ana"}))
    assert ids(edit.canvas) == "abc"
    assert edit.canvas.item("b") == Item("b", "as it was", {"owner": "Ana"})
    assert edit.focus == "b"
    assert edit.label == "bring back ‘as it was’"


def test_a_moved_item_is_restored_to_its_panel() -> None:
    moved = move(CANVAS, B, "roles").canvas
    assert restore(moved, "vision", CANVAS.panels["vision"][1], [A]).canvas == CANVAS
    assert (
        restore(move(CANVAS, A, "vision", 2).canvas, "vision", CANVAS.panels["vision"][0], []).canvas
        == CANVAS
    )


def test_restoring_an_unchanged_item_changes_nothing() -> None:
    assert restore(CANVAS, "vision", CANVAS.panels["vision"][1]).canvas is CANVAS
    assert restore(CANVAS, "vision", CANVAS.panels["vision"][1], [A]).canvas is CANVAS


def test_unresolved_conflicts_stay_when_an_item_is_restored() -> None:
    open_ = {"theirs": ({"text": "their two"},)}
    a, b, *rest = CANVAS.panels["vision"]
    canvas = CANVAS.with_items({"vision": (a, b._replace(values=open_), *rest)})
    back = restore(canvas, "roles", Item("b", "as it was", {"owner": "Ana"})).canvas.item("b")
    assert back == Item("b", "as it was", {"owner": "Ana", **open_})


def test_conflicts_of_the_older_version_are_not_restored() -> None:
    old = Item("b", "as it was", {"theirs": ({"text": "their two"},), "owner": "Ana"})
    for canvas in (CANVAS, delete(CANVAS, [B]).canvas):
        assert restore(canvas, "vision", old).canvas.item("b") == Item("b", "as it was", {"owner": "Ana"})


def test_restoring_to_an_unknown_panel_is_an_error() -> None:
    with pytest.raises(EditError, match="no panel called"):
        restore(CANVAS, cast("PanelKey", "nonsense"), Item("b", "two"))


@given(canvases(), canvases())
@quick
def test_a_restored_item_exists_once(canvas: Canvas, older: Canvas) -> None:
    for panel, item in older:
        before = [other.id for other in older.panels[panel]]
        canvas = restore(canvas, panel, item, before[: before.index(item.id)]).canvas
        assert [place for place in canvas if place[1].id == item.id] == [(panel, item)]


def test_invisible_characters_alone_are_no_statement_and_no_name() -> None:
    with pytest.raises(EditError, match="the text is empty"):
        edits.add(CANVAS, "vision", ["\ufeff", "\u200b\u2060"])
    made = edits.add(CANVAS, "vision", ["\ufeffone", "\u200b"]).canvas
    assert [item.text for item in made.panels["vision"]][len(CANVAS.panels["vision"]) :] == ["one"]
