"""The bin: discarded journals, which can be restored for 30 days."""

from __future__ import annotations

import os
from contextlib import suppress

from canvas.files.journal import paths
from canvas.files.journal.frames import frames
from canvas.files.journal.locks import LockedFile, acquire
from canvas.files.journal.replay import replay

RETENTION_SECONDS = 30 * 24 * 60 * 60
"""How long discarded work can be restored."""


class BinnedWork:
    """A discarded journal, locked until it is restored or released.

    Attributes:
        path: the real path of the canvas's file; None where it never had one.
        title: the canvas's title, not sanitised.
        discarded: when it was discarded, as in `time.time`.
    """

    def __init__(self, held: LockedFile, path: str | None, title: str, discarded: float) -> None:
        self._held = held
        self.path = path
        self.title = title
        self.discarded = discarded

    def restore(self) -> bool:
        """Move it back, to be offered again; False, and still locked in the bin, where that failed."""
        return _move(self._held, paths.restored_name(self.path))

    def release(self) -> None:
        """Unlock it; it stays in the bin."""
        self._held.release()


def discard(held: LockedFile, path: str | None, now: float) -> bool:
    """Move a journal to the bin; False, and still locked and unchanged, where that failed."""
    if not held.is_there:
        held.release()
        return True
    try:
        paths.prepare(paths.bin_folder())
        paths.sync()  # the bin itself must survive a power cut before anything is moved into it
    except OSError:
        return False
    return _move(held, paths.bin_name(path, now))


def binned(now: float, *files: str | None) -> list[BinnedWork]:
    """Lock and list the discarded work that can be restored, most recently discarded first.

    Args:
        now: the time, as in `time.time`.
        files: only work on these files, None for work without a file; without any, all work.
    """
    try:
        wanted = [os.path.realpath(file) if file is not None else None for file in files]
    except (OSError, ValueError):  # no name that a file can have
        return []
    found = [
        work
        for name, discarded in paths.binned_names()
        if now - discarded < RETENTION_SECONDS
        and (not wanted or any(paths.belongs_to(name, path) for path in wanted))
        and (work := _read(name, discarded))
    ]
    return sorted(found, key=lambda work: work.discarded, reverse=True)


def sweep(now: float) -> None:
    """Delete what was discarded more than 30 days ago and is not locked."""
    for name, discarded in paths.binned_names():
        if now - discarded >= RETENTION_SECONDS and (held := acquire(name)):
            held.remove()
            held.release()


def _read(name: str, discarded: float) -> BinnedWork | None:
    """A journal in the bin; None where it is locked, damaged, or named for another file."""
    held = acquire(name)
    if held is None:
        return None
    try:
        found = replay(frames(held.read()))
    except OSError:
        found = None
    if found and found.canvas and paths.belongs_to(name, found.opened.path):
        return BinnedWork(held, found.opened.path, found.canvas.title, discarded)
    held.release()
    return None


def _move(held: LockedFile, target: str) -> bool:
    """Move a journal into the bin or out of it. A crash leaves it in one place or the other."""
    if not held.move(target):
        return False
    for where in (paths.bin_folder(), paths.folder()):
        with suppress(OSError):  # a power cut may undo the move, which loses nothing
            paths.sync(where)
    return True
