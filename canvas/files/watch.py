"""Polling of the open file for changes that other programs make to it."""

from __future__ import annotations

import os
import time
from typing import NamedTuple

from canvas.files import file_reading
from canvas.files.disk_errors import DiskError

_ALWAYS_READ_BYTES = 256 * 1024
"""Up to this size the content is compared at each poll, which costs less than a key press."""

_LARGE_FILE_SECONDS = 5.0
"""The interval for larger files whose status has not changed."""


class Look(NamedTuple):
    """The result of a poll.

    Attributes:
        data: the content, where it differs from what is known; None otherwise.
        problem: why it cannot be read, as a sentence without the file's name; empty where it can.
        is_gone: whether the file no longer exists.
    """

    data: bytes | None = None
    problem: str = ""
    is_gone: bool = False


_UNCHANGED = Look()


class Watch:
    """Polls one file. Contents are compared, since a change may keep both size and time stamp."""

    def __init__(self) -> None:
        self._signature: tuple[object, ...] = ()
        self._read_at = 0.0

    def look(self, path: str, known: bytes) -> Look:
        """Compare the file with its known content."""
        try:
            found = os.stat(path)
        except (FileNotFoundError, NotADirectoryError):
            return Look(is_gone=True)
        except (OSError, ValueError) as error:
            return Look(problem=f"it cannot be looked at ({getattr(error, 'strerror', error)}).")
        times = found.st_mtime_ns, found.st_ctime_ns
        signature = (found.st_dev, found.st_ino, found.st_size, times, id(known))
        now = time.monotonic()
        is_large = found.st_size > _ALWAYS_READ_BYTES
        if is_large and signature == self._signature and now - self._read_at < _LARGE_FILE_SECONDS:
            return _UNCHANGED
        try:
            data = file_reading.read(path)
        except DiskError as error:
            return Look(problem=str(error), is_gone=not os.path.lexists(path))
        self._signature, self._read_at = signature, now
        return _UNCHANGED if data == known else Look(data)
