"""Unsaved work that never had a file, which the start screen offers after the program was killed."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol, TypeVar

from canvas.app.screens.recovery import discard_screen, recovery_screen
from canvas.files.canvas_file import Document
from canvas.model.canvas import Canvas
from canvas.model.edits import Edit
from canvas.model.sanitize import quote
from canvas.outcome_phrases import NOTHING_TO_RESTORE, discarded
from canvas.session import RESTORE, Session

if TYPE_CHECKING:
    from canvas.app.host import Host
    from canvas.files.journal.recovery import RecoverableWork

T = TypeVar("T")


class OfferingScreen(Protocol):
    """The screen that offers the work."""

    app: Host

    @property
    def is_open(self) -> bool:
        """Whether it has not been left."""

    @property
    def is_untouched(self) -> bool:
        """Whether no key has acted yet or waits to act."""

    def tell(self, sentence: str) -> None:
        """Show a sentence."""


class UnnamedWork:
    """Finds such work in a thread, offers the newest, and restores or discards it."""

    def __init__(self, screen: OfferingScreen) -> None:
        self._screen = screen
        self._work: RecoverableWork | None = None

    def look(self) -> None:
        """Look for work in a thread."""

        def found() -> None:
            self._call_between_keys(self._offer, _unnamed_work())

        self._screen.app.run_worker(found, thread=True)  # not the screen's: what it finds must be released

    def _offer(self, found: Sequence[RecoverableWork]) -> None:
        """Offer the newest work: in a dialog if the user has done nothing yet, else in a line."""
        if not found:
            return
        newest, *others = found
        for work in others:
            work.release()  # one at a time
        self._work = newest
        if not self._screen.is_open:
            self.release()
        elif self._screen.is_untouched:
            self.restore()
        else:
            restore = self._screen.app.key_map.told("restore")
            title = quote(newest.canvas.title)
            self._screen.tell(f"There are unsaved changes to {title}, which has no file; {restore} restores.")

    def restore(self) -> None:
        """Ask what to do with the work; where there is none, look into the bin."""
        app = self._screen.app
        if (work := self._work) is None:
            app.run_worker(self._take_from_bin, thread=True)
            return

        def discard() -> None:
            moved = work.discard()
            if not moved:
                work.release()
            self._call_between_keys(self._screen.tell, discarded(app.key_map.told, moved=moved).text)

        def confirmed(answer: str | None) -> None:
            if answer == "discard":
                self._work = None
                app.run_worker(discard, thread=True)
            else:
                self.release()

        def answered(answer: str | None) -> None:
            self._screen.tell("")
            if answer == "take":
                self._open(work)
            elif answer == "discard":
                app.push_screen(discard_screen(), confirmed)
            else:
                self.release()

        app.push_screen(recovery_screen(work, title=work.canvas.title), answered)

    def _take_from_bin(self) -> None:
        """Take the work that was discarded last out of the bin, and offer it; runs in a thread."""
        from canvas.files.journal.recovery_bin import binned  # noqa: PLC0415 - hardly ever

        in_bin = binned(time.time(), None)
        for number, work in enumerate(in_bin):
            if number or not work.restore():
                work.release()
        if in_bin and (found := _unnamed_work()):
            self._call_between_keys(self._offer, found)
        else:
            self._call_between_keys(self._screen.tell, NOTHING_TO_RESTORE)

    def _call_between_keys(self, call: Callable[[T], object], argument: T) -> None:
        """Call a function from a worker thread, even if the screen has been left."""
        app = self._screen.app
        app.call_from_thread(app.between_keys, lambda: call(argument))

    def _open(self, work: RecoverableWork) -> None:
        """Open the work on a board, unsaved."""
        self._work = None
        session = Session(Document(Canvas(work.canvas.title)))
        session.make(lambda _: Edit(RESTORE, work.canvas))
        session.journal.adopt(work)
        self._screen.app.open_session(session)

    def release(self) -> None:
        """Release work that nobody decided on; it is offered again."""
        if self._work:
            self._work.release()
            self._work = None


def _unnamed_work() -> Sequence[RecoverableWork]:
    from canvas.files.journal.recovery import find_recoverable  # noqa: PLC0415 - the first frame needs none

    return find_recoverable(None)
