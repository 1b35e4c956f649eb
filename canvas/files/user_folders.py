"""The folders in which the platform keeps a user's settings, and the state and caches of programs."""

from __future__ import annotations

import os
import sys

_NAME = "partnership-canvas"


def config_file(name: str) -> str:
    """The path of a file with settings."""
    if sys.platform in ("win32", "darwin"):
        import platformdirs  # noqa: PLC0415 - importing it takes longer than reading the settings

        return os.path.join(platformdirs.user_config_dir(_NAME, appauthor=False), name)
    set_folder = os.environ.get("XDG_CONFIG_HOME", "").strip()
    return os.path.join(set_folder or os.path.expanduser("~/.config"), _NAME, name)


def state_file(name: str) -> str:
    """The path of a file or folder with the program's own state."""
    import platformdirs  # noqa: PLC0415 - importing it takes longer than reading such a file

    return os.path.join(platformdirs.user_state_dir(_NAME, appauthor=False), name)


def cache_file(name: str) -> str:
    """The path of a file that may be deleted at any time."""
    import platformdirs  # noqa: PLC0415 - importing it takes longer than reading such a file

    return os.path.join(platformdirs.user_cache_dir(_NAME, appauthor=False), name)
