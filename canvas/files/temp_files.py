"""The temporary file that a save writes before the rename, and the removal of those that a crash left behind.

Its name is ``.NAME.0123456789ab.tmp``, beside ``NAME``. It is locked while it is written, so that no other
program takes it for stale.
"""

from __future__ import annotations

import os
import re
import stat
import sys
import time
from contextlib import suppress

_NAME_CHARACTERS = 40  # at most 160 bytes of the target's name, so that the whole name fits
_AFFIX_LENGTH = len(".0123456789ab.tmp")
_STALE_SECONDS = 3600.0
_NAME_END = r"(?:\.[\d.]*b?a?k?)?\.[0-9a-f]{12}\.tmp"
"""What follows the target's name; that of a backup file may be truncated anywhere."""


def name_for(target: str) -> str:
    """Make up an unused name beside the target."""
    folder, name = os.path.split(target)
    return os.path.join(folder, f".{name[:_NAME_CHARACTERS]}.{os.urandom(6).hex()}.tmp")


def create(path: str, mode: int) -> int:
    """Create a temporary file, locked, and open it for writing."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    handle = os.open(path, flags, mode)
    _lock(handle)
    return handle


def remove_stale(target: str) -> None:
    """Delete stale temporary files of a target, on a best-effort basis: errors are ignored."""
    with suppress(OSError, ValueError):
        folder, name = os.path.split(target)
        ours = re.compile(re.escape(f".{name[:_NAME_CHARACTERS]}") + _NAME_END)
        for found in os.listdir(folder):
            if ours.fullmatch(found):
                _remove_if_stale(os.path.join(folder, found), target)


def _remove_if_stale(path: str, target: str) -> None:
    found = os.lstat(path)
    if not stat.S_ISREG(found.st_mode) or (hasattr(os, "geteuid") and found.st_uid != os.geteuid()):
        return
    folder, name = os.path.split(path)
    own = os.path.join(folder, name[1:-_AFFIX_LENGTH])
    if _is_same_file(target, found) or _is_same_file(own, found):
        os.unlink(path)  # the second hard link of a file that is in place already
        return
    if found.st_nlink != 1 or time.time() - max(found.st_mtime, found.st_ctime) < _STALE_SECONDS:
        return
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    try:
        free = os.path.samestat(os.fstat(handle), found) and _lock(handle)
    finally:
        os.close(handle)
    if free:
        os.unlink(path)


def _is_same_file(target: str, found: os.stat_result) -> bool:
    try:
        return os.path.samestat(os.lstat(target), found)
    except OSError:
        return False


def _lock(handle: int) -> bool:
    """Lock an open file; False where another process has it locked."""
    if sys.platform == "win32":
        return True  # an open file cannot be deleted there
    import fcntl  # noqa: PLC0415 - there is none on Windows

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
