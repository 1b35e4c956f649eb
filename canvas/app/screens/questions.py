"""Questions that are asked from more than one place, or above any screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from canvas.app.screens.choose import ChooseScreen, Option
from canvas.model.schema import Panel

_BY_ITSELF = "by itself"
"""The answer that each pasted statement keeps the kind that it reads as."""


def ask_pasted_kind(
    ask: Callable[[ChooseScreen, Callable[[str], object]], object],
    panel: Panel,
    texts: Sequence[str],
    give: Callable[[str], object],
) -> None:
    """Ask whether several pasted statements have the default kind of their panel; give all of them a kind."""
    kind = next(choice for choice in panel.kinds if choice.key == panel.default_kind)
    kinds = f"{kind.key}s"
    options = [
        Option("1", kind.key, kinds, kind.hint),
        Option("2", "", "no kind", "statements that get a kind later"),
        Option("3", _BY_ITSELF, "each by itself", f"{kinds} where a line reads as a name, else no kind"),
    ]
    title = f"{len(texts)} statements pasted into {panel.title}: what are they?"
    screen = ChooseScreen(title, options, _BY_ITSELF)
    ask(screen, lambda kind: None if kind == _BY_ITSELF else give(kind))


def undo_of_guests(label: str) -> ChooseScreen:
    """The question whether to undo an edit that the room of a meeting made."""
    options = [
        Option("1", "undo", "Undo it", "what came from the tray waits there again"),
        Option("2", "leave", "Leave it"),
    ]
    return ChooseScreen(f"The latest change came from the room: {label}", options, "leave")


def burst_question(*, is_on_board: bool, is_typing: bool) -> ChooseScreen:
    """The question what keys are that came in a burst, on the board or elsewhere."""
    options = [
        Option("", "keys", "Use as keys", "as if you had typed them"),
        Option("2", "ignore", "Ignore", "nothing happens (esc)"),
    ]
    if is_on_board and not is_typing:
        options.insert(0, Option("1", "text", "Add as statements", "one for each line"))
    elif is_typing:
        options.insert(0, Option("1", "text", "Paste as text", "into the field"))
    title = "Keys came faster than anyone types: is this a paste?"
    return ChooseScreen(title, options, is_uncalled_for=True)
