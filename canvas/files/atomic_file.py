"""Atomic replacement of a file: a reader finds the old content or the new, in full.

The order is: a temporary file in the same folder, all bytes, ``fsync``, a comparison of the target with what
was opened, `os.replace`, ``fsync`` of the folder. An error before the replace leaves the old file; an error
after it becomes a warning. A temporary file whose ``fsync`` failed is never used again.
"""

from __future__ import annotations

import errno
import os
import stat
from typing import NamedTuple

from canvas.files import file_metadata, temp_files
from canvas.files.disk_errors import ELSEWHERE, ChangedError, DiskError, disk_error
from canvas.files.file_reading import read, require_regular_file, retry_interrupted
from canvas.files.replace_file import move_over, move_to_free_name, remove, sync_folder

UNCONFIRMED = "Saved, but the disk did not confirm that it would survive a power cut."

_MAX_SYMLINKS = 40
_NEW_FILE_MODE = 0o666
_WRITE_BITS = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


class Written(NamedTuple):
    """A file that was replaced.

    Attributes:
        path: the file, symbolic links followed.
        warnings: sentences for the user.
    """

    path: str
    warnings: tuple[str, ...] = ()


def replace(path: str, data: bytes, expected: bytes | None, *, mode: int = _NEW_FILE_MODE) -> Written:
    """Replace a file's content, or create the file: completely or not at all.

    Args:
        path: the file; a symbolic link is followed, not replaced.
        data: its new content.
        expected: the content that the file must have now; None where it must not exist.
        mode: the permissions of a new file, before the umask.

    Raises:
        ChangedError: where the file has another content, is gone, or exists when it should not.
        DiskError: where it cannot be written; the old file stays, unless its code is ``uncertain``.
    """
    try:
        target = retry_interrupted(lambda: _resolve_symlinks(path))
        temp_files.remove_stale(target)
        return retry_interrupted(lambda: _replace(target, data, expected, mode))
    except DiskError:
        raise
    except (OSError, ValueError) as error:
        raise disk_error(error, "written") from None


def _replace(target: str, data: bytes, expected: bytes | None, mode: int) -> Written:
    before = _stat_regular_file(target)
    _check_expected(target, before, expected)
    # Root may write to every file: only the mode shows that the file is read-only.
    if before and not (before.st_mode & _WRITE_BITS and os.access(target, os.W_OK)):
        raise DiskError(f"it is read-only; {ELSEWHERE}.", "read_only")
    new = temp_files.name_for(target)
    try:
        made, warnings = _write_temporary(new, data, before, target, mode)
        _check_expected(target, _stat_regular_file(target), expected)
        sure = (move_to_free_name if expected is None else move_over)(new, target, made)
    except BaseException:
        remove(new)
        raise
    if before and before.st_nlink > 1:
        warnings.append("The file had a second name (a hard link), which still holds the old version.")
    if not sync_folder(os.path.dirname(target)) or not sure:
        warnings.append(UNCONFIRMED)
    return Written(target, tuple(warnings))


def _resolve_symlinks(path: str) -> str:
    """Resolve symbolic links; the file itself need not exist.

    `os.path.realpath` takes a link that it cannot read for a file, which would then be replaced.
    """
    for _ in range(_MAX_SYMLINKS):
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


def _stat_regular_file(target: str) -> os.stat_result | None:
    try:
        return require_regular_file(os.stat(target))
    except FileNotFoundError:
        return None


def _check_expected(target: str, found: os.stat_result | None, expected: bytes | None) -> None:
    if expected is None:
        if found:
            raise ChangedError("there is a file of that name already.", "exists")
    elif not found:
        raise ChangedError("it is no longer there: it was moved or deleted since it was opened.", "gone")
    elif found.st_size != len(expected) or read(target) != expected:
        raise ChangedError("another program changed it since it was opened.", "changed")


def _write_temporary(
    new: str, data: bytes, before: os.stat_result | None, target: str, mode: int
) -> tuple[os.stat_result, list[str]]:
    """Write the temporary file; its status, and warnings about metadata that could not be copied."""
    handle = temp_files.create(new, 0o600 if before else mode)
    try:
        _write_all(handle, data)
        warnings = file_metadata.copy_metadata(handle, before, target) if before else []
        os.fsync(handle)
        return os.fstat(handle), warnings
    finally:
        os.close(handle)


def write_stream(path: str, data: bytes) -> None:
    """Write to a pipe, terminal or device directly; a pipe blocks until it has a reader.

    Raises `DiskError`, or `BrokenPipeError` where the reader closed the pipe.
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
