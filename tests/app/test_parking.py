from __future__ import annotations

from pathlib import Path

import pytest

from canvas.files.canvas_file import Document, open_document
from canvas.files.canvas_save import save_as
from canvas.model.canvas import Item
from tests.app.driving import Driven, a_canvas, program


def parked(name: str) -> Item:
    return Item(name * 5, f"statement {name}", {"status": "parked"})


CANVAS = a_canvas(beneficiaries=["one"], vision=[parked("a"), "two"], roles=[parked("b"), parked("c")])


def waiting(it: Driven) -> list[str]:
    return [item.id[0] for _, item in it.canvas if item.status == "parked"]


async def test_all_that_is_parked_is_listed_across_the_panels() -> None:
    async with program(CANVAS) as it:
        assert "2 proposed · 3 parked" in it.shown
        await it.press("P")
        assert "Parked: 3. What should happen with them?" in it.shown
        for words in ("statement a 2 Vision", "statement b 5 Roles", "statement c 5 Roles"):
            assert words in it.dialog, words


async def test_each_is_taken_up_with_one_key_and_the_next_one_waits() -> None:
    async with program(CANVAS) as it:
        await it.burst("P", "space", "down", "s", "5")
        assert waiting(it) == ["b"]
        assert [item.status for _, item in it.canvas] == ["proposed", "agreed", "proposed", "parked", "done"]
        await it.press("o", *"Ana", "enter", "s", "1")
        assert waiting(it) == []
        assert [item.owner for _, item in it.canvas] == ["", "", "", "Ana", ""]
        assert "Nothing is parked any more." in it.shown
        await it.burst("space", "enter")
        await it.press("escape")
        assert it.top_is("BoardScreen")


async def test_what_was_taken_up_by_mistake_is_undone_without_leaving() -> None:
    async with program(CANVAS) as it:
        await it.burst("P", "down", "space")
        assert waiting(it) == ["a", "c"]
        await it.press("u")
        assert waiting(it) == ["a", "b", "c"]
        assert it.top_is("ParkedScreen")
        assert "Undone: mark ‘statement b’ as agreed." in it.seen
        await it.press("s", "5")
        assert waiting(it) == ["a", "c"]


async def test_enter_goes_to_the_place_on_the_board() -> None:
    async with program(CANVAS) as it:
        await it.burst("P", "down", "down", "enter")
        assert it.top_is("BoardScreen")
        assert it.where == ("roles", 1)


async def test_the_mouse_takes_up_and_goes_there_too() -> None:
    async with program(CANVAS) as it:
        await it.press("P")
        await it.click(it.find("statement b"))
        await it.click(it.find("space agreed"))
        assert waiting(it) == ["a", "c"]
        await it.click(it.find("statement c"), times=2)
        assert it.top_is("BoardScreen")
        assert it.where == ("roles", 1)


async def test_what_is_disputed_from_the_list_is_asked_why_and_the_list_waits_below() -> None:
    async with program(CANVAS) as it:
        await it.burst("P", "exclamation_mark", *"no money", "enter")
        assert it.top_is("ParkedScreen")
        item = it.canvas.item("aaaaa")
        assert item
        assert item.reason == "no money"
        assert waiting(it) == ["b", "c"]


async def test_a_single_one_is_not_them() -> None:
    async with program(a_canvas(vision=[parked("a")])) as it:
        assert "1 parked" in it.shown
        await it.press("P")
        assert "Parked: 1. What should happen with it?" in it.shown


async def test_without_anything_parked_there_is_no_list_and_no_line_about_it() -> None:
    async with program(a_canvas(vision=["one"])) as it:
        assert "parked" not in it.shown
        await it.press("P")
        assert it.said == "Nothing is parked."
        assert it.top_is("BoardScreen")


async def test_nothing_is_taken_up_in_a_canvas_that_may_not_be_changed() -> None:
    async with program(CANVAS) as it:
        it.session.read_only_reason = "This canvas is only to be read."
        await it.burst("P", "space", "s")
        assert it.canvas is CANVAS
        assert "only to be read" in it.seen


async def test_whoever_leaves_with_unsaved_work_is_offered_what_is_parked_once_more() -> None:
    async with program(CANVAS) as it:
        await it.press("plus", "ctrl+q")
        assert "Look at what is parked  and stay: 3 statements to take up again" in it.shown
        await it.press("4")
        assert it.top_is("ParkedScreen")
        await it.press("escape")
        assert it.top_is("BoardScreen")
        assert not it.app._exit


async def test_a_canvas_that_nobody_touched_is_left_without_a_word(here: Path) -> None:
    save_as(Document(CANVAS), CANVAS, str(here / "x.canvas.toml"))
    async with program(open_document(str(here / "x.canvas.toml"))) as it:
        await it.press("ctrl+q")
        assert it.app._exit


@pytest.mark.parametrize(
    ("size", "keys"),
    [
        ((40, 12), ("space agreed",)),
        ((60, 18), ("space agreed", "s status", "o owner")),
        ((80, 24), ("space agreed", "s status", "u undo", "enter goes there")),
    ],
)
async def test_the_keys_of_the_list_are_in_sight_as_far_as_there_is_room(
    size: tuple[int, int], keys: tuple[str, ...]
) -> None:
    async with program(CANVAS, size=size) as it:
        await it.press("P")
        for words in (*keys, "esc closes", "statement a", "statement c"):
            assert words in it.dialog, words
