"""The right button and its menu, and clicks whose ground moved: none acts on what it was not pressed on."""

from __future__ import annotations

from functools import partial
from itertools import chain

import pytest
from textual import events
from textual.geometry import Offset
from textual.widgets import Input, OptionList

from canvas.app.actions.menu import ITEM_GROUPS, PANEL_GROUPS
from canvas.app.keys import BY_NAME
from canvas.model import edits
from canvas.model.types import ItemId
from tests.app.driving import Driven, a_canvas, program

BEGIN = a_canvas(beneficiaries=["alpha", "bravo", "charlie"], vision=["delta"])


async def send(it: Driven, kind: type[events.MouseEvent], at: Offset, button: int = 1) -> None:
    """A press or release of a button, as the terminal tells of it."""
    it._post(
        kind(
            None, at.x, at.y, 0, 0, button, shift=False, meta=False, ctrl=False, screen_x=at.x, screen_y=at.y
        )
    )
    await it.settle()


async def press(it: Driven, down: Offset, up: Offset | None = None, button: int = 1) -> None:
    """Press a button here, and let it go there."""
    await send(it, events.MouseDown, down, button)
    await send(it, events.MouseUp, up or down, button)


def test_every_action_of_the_menu_is_in_the_table() -> None:
    assert {*chain(*ITEM_GROUPS, *PANEL_GROUPS)} <= set(BY_NAME)


@pytest.mark.parametrize("size", [(120, 40), (40, 12)])
async def test_a_right_click_lists_what_can_be_done_with_the_item(size: tuple[int, int]) -> None:
    async with program(BEGIN, size=size) as it:
        await press(it, it.place_of("beneficiaries", 1), button=3)
        assert it.top_is("ChooseScreen")
        assert "‘bravo’" in it.shown
        assert it.where == ("beneficiaries", 1)
        await it.press("end", "up", "enter")  # delete
        await it.settle()
        assert it.texts() == ["alpha", "charlie"]


@pytest.mark.parametrize("key", ["full_stop", "f9"])
async def test_a_key_opens_the_same_menu_and_its_letters_act_at_once(key: str) -> None:
    async with program(BEGIN) as it:
        await it.press("1", key)
        assert "‘alpha’" in it.shown
        await it.press("e")
        assert it.top_is("FormScreen")
        await it.press("escape", key, "escape")
        assert it.canvas is it.session.document.canvas


async def test_a_right_click_where_no_item_is_offers_what_can_be_done_with_the_panel() -> None:
    async with program(BEGIN) as it:
        await press(it, it.heading_of("principles") + Offset(0, 3), button=3)
        assert "Principles" in it.shown
        await it.press("a")
        await it.write("new")
        await it.press("enter", "escape")
        assert it.texts("principles") == ["new"]


async def test_a_right_press_that_slips_to_another_item_opens_nothing() -> None:
    async with program(BEGIN) as it:
        await press(it, it.place_of("beneficiaries", 0), it.place_of("beneficiaries", 1), button=3)
        assert it.top_is("BoardScreen")


async def test_a_right_click_keeps_what_is_being_typed() -> None:
    async with program(BEGIN) as it:
        await it.press("2", "a")
        await it.write("echo")
        await press(it, it.place_of("beneficiaries", 0), button=3)
        assert it.texts("vision") == ["delta", "echo"]
        assert "‘alpha’" in it.shown


async def test_a_menu_opens_nothing_when_the_item_went_away_under_the_mouse() -> None:
    async with program(BEGIN) as it:
        at = it.place_of("beneficiaries", 0)
        await send(it, events.MouseDown, at, 3)
        it.at.commands.edit.make(partial(edits.delete, item_ids=[ItemId("ben00")]))
        await it.settle()
        await send(it, events.MouseUp, at, 3)
        assert it.top_is("BoardScreen")


