"""Journal files that are open and locked (flock).

The lock is released when the process exits, so a lock that is held proves a live owner. It belongs to the
open file: a program that this one starts does not inherit it; a fork of this process does, and the file
counts as in use until that has ended as well.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
from contextlib import suppress

if sys.platform == "win32":
    import msvcrt

    def lock(handle: int) -> bool:
        """Take the lock of an open file; whether nobody else has it."""
        os.lseek(handle, 1 << 40, os.SEEK_SET)  # far behind everything that is ever written
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(handle, 0, os.SEEK_SET)
        return True

else:
    import fcntl

    def lock(handle: int) -> bool:
        """Take the lock of an open file; whether nobody else has it.

        Where there are no locks (some network disks) nobody can be seen to have one: better to keep the
        work, and perhaps to offer it twice.
        """
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            return error.errno not in (errno.EAGAIN, errno.EWOULDBLOCK, errno.EACCES)
        return True


_LARGEST = 256 * 1024 * 1024
"""How many bytes of a journal are read at most."""


class Held:
    """A journal's file, open and locked.

    Attributes:
        name: its path.
        handle: its number while it is open.
    """

    def __init__(self, name: str, handle: int) -> None:
        self.name = name
        self.handle = handle

    @property
    def is_there(self) -> bool:
        """Whether the file still stands under its name; somebody may have tidied up."""
        try:
            return os.path.samestat(os.stat(self.name, follow_symlinks=False), os.fstat(self.handle))
        except (FileNotFoundError, NotADirectoryError):
            return False
        except OSError:
            return True  # nobody can tell

    def read(self) -> bytes:
        """What the file holds.

        Raises:
            OSError: where it cannot be read.
        """
        with os.fdopen(self.handle, "rb", closefd=False) as file:
            return file.read(_LARGEST)

    def move(self, target: str) -> bool:
        """Rename the file and release it. Where that fails it stays as it was, and the result is False.

        Args:
            target: a name on the same disk that no file has.
        """
        if self.handle < 0 or not self.is_there:
            return False
        if sys.platform == "win32":  # an open file cannot be renamed there
            self.release()
        try:
            os.rename(self.name, target)
        except OSError:
            return False
        self.release()
        return True

    def remove(self) -> bool:
        """Take the file away, and let go of it; whether that could be. Else it is emptied, and held on to."""
        if self.handle < 0:
            return True
        gone = not self.is_there or _unlinked(self.name)
        if not gone and sys.platform == "win32":  # an open file cannot go there
            self.release()
            return _unlinked(self.name)
        if gone:
            self.release()
        else:
            with suppress(OSError):
                os.ftruncate(self.handle, 0)
        return gone

    def release(self) -> None:
        """Let go of the file, and of its lock; it stays."""
        handle, self.handle = self.handle, -1
        if handle >= 0:
            with suppress(OSError):
                os.close(handle)


def acquire(name: str) -> Held | None:
    """Open and lock a journal; None where it is not a plain file of this user, or somebody holds its lock."""
    careful = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        try:
            held = Held(name, os.open(name, os.O_RDWR | careful))
        except OSError as error:
            if error.errno not in (errno.EROFS, errno.EACCES, errno.EPERM):
                raise
            held = Held(name, os.open(name, os.O_RDONLY | careful))  # enough to recover from
    except OSError:
        return None
    if _is_ours(held.handle) and lock(held.handle) and held.is_there:
        return held
    held.release()
    return None


def _is_ours(handle: int) -> bool:
    try:
        found = os.fstat(handle)
    except OSError:
        return False
    ours = not hasattr(os, "geteuid") or os.geteuid() in (found.st_uid, 0)
    return stat.S_ISREG(found.st_mode) and found.st_nlink == 1 and ours


def _unlinked(name: str) -> bool:
    try:
        os.unlink(name)
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return True
