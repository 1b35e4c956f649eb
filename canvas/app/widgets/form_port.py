"""The callbacks through which a form calls whoever opened it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple


class FormPort(NamedTuple):
    """The callbacks that a form needs from whoever opened it.

    Attributes:
        keep: applies the changed fields, by key; returns an error sentence, empty on success.
        so_far: receives the changed fields while the form is filled in, for recovery.
        ended: called when the form closes.
        save: saves the file, once what was kept is in the canvas.
    """

    keep: Callable[[dict[str, Any]], str]
    so_far: Callable[[dict[str, Any]], object]
    ended: Callable[[], object]
    save: Callable[[], object]
