"""The question what to do with work that was left behind."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from canvas.app.screens.choose import ChooseScreen, Option

if TYPE_CHECKING:
    from canvas.files.journal.recovery import RecoverableWork


def recovery_screen(left: RecoverableWork, what: str, *, compares: bool = False) -> ChooseScreen:
    """Asks; gives ``take``, ``compare``, ``leave`` or ``discard``, and nothing for leaving it.

    Args:
        left: the work.
        what: what it is, for the question.
        compares: whether there is something to compare it with.
    """
    options = [
        Option("t", "take", "Take it back", "as a change that u can undo"),
        Option("c", "compare", "Compare", "read first what it would change"),
        Option("l", "leave", "Leave it", "it is offered again the next time (esc)"),
        Option("x", "discard", "Throw it away", "into the bin; asks once more"),
    ]
    when = time.strftime("%d %b %H:%M", time.localtime(left.when)).lstrip("0")
    offered = [option for option in options if compares or option.value != "compare"]
    return ChooseScreen(f"{what}, of {when}", offered, "take")


def discard_screen() -> ChooseScreen:
    """Asks once more before work is discarded; gives ``discard`` for that alone."""
    options = [
        Option("l", "leave", "Leave it", "it is offered again the next time (esc)"),
        Option("x", "discard", "Throw it away", "it lies in the bin for 30 days"),
    ]
    return ChooseScreen("Throw this work away?", options, "leave")
