"""Whether the tour was offered already: a flag file in the user's state folder."""

from __future__ import annotations

import os
from contextlib import suppress

from canvas.files.user_folders import state_file

_FLAG = "tour-seen"


def tour_seen() -> bool:
    """Whether the tour was taken or skipped here."""
    return os.path.exists(state_file(_FLAG))


def remember_tour() -> None:
    """Do not offer the tour again; errors are ignored."""
    where = state_file(_FLAG)
    with suppress(OSError):
        os.makedirs(os.path.dirname(where), mode=0o700, exist_ok=True)
        open(where, "a", encoding="utf-8").close()
