"""A board's journal on the disk: one file, or for a moment two, while one takes the place of another."""

from __future__ import annotations

import errno
import os
from contextlib import suppress

from canvas.files.journal import paths, records
from canvas.files.journal.frames import MAGIC, Frames
from canvas.files.journal.locks import Held, lock
from canvas.files.journal.records import Opened
from canvas.files.journal.snapshot import Snapshot

LARGE = 32 * 1024 * 1024
"""By how many bytes a journal may grow before it is begun anew, in another file."""

_MOST_WASTE = 8
"""How many files that cannot be taken away may lie about before no new one is made."""


class JournalFile:
    """Brings a board's work to the disk. Used by one thread at a time."""

    def __init__(self) -> None:
        self._board = os.urandom(8).hex()
        self._turn = 0
        self._now: Held | None = None  # what is written to
        self._older: list[Held] = []  # still needed: what stands in them is safe nowhere else yet
        self._waste: list[Held] = []  # needed no more
        self._holds: Snapshot | None = None
        self._frames = Frames()
        self._began = self._size = 0

    def keep(self, work: Snapshot) -> None:
        """Bring the disk up to date.

        Raises:
            OSError: where the disk does not take it. What it held stays.
            Exception: where it cannot be said in bytes.
        """
        if work.is_kept_already:
            self.drop()
        elif self._now is None or not self._goes_on(work) or not self._now.is_there:
            self._begin(work)
        else:
            self._append(self._now, work)

    def drop(self) -> None:
        """Take all of it away."""
        self._put_aside()
        self._clear()

    def release(self) -> None:
        """Let go of all of it, for a recovery to find."""
        self._sweep()
        self._put_aside()
        for held in (*self._older, *self._waste):
            held.release()

    def _goes_on(self, work: Snapshot) -> bool:
        """Whether it is the work of the same file, a little later, and the journal not too long for it."""
        same = self._holds is not None and self._holds.document is work.document
        return same and self._size - self._began < LARGE

    def _put_aside(self) -> None:
        """Write no more to the file that is written to; what it holds stays."""
        if self._now is not None:
            self._older.append(self._now)
            self._now = None

    def _append(self, held: Held, work: Snapshot) -> None:
        record = self._frames.add(records.changed(self._holds, work))
        try:
            _write(held.handle, record)
        except OSError:
            self._put_aside()  # what a failed sync leaves of a file nobody knows: never this one again
            raise
        self._holds = work
        self._size += len(record)

    def _begin(self, work: Snapshot) -> None:
        """Write all there is to a new file, then take the old one away."""
        path = os.path.realpath(work.document.path) if work.document.path is not None else None
        first = Opened(path, work.document.data, work.base is None, self._board, self._turn)
        frames = Frames()
        data = MAGIC + frames.add(records.opened(first)) + frames.add(records.changed(None, work))
        paths.prepare()
        self._sweep()
        if len(self._waste) > _MOST_WASTE:
            raise OSError(errno.EBUSY, "what it left before cannot be taken away")
        held = _created(path)
        try:
            _write(held.handle, data)
            paths.sync()
        except BaseException:
            self._waste.append(held)
            self._sweep()
            raise
        self._put_aside()
        self._now, self._holds, self._frames = held, work, frames
        self._began = self._size = len(data)
        self._turn += 1
        self._clear()

    def _clear(self) -> None:
        self._waste += self._older
        self._older = []
        self._sweep()

    def _sweep(self) -> None:
        self._waste = [held for held in self._waste if not held.remove()]


def _created(path: str | None) -> Held:
    """A new file, closed to everybody else and locked."""
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    for name in paths.names(path):
        try:
            held = Held(name, os.open(name, flags, 0o600))
        except FileExistsError:
            continue
        if not lock(held.handle) or not held.is_there:
            held.release()  # somebody looks at it already, and takes it away
            continue
        if hasattr(os, "fchmod"):
            with suppress(OSError):  # whatever the user's mask took away, or a file system without modes
                os.fchmod(held.handle, 0o600)
        return held
    raise OSError(errno.EEXIST, "there are too many of them already")


def _write(handle: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]
    (os.fdatasync if hasattr(os, "fdatasync") else os.fsync)(handle)
