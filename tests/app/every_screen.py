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
    "move": ("m",),
    "find": ("slash", "a"),
    "help": ("question_mark",),
    "save-as": ("S",),
    "quit": ("space", "ctrl+q"),
    "export": ("x",),
    "partner": ("x", "p"),
    "settings": ("comma",),
    "copy": ("y",),
    "menu": ("full_stop",),
    "palette": ("ctrl+p",),
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
    if name in IN_GIT:
        for key in IN_GIT[name]:
            await it.press(key)  # and wait for git
    else:
        await it.press(*{**FROM_BOARD, **UNSETTLED}[name])
    if name == "palette":
        await it.until(lambda: it.top_is("CommandPalette"))
    await it.settle()
