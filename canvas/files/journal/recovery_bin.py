"""The bin: journals that the user discarded are kept there for 30 days, and can be restored."""

from __future__ import annotations

import os
from contextlib import suppress

from canvas.files.journal import paths
from canvas.files.journal.frames import frames
from canvas.files.journal.locks import Held, acquire
from canvas.files.journal.records import rebuilt

RETENTION_SECONDS = 30 * 24 * 60 * 60
"""How long discarded work can be restored."""


class BinnedWork:
    """Discarded work. It is locked until it is restored or released.

    Attributes:
        path: the real path of the canvas's file; None where it never had one.
        title: the canvas's title as it was typed: sanitise it before it reaches a screen.
        discarded: when it was discarded, in seconds as `time.time` counts them.
    """

    def __init__(self, held: Held, path: str | None, title: str, discarded: float) -> None:
        self._held = held
        self.path = path
        self.title = title
        self.discarded = discarded

    def restore(self) -> bool:
        """Move it back, so that `recovery.find_recoverable` offers it again.

        Returns:
            Whether it was moved. Where that failed it is still in the bin, and locked.
        """
        return _move(self._held, paths.restored_name(self.path))

    def release(self) -> None:
        """Unlock it; it stays in the bin."""
        self._held.release()


def discard(held: Held, path: str | None, now: float) -> bool:
    """Move a journal to the bin.

    Args:
        held: the journal.
        path: the real path of the canvas's file; None where it never had one.
        now: the time, in seconds as `time.time` counts them.

    Returns:
        Whether it is no longer among the journals. Where the move failed it is unchanged and still locked.
    """
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
    """The discarded work that can still be restored, most recently discarded first.

    Each is locked until it is restored or released. What another program has locked, what is damaged and what
    is not a journal of this user is left out.

    Args:
        now: the time, in seconds as `time.time` counts them.
        files: only work on these files, None for work that never had one; without any, all work.
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
    """Delete what was discarded more than 30 days ago and nobody has locked.

    Args:
        now: the time, in seconds as `time.time` counts them.
    """
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
        found = rebuilt(frames(held.read()))
    except OSError:
        found = None
    if found and found.canvas and paths.belongs_to(name, found.opened.path):
        return BinnedWork(held, found.opened.path, found.canvas.title, discarded)
    held.release()
    return None


def _move(held: Held, target: str) -> bool:
    """Move a journal into the bin or out of it. A crash leaves it in one place or the other."""
    if not held.move(target):
        return False
    for where in (paths.bin_folder(), paths.folder()):
        with suppress(OSError):  # it was moved; that a power cut may undo the move loses nothing
            paths.sync(where)
    return True
