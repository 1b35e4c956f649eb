"""The moment at which a new file takes the place of another, and what makes it last."""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Callable
from typing import TypeVar

from canvas.files.disk_errors import ELSEWHERE, ChangedError, UncertainError

_PATIENCE = 2.5
"""For how many seconds a replace is tried again on Windows, where a reader can be in its way."""

_TRIES = 3
"""How often what a signal interrupted is tried."""

_NO_LINKS = {
    errno.EPERM, errno.EACCES, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EINVAL,
}  # fmt: skip
"""What a file system without hard links says."""

_Result = TypeVar("_Result")


def patiently(act: Callable[[], _Result]) -> _Result:
    """Do something that a signal may interrupt: from its beginning again, and not for ever."""
    for _ in range(_TRIES - 1):
        try:
            return act()
        except InterruptedError:
            continue
    return act()


def put(new: str, target: str, made: os.stat_result) -> bool:
    """Let the new file take the target's place; whether the disk said that it has."""
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            os.replace(new, target)
        except OSError as error:
            if _landed(target, made):
                return False
            waiting = sys.platform == "win32" and time.monotonic() <= until
            if not (waiting and isinstance(error, PermissionError)):
                raise
            time.sleep(0.05)
        else:
            return True


def put_new(new: str, target: str, made: os.stat_result) -> bool:
    """Like `put`, but never over a file that appeared meanwhile."""
    try:
        os.link(new, target)
    except (OSError, AttributeError) as error:
        if _landed(target, made):
            remove(new)
            return False
        if isinstance(error, FileExistsError):
            raise ChangedError("there is a file of that name already.", "exists") from None
        if isinstance(error, OSError) and error.errno not in _NO_LINKS:
            raise
        if _is_there(target):
            raise ChangedError("there is a file of that name already.", "exists") from None
        return put(new, target, made)
    remove(new)
    return True


def _landed(target: str, made: os.stat_result) -> bool:
    """Whether a new file took its place although the call failed: over a network, that happens."""
    try:
        return os.path.samestat(patiently(lambda: os.lstat(target)), made)
    except FileNotFoundError:
        return False
    except OSError:
        told = (
            "the disk failed while it was replaced, and does not tell whether the old or the new one stands"
        )
        raise UncertainError(f"{told}; {ELSEWHERE}.", "uncertain") from None


def _is_there(target: str) -> bool:
    """Whether there is anything of that name: `os.path.lexists` says no where it cannot tell."""
    try:
        os.lstat(target)
    except FileNotFoundError:
        return False
    return True


def sync_folder(folder: str) -> bool:
    """Make a new name in a folder last; whether the disk said so."""
    if sys.platform == "win32":
        return True  # a folder cannot be opened there
    try:
        handle = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        return error.errno in (errno.EINVAL, errno.ENOTSUP)  # a file system that has no such thing
    return True


def remove(path: str) -> None:
    """Take a file away; one that is not there, or will not go, is left be."""
    try:
        patiently(lambda: os.unlink(path))
    except OSError:
        return
