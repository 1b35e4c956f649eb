"""The question at the start about unsaved work of an earlier run."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from canvas.exports.changes import plain
from canvas.linear.context import CommandGroup, Context
from canvas.linear.ways import way
from canvas.model.compare import compare
from canvas.outcome_phrases import (
    NOTHING_TO_RESTORE,
    WITH_COMMENTS,
    discarded,
    edit_done,
    recovered,
    unresolved,
)
from canvas.room_phrases import meeting_cut_off

if TYPE_CHECKING:
    from canvas.files.journal.recovery import RecoverableWork


class RecoveryCommands(CommandGroup):
    """Restore discarded work."""

    def restore(self, _: str) -> None:
        """Take the work discarded last out of the bin, and ask about it again."""
        if self.context.refused():
            return
        found = self.context.workspace.recovery.restore_discarded().run()
        if not found:
            self.say(NOTHING_TO_RESTORE)
        _offer_all(self.context, found)


def offer_recovery(context: Context) -> None:
    """Ask about each unsaved work on this file: recover, compare, postpone or discard."""
    _offer_all(context, context.workspace.recovery.find().run())
    if context.room is None and (found := context.workspace.recovery.find_meeting().run()):
        context.say(meeting_cut_off(found))
        context.say("room slips opens its tray, canvas meet lets phones in again, room delete deletes it.")


def _offer_all(context: Context, found: list[RecoverableWork]) -> None:
    for work in found:
        is_decided = False
        try:
            is_decided = _offer(context, work)
        finally:
            if not is_decided:
                work.release()


def _offer(context: Context, work: RecoverableWork) -> bool:
    """Ask about one; whether the answer was final."""
    when = time.strftime("%d %b, %H:%M", time.localtime(work.when)).lstrip("0")
    context.say(f"There are unsaved changes from {when}.")
    while True:
        answer = context.ask("Restore, compare first, not now, or delete?").casefold()
        if answer.startswith("c"):
            _compare(context, work)
        elif answer.startswith("r"):
            return _recover(context, work)
        elif answer.startswith("d"):
            if context.confirms("Delete these unsaved changes?"):
                context.say_phrase(discarded(way, moved=context.workspace.recovery.discard(work).run()))
                return True
        else:
            context.say("It is offered again the next time.")
            return False


def _compare(context: Context, work: RecoverableWork) -> None:
    found = context.workspace.recovery.preview(work)
    context.say(plain(compare(context.canvas, found.canvas), "Restoring it would change this."))
    if work.versions:
        context.say(WITH_COMMENTS)


def _recover(context: Context, work: RecoverableWork) -> bool:
    outcome = context.workspace.recovery.recover(work)
    if outcome.error:
        context.say_phrase(edit_done(outcome))
        return False
    context.say_phrase(recovered(unresolved(context.canvas, way), way, has_board=False))
    return True
