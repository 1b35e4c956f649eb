from __future__ import annotations

from datetime import date

import pytest

from canvas.model.canvas import Item
from canvas.model.schema import BY_KEY, PANELS, FieldType
from tests.app.driving import Driven, a_canvas, program

ONE = Item("aaaaa", "the text", {"status": "agreed"})


async def to_field(it: Driven, key: str) -> None:
    """Go to a field of the open form with the tab key."""
    for _ in range(40):
        if any(entry.field.key == key and entry.child.has_focus for entry in it.form.inputs):
            return
        await it.pass_on("tab")
    raise AssertionError(key)


async def filled(it: Driven, key: str, *keys: str) -> None:
    """Open the form of the item under the cursor, and type into one of its fields."""
    await it.press("e")
    await to_field(it, key)
    await it.burst(*keys)


@pytest.mark.parametrize("panel", PANELS, ids=lambda panel: str(panel.key))
async def test_the_form_has_every_field_of_the_panel_with_its_label(panel: object) -> None:
    found = next(p for p in PANELS if p is panel)
    async with program(a_canvas(**{found.key: [ONE]}), size=(120, 60)) as it:
        await it.press(str(found.number), "e")
        shown = it.shown
        assert all(field.label in shown for field in found.fields)
        assert [entry.field.key for entry in it.form.inputs] == ["text", *(f.key for f in found.fields)]


@pytest.mark.parametrize(
    ("panel", "field", "keys", "value"),
    [
        ("roles", "accountable", [*"Kitchen"], "Kitchen"),
        ("beneficiaries", "evidence", [*"one", "enter", *"two"], "one\ntwo"),
        ("relationships", "people", [*"Ana", "enter", "enter", "space", *"Ben", "enter"], ("Ana", "Ben")),
        ("governance", "state", ["enter", "down", "down", "enter"], "agreed"),
        ("governance", "signed", [*"2026-02-28"], date(2026, 2, 28)),
        ("vision", "due", [*"2027-09-01"], date(2027, 9, 1)),
        ("vision", "votes", [*"12"], 12),
        ("vision", "link", [*"https://example.org"], "https://example.org"),
        ("vision", "visibility", ["enter", "down", "enter"], "public"),
        ("vision", "kind", ["enter", "down", "down", "enter"], "goal"),
    ],
)
async def test_each_type_of_field_takes_what_is_typed_or_chosen(
    panel: str, field: str, keys: list[str], value: object
) -> None:
    async with program(a_canvas(**{panel: [ONE]})) as it:
        await it.burst(str(BY_KEY[panel].number))
        await filled(it, field, *keys)
        await it.press("ctrl+s")
        assert it.top_is("BoardScreen")
        (item,) = it.canvas.panels[panel]
        assert item.values == {"status": "agreed", field: value}
        assert item.text == "the text"
        await it.press("u")
        assert it.canvas.panels[panel] == (ONE,)


def test_every_type_of_field_is_among_those_tried() -> None:
    tried = {"line", "prose", "list", "choice", "date", "count", "hands"}
    assert {field.type for panel in PANELS for field in panel.fields} == tried == set(FieldType.__args__)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("due", "next week", "2027-09-01"),
        ("due", "2026-02-30", "2027-09-01"),
        ("votes", "-1", "whole number"),
        ("votes", "many", "whole number"),
    ],
)
async def test_what_does_not_fit_is_refused_in_a_sentence_and_nothing_is_lost(
    field: str, typed: str, says: str
) -> None:
    async with program(a_canvas(vision=[ONE])) as it:
        before = it.canvas
        await it.burst("2")
        await filled(it, field, *typed)
        await it.burst("ctrl+s")
        assert it.top_is("FormScreen")
        assert says in it.seen
        assert typed in it.shown
        assert it.canvas is before
        entry = next(entry for entry in it.form.inputs if entry.field.key == field)
        assert entry.child.has_focus


async def test_leaving_the_form_keeps_nothing_but_redo_has_it() -> None:
    async with program(a_canvas(vision=[ONE])) as it:
        before = it.canvas
        await it.burst("2")
        await filled(it, "owner", *"Kitchen")
        await it.press("escape")
        assert it.top_is("BoardScreen")
        assert it.canvas is before
        assert "ctrl+r" in it.said
        await it.press("ctrl+r")
        assert it.item
        assert it.item.owner == "Kitchen"


async def test_quitting_from_a_form_that_holds_something_stays_and_says_so() -> None:
    async with program(a_canvas(vision=[ONE])) as it:
        await it.burst("2")
        await filled(it, "owner", *"Kitchen")
        await it.burst("ctrl+q", "ctrl+q")
        assert it.top_is("FormScreen")
        assert "ctrl+s" in it.seen


