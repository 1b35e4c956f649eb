"""What git said of the version that an export is made from."""

from __future__ import annotations

from datetime import date
from typing import Final

from canvas.model.named_tuple import NamedTuple


class Committed(NamedTuple):
    """The last commit of a canvas, where the canvas has not been changed since.

    Attributes:
        commit: the commit's abbreviated id, as git prints it.
        day: the day on which it was committed.
    """

    commit: str
    day: date


class VersionFound(NamedTuple):
    """What git said of a canvas.

    Attributes:
        committed: its last commit, where that holds exactly this canvas; None for a draft.
        problem: a sentence for whoever makes the export, where git should have known but failed.
    """

    committed: Committed | None = None
    problem: str = ""


NO_VERSION: Final = VersionFound()
"""That of a canvas which git does not have."""
