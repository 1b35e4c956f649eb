"""The questions about unsaved work of a program that was killed."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from canvas.app.screens.choose import ChooseScreen, Option
from canvas.model.sanitize import quote

if TYPE_CHECKING:
    from canvas.files.journal.recovery import RecoverableWork

_LATER = Option("2", "leave", "Not now", "it is offered again the next time (esc)")


def recovery_screen(work: RecoverableWork, *, title: str = "", compares: bool = False) -> ChooseScreen:
    """Ask what to do with unsaved work; gives ``take``, ``compare``, ``leave``, ``discard`` or nothing.

    ``title`` names its canvas where it is not the open one. ``discard`` is to be confirmed with
    `discard_screen`; ``compare`` is offered only if `compares`. Keys that were pressed before the question
    was painted do not answer it.
    """
    options = [
        Option("1", "take", "Restore", "as a change you can undo"),
        _LATER,
        Option("3", "discard", "Delete", "kept in the bin for 30 days; asks once more"),
    ]
    if compares:
        options.append(Option("4", "compare", "Compare", "read first what it would change"))
    when = time.strftime("%d %b, %H:%M", time.localtime(work.when)).lstrip("0")
    of = f": {quote(title)}, which has no file" if title else ""
    return ChooseScreen(f"Unsaved changes from {when}{of}", options, "take", is_uncalled_for=True)


def discard_screen() -> ChooseScreen:
    """Ask once more before work is discarded; gives ``discard`` for that alone."""
    options = [_LATER, Option("3", "discard", "Delete", "kept in the bin for 30 days")]
    return ChooseScreen("Delete these unsaved changes?", options, "leave", is_uncalled_for=True)
