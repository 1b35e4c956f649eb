"""Principles to begin with, picked from a list."""

from __future__ import annotations

from textual.widgets import OptionList

from canvas.model.starter_principles import STARTERS
from tests.app.driving import a_canvas, program


async def test_several_are_picked_proposed_and_taken_back_as_one() -> None:
    async with program(a_canvas(principles=["one"])) as it:
        await it.press("4", "I", "space", "down", "down", "space", "enter")
        wanted = [STARTERS[0].text, STARTERS[2].text]
        assert it.texts("principles") == ["one", *wanted]
        assert {item.status for item in it.canvas.panels["principles"]} == {"proposed"}
        assert it.where == ("principles", 1)
        assert "Added 2 principles" in it.said
        await it.burst("enter", "!", "enter")
        assert it.texts("principles")[1] == wanted[0] + "!"
        await it.press("u", "u")
        assert it.texts("principles") == ["one"]


async def test_a_principle_that_wraps_does_not_run_below_its_box() -> None:
    async with program(a_canvas(), size=(40, 24)) as it:
        await it.press("4", "I")
        left = it.screen.query_one(OptionList).region.x
        boxes = {it.lines[y][left : left + 4] for y in range(5, 15)}
        assert boxes == {"[ ] ", "    "}


async def test_enter_alone_takes_the_marked_one_and_escape_none() -> None:
    async with program(a_canvas(), size=(40, 12)) as it:
        await it.press("4", "I", "j", "enter")
        assert it.texts("principles") == [STARTERS[1].text]
        await it.press("I", "space", "escape")
        assert it.texts("principles") == [STARTERS[1].text]


async def test_a_click_picks_and_a_second_one_does_not() -> None:
    async with program(a_canvas()) as it:
        await it.press("4", "I")
        for mark in ("[x]", "[ ]", "[x]"):
            await it.click(it.find(STARTERS[3].text))
            assert mark in it.find_line(STARTERS[3].text)
        await it.click(it.find("enter adds them"))
        assert it.texts("principles") == [STARTERS[3].text]


async def test_one_that_is_there_already_says_so_and_cannot_be_picked() -> None:
    async with program(a_canvas(principles=[STARTERS[0].text])) as it:
        await it.press("4", "I")
        assert "is among yours already" in it.shown
        await it.press("space", "enter")
        assert it.texts("principles") == [STARTERS[0].text, STARTERS[1].text]


async def test_where_all_are_there_nothing_is_added() -> None:
    async with program(a_canvas(principles=[starter.text for starter in STARTERS])) as it:
        before = it.canvas
        await it.press("4", "I", "space", "enter")
        assert it.top_is("BoardScreen")
        assert it.canvas is before
