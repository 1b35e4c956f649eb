"""The questions about unsaved work of a program that was killed."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from canvas.app.screens.choose import ChooseScreen, Option

if TYPE_CHECKING:
    from canvas.files.journal.recovery import RecoverableWork

_LATER = Option("l", "leave", "Leave it", "it is offered again the next time (esc)")


def recovery_screen(work: RecoverableWork, what: str, *, compares: bool = False) -> ChooseScreen:
    """Ask what to do with unsaved work; gives ``take``, ``compare``, ``leave``, ``discard`` or nothing.

    ``discard`` is to be confirmed with `discard_screen`; ``compare`` is offered only if `compares`. Keys that
    were pressed before the question was painted do not answer it.
    """
    compare = (Option("c", "compare", "Compare", "read first what it would change"),) if compares else ()
    options = [
        Option("t", "take", "Take it back", "as a change that u can undo"),
        *compare,
        _LATER,
        Option("x", "discard", "Throw it away", "into the bin; asks once more"),
    ]
    when = time.strftime("%d %b %H:%M", time.localtime(work.when)).lstrip("0")
    return ChooseScreen(f"{what}, of {when}", options, "take", is_uncalled_for=True)


def discard_screen() -> ChooseScreen:
    """Ask once more before work is discarded; gives ``discard`` for that alone."""
    options = [_LATER, Option("x", "discard", "Throw it away", "it lies in the bin for 30 days")]
    return ChooseScreen("Throw this work away?", options, "leave", is_uncalled_for=True)
