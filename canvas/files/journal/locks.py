"""A journal's file in one's hands: whoever holds its lock is alive, for the lock dies with its holder.

The lock belongs to the open file. A program that this one starts does not inherit it; a bare copy of this
process (a fork) does, and the file counts as alive until that has ended as well.
"""

from __future__ import annotations

import errno
import os
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


def _unlinked(name: str) -> bool:
    try:
        os.unlink(name)
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return True
