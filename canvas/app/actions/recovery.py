"""Recovery of unsaved work of an earlier run: restore, compare, postpone or discard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from canvas.app.actions.base import BY, Commands
from canvas.outcome_phrases import NOTHING_TO_RESTORE, WITH_COMMENTS, discarded, recovered, unresolved

if TYPE_CHECKING:
    from canvas.app.actions.context import CommandContext
    from canvas.files.journal.recovery import RecoverableWork
    from canvas.meet.cut_off import CutOff


class RecoveryCommands(Commands):
    """Offers unsaved work: as a question where the user has done nothing yet, else as a line."""

    def __init__(self, context: CommandContext) -> None:
        super().__init__(context)
        self._found: list[RecoverableWork] = []

    def look(self) -> None:
        """Look for unsaved work on this file."""
        self.context.operate(self.workspace.recovery.find, self._looked)
        self.context.operate(self.workspace.recovery.find_meeting, self._found_meeting)

    def _found_meeting(self, found: CutOff | None) -> None:
        """Tell of a meeting that was cut off, below the question about unsaved work."""
        if found:
            self._conclude(self._reminder)

    def _conclude(self, said: str = "", *, warning: bool = False) -> None:
        """Say what became of unsaved work; what else is left of an earlier session stands beside it."""
        if cut_off := self.workspace.recovery.cut_off:
            from canvas.room_phrases import meeting_cut_off

            warning = True
            said = f"{said} {meeting_cut_off(cut_off)} {self.key('room')} goes on with it, or deletes it."
        if said:
            self.say(said.strip(), warning=warning)

    @property
    def _reminder(self) -> str:
        """The key that opens the question about unsaved work; empty where there is none."""
        if not self._found:
            return ""
        return f"There are unsaved changes of an earlier session; {self.key('restore')} offers them."

    def _looked(self, found: list[RecoverableWork]) -> None:
        is_asking = bool(self._found)  # a key was faster than the look at the start
        self._found += found
        if not found or is_asking:
            return
        if self.context.is_untouched:
            self._offer_next()
        else:
            self.say(self._reminder, warning=True)

    def restore(self) -> None:
        """Open the question about the newest work found, first or again, or in the bin."""
        if self.refused():
            return
        self.board.end_typing(keep=True)
        if self._found:
            self._offer_next()
        else:
            self.context.operate(self.workspace.recovery.find, self._found_again)

    def _found_again(self, found: list[RecoverableWork]) -> None:
        """Ask about work that was left for later, or look in the bin."""
        if found or self._found:  # or by the same key pressed before
            self._restored(found)
        else:
            self.context.operate(self.workspace.recovery.restore_discarded, self._restored)

    def _restored(self, found: list[RecoverableWork]) -> None:
        """Ask about work that was found again, or restored from the bin."""
        self._found += found
        if not self._found:
            self.say(NOTHING_TO_RESTORE)
        elif self.context.is_on_top:
            self._offer_next()
        else:
            self.say(self._reminder, warning=True)

    def release(self) -> None:
        """Release the locks of unanswered work."""
        while self._found:
            self._found.pop().release()

    def _offer_next(self) -> None:
        """Ask about the newest work found."""
        if not self._found:
            return
        from canvas.app.screens.recovery import recovery_screen

        screen = recovery_screen(self._found[0], compares=True)
        self.context.ask_always(screen, self._answered)

    def _answered(self, answer: str | None) -> None:
        work = self._found[0]
        if answer == "compare":
            self._compare(work)
            return
        if answer == "discard":
            from canvas.app.screens.recovery import discard_screen

            self.context.ask_always(discard_screen(), self._confirmed)
            return
        del self._found[0]
        if answer == "take":
            self._restore(work)
        else:
            work.release()
            self._conclude()
        self._offer_next()

    def _confirmed(self, answer: str | None) -> None:
        """Discard the newest work found, if confirmed."""
        work = self._found.pop(0)
        if answer == "discard":
            self.context.operate(lambda: self.workspace.recovery.discard(work), self._discarded)
        else:
            work.release()
            self._conclude()
            self._offer_next()

    def _discarded(self, moved: bool) -> None:
        phrase = discarded(self.key, moved=moved)
        self._conclude(phrase.text, warning=phrase.is_warning)
        self._offer_next()

    def _compare(self, work: RecoverableWork) -> None:
        from canvas.app.screens.text_viewer import TextViewerScreen
        from canvas.app.widgets.change_list import listed
        from canvas.exports.changes import sentences
        from canvas.model.compare import compare

        preview = self.workspace.recovery.preview(work)
        told = sentences(compare(self.canvas, preview.canvas), preview.canvas)
        also = [WITH_COMMENTS] if work.versions else []
        rows = [*(visual for visual, _ in listed(told)), *also]
        screen = TextViewerScreen("What restoring it would change", rows)
        self.context.ask_always(screen, lambda _: self._offer_next())

    def _restore(self, work: RecoverableWork) -> None:
        conflicts = self.workspace.recovery.preview(work).conflicts
        outcome = self.workspace.recovery.recover(work, by=BY)
        if outcome.error:
            work.release()
            self._conclude(str(outcome.error), warning=True)
            return
        phrase = recovered(unresolved(self.canvas, self.key) if conflicts else "", self.key)
        self._conclude(phrase.text, warning=phrase.is_warning)
