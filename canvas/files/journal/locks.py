"""Open and locked journal files.

flock is released when the process exits, so a held lock proves a live owner. Programs that this one starts do
not inherit it; a fork does, and the file counts as in use until that has ended too.
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
        """Lock an open file; whether nobody else holds its lock."""
        os.lseek(handle, 1 << 40, os.SEEK_SET)  # beyond any data
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
        """Lock an open file; whether nobody else holds its lock, or the disk has no locks.

        Without locks work may be offered twice, which is better than not at all.
        """
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            return error.errno not in (errno.EAGAIN, errno.EWOULDBLOCK, errno.EACCES)
        return True


_MAX_READ_BYTES = 256 * 1024 * 1024


class LockedFile:
    """An open and locked journal.

    Attributes:
        name: its path.
        handle: its file descriptor; -1 once it is released.
    """

    def __init__(self, name: str, handle: int) -> None:
        self.name = name
        self.handle = handle

    @property
    def is_there(self) -> bool:
        """Whether its path still leads to this file."""
        try:
            return os.path.samestat(os.stat(self.name, follow_symlinks=False), os.fstat(self.handle))
        except (FileNotFoundError, NotADirectoryError):
            return False
        except OSError:
            return True  # unknown

    def read(self) -> bytes:
        """Read the file; may raise `OSError`."""
        with os.fdopen(self.handle, "rb", closefd=False) as file:
            return file.read(_MAX_READ_BYTES)

    def move(self, target: str) -> bool:
        """Rename the file to an unused name and release it; False, and nothing changed, where that fails."""
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
        """Delete and release the file; False where that fails: it is truncated and stays locked."""
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
        """Close and unlock the file; it stays on disk."""
        handle, self.handle = self.handle, -1
        if handle >= 0:
            with suppress(OSError):
                os.close(handle)


def acquire(name: str) -> LockedFile | None:
    """Open and lock a journal; None where it is locked, or not a regular file of this user."""
    careful = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        try:
            held = LockedFile(name, os.open(name, os.O_RDWR | careful))
        except OSError as error:
            if error.errno not in (errno.EROFS, errno.EACCES, errno.EPERM):
                raise
            held = LockedFile(name, os.open(name, os.O_RDONLY | careful))  # enough to recover from
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