async def test_a_double_click_opens_the_item_and_none_that_came_under_the_mouse_meanwhile() -> None:
    async with program(BEGIN) as it:
        at = it.place_of("beneficiaries", 0)
        await press(it, at)
        await send(it, events.MouseDown, at)
        it.at.commands.edit.make(partial(edits.delete, item_ids=[ItemId("ben00")]))
        await it.settle()
        await send(it, events.MouseUp, at)
        assert not it.is_typing
        assert it.texts() == ["bravo", "charlie"]
    async with program(BEGIN) as it:
        at = it.place_of("beneficiaries", 0)
        await press(it, at)
        it.at.commands.edit.make(partial(edits.delete, item_ids=[ItemId("ben00")]))
        await it.settle()
        await press(it, at)
        assert not it.is_typing


async def test_a_dragged_item_is_the_one_the_button_went_down_on() -> None:
    async with program(BEGIN) as it:
        at = it.place_of("beneficiaries", 1)
        await send(it, events.MouseDown, at)
        it.at.commands.edit.make(partial(edits.delete, item_ids=[ItemId("ben00")]))
        await it.settle()
        await send(it, events.MouseMove, it.place_of("vision", 0))
        await send(it, events.MouseUp, it.place_of("vision", 0))
        assert it.texts() == ["charlie"]
        assert "bravo" in it.texts("vision")


async def rows(it: Driven) -> tuple[Offset, Offset]:
    """Two rows of the list on the screen."""
    listed = it.screen.query_one(OptionList)
    return listed.region.offset + Offset(6, 0), listed.region.offset + Offset(6, 2)


async def test_a_row_of_a_list_is_chosen_by_a_click_on_it_alone() -> None:
    async with program(BEGIN) as it:
        await it.press("1", "s")
        first, third = await rows(it)
        await press(it, first, third)
        assert it.top_is("ChooseScreen")
        await press(it, third, button=3)
        await press(it, third, button=2)
        assert it.top_is("ChooseScreen")
        await press(it, third)
        assert it.top_is("DisputeReasonScreen")
        assert it.item
        assert it.item.status == "disputed"


async def test_a_row_that_came_under_the_mouse_meanwhile_is_not_chosen() -> None:
    async with program(BEGIN) as it:
        await it.press("slash", "a")
        first, _ = await rows(it)
        await send(it, events.MouseDown, first)
        it.screen.query_one(Input).value = "delta"
        await it.settle()
        await send(it, events.MouseUp, first)
        assert it.top_is("FindScreen")


async def test_a_question_that_comes_up_under_a_pressed_button_is_not_answered_by_it() -> None:
    async with program(BEGIN) as it:
        await it.press("1", "s")
        first, _ = await rows(it)
        await it.press("escape")
        await send(it, events.MouseDown, first)
        await it.press("1", "s")
        await send(it, events.MouseUp, first)
        assert it.top_is("ChooseScreen")
        assert it.canvas is it.session.document.canvas


async def test_a_button_is_pressed_where_it_is_let_go_over_itself() -> None:
    async with program(BEGIN) as it:
        await it.press("1", "e")
        button = it.find("Leave")
        await press(it, button, button + Offset(2, 0))
        assert it.top_is("BoardScreen")


@pytest.mark.parametrize(
    ("key", "screen"),
    [("f1", "HelpScreen"), ("f3", "FindScreen"), ("f4", "ChooseScreen"), ("f7", "FormScreen")],
)
async def test_function_keys_do_what_the_letters_do(key: str, screen: str) -> None:
    async with program(BEGIN) as it:
        await it.press("1", key)
        assert it.top_is(screen)


async def test_function_keys_reword_go_on_and_delete() -> None:
    async with program(BEGIN) as it:
        await it.press("1", "f2", "!", "enter")
        assert it.texts()[0] == "alpha!"
        await it.press("f8")
        assert it.texts() == ["bravo", "charlie"]
        await it.press("f6")
        assert it.where[0] == "vision"