async def test_what_does_not_fit_is_told_before_it_is_lost() -> None:
    async with program(a_canvas(vision=[ONE])) as it:
        await it.burst("2")
        await filled(it, "due", *"soon")
        await it.press("escape")
        assert it.top_is("FormScreen")
        assert "esc once more" in it.seen
        await it.press("escape")
        assert it.top_is("BoardScreen")


async def test_a_form_without_a_text_stays_with_all_that_was_typed() -> None:
    async with program(a_canvas(vision=[ONE])) as it:
        await it.burst("2")
        await filled(it, "owner", *"Kitchen")
        await to_field(it, "text")
        await it.burst("ctrl+end", "ctrl+u", "ctrl+s")
        assert it.top_is("FormScreen")
        assert "needs some text" in it.seen
        await it.burst("x", "ctrl+s")
        assert it.item
        assert (it.item.text, it.item.owner) == ("x", "Kitchen")


async def test_a_form_kept_unchanged_is_no_edit() -> None:
    odd = Item("aaaaa", "odd \x1b text", {"status": "unknown", "due": "soon", "people": "x", "mine": 1})
    async with program(a_canvas(relationships=[odd])) as it:
        before = it.canvas
        await it.burst("3", "e", "tab", "tab", "shift+tab", "ctrl+s")
        assert it.canvas is before
        await it.press("u")
        assert "nothing to undo" in it.said


async def test_several_fields_are_one_change() -> None:
    async with program(a_canvas(vision=[ONE])) as it:
        await it.burst("2")
        await filled(it, "owner", *"Kitchen")
        await to_field(it, "due")
        await it.burst(*"2027-01-02", "ctrl+s")
        assert it.item
        assert (it.item.owner, it.item.due) == ("Kitchen", date(2027, 1, 2))
        await it.press("u")
        assert it.canvas.panels["vision"] == (ONE,)


async def test_a_field_emptied_goes_away() -> None:
    item = Item("aaaaa", "x", {"owner": "Kitchen", "due": date(2027, 1, 2), "votes": 3})
    async with program(a_canvas(vision=[item])) as it:
        await it.burst("2", "e")
        for field in ("owner", "due", "votes"):
            await to_field(it, field)
            await it.burst("home", "ctrl+k")
        await it.press("ctrl+s")
        assert it.item
        assert it.item.values == {}


async def test_a_text_made_empty_is_refused_and_the_item_stays() -> None:
    async with program(a_canvas(vision=[ONE])) as it:
        await it.burst("2", "e", "ctrl+end", *["backspace"] * 8, "ctrl+s")
        assert it.canvas.panels["vision"] == (ONE,)


async def test_the_mouse_can_keep_and_leave() -> None:
    async with program(a_canvas(vision=[ONE])) as it:
        await it.burst("2")
        await filled(it, "owner", *"Kitchen")
        await it.click(it.find("Keep"))
        assert it.top_is("BoardScreen")
        assert it.item
        assert it.item.owner == "Kitchen"
        await it.press("e")
        await it.click(it.find("Leave"))
        assert it.top_is("BoardScreen")


async def test_the_field_under_the_cursor_says_what_it_is_for() -> None:
    async with program(a_canvas(vision=[ONE])) as it:
        await it.burst("2", "e")
        for key in ("kind", "measure", "due", "note"):
            await to_field(it, key)
            field = BY_KEY["vision"].field(key)
            assert field
            assert field.hint in it.seen


async def test_pasted_control_characters_do_not_reach_a_field() -> None:
    async with program(a_canvas(vision=[ONE])) as it:
        await it.burst("2")
        for field in ("owner", "note"):
            await filled(it, field)
            await it.paste("A\x1b[31mB\x00")
            await it.burst("ctrl+s")
        assert it.item
        assert it.item.owner == it.item.note == "A[31mB"


async def test_the_title_stage_and_review_are_changed_and_undone_as_one() -> None:
    async with program(a_canvas()) as it:
        before = it.canvas
        await it.press("c", *" Two")
        await to_field(it, "stage")
        await it.burst("enter", "down", "enter")
        await to_field(it, "review")
        await it.burst(*"2027-03-04", "ctrl+s")
        assert it.canvas.stage == "forming"
        assert it.canvas.review == date(2027, 3, 4)
        assert "Two" in it.canvas.title
        assert "4 Mar 27" in it.shown.split("\n", maxsplit=1)[0] or "4 Mar 2027" in it.shown
        await it.press("u")
        assert it.canvas == before


async def test_a_title_made_empty_is_refused() -> None:
    async with program(a_canvas()) as it:
        await it.burst("c", "home", "ctrl+k", "ctrl+s")
        assert it.canvas.title == "Riverside"
        assert "needs a title" in it.seen
