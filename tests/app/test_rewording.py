from __future__ import annotations

from pathlib import Path

from canvas.model.canvas import Item
from tests.app.driving import a_canvas, program


async def test_the_wording_is_changed_in_place_and_undone() -> None:
    async with program(a_canvas(beneficiaries=["one", "two"])) as it:
        await it.burst("j", "enter", *" more", "enter")
        assert it.texts() == ["one", "two more"]
        assert it.where == ("beneficiaries", 1)
        await it.press("u")
        assert it.texts() == ["one", "two"]


async def test_escape_leaves_the_old_wording_and_redo_has_the_new() -> None:
    async with program(a_canvas(beneficiaries=["one"])) as it:
        await it.burst("enter", *" and more", "escape")
        assert it.texts() == ["one"]
        await it.press("ctrl+r")
        assert it.texts() == ["one and more"]


async def test_a_wording_confirmed_unchanged_is_no_edit() -> None:
    async with program(a_canvas(beneficiaries=["one"])) as it:
        before = it.canvas
        await it.burst("enter", "enter", "enter", "x", "backspace", "enter", "enter", "escape")
        assert it.canvas is before
        await it.press("u")
        assert "nothing to undo" in it.said


async def test_what_cannot_be_typed_survives_an_edit_that_changes_nothing() -> None:
    texts = ["a\x1b[31mb", "x\u202ey", "two\nlines", " blanks around ", "tab\there"]
    async with program(a_canvas(beneficiaries=texts)) as it:
        before = it.canvas
        for _ in texts:
            await it.burst("enter", "enter", "enter", "escape", "e", "ctrl+s", "escape", "j")
            assert it.canvas is before
        assert it.texts() == texts


async def test_a_wording_made_empty_is_refused_and_the_old_one_stays() -> None:
    async with program(a_canvas(beneficiaries=["one"])) as it:
        await it.burst("enter", "backspace", "backspace", "backspace", "enter")
        assert it.texts() == ["one"]
        assert "del deletes" in it.said


async def test_the_other_fields_of_a_reworded_item_stay() -> None:
    item = Item("aaaaa", "one", {"kind": "need", "status": "agreed", "votes": 3, "mine": [1]})
    async with program(a_canvas(beneficiaries=[item])) as it:
        await it.burst("enter", "!", "enter")
        (changed,) = it.canvas.panels["beneficiaries"]
        assert (changed.id, changed.text, changed.values) == ("aaaaa", "one!", item.values)


async def test_an_item_that_is_reworded_out_of_sight_is_brought_into_sight() -> None:
    many = a_canvas(beneficiaries=[f"statement {number}" for number in range(40)])
    async with program(many, size=(80, 24)) as it:
        view = it.board.panels["beneficiaries"]
        for _ in range(60):
            view.scroll_lines(1)
        await it.settle()
        assert "statement 0" not in it.shown.split("statement 1")[0]
        await it.burst("enter", *"XX")
        assert "statement 0XX" in it.seen


async def test_saving_while_rewording_writes_the_new_wording(here: Path) -> None:
    path = here / "small.canvas.toml"
    path.write_text('format = 1\ntitle = "T"\n\n[[vision]]\nid = "aaaaa"\ntext = "one"\n', encoding="utf-8")
    async with program(path) as it:
        await it.burst("2", "enter", "!", "ctrl+s")
        assert not it.session.is_unsaved
    assert 'text = "one!"' in path.read_text(encoding="utf-8")
