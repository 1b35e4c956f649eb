"""The journal of an open board, written by a thread of its own, so that no key waits for a disk."""

from __future__ import annotations

import errno
import os
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Protocol

from canvas.files.canvas_file import Document, Versions
from canvas.files.journal.snapshot import Draft, Snapshot
from canvas.model.canvas import Canvas

if TYPE_CHECKING:
    from canvas.files.journal.journal_file import JournalFile

FIRST_RETRY_SECONDS = 0.25
"""Initial retry delay; doubled per failure."""

MAX_RETRY_SECONDS = 4.0
"""Maximum retry delay."""

SLOW_DISK_SECONDS = 0.7
"""Time after which a pending write is reported as a problem."""

_AFTER_FRAME_SECONDS = 0.03
"""How long a snapshot waits before it is written: the frame of its key needs the interpreter meanwhile."""

_CLOSE_SECONDS = 2.0
"""How long `Journal.close` waits for the disk."""


class Leftover(Protocol):
    """The locked journal of another run, deleted once this journal holds its work."""

    def remove(self) -> object:
        """Delete it."""

    def release(self) -> object:
        """Unlock it; it stays."""


class Journal:
    """One board's journal; there is no file until there is unsaved work."""

    def __init__(self, path: str | None = None) -> None:
        """Find the file while it is there: once it or its folder is gone its real path cannot be told."""
        self._real_paths: dict[str, str] = {}
        self._find(path)
        self._condition = threading.Condition()
        self._wanted: Snapshot | None = None
        self._written: Snapshot | None = None
        self._saves: list[Snapshot] = []  # written before the wanted one: a file may come to hold them
        self._saved_from: Document | None = None  # what the file held before the save that began last
        self._since = 0.0  # when the oldest pending snapshot was recorded
        self._problem = ""
        self._failures = 0
        self._hurry = False
        self._ends = False
        self._keeps = True
        self._adopted: list[Leftover] = []
        self._thread: threading.Thread | None = None

    def _find(self, path: str | None) -> None:
        """Note the real path of a file that was opened or saved under this name just now."""
        if path is not None and path not in self._real_paths:
            with suppress(OSError, ValueError):
                self._real_path(path)

    def _real_path(self, path: str) -> str:
        """Where a path leads to now; where there is no file, where it led to before."""
        try:
            found = os.path.realpath(path, strict=True)
        except (OSError, ValueError):
            found = self._real_paths.get(path) or os.path.realpath(path)
        self._real_paths[path] = found
        return found

    @property
    def problem(self) -> str:
        """Why unsaved work is not on disk at present, in a few words; empty where it is."""
        if self._problem:
            return self._problem
        waits = self._written is not self._wanted and time.monotonic() - self._since > SLOW_DISK_SECONDS
        return "the disk does not answer" if waits and not self._ends else ""

    def record(
        self,
        document: Document,
        canvas: Canvas,
        typing: Draft | None = None,
        versions: Versions = (),
        saving: tuple[str, Canvas] | None = None,
        *,
        is_file_lost: bool = False,
    ) -> None:
        """Have the state written; to be called on opening and after each edit, letter and save.

        Where the file holds all of it, the journal is deleted; a file that is lost holds nothing. A state in
        which a save begins (``saving`` is its file and canvas) is written even where another follows at once:
        what follows continues that file.
        """
        with self._condition:
            if self._ends:
                return
            self._find(document.path)
            if self._written is self._wanted:
                self._since = time.monotonic()
            if self._saved_from is not document:  # that save has ended
                self._saved_from = None
                self._saves.clear()
            is_overtaken = self._saved_from is not None or (saving is not None and saving[1] is not canvas)
            self._wanted = Snapshot(document, canvas, typing, versions, saving, is_overtaken, is_file_lost)
            if self._thread is None and self._wanted.is_saved and not self._adopted:
                self._written, self._problem = self._wanted, ""
            else:
                if saving is not None:
                    self._saves.append(self._wanted)
                    self._saved_from = document
                self._wake()

    def adopt(self, left: Leftover) -> None:
        """Delete another journal as soon as all that was recorded so far is on disk."""
        with self._condition:
            self._adopted.append(left)
            self._wake()

    def flush(self, patience: float) -> bool:
        """Wait up to ``patience`` seconds until all is on disk, retrying at once; whether it is."""
        with self._condition:
            failures, self._hurry = self._failures, True
            self._condition.notify_all()
            self._condition.wait_for(lambda: self._is_done or self._failures > failures, patience)
            self._hurry = False
            return self._is_done

    def close(self, *, keep: bool) -> bool:
        """End, leaving unsaved work for a recovery where ``keep``; whether that succeeded."""
        with self._condition:
            self._ends, self._keeps = True, keep
            self._condition.notify_all()
        if self._thread is None:
            return self._is_done
        self._thread.join(_CLOSE_SECONDS)
        return not self._thread.is_alive() and (self._is_done or not keep)

    @property
    def _is_done(self) -> bool:
        return self._written is self._wanted and not self._saves and not self._adopted

    def _wake(self) -> None:
        """Start or notify the thread."""
        if self._thread is None:
            thread = threading.Thread(target=self._write_on, name="journal", daemon=True)
            try:
                thread.start()
            except RuntimeError:  # the system has no more threads
                self._problem = "the computer is too busy"
                return
            self._thread = thread
        self._condition.notify_all()

    # In the thread, which alone uses the `JournalFile`

    def _write_on(self) -> None:
        from canvas.files.journal.journal_file import JournalFile  # noqa: PLC0415 - not before there is unsaved work

        journal_file = JournalFile(self._real_path)
        pause = FIRST_RETRY_SECONDS
        while True:
            with self._condition:
                self._condition.wait_for(lambda: not self._is_done or self._ends)
                self._condition.wait_for(lambda: self._ends or self._hurry, _AFTER_FRAME_SECONDS)
                last = self._ends
                if last and (self._is_done or not self._keeps):
                    break
                work = self._saves[0] if self._saves else self._wanted
                adopted = self._adopted[:] if work is self._wanted else []
                began = time.monotonic()
            problem = _tried(journal_file, work)
            if not problem:
                for left in adopted:
                    left.remove()
            with self._condition:
                self._problem = problem
                if problem:
                    self._failures += 1
                else:
                    self._written, self._since = work, began
                    self._saves = [each for each in self._saves if each is not work]
                    del self._adopted[: len(adopted)]
                self._condition.notify_all()
                if problem and last:
                    break
                if problem:
                    self._condition.wait_for(lambda: self._ends or self._hurry, pause)
                    self._hurry = False
                pause = min(pause * 2, MAX_RETRY_SECONDS) if problem else FIRST_RETRY_SECONDS
        self._end(journal_file)

    def _end(self, journal_file: JournalFile) -> None:
        if self._keeps:
            journal_file.release()
        else:
            journal_file.delete()
            for left in self._adopted:
                left.remove()  # recorded here, and saved or discarded
        for left in self._adopted:
            left.release()


def _tried(journal_file: JournalFile, work: Snapshot | None) -> str:
    """Write a snapshot; the reason where that failed."""
    try:
        if work is not None:
            journal_file.write(work)
    except OSError as error:
        return _REASONS.get(error.errno or 0, "") or str(error.strerror or error)
    except Exception as error:  # noqa: BLE001 - the thread must survive: the next snapshot may work
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
