from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input, TextArea

from canvas.app.screens.prompt import PromptScreen
from canvas.model.canvas import Item
from tests.app.driving import Driven, a_canvas, program
from tests.app.test_form import to_field
from tests.app.test_hostile import assert_harmless

BEGIN = a_canvas(vision=[Item("vis00", "one")])
HOSTILE = "ab\x9b31m\x1b]52;c;x\x07"
LINES = {
    "find": ("slash",),
    "save-as": ("S", "ctrl+u"),
    "title": ("c", "ctrl+u"),
    "owner": ("2", "e"),
}
"""The keys from the board to each place that takes one line."""


async def to_line(it: Driven, place: str) -> Input:
    """Go to a place that takes one line, by its name."""
    if place == "prompt":
        it.app.push_screen(PromptScreen("What?"))
        await it.settle()
    else:
        await it.press(*LINES[place])
        if place == "owner":
            await to_field(it, place)
    assert isinstance(it.app.focused, Input)
    return it.app.focused


@pytest.mark.parametrize("place", [*LINES, "prompt"])
async def test_what_is_pasted_into_a_line_is_harmless_and_whole(here: Path, place: str) -> None:
    del here
    async with program(BEGIN) as it:
        line = await to_line(it, place)
        await it.paste(HOSTILE)
        assert line.value == "ab31m]52;c;x"
        assert_harmless(it)
        await it.burst("ctrl+u")
        await it.paste("Ana\nBen\r\n")
        assert line.value == "Ana Ben"
        await it.paste(" \tCem ")
        assert line.value == "Ana Ben  Cem "
        assert_harmless(it)


async def test_what_is_pasted_replaces_what_is_marked_in_a_line() -> None:
    async with program(BEGIN) as it:
        line = await to_line(it, "find")
        await it.burst(*"hello", "shift+left", "shift+left")
        await it.paste(" world")
        assert line.value == "hel world"


async def test_what_is_pasted_into_a_field_of_several_lines_keeps_its_ends() -> None:
    async with program(BEGIN) as it:
        await it.press("2", "e")
        area = it.app.focused
        assert isinstance(area, TextArea)
        await it.paste(" and two\nAna\r\nBen ")
        assert area.text == "one and two\nAna\nBen "
        await it.paste(HOSTILE)
        assert area.text.endswith("Ben ab31m]52;c;x")
        assert_harmless(it)
