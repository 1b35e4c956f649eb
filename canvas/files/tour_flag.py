"""Whether the tour was offered already: a flag file in the user's state folder."""

from __future__ import annotations

import os


def tour_seen() -> bool:
    """Whether the tour was taken or skipped here."""
    return os.path.exists(_flag_file())


def remember_tour() -> None:
    """Do not offer the tour again; errors are ignored, and it is then offered once more."""
    where = _flag_file()
    try:
        os.makedirs(os.path.dirname(where), mode=0o700, exist_ok=True)
        with open(where, "a", encoding="utf-8"):
            pass
    except OSError:
        return


def _flag_file() -> str:
    import platformdirs  # noqa: PLC0415 - costs more than looking for the file

    return os.path.join(platformdirs.user_state_dir("partnership-canvas", appauthor=False), "tour-seen")
