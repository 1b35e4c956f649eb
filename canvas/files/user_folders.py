"""The folders in which the platform keeps a user's settings, and the state and caches of programs."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import Literal

_NAME = "partnership-canvas"


def config_file(name: str) -> str:
    """The path of a file with settings."""
    if sys.platform in ("win32", "darwin"):
        return _in_folder("config", name)
    set_folder = os.environ.get("XDG_CONFIG_HOME", "").strip()
    return os.path.join(set_folder or os.path.expanduser("~/.config"), _NAME, name)


def state_file(name: str) -> str:
    """The path of a file or folder with the program's own state."""
    return _in_folder("state", name)


def write_state(path: str, text: str) -> None:
    """Replace a file with the program's own state, on a best-effort basis: errors are ignored."""
    with suppress(OSError, ValueError):
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        temporary = f"{path}.{os.urandom(6).hex()}"
        try:
            with open(temporary, "w", encoding="utf-8", errors="surrogateescape", newline="") as file:
                file.write(text)
            os.replace(temporary, path)
        finally:
            with suppress(FileNotFoundError):  # where it was replaced
                os.unlink(temporary)


def cache_file(name: str) -> str:
    """The path of a file that may be deleted at any time."""
    return _in_folder("cache", name)


def _in_folder(kind: Literal["config", "state", "cache"], name: str) -> str:
    import platformdirs  # noqa: PLC0415 - importing it takes longer than reading the settings

    folders = platformdirs.PlatformDirs(_NAME, appauthor=False)
    folder = {
        "config": folders.user_config_dir,
        "state": folders.user_state_dir,
        "cache": folders.user_cache_dir,
    }[kind]
    return os.path.join(folder, name)
