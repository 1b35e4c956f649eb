"""Questions with two answers that more than one screen asks."""

from __future__ import annotations

from collections.abc import Sequence

from canvas.app.screens.choose import ChooseScreen, Option
from canvas.model.schema import Panel


def pasted_kind(panel: Panel, texts: Sequence[str]) -> ChooseScreen:
    """The question whether several pasted statements have the default kind of their panel, or none."""
    kind = next(choice for choice in panel.kinds if choice.key == panel.default_kind)
    options = [
        Option("1", kind.key, f"{kind.key}s", kind.hint),
        Option("2", "", "no kind", "statements that get a kind later"),
    ]
    return ChooseScreen(f"{len(texts)} statements pasted into {panel.title}: what are they?", options)


def undo_of_guests(label: str) -> ChooseScreen:
    """The question whether to undo an edit that the room of a meeting made."""
    options = [
        Option("1", "undo", "Undo it", "what came from the tray waits there again"),
        Option("2", "leave", "Leave it"),
    ]
    return ChooseScreen(f"The latest change came from the room: {label}", options, "leave")
