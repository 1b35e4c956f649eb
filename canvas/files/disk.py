"""Bytes on disk, replaced so that a reader finds the old or the new in full.

The order is: a temporary file in the same folder, all bytes, ``fsync``, a look whether the target still
holds what was opened, `os.replace`, ``fsync`` of the folder.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
import time
from typing import NamedTuple

LARGEST = 16 * 1024 * 1024
"""The most bytes that are read as a canvas: two hundred thousand statements or so."""

_PATIENCE = 2.5
"""For how many seconds a replace is tried again on Windows, where a reader can be in its way."""

_ANY_WRITES = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


class DiskError(OSError):
    """A file that cannot be read or written; its text is one sentence without the file's name."""

    def __str__(self) -> str:
        return str(self.args[0])


class ChangedError(DiskError):
    """The target no longer holds what was opened; nothing was written."""


class Written(NamedTuple):
    """A file that was replaced.

    Attributes:
        path: the file itself, links followed.
        warnings: sentences about what the user should know.
    """

    path: str
    warnings: tuple[str, ...] = ()


def read(path: str) -> bytes:
    """All bytes of a regular file.

    Raises:
        DiskError: where there is none, it is something else, is too large or cannot be read.
    """
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        try:
            return _read(handle)
        finally:
            os.close(handle)
    except DiskError:
        raise
    except (OSError, ValueError) as error:
        raise DiskError(_reason(error, "read")) from None


def _read(handle: int) -> bytes:
    found = os.fstat(handle)
    if not stat.S_ISREG(found.st_mode):
        raise DiskError(f"it is {_sort(found.st_mode)}, not a file.")
    if found.st_size <= LARGEST:
        with os.fdopen(handle, "rb", closefd=False) as file:
            data = file.read(LARGEST + 1)
        if len(data) <= LARGEST:  # it may have grown
            return data
    raise DiskError("it is far too large to be a canvas.")


def replace(path: str, data: bytes, expected: bytes | None) -> Written:
    """Put ``data`` where ``path`` leads, all of it or nothing.

    Args:
        path: the file; a symbolic link is followed, not replaced.
        data: its new content.
        expected: what the file must hold now; None where there must be no file.

    Raises:
        ChangedError: where the file holds something else, is gone, or is there when it should not be.
        DiskError: where it cannot be written; the old file then stands as it was.
    """
    try:
        target = os.path.realpath(path)
    except (OSError, ValueError) as error:
        raise DiskError(_reason(error, "written")) from None
    before = _status(target)
    _compare(target, before, expected)
    # Root may write to every file: to see that nobody should, one has to look at the mode.
    if before and not (before.st_mode & _ANY_WRITES and os.access(target, os.W_OK)):
        raise DiskError("it is read-only; save under another name.")
    folder = os.path.dirname(target)
    # Forty characters are 160 bytes at most: with the rest, no more than a name may have.
    temporary = os.path.join(folder, f".{os.path.basename(target)[:40]}.{os.urandom(6).hex()}.tmp")
    try:
        _write_new(temporary, data, before)
        _compare(target, _status(target), expected)
        if expected is None:
            _put_new(temporary, target)
        else:
            _put(temporary, target)
    except OSError as error:
        remove(temporary)
        raise error if isinstance(error, DiskError) else DiskError(_reason(error, "written")) from None
    except BaseException:
        remove(temporary)
        raise
    warnings = []
    if before and before.st_nlink > 1:
        warnings.append("The file had a second name (a hard link), which still holds the old version.")
    if not _sync_folder(folder):
        warnings.append("Saved, but the disk did not confirm that it would survive a power cut.")
    return Written(target, tuple(warnings))


def is_stream(path: str) -> bool:
    """Whether something is there that is neither a file nor a folder: a pipe, a terminal, a device."""
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError):
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def pour(path: str, data: bytes) -> None:
    """Write ``data`` straight into what `is_stream`, waiting for a reader where it is a pipe.

    Raises:
        DiskError: where it cannot be written.
        BrokenPipeError: where the reader has had enough.
    """
    try:
        handle = os.open(path, os.O_WRONLY | getattr(os, "O_NOCTTY", 0))
        try:
            _write_all(handle, data)
        finally:
            os.close(handle)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise DiskError(_reason(error, "written")) from None


