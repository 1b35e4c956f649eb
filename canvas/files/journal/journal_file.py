"""The journal of one board on disk: one file, or two while a new one replaces it."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from contextlib import suppress

from canvas.files.journal import paths, records
from canvas.files.journal.frames import MAGIC, Frames
from canvas.files.journal.locks import LockedFile, lock
from canvas.files.journal.records import JournalHeader
from canvas.files.journal.snapshot import Snapshot

MAX_GROWTH_BYTES = 32 * 1024 * 1024
"""How much may be appended to a journal before it is rewritten to a new file."""

_MAX_OBSOLETE_FILES = 8
"""With more files that cannot be deleted no new one is made."""


class JournalFile:
    """Writes snapshots of a board; used by one thread at a time."""

    def __init__(self, real_path: Callable[[str], str] = os.path.realpath) -> None:
        """Take what tells the real path of a file, which may raise `OSError`."""
        self._real_path = real_path
        self._board = os.urandom(8).hex()
        self._generation = 0
        self._current: LockedFile | None = None  # the file that is appended to
        self._superseded: list[LockedFile] = []  # needed until the current file holds their content
        self._obsolete: list[LockedFile] = []  # to be deleted
        self._written: Snapshot | None = None
        self._frames = Frames()
        self._began = self._size = 0

    def write(self, work: Snapshot) -> None:
        """Bring the disk up to date.

        Raises:
            OSError: where it cannot be written; what was on disk stays.
            Exception: where it cannot be serialised.
        """
        if work.is_saved:
            self.delete()
        elif self._current is None or not self._can_append(work) or not self._current.is_there:
            self._begin_file(work)
        else:
            self._append(self._current, work)

    def delete(self) -> None:
        """Delete all files."""
        self._supersede()
        self._delete_superseded()

    def release(self) -> None:
        """Unlock all files, for a recovery to find."""
        self._delete_obsolete()
        self._supersede()
        for held in (*self._superseded, *self._obsolete):
            held.release()

    def _can_append(self, work: Snapshot) -> bool:
        """Whether it continues the snapshot written last, and the file has room for it."""
        same = self._written is not None and self._written.document is work.document
        return same and self._size - self._began < MAX_GROWTH_BYTES

    def _supersede(self) -> None:
        """Append no more to the current file; its content stays."""
        if self._current is not None:
            self._superseded.append(self._current)
            self._current = None

    def _append(self, held: LockedFile, work: Snapshot) -> None:
        record = self._frames.add(records.change_record(self._written, work))
        try:
            _write(held.handle, record)
        except OSError:
            self._supersede()  # after a failed fsync the state of the file is unknown
            raise
        self._written = work
        self._size += len(record)

    def _begin_file(self, work: Snapshot) -> None:
        """Write the snapshot to a new file, then delete the old one."""
        path = None if work.document.path is None else self._real_path(work.document.path)
        first = JournalHeader(path, work.document.data, work.base is None, self._board, self._generation)
        frames = Frames()
        data = (
            MAGIC + frames.add(records.header_record(first)) + frames.add(records.change_record(None, work))
        )
        paths.prepare()
        self._delete_obsolete()
        if len(self._obsolete) > _MAX_OBSOLETE_FILES:
            raise OSError(errno.EBUSY, "what it left before cannot be taken away")
        held = _create(path)
        try:
            _write(held.handle, data)
            paths.sync()
        except BaseException:
            self._obsolete.append(held)
            self._delete_obsolete()
            raise
        self._supersede()
        self._current, self._written, self._frames = held, work, frames
        self._began = self._size = len(data)
        self._generation += 1
        self._delete_superseded()

    def _delete_superseded(self) -> None:
        self._obsolete += self._superseded
        self._superseded = []
        self._delete_obsolete()

    def _delete_obsolete(self) -> None:
        self._obsolete = [held for held in self._obsolete if not held.remove()]


def _create(path: str | None) -> LockedFile:
    """Create a private locked file."""
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    for name in paths.names(path):
        try:
            held = LockedFile(name, os.open(name, flags, 0o600))
        except FileExistsError:
            continue
        if not lock(held.handle) or not held.is_there:
            held.release()  # another program found it empty, and deletes it
            continue
        if hasattr(os, "fchmod"):
            with suppress(OSError):  # undo the umask; some file systems have no modes
                os.fchmod(held.handle, 0o600)
        return held
    raise OSError(errno.EEXIST, "there are too many of them already")


def _write(handle: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]
    (os.fdatasync if hasattr(os, "fdatasync") else os.fsync)(handle)
