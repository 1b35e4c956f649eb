"""The list of recently used canvases, in the user's state folder."""

from __future__ import annotations

import os

from canvas.files.user_folders import state_file, write_state

_MAX_FILES = 20


def recent() -> list[str]:
    """The canvases saved or opened last, newest first; only those that still exist."""
    try:
        with open(_list_file(), encoding="utf-8", errors="surrogateescape", newline="") as file:
            paths = file.read(1 << 20).split("\n")
    except (OSError, ValueError):
        return []
    return [path for path in paths[:_MAX_FILES] if os.path.isfile(path)]


def remember(path: str) -> None:
    """Put a file at the head of the list; errors are ignored."""
    path = os.path.realpath(path)
    if "\n" in path:
        return  # the list holds one path a line
    paths = [path, *(other for other in recent() if other != path)][:_MAX_FILES]
    write_state(_list_file(), "".join(f"{line}\n" for line in paths))


def _list_file() -> str:
    return state_file("recent.txt")
