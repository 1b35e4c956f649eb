"""Whether the tour was offered already: a flag file in the user's state folder."""

from __future__ import annotations

import os

from canvas.files.user_folders import state_file, write_state

_FLAG = "tour-seen"


def tour_seen() -> bool:
    """Whether the tour was taken or skipped here."""
    return os.path.exists(state_file(_FLAG))


def remember_tour() -> None:
    """Do not offer the tour again; errors are ignored."""
    write_state(state_file(_FLAG), "")
