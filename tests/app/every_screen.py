"""Every screen of the program, and the keys that lead there from the board."""

from __future__ import annotations

from tests.app.driving import Driven

FROM_BOARD: dict[str, tuple[str, ...]] = {
    "board": (),
    "typing": ("a", *"New words "),
    "rewording": ("enter", "!"),
    "zoomed": ("z",),
    "form": ("e",),
    "properties": ("c",),
    "status": ("s",),
    "steps": ("n",),
    "steps-by-owner": ("n", "tab", "space"),
    "due": ("n", "d", *"fri"),
    "owner": ("n", "o", "k"),
    "move": ("m",),
    "find": ("slash", "a"),
    "help": ("question_mark",),
    "save-as": ("S",),
    "quit": ("space", "ctrl+q"),
    "present-first": ("p",),
    "present-board": ("p", "w"),
    "present-panel": ("p", "2"),
    "present-unlocked": ("p", "2", "U", "down"),
    "present-typing": ("p", "2", "U", "a", *"New words "),
    "present-last": ("p", "9"),
    "present-guided": ("p", "2", "i"),
    "present-timed": ("p", "2", "t", *"8x5", "enter"),
    "present-keys": ("p", "question_mark"),
    "export": ("x",),
    "partner": ("x", "p"),
    "settings": ("comma",),
    "copy": ("y",),
    "menu": ("full_stop",),
    "palette": ("ctrl+p",),
    "several": ("v", "v"),
    "hands": ("f", *"5442 3"),
    "why-not": ("s", "3", *"nobody has the money "),
    "parked": ("P",),
    "guidance": ("i",),
    "guidance-all": ("6", "I"),
    "starters": ("4", "I", "space"),
    "timebox": ("t", "5"),
    "timebox-runs": ("t", *"8x5", "enter", "t"),
}
"""The keys from the board with the cursor on an item to each screen, by its name."""

IN_GIT: dict[str, tuple[str, ...]] = {
    "changes": ("space", "2", "d", "D"),
    "marked": ("space", "2", "d", "D", "m", "escape"),
    "history": ("space", "H"),
    "past": ("H", "down", "enter"),
    "commit-changes": ("H", "c"),
    "commit": ("space", "2", "d", "C"),
}
"""The same for the screens that a canvas in git has."""

UNSETTLED: dict[str, tuple[str, ...]] = {"unsettled": (), "settle": ("r",)}
"""The same for what a canvas has in which two versions are not settled."""


async def go_to(it: Driven, name: str) -> None:
    """Open a screen from the board."""
    it.app.timekeeper.clock = lambda: 0.0  # stands still, so that what it tells is always the same
    if name in IN_GIT:
        for key in IN_GIT[name]:
            await it.press(key)  # and wait for git
    else:
        await it.press(*{**FROM_BOARD, **UNSETTLED}[name])
    if name == "palette":
        await it.until(lambda: it.top_is("CommandPalette"))
    await it.settle()
