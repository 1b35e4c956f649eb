from __future__ import annotations

from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from canvas.model import edits
from canvas.workspace import GUESTS
from tests.app.driving import a_canvas, program

BEGIN = a_canvas(beneficiaries=["a", "b", "c"], vision=["d"], roles=["e", "f"])


async def test_a_deleted_item_is_named_and_comes_back_where_it_was() -> None:
    async with program(BEGIN) as it:
        await it.burst("j", "delete")
        assert it.texts() == ["a", "c"]
        assert "‘b’" in it.said
        assert it.where == ("beneficiaries", 1)
        await it.press("u")
        assert it.texts() == ["a", "b", "c"]
        assert it.item
        assert it.item.text == "b"


async def test_the_last_item_of_a_panel_can_go_and_the_question_shows() -> None:
    async with program(BEGIN) as it:
        await it.burst("2", "delete")
        assert it.texts("vision") == []
        assert it.board.panels["vision"].panel.question.split()[0] in it.shown
        await it.press("delete")
        assert "no statement" in it.said
        await it.press("u")
        assert it.texts("vision") == ["d"]


async def test_deleting_the_last_item_puts_the_cursor_on_the_one_before() -> None:
    async with program(BEGIN) as it:
        await it.burst("G", "delete")
        assert it.where == ("beneficiaries", 1)


async def test_nothing_to_undo_and_nothing_to_redo_are_said() -> None:
    async with program(BEGIN) as it:
        await it.press("u")
        assert "nothing to undo" in it.said
        await it.press("ctrl+r")
        assert "nothing to redo" in it.said


async def test_undo_and_redo_look_at_what_they_changed_even_in_another_panel() -> None:
    async with program(BEGIN) as it:
        await it.burst("5", "j", "delete", "1", "u")
        assert it.where == ("roles", 1)
        await it.burst("1", "ctrl+r")
        assert it.board.active == "roles"
        assert it.texts("roles") == ["e"]


async def test_undo_goes_to_the_panel_that_was_empty_before() -> None:
    async with program(BEGIN) as it:
        await it.burst("3", "a", *"new", "enter", "escape", "5", "u")
        assert it.board.active == "relationships"
        await it.burst("5", "ctrl+r")
        assert it.board.active == "relationships"


async def test_what_was_left_can_be_had_back_and_what_was_undone_before_too() -> None:
    async with program(BEGIN) as it:
        await it.burst("delete", "u", "a", "x", "escape")
        await it.burst("ctrl+r")
        assert "x" in it.texts()
        await it.burst("u", "u", "ctrl+r")


async def test_leaving_what_was_typed_keeps_what_was_undone() -> None:
    async with program(BEGIN) as it:
        await it.burst("5", "delete", "1", "delete", "u", "u", "enter", "x", "escape", "2", "space", "u")
        assert it.canvas == BEGIN


async def test_undoing_all_leaves_nothing_unsaved(here: object) -> None:
    from pathlib import Path

    from tests.app.driving import a_copy

    assert isinstance(here, Path)
    async with program(a_copy(here)) as it:
        await it.burst("delete", "space", "J", "2", "delete", "d", *"fri", "enter")
        assert "* unsaved" in it.shown
        await it.burst("u", "u", "u", "u", "u")
        assert "* unsaved" not in it.shown
        assert not it.session.is_unsaved


@pytest.mark.parametrize(("key", "order"), [("J", ["b", "a", "c"]), ("shift+down", ["b", "a", "c"])])
async def test_an_item_moves_down_and_up_its_panel_and_the_cursor_goes_with_it(
    key: str, order: list[str]
) -> None:
    async with program(BEGIN) as it:
        await it.press(key)
        assert it.texts() == order
        assert it.where == ("beneficiaries", 1)
        await it.press("K" if key == "J" else "shift+up")
        assert it.texts() == ["a", "b", "c"]
        assert it.where == ("beneficiaries", 0)


async def test_an_item_at_either_end_stays_there() -> None:
    async with program(BEGIN) as it:
        before = it.canvas
        await it.burst("K", "G", "J")
        assert it.canvas is before


async def test_an_item_is_moved_to_another_panel_and_the_eye_follows() -> None:
    async with program(BEGIN) as it:
        await it.burst("m", "2")
        assert it.texts() == ["b", "c"]
        assert it.texts("vision") == ["d", "a"]
        assert it.where == ("vision", 1)
        await it.press("u")
        assert it.texts() == ["a", "b", "c"]
        assert it.where == ("beneficiaries", 0)


async def test_leaving_the_choice_of_a_panel_moves_nothing() -> None:
    async with program(BEGIN) as it:
        before = it.canvas
        await it.burst("m", "escape")
        assert it.canvas is before


KEYS = [
    "a x enter escape",
    "delete",
    "u",
    "ctrl+r",
    "J",
    "K",
    "space",
    "j",
    "k",
    "tab",
    "m 3",
    "s 2",
    "enter Q enter",
]


@given(st.lists(st.sampled_from(KEYS), max_size=14))
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
async def test_after_any_keys_undoing_everything_gives_the_canvas_as_it_was(presses: list[str]) -> None:
    async with program(BEGIN, size=(80, 24)) as it:
        for keys in presses:
            await it.burst(*keys.split())
        made = it.canvas
        steps = len(it.session.history.done)
        await it.burst(*["u"] * steps)
        assert it.canvas == BEGIN
        await it.burst(*["ctrl+r"] * steps)
        assert it.canvas == made


async def test_what_came_from_the_room_is_undone_only_after_a_question() -> None:
    async with program(BEGIN) as it:
        await it.press("j", "delete")
        it.at.workspace.run(partial(edits.add, panel="roles", texts=["Drive the van"]), by=GUESTS)
        await it.settle()
        assert it.where == ("beneficiaries", 1)  # the board has not jumped
        await it.press("u")
        assert "came from the room" in it.seen
        await it.press("enter")
        assert it.texts("roles") == ["e", "f", "Drive the van"]
        assert it.said == "Left as it was."
        await it.press("u", "1")
        assert it.texts("roles") == ["e", "f"]
        assert "Drive the van" in it.said
        await it.press("u")
        assert it.texts() == ["a", "b", "c"]
