"""The user's keys hold on every screen, and what a screen has of its own gives way to them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import canvas.app
from canvas.app.keys import ACTIONS, spelled
from canvas.app.screens.start import StartScreen
from canvas.files.settings import Settings, read
from canvas.model.canvas import Item
from tests.app.driving import a_canvas, program
from tests.app.in_git import unsettled

CANVAS = a_canvas(
    roles=[
        Item("r1", "find rooms", {"next": "book one", "status": "parked"}),
        Item("r2", "cook", {"next": "buy"}),
    ],
    vision=["one", "two"],
)


def keys(**given: tuple[str, ...]) -> Settings:
    return Settings(keys=given)


async def test_lists_take_and_tell_the_users_keys() -> None:
    own = keys(
        day=("0",),
        add=("f11",),
        down=("down", "ctrl+n"),
        next_steps=("f10",),
        parked=("ctrl+w",),
        owner=("Z",),
    )
    async with program(CANVAS, settings=own) as it:
        await it.press("5", "f10")
        assert it.top_is("StepsScreen")
        assert "0 day" in it.shown
        assert "f11 add" in it.shown
        assert "shows done" not in it.shown
        await it.press("n", "a")
        assert it.top_is("StepsScreen")
        await it.press("0")
        assert it.top_is("DayScreen")
        await it.press("escape", "f11")
        assert it.top_is("NewStepScreen")
        await it.press("escape", "f10")
        assert it.top_is("BoardScreen")
        await it.press("ctrl+w")
        assert "Z owner" in it.shown
        await it.press("Z")
        assert it.top_is("NameScreen")
        await it.press("escape", "ctrl+w", "slash", *"o", "tab")
        assert "0 day" in it.shown
        await it.press("0")
        assert it.top_is("DayScreen")


async def test_what_is_typed_into_takes_the_users_keys_that_are_no_letters() -> None:
    own = keys(kind=("Z", "f10"), as_typed=("ctrl+y",), save=("q", "f9"), menu=())
    async with program(CANVAS, settings=own) as it:
        await it.press("2", "a", *"qZ: need", "f10")
        assert "f10 kind" in it.shown
        assert "issue" in it.shown
        await it.press("f12", "escape", "colon", *"5 hall @Ana", "ctrl+y")
        assert "ctrl+y as typed" in it.shown
        assert "as typed" in it.find_line("→")
        await it.press("escape", "2", "e")
        assert "f9" in it.find_line("Keep and save")
        assert it.texts("vision")[-1] == "qZ: need"


async def test_leaving_and_the_palette_have_the_users_keys_everywhere() -> None:
    own = keys(quit=("q",), palette=("f10",))
    async with program(CANVAS, settings=own) as it:
        await it.press("n", "ctrl+q", "ctrl+p")
        assert it.top_is("StepsScreen")
        await it.press("q")
        assert it.top_is("BoardScreen")
        await it.press("f10")
        assert it.top_is("PaletteScreen")
        await it.press("escape", "slash", "q")
        assert it.top_is("FindScreen")
        await it.press("escape", "q")
        assert it.app._exit


async def test_the_start_screen_and_questions_follow_too() -> None:
    async with program(settings=keys(add=("f10",), copy=("0",), help=("q",))) as it:
        await it.until(lambda: "f10 adds" in it.shown)
        assert "esc quits" in it.shown
        await it.press("q", "a")
        assert isinstance(it.screen, StartScreen)
        await it.press("f10", *"Ferry", "enter", "f10", *"one", "enter", "escape", "0", "0")
        await it.until(lambda: "one" in it.said)


async def test_keys_that_are_changed_in_the_settings_hold_at_once() -> None:
    async with program(CANVAS) as it:
        it.app.apply_settings(read(b'[keys]\nday = "0"\nquit = "f10"\n', "s.toml"))
        await it.press("2", "g", "0")
        assert it.top_is("DayScreen")
        it.app.apply_settings(Settings())
        await it.press("escape", "0", "n", "d")
        assert it.top_is("DayScreen")
        await it.press("ctrl+q", "escape", "ctrl+q")
        assert it.app._exit


_A_KEY = re.compile(r"(?<![^\s(])([b-zB-HJ-Z<>?/]|ctrl\+\w|f[1-9][0-2]?)(?=[\s,;:)·]|\.(?!\w)|$)")
"""Where a sentence may name a key of an action; a, A and I are words."""

_NO_KEYS = {
    *("? ", "? Nothing yet on "),  # the symbol of what is missing
    ": + new, ~ changed, > moved",  # the symbols of changes
    ": one or more, such as f5 or ctrl+w or W",  # how keys are written in the settings
}


def sentences(module: ast.Module) -> Iterator[str]:
    """The texts of a module that have several words, or one that ends or begins with a space."""
    alone = {id(node.value) for node in ast.walk(module) if isinstance(node, ast.Expr)}  # docstrings
    for node in ast.walk(module):
        text = node.value if isinstance(node, ast.Constant) and id(node) not in alone else None
        if isinstance(text, str) and " " in text and text.strip():
            yield text


def test_no_sentence_names_a_key_that_the_user_may_have_changed() -> None:
    keys = {spelled(key) for action in ACTIONS for key in action.keys}
    shown = {action.keys_shown for action in ACTIONS}
    named, count = [], 0
    for path in sorted(Path(canvas.app.__path__[0]).rglob("*.py")):
        for text in sentences(ast.parse(path.read_text(encoding="utf-8"))):
            count += 1
            if text not in _NO_KEYS | shown and keys.intersection(_A_KEY.findall(text)):
                named.append((path.name, text))
    assert named == []
    assert count > 1000


@pytest.mark.parametrize("given", [("f10", "ctrl+y"), ()])
@pytest.mark.parametrize("opens", ["r", "ctrl+d"])
async def test_both_sides_of_a_difference_are_told_with_the_users_keys(
    opens: str, given: tuple[str, ...]
) -> None:
    own = keys(keep_ours=given[:1], take_theirs=given[1:])
    async with program(unsettled(), settings=own) as it:
        await it.press(opens)
        assert all(f" {sign} " in it.shown for sign in given or ("this", "other"))
        assert not re.search(r" [<>] ", it.shown)
        if opens == "r":
            assert "keep this    " in it.shown
            assert not given or f"{given[0]} keep this    {given[1]} take the other" in it.shown
            await it.press("home", "enter")
            told = given or ("“Keep this”", "“Take the other”")
            assert f"{told[0]} or {told[1]} resolves it" in it.shown


async def test_sentences_tell_the_users_keys() -> None:
    own = keys(
        guidance=("f10",),
        more_guidance=("ctrl+w",),
        panel_1=("ctrl+y",),
        panel_8=("q",),
        timer=("Z",),
        undo=("f11",),
    )
    async with program(CANVAS, size=(120, 44), settings=own) as it:
        await it.press("2", "f10")
        assert "f10 closes · ctrl+w all of it" in it.shown
        await it.press("f10", "q", "tab", "a")
        assert "a panel with ctrl+y to q." in it.said
        await it.press("2", "Z", "5", "enter")
        assert "Z pauses, adds a minute or stops" in it.said
        await it.press("p", "0", "f10")
        assert "ctrl+y to q shows one" in it.shown
