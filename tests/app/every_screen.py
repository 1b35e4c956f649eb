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
    "palette": ("ctrl+p",),
}
"""The keys from the board with the cursor on an item to each screen, by its name."""


async def go_to(it: Driven, name: str) -> None:
    """Open a screen from the board."""
    await it.press(*FROM_BOARD[name])
    if name == "palette":
        await it.until(lambda: it.top_is("CommandPalette"))
    await it.settle()
