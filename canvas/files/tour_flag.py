"""Whether the tour was offered already: an empty file in the user's own state folder says so."""

from __future__ import annotations

import os


def tour_seen() -> bool:
    """Whether somebody has taken the tour here, or gone past it."""
    return os.path.exists(_mark())


def remember_tour() -> None:
    """Do not offer the tour first again. Where that cannot be kept, it is offered once more."""
    where = _mark()
    try:
        os.makedirs(os.path.dirname(where), mode=0o700, exist_ok=True)
        with open(where, "a", encoding="utf-8"):
            pass
    except OSError:
        return


def _mark() -> str:
    import platformdirs  # noqa: PLC0415 - costs more than looking for the file

    return os.path.join(platformdirs.user_state_dir("partnership-canvas", appauthor=False), "tour-seen")
