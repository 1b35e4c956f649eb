"""The journal while a board is open: written by a thread of its own, so that no key ever waits for a disk."""

from __future__ import annotations

import errno
import threading
import time
from typing import TYPE_CHECKING, Protocol

from canvas.files.canvas_file import Document
from canvas.files.journal.snapshot import Draft, Snapshot
from canvas.model.canvas import Canvas

if TYPE_CHECKING:
    from canvas.files.journal.journal_file import JournalFile

AGAIN = 0.25
"""For how many seconds a disk that failed is left alone; twice as long with each failure,"""

SELDOM = 4.0
"""but no longer than this."""

SLOW = 0.7
"""After how many seconds a disk that has not answered is a problem too."""

_LAST = 2.0
"""How many seconds the end waits for the disk at most."""


class Leftover(Protocol):
    """The locked journal of another run, adopted until this journal holds its work as well."""

    def remove(self) -> object:
        """Delete it."""

    def release(self) -> object:
        """Unlock it; it stays."""


class Journal:
    """One board's journal. Nothing is on the disk until there is something to keep."""

    def __init__(self) -> None:
        self._turn = threading.Condition()
        self._wanted: Snapshot | None = None
        self._written: Snapshot | None = None
        self._since = 0.0  # since when something waits for the disk
        self._problem = ""
        self._failures = 0
        self._hurry = False
        self._ends = False
        self._keeps = True
        self._adopted: list[Leftover] = []
        self._thread: threading.Thread | None = None

    @property
    def problem(self) -> str:
        """Why not all can be kept at present, in a few words; empty where it is."""
        if self._problem:
            return self._problem
        waits = self._written is not self._wanted and time.monotonic() - self._since > SLOW
        return "the disk does not answer" if waits and not self._ends else ""

    def record(self, document: Document, canvas: Canvas, typing: Draft | None = None) -> None:
        """Keep this from now on: it is on the disk a moment later, where the disk allows it.

        To be told of everything: what was opened, each edit, each letter, each save. What the file holds
        already needs no journal, and takes away what was kept.

        Args:
            document: the canvas as its file holds it now.
            canvas: the canvas as it is on the board.
            typing: what is being typed; None where nothing is.
        """
        with self._turn:
            if self._ends:
                return
            if self._written is self._wanted:
                self._since = time.monotonic()
            self._wanted = Snapshot(document, canvas, typing)
            if self._thread is None and self._wanted.is_kept_already and not self._adopted:
                self._written, self._problem = self._wanted, ""
            else:
                self._wake()

    def adopt(self, left: Leftover) -> None:
        """Remove another journal as soon as all that was recorded so far is on the disk.

        Call it after the work found there has been recorded here.
        """
        with self._turn:
            self._adopted.append(left)
            self._wake()

    def flush(self, patience: float) -> bool:
        """Wait until all is safe, for so many seconds at most; whether it is.

        A disk that failed before is tried once more, at once.
        """
        with self._turn:
            failures, self._hurry = self._failures, True
            self._turn.notify_all()
            self._turn.wait_for(lambda: self._is_done or self._failures > failures, patience)
            self._hurry = False
            return self._is_done

    def close(self, *, keep: bool) -> bool:
        """End; whether all went as it was meant to.

        Args:
            keep: whether what is not in a file stays, for a recovery; else it goes.
        """
        with self._turn:
            self._ends, self._keeps = True, keep
            self._turn.notify_all()
        if self._thread is None:
            return self._is_done
        self._thread.join(_LAST)
        return not self._thread.is_alive() and (self._is_done or not keep)

    @property
    def _is_done(self) -> bool:
        return self._written is self._wanted and not self._adopted

    def _wake(self) -> None:
        """See to it that the thread is there, and at work."""
        if self._thread is None:
            thread = threading.Thread(target=self._write_on, name="journal", daemon=True)
            try:
                thread.start()
            except RuntimeError:  # no more threads are to be had just now
                self._problem = "the computer is too busy"
                return
            self._thread = thread
        self._turn.notify_all()

    # What the thread does; nobody else has the keeper

    def _write_on(self) -> None:
        from canvas.files.journal.journal_file import JournalFile  # noqa: PLC0415 - not before there is anything to keep

        keeper = JournalFile()
        pause = AGAIN
        while True:
            with self._turn:
                self._turn.wait_for(lambda: not self._is_done or self._ends)
                last = self._ends
                if last and (self._is_done or not self._keeps):
                    break
                work, adopted, began = self._wanted, self._adopted[:], time.monotonic()
            problem = _tried(keeper, work)
            if not problem:
                for left in adopted:
                    left.remove()
            with self._turn:
                self._problem = problem
                if problem:
                    self._failures += 1
                else:
                    self._written, self._since = work, began
                    del self._adopted[: len(adopted)]
                self._turn.notify_all()
                if problem and last:
                    break
                if problem:
                    self._turn.wait_for(lambda: self._ends or self._hurry, pause)
                    self._hurry = False
                pause = min(pause * 2, SELDOM) if problem else AGAIN
        self._end(keeper)

    def _end(self, keeper: JournalFile) -> None:
        if self._keeps:
            keeper.release()
        else:
            keeper.drop()
            for left in self._adopted:
                left.remove()  # recorded here, and this work is in a file or not wanted
        for left in self._adopted:
            left.release()


def _tried(keeper: JournalFile, work: Snapshot | None) -> str:
    """Bring the disk up to date; why that could not be, where it could not."""
    try:
        if work is not None:
            keeper.keep(work)
    except OSError as error:
        return _REASONS.get(error.errno or 0, "") or str(error.strerror or error)
    except Exception as error:  # noqa: BLE001 - nothing may end the thread: the next work may be easier
        return str(error) or type(error).__name__
    return ""


_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk is full",
    errno.EROFS: "the disk is read-only",
    errno.EACCES: "the folder for it may not be written by you",
    errno.EPERM: "the folder for it may not be written by you",
    errno.EEXIST: "a file is in the way of the folder for it",
    errno.ENOTDIR: "a file is in the way of the folder for it",
}
