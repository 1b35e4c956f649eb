"""The rename that replaces a file, and the ``fsync`` that makes it durable."""

from __future__ import annotations

import errno
import os
import sys
import time
from contextlib import suppress

from canvas.files.disk_errors import ELSEWHERE, ChangedError, DiskError
from canvas.files.file_reading import retry_interrupted

_WINDOWS_RETRY_SECONDS = 2.5  # an open reader blocks a rename there
_NO_HARD_LINKS = {
    errno.EPERM, errno.EACCES, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EINVAL,
}  # fmt: skip


def move_over(new: str, target: str, made: os.stat_result) -> bool:
    """Rename a new file over the target; False where the disk reported an error although it was renamed."""
    until = time.monotonic() + _WINDOWS_RETRY_SECONDS
    while True:
        try:
            os.replace(new, target)
        except OSError as error:
            if _was_moved(target, made):
                return False
            waiting = sys.platform == "win32" and time.monotonic() <= until
            if not (waiting and isinstance(error, PermissionError)):
                raise
            time.sleep(0.05)
        else:
            return True


def move_to_free_name(new: str, target: str, made: os.stat_result) -> bool:
    """Like `move_over`, but never over a file that was created meanwhile."""
    try:
        os.link(new, target)
    except (OSError, AttributeError) as error:
        if _was_moved(target, made):
            remove(new)
            return False
        exists = isinstance(error, FileExistsError)
        if not exists and isinstance(error, OSError) and error.errno not in _NO_HARD_LINKS:
            raise
        if exists or _exists(target):
            raise ChangedError("there is a file of that name already.", "exists") from None
        return move_over(new, target, made)
    remove(new)
    return True


def _was_moved(target: str, made: os.stat_result) -> bool:
    """Whether the rename happened although the call failed, as it does on network file systems."""
    try:
        return os.path.samestat(retry_interrupted(lambda: os.lstat(target)), made)
    except FileNotFoundError:
        return False
    except OSError:
        told = (
            "the disk failed while it was replaced, and does not tell whether the old or the new one stands"
        )
        raise DiskError(f"{told}; {ELSEWHERE}.", "uncertain") from None


def _exists(target: str) -> bool:
    """Whether anything has that name; unlike `os.path.lexists`, raise where that cannot be found out."""
    try:
        os.lstat(target)
    except FileNotFoundError:
        return False
    return True


def sync_folder(folder: str) -> bool:
    """Make a rename in a folder durable; whether the disk confirmed it."""
    if sys.platform == "win32":
        return True  # a folder cannot be opened there
    try:
        handle = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        return error.errno in (errno.EINVAL, errno.ENOTSUP)  # not supported by the file system
    return True


def remove(path: str) -> None:
    """Delete a file; one that is missing or cannot be deleted is ignored."""
    with suppress(OSError):
        retry_interrupted(lambda: os.unlink(path))
