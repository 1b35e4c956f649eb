"""The symbols of the board: one for each status, for the selection, and for what changed since a version."""

from __future__ import annotations

from canvas.model.canvas import Item

MARKS: dict[str, str] = {"proposed": "○", "agreed": "●", "disputed": "!", "parked": "‖", "done": "✓"}
"""The symbol of each status: distinct without colour, and one column wide in every terminal."""

DIFFERS = "≠"
"""Stands before a difference between two versions."""

MARKED, MARKED_HERE = "»", "►"
"""Stand before a selected item, and before the selected item that is under the cursor."""

NEW, CHANGED, MOVED = "+", "~", ">"
"""Stand beside an item that was added, changed or moved since an older version."""

SINCE: dict[str, str] = {NEW: "new", CHANGED: "changed", MOVED: "moved here", DIFFERS: "not resolved"}
"""The symbols beside the status, and what they mean."""


def symbol(item: Item) -> str:
    """The symbol of an item in a list: that of its status, unless two versions of it differ."""
    return DIFFERS if item.is_unresolved else MARKS[item.status]
