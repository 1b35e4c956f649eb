"""One key, one meaning: what a letter does on the board it does in lists and on slides, or nothing."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.binding import BindingsMap
from textual.dom import DOMNode
from textual.screen import Screen

import canvas.app.screens
from benchmarks import screens as timed_screens
from canvas.app.bindings import bindings
from canvas.app.board.old_version import OldVersionScreen
from canvas.app.board.screen import BoardScreen
from canvas.app.key_map import KeyMap
from canvas.app.keys import ACTIONS, does_nothing
from canvas.app.screens.filter_statements import _StatementList
from canvas.app.screens.present.user_keys import SlideKeys
from canvas.app.widgets.editor import ItemEditor
from tests.app.driving import a_canvas, program

BOARD = {key: action.id for action in ACTIONS for key in action.keys}
SAME = {
    "cursor_down": "down",
    "cursor_up": "up",
    "done": "next_status",  # of a step: done or not
    "new": "add",  # a canvas, on the start screen
    "settle(False)": "keep_ours",
    "settle(True)": "take_theirs",
    "turn(1)": "right",
    "turn(-1)": "left",
    "audience(1)": "visibility",
    "say_why": "why",  # a finding does not apply
    "on": "right",
    "back": "left",
    "keys": "help",
    "since": "changes",
    "low": "dispute",  # a voice, in a consent round
    "answer": "add",  # of a round: who answers next
    "reveal": "review",
    "step": "what_next",
    "because": "why",
    "details": "form",
    "park": "parked",
    "drop": "delete",
    "slips": "add",  # paper slips, to the tray
    "invite": "link",
    "ask_room": "menu",
    "audience": "visibility",
    "promises": "next_steps",  # what became of those of the last meeting
    "rename": "properties",  # of a meeting: its name
    "who": "properties",  # and who is there
    "end": "meeting",
    "minutes": "meeting",  # in the summary
    "write(True)": "link",  # both open in another program what is highlighted
}
"""Names that an action of the board has elsewhere."""

_WRAPPED = re.compile(r"^(?:screen\.)?(?:do|item|walk)\('(.*)'\)$|^focused\.")

LEAVES = {"dismiss", "leave", "close"}
OPENED_BY = {
    "changes": "ChangesScreen",
    "settle": "ConflictsScreen",
    "guidance": "GuidanceScreen",
    "more_guidance": "GuidanceScreen StartersScreen",
    "history": "HistoryScreen",
    "consent_round": "ConsentRoundScreen",
    "parked": "ParkedScreen",
    "settings": "SettingsScreen",
    "next_steps": "StepsScreen",
    "present": "slides",
    "room": "TrayScreen",
    "link": "RoomScreen",
}
"""The letter that opens a screen closes it too."""


def declared() -> Iterator[tuple[str, BindingsMap]]:
    """Each screen, and each widget that takes the keys of actions, with its bindings."""
    found: list[type[DOMNode]] = [BoardScreen, OldVersionScreen, _StatementList, ItemEditor]
    for module in pkgutil.walk_packages(canvas.app.screens.__path__, "canvas.app.screens."):
        found += [
            each
            for each in vars(importlib.import_module(module.name)).values()
            if isinstance(each, type) and issubclass(each, Screen) and each.__module__ == module.name
        ]
    for each in found:
        yield each.__name__, each._merged_bindings or BindingsMap()
    yield "slides", BindingsMap(SlideKeys(KeyMap()).bindings())


def letters() -> list[tuple[str, str, str]]:
    """The letters of each screen, with the actions they are bound to."""
    return [
        (screen, key, name)
        for screen, bound in declared()
        for key, binding in bound
        if len(key) == 1 and key.isalpha()
        for name in [
            re.sub(r"^(screen\.|focused\.)?(do|item|walk)\('(.*)'\)$|^focused\.", r"\3", binding.action)
        ]
    ]


def test_no_letter_means_two_things() -> None:
    own: dict[str, str] = {}
    twice = []
    for screen, key, action in letters():
        here = "leave" if action in LEAVES else SAME.get(action, action)
        if here == "leave" and key in BOARD:
            is_same = screen in OPENED_BY.get(BOARD[key], "").split()
        else:
            is_same = here == BOARD.get(key, own.setdefault(key, here))
        if not is_same:
            twice.append((screen, key, action))
    assert twice == []
    assert len(letters()) > 2 * len(bindings())


def test_no_letter_answers_a_question() -> None:
    keys = []
    for path in Path(canvas.app.__path__[0]).rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "Option" and call.args:
                first = call.args[0]
                keys += [str(first.value)] if isinstance(first, ast.Constant) else []
    assert len(keys) > 15
    assert [key for key in keys if key.isalpha() and (len(key) == 1 or key in BOARD)] == []


@pytest.mark.parametrize("size", [(80, 24)])
async def test_a_key_that_does_nothing_is_answered_on_each_screen(size: tuple[int, int]) -> None:
    async with program(a_canvas(vision=["one"]), size=size) as it:
        await it.press("q")
        assert it.said == "q does nothing here; ctrl+q leaves."
        fade = it.at.status_line._fade
        await it.press("q")
        assert it.at.status_line._fade is not fade  # what is said again is shown as long again
        await it.press("down")
        assert "does nothing" not in it.shown
        await it.press("J", "V", "G")
        assert "caps lock" in it.said
        await it.press("j", "K", "K", "K", "K")
        assert "caps lock" not in it.shown
        await it.press("ctrl+c")
        assert "ctrl+q leaves" in it.said
        await it.press("n", "q")
        assert "q does nothing here; esc closes." in it.shown
        await it.press("escape", "p", "z")
        assert "z does nothing here; esc goes back to the board." in it.shown


def test_a_key_that_does_nothing_is_named_by_what_stands_on_it() -> None:
    keys = ("ctrl+right_square_bracket", "alt+slash", "ctrl+f5", "plus", "left_square_bracket")
    told = [does_nothing(key, "esc closes").split()[0] for key in keys]
    assert told == ["ctrl+]", "alt+/", "ctrl+f5", "+", "["]


def test_the_time_of_every_key_is_measured_or_there_is_a_reason_why_not() -> None:
    assert timed_screens.untimed() == set()
    assert all(timed_screens.encoded(action.id) for action in ACTIONS if action.keys)
