"""Versions of canvases that were exported and that git does not hold, in the user's state folder.

A summary names the version it was made from; an import of it finds the version here and merges by it.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from typing import Final

from canvas.files.user_folders import state_file, write_state

_MAX_VERSIONS: Final = 200
_MAX_BYTES: Final = 50_000_000


def keep(name: str, content: str) -> None:
    """Keep the text of a canvas under the name of its version; errors are ignored, the oldest go."""
    path = _path(name)
    if path is None or os.path.exists(path):
        return
    write_state(path, content)
    with suppress(OSError):
        _prune(os.path.dirname(path))


def find(name: str) -> bytes | None:
    """The canvas of a version, or None where it is not kept."""
    path = _path(name)
    if path is None:
        return None
    try:
        with open(path, "rb") as file:
            return file.read(_MAX_BYTES)
    except (OSError, ValueError):
        return None


def _path(name: str) -> str | None:
    """The file of a version; None for a name that is no hash, which a document may hold as well."""
    return (
        os.path.join(state_file("exported"), f"{name}.toml") if re.fullmatch("[0-9a-f]{7,64}", name) else None
    )


def _prune(folder: str) -> None:
    paths = [os.path.join(folder, name) for name in os.listdir(folder)]
    paths.sort(key=os.path.getmtime, reverse=True)
    for path in paths[_MAX_VERSIONS:]:
        os.unlink(path)
