"""How people reach here what the board has a key for."""

from __future__ import annotations

_WAYS: dict[str, str] = {
    "commit": "commit",
    "history": "history",
    "join": "join",
    "keep_ours": "keep NUMBER",
    "redo": "redo",
    "repair_text": "repair",
    "restore": "restore",
    "save": "save",
    "save_as": "save as NAME",
    "settle": "differences",
    "take_theirs": "take NUMBER",
    "undo": "undo",
}
"""How the user reaches an action of the board here, by the action's id."""


def way(action_id: str) -> str:
    """Name the command for an action, for a sentence: in quotation marks where it has several words."""
    usage = _WAYS[action_id]
    return f"“{usage}”" if " " in usage else usage
