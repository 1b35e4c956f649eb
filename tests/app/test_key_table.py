"""One key, one meaning: what a letter does on the board it does in lists and on slides, or nothing."""

from __future__ import annotations

import pytest
from textual.binding import Binding, BindingsMap

from canvas.app.key_map import KeyMap
from canvas.app.keys import ACTIONS
from canvas.app.screens.changes import ChangesScreen
from canvas.app.screens.conflicts import ConflictsScreen
from canvas.app.screens.export import ExportScreen
from canvas.app.screens.guidance import GuidanceScreen
from canvas.app.screens.history import HistoryScreen
from canvas.app.screens.next_steps import StepsScreen
from canvas.app.screens.parked import ParkedScreen
from canvas.app.screens.present.keys import SlideKeys
from canvas.app.screens.settings import SettingsScreen
from canvas.app.screens.starters import StartersScreen
from tests.app.driving import a_canvas, program

BOARD = {key: action.id for action in ACTIONS for key in action.keys}
SCREENS = (
    *(ChangesScreen, ConflictsScreen, ExportScreen, GuidanceScreen, HistoryScreen, ParkedScreen),
    *(SettingsScreen, StartersScreen, StepsScreen),
)
SAME = {
    "due": "day",
    "focused.cursor_down": "down",
    "focused.cursor_up": "up",
    "focused.first": "first",
    "focused.last": "last",
    "settle(False)": "keep_ours",
    "settle(True)": "take_theirs",
    "turn(1)": "right",
    "turn(-1)": "left",
    "audience(1)": "visibility",
    "on": "right",
    "back": "left",
    "keys": "help",
    "since": "changes",
    "write(True)": "link",  # both open in another program what is highlighted
}
"""Names that an action of the board has elsewhere."""

LEAVES = {"dismiss", "leave", "close"}
OPENED_BY: dict[str, type | tuple[type, ...]] = {
    "changes": ChangesScreen,
    "settle": ConflictsScreen,
    "guidance": GuidanceScreen,
    "more_guidance": (GuidanceScreen, StartersScreen),
    "history": HistoryScreen,
    "parked": ParkedScreen,
    "settings": SettingsScreen,
    "next_steps": StepsScreen,
}
"""The letter that opens a screen closes it too."""


def letters() -> list[tuple[type | None, str, str]]:
    """The letters of each screen above the board, None for the slides, with the actions they are bound to."""
    found: list[tuple[type | None, str, str]] = [
        (None, key, name)
        for name, keys in SlideKeys(KeyMap()).keys.items()
        for key in keys
        if len(key) == 1 and key.isalpha()
    ]
    for screen in SCREENS:
        rows = [row for row in screen.BINDINGS if isinstance(row, Binding)]
        found += [
            (screen, key, binding.action)
            for key, bound in BindingsMap(rows).key_to_bindings.items()
            for binding in bound
            if len(key) == 1 and key.isalpha()
        ]
    return found


def test_no_letter_means_two_things() -> None:
    own: dict[str, str] = {}
    twice = []
    for screen, key, action in letters():
        here = "leave" if action in LEAVES else SAME.get(action, action)
        if here == "leave" and key in BOARD:
            opened = OPENED_BY.get(BOARD[key], ())
            is_same = BOARD[key] == "present" or (screen is not None and issubclass(screen, opened))
        else:
            is_same = here == BOARD.get(key, own.setdefault(key, here))
        if not is_same:
            twice.append((screen, key, action))
    assert twice == []


@pytest.mark.parametrize("size", [(80, 24)])
async def test_a_key_that_does_nothing_is_answered_on_each_screen(size: tuple[int, int]) -> None:
    async with program(a_canvas(vision=["one"]), size=size) as it:
        await it.press("q")
        assert it.said == "q does nothing here; ctrl+q leaves."
        await it.press("down")
        assert "does nothing" not in it.shown
        await it.press("J", "V", "B")
        assert "caps lock" in it.said
        await it.press("j", "K", "K", "K", "K")
        assert "caps lock" not in it.shown
        await it.press("ctrl+c")
        assert "ctrl+q leaves" in it.said
        await it.press("n", "q")
        assert "q does nothing here; esc closes." in it.shown
        await it.press("escape", "p", "z")
        assert "z does nothing here; esc goes back to the board." in it.shown