def _write_all(handle: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]


def _status(target: str) -> os.stat_result | None:
    try:
        found = os.stat(target)
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise DiskError(_reason(error, "written")) from None
    if not stat.S_ISREG(found.st_mode):
        raise DiskError(f"it is {_sort(found.st_mode)}, not a file.")
    return found


def _compare(target: str, found: os.stat_result | None, expected: bytes | None) -> None:
    if expected is None:
        if found:
            raise ChangedError("there is a file of that name already.")
    elif not found:
        raise ChangedError("it is no longer there: it was moved or deleted since it was opened.")
    elif found.st_size != len(expected) or read(target) != expected:
        raise ChangedError("another program changed it since it was opened.")


def _write_new(temporary: str, data: bytes, before: os.stat_result | None) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    mode = stat.S_IMODE(before.st_mode) if before else 0o666
    handle = os.open(temporary, flags, mode if before is None else 0o600)
    try:
        _write_all(handle, data)
        if before and hasattr(os, "fchmod"):
            _keep_owner(handle, before)
            _keep_mode(handle, mode)
        os.fsync(handle)
    finally:
        os.close(handle)


def _keep_mode(handle: int, mode: int) -> None:
    try:
        os.fchmod(handle, mode)
    except OSError as error:
        if error.errno != errno.EPERM:  # a file system without modes: nothing is lost there
            raise


def _keep_owner(handle: int, before: os.stat_result) -> None:
    made = os.fstat(handle)
    if (made.st_uid, made.st_gid) == (before.st_uid, before.st_gid):
        return
    try:
        os.fchown(handle, before.st_uid, before.st_gid)
    except OSError:  # only root may give a file away; the group alone often works
        try:
            os.fchown(handle, -1, before.st_gid)
        except OSError:
            return


def _put(temporary: str, target: str) -> None:
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            os.replace(temporary, target)
        except PermissionError:
            if sys.platform != "win32" or time.monotonic() > until:
                raise
            time.sleep(0.05)
        else:
            return


def _put_new(temporary: str, target: str) -> None:
    """Like `_put`, but never over a file that appeared meanwhile."""
    try:
        os.link(temporary, target)
    except FileExistsError:
        raise ChangedError("there is a file of that name already.") from None
    except (OSError, AttributeError):  # a file system without hard links
        if os.path.lexists(target):
            raise ChangedError("there is a file of that name already.") from None
        _put(temporary, target)
    else:
        remove(temporary)


def _sync_folder(folder: str) -> bool:
    if sys.platform == "win32":
        return True  # a folder cannot be opened there
    try:
        handle = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
    except OSError as error:
        return error.errno in (errno.EACCES, errno.EPERM)  # a folder one may write in but not list
    try:
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        return error.errno == errno.EINVAL  # a file system that has no such thing
    return True


def remove(path: str) -> None:
    """Take a file away; one that is not there, or will not go, is left be."""
    try:
        os.unlink(path)
    except OSError:
        return


def _sort(mode: int) -> str:
    for test, word in (
        (stat.S_ISDIR, "a folder"),
        (stat.S_ISFIFO, "a pipe"),
        (stat.S_ISSOCK, "a socket"),
    ):
        if test(mode):
            return word
    return "a device"


def _reason(error: OSError | ValueError, done: str) -> str:
    """Why something could not be read or written, in a sentence's second half."""
    if not isinstance(error, OSError):
        return f"it could not be {done}: the name is not one that a file can have."
    if error.errno == errno.ENOENT:
        return "there is no such file." if done == "read" else "there is no such folder."
    if error.errno in (errno.EACCES, errno.EPERM):
        return f"it may not be {done} by you."
    return _REASONS.get(error.errno or 0, f"it could not be {done} ({error.strerror or error}).")


_REASONS = {
    errno.EISDIR: "it is a folder, not a file.",
    errno.ENOTDIR: "a part of its path is a file, not a folder.",
    errno.ENOSPC: "the disk is full.",
    errno.EDQUOT: "the disk is full.",
    errno.EROFS: "the disk is read-only.",
    errno.ENAMETOOLONG: "its name is too long.",
}
