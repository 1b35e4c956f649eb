"""Bytes on disk, replaced so that a reader finds the old or the new in full.

The order is: a temporary file in the same folder, all bytes, ``fsync``, a look whether the target still
holds what was opened, `os.replace`, ``fsync`` of the folder. Whatever fails before the replace leaves the old
file; whatever fails after it is told as a warning. A file whose ``fsync`` failed is never trusted again.
"""

from __future__ import annotations

import errno
import os
import stat
import time
from typing import NamedTuple

from canvas.files.disk_errors import ELSEWHERE, ChangedError, DiskError, UncertainError, disk_error, file_type
from canvas.files.replace_file import patiently, put, put_new, remove, sync_folder

__all__ = [
    "LARGEST", "ChangedError", "DiskError", "UncertainError", "Written",
    "is_stream", "pour", "read", "remove", "replace",
]  # fmt: skip

LARGEST = 16 * 1024 * 1024
"""The most bytes that are read as a canvas."""

UNCONFIRMED = "Saved, but the disk did not confirm that it would survive a power cut."

_TRIES = 3
"""How often a file that another program is writing is read."""

_TOO_LARGE = "it is far too large to be a canvas."
_LONGEST_CHAIN = 40
_ANY_NEW = 0o666
_ANY_WRITES = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


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
        DiskError: where there is none, it is something else, is too large or cannot be read, or another
            program is writing it.
    """
    try:
        for attempt in range(_TRIES):
            if attempt:
                time.sleep(0.02)
            data = patiently(lambda: _read(path))
            if data is not None:
                return data
    except DiskError:
        raise
    except (OSError, ValueError) as error:
        raise disk_error(error, "read") from None
    raise DiskError("another program is writing it; try again in a moment.", "busy")


def _read(path: str) -> bytes | None:
    """All bytes; None where they changed meanwhile."""
    _regular(os.stat(path))  # first, because opening a device can do something to it
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags | getattr(os, "O_NOCTTY", 0))
    try:
        before = _regular(os.fstat(handle))
        if before.st_size > LARGEST:
            raise DiskError(_TOO_LARGE, "too_large")
        data, most = b"", before.st_size or LARGEST  # what the system makes up as one reads has no size
        while len(data) <= most and (piece := os.read(handle, most + 1 - len(data))):
            data += piece
        after = os.fstat(handle)
    finally:
        os.close(handle)
    if len(data) > LARGEST:
        raise DiskError(_TOO_LARGE, "too_large")
    same = (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)
    return data if same and len(data) == (after.st_size or len(data)) else None


def replace(path: str, data: bytes, expected: bytes | None, *, mode: int = _ANY_NEW) -> Written:
    """Put ``data`` where ``path`` leads, all of it or nothing.

    Args:
        path: the file; a symbolic link is followed, not replaced.
        data: its new content.
        expected: what the file must hold now; None where there must be no file.
        mode: what a new file may allow at most; the user's mask takes its part.

    Raises:
        ChangedError: where the file holds something else, is gone, or is there when it should not be.
        UncertainError: where the disk does not tell whether the new file stands.
        DiskError: where it cannot be written; the old file then stands as it was.
    """
    from canvas.files import temp_files  # noqa: PLC0415 - a reader never needs it

    try:
        target = patiently(lambda: _followed(path))
        temp_files.sweep(target)
        return patiently(lambda: _replace(target, data, expected, mode))
    except DiskError:
        raise
    except (OSError, ValueError) as error:
        raise disk_error(error, "written") from None


def _replace(target: str, data: bytes, expected: bytes | None, mode: int) -> Written:
    from canvas.files import temp_files  # noqa: PLC0415 - a reader never needs it

    before = _status(target)
    _compare(target, before, expected)
    # Root may write to every file: to see that nobody should, one has to look at the mode.
    if before and not (before.st_mode & _ANY_WRITES and os.access(target, os.W_OK)):
        raise DiskError(f"it is read-only; {ELSEWHERE}.", "read_only")
    new = temp_files.name_for(target)
    try:
        made, warnings = _write_new(new, data, before, target, mode)
        _compare(target, _status(target), expected)
        sure = (put_new if expected is None else put)(new, target, made)
    except BaseException:
        remove(new)
        raise
    if before and before.st_nlink > 1:
        warnings.append("The file had a second name (a hard link), which still holds the old version.")
    if not sync_folder(os.path.dirname(target)) or not sure:
        warnings.append(UNCONFIRMED)
    return Written(target, tuple(warnings))


def _followed(path: str) -> str:
    """Where a path leads; there need not be a file.

    `os.path.realpath` takes a link that it cannot read for a file, and the link would be lost.
    """
    for _ in range(_LONGEST_CHAIN):
        try:
            return os.path.realpath(path, strict=True)
        except FileNotFoundError:
            folder, name = os.path.split(path)
            path = os.path.join(os.path.realpath(folder or os.curdir, strict=True), name)
        try:
            path = os.path.join(os.path.dirname(path), os.readlink(path))
        except FileNotFoundError:
            return path
    raise OSError(errno.ELOOP, "links")


def _regular(found: os.stat_result) -> os.stat_result:
    if not stat.S_ISREG(found.st_mode):
        raise DiskError(f"it is {file_type(found.st_mode)}, not a file.", "not_a_file")
    return found


def _status(target: str) -> os.stat_result | None:
    try:
        return _regular(os.stat(target))
    except FileNotFoundError:
        return None


def _compare(target: str, found: os.stat_result | None, expected: bytes | None) -> None:
    if expected is None:
        if found:
            raise ChangedError("there is a file of that name already.", "exists")
    elif not found:
        raise ChangedError("it is no longer there: it was moved or deleted since it was opened.", "gone")
    elif found.st_size != len(expected) or read(target) != expected:
        raise ChangedError("another program changed it since it was opened.", "changed")


def _write_new(
    new: str, data: bytes, before: os.stat_result | None, target: str, mode: int
) -> tuple[os.stat_result, list[str]]:
    """Write the temporary file; what it is, and what to tell of it."""
    from canvas.files import file_metadata, temp_files  # noqa: PLC0415 - a reader never needs them

    handle = temp_files.make(new, 0o600 if before else mode)
    try:
        _write_all(handle, data)
        warnings = file_metadata.take_over(handle, before, target) if before else []
        os.fsync(handle)
        return os.fstat(handle), warnings
    finally:
        os.close(handle)


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
        raise disk_error(error, "written") from None


def _write_all(handle: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        written = os.write(handle, rest)
        if not written:
            raise OSError(errno.EIO, "it takes nothing more")
        rest = rest[written:]
