"""The file that a save writes before it takes the place of another; and what is left of such by a crash.

Its name tells whose it is: ``.NAME.0123456789ab.tmp`` beside ``NAME``. While it is written it is locked, so
that nobody takes it for left.
"""

from __future__ import annotations

import os
import re
import stat
import sys
import time

_OF_THE_NAME = 40
"""How many characters of the target's name are in it: 160 bytes at most, so that the rest fits as well."""

_AROUND = len(".0123456789ab.tmp")

_LEFT = 3600.0
"""After how many seconds a file that nobody holds is taken for left by a program that was ended."""


_ENDING = r"(?:\.[\d.]*b?a?k?)?\.[0-9a-f]{12}\.tmp"
"""How a name goes on: the one of a copy that is kept beside the file may be cut anywhere."""


def name_for(target: str) -> str:
    """A name for a file beside the target that nobody has."""
    folder, name = os.path.split(target)
    return os.path.join(folder, f".{name[:_OF_THE_NAME]}.{os.urandom(6).hex()}.tmp")


def make(path: str, mode: int) -> int:
    """Make a new file, to be written."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    handle = os.open(path, flags, mode)
    _lock(handle)
    return handle


def sweep(target: str) -> None:
    """Take away what an ended program left beside a file. Nothing is certain to go, and nothing fails."""
    try:
        folder, name = os.path.split(target)
        ours = re.compile(re.escape(f".{name[:_OF_THE_NAME]}") + _ENDING)
        for found in os.listdir(folder):
            if ours.fullmatch(found):
                _take_away(os.path.join(folder, found), target)
    except (OSError, ValueError):
        return


def _take_away(path: str, target: str) -> None:
    found = os.lstat(path)
    if not stat.S_ISREG(found.st_mode) or not _mine(found):
        return
    folder, name = os.path.split(path)
    own = os.path.join(folder, name[1:-_AROUND])
    if _is_named(target, found) or _is_named(own, found):
        os.unlink(path)  # a new file, and its program ended before this second name of it went
        return
    if found.st_nlink != 1 or time.time() - max(found.st_mtime, found.st_ctime) < _LEFT:
        return
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    try:
        free = os.path.samestat(os.fstat(handle), found) and _lock(handle)
    finally:
        os.close(handle)
    if free:
        os.unlink(path)


def _mine(found: os.stat_result) -> bool:
    return not hasattr(os, "geteuid") or found.st_uid == os.geteuid()


def _is_named(target: str, found: os.stat_result) -> bool:
    try:
        return os.path.samestat(os.lstat(target), found)
    except OSError:
        return False


def _lock(handle: int) -> bool:
    """Lock an open file; whether nobody else has."""
    if sys.platform == "win32":
        return True  # nobody can take an open file away there
    import fcntl  # noqa: PLC0415 - there is none on Windows

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
