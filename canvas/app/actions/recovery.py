"""Work that a program which did not end as it should has left behind."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from canvas.app.actions.base import Acting
from canvas.model.canvas import Canvas
from canvas.model.edits import Edit

if TYPE_CHECKING:
    from canvas.files.journal.recovery import RecoverableWork

_LATER = 0.5
"""How many seconds to wait while somebody types."""


class Recovering(Acting):
    """Offers the work back: to take, to compare first, to leave for later, or to throw away."""

    def offer_back(self) -> None:
        """Look for work on this file that no file holds, and offer it, once nothing else is going on."""
        if not self.is_attached or self.session.document.path is None or self.session.read_only:
            return  # to look for it would already tidy it up
        if self.board.typing or self.app.screen is not self:
            self.set_timer(_LATER, self.offer_back)
            return
        from canvas.files.journal.recovery import find_recoverable

        self._lefts = find_recoverable(self.session.document.path)
        self._offer_next()

    def _offer_next(self) -> None:
        """Offer the newest of what was found; one after the other."""
        if not self._lefts:
            return
        left = self._lefts.pop(0)
        if self.session.read_only_reason:
            left.release()
            self._offer_next()
            return
        from canvas.app.screens.recovery import recovery_screen

        screen = recovery_screen(left, "Work on this canvas that is in no file", compares=True)
        self.app.push_screen(screen, partial(self._answered, left))

    def _answered(self, left: RecoverableWork, answer: str | None) -> None:
        if answer == "compare":
            self._compare(left)
        elif answer == "take":
            self._take_back(left)
            self._offer_next()
        elif answer == "discard":
            left.discard()
            self.say("Thrown away.")
            self._offer_next()
        else:
            left.release()
            self._offer_next()

    def _brought(self, left: RecoverableWork) -> tuple[Canvas, int]:
        """The canvas with the work put into it, and how many things both say differently."""
        from canvas.files.journal.recovery import recovered

        session = self.session
        brought = recovered(left, session.document)
        if session.canvas is session.document.canvas:
            return brought.canvas, brought.conflicts
        from canvas.model.merge import merge

        merged = merge(session.document.canvas, session.canvas, brought.canvas)
        return merged.canvas, brought.conflicts + merged.conflicts

    def _compare(self, left: RecoverableWork) -> None:
        from canvas.app.screens.text_viewer import TextViewerScreen
        from canvas.app.widgets.change_list import listed
        from canvas.exports.changes import sentences
        from canvas.model.compare import compare

        canvas, _ = self._brought(left)
        told = sentences(compare(self.session.canvas, canvas), canvas)
        parts = [visual for visual, _ in listed(told)]
        self._lefts.insert(0, left)
        screen = TextViewerScreen("What taking it back would change", parts)
        self.app.push_screen(screen, lambda _: self._offer_next())

    def _take_back(self, left: RecoverableWork) -> None:
        canvas, conflicts = self._brought(left)
        if not self.make(lambda _: Edit("take back the work that was in no file", canvas)):
            left.release()
            return
        self.session.journal_now()
        self.session.journal.adopt(left)
        more = f" {self.unsettled_sentence()}" if conflicts else ""
        how = f"{self.key('save')} saves it, {self.key('undo')} undoes it"
        self.say(f"It is back on the board, not saved yet: {how}.{more}", warning=True)

    def unsettled_sentence(self) -> str:
        """What two versions say differently; empty where that is nothing."""
        return ""
