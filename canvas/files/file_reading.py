"""Reading of a file that another program may be writing: its bytes in full, or a sentence why not."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable
from typing import TypeVar

from canvas.files.disk_errors import DiskError, disk_error, file_type

MAX_FILE_BYTES = 16 * 1024 * 1024
"""The largest file that is read as a canvas."""

_READ_ATTEMPTS = 3  # of a file that another program is changing
_INTERRUPT_ATTEMPTS = 3
_TOO_LARGE = "it is far too large to be a canvas."

_Result = TypeVar("_Result")


def read(path: str) -> bytes:
    """Read all bytes of a regular file; `DiskError` where that is impossible or it is being written."""
    try:
        for attempt in range(_READ_ATTEMPTS):
            if attempt:
                time.sleep(0.02)
            data = retry_interrupted(lambda: _read(path))
            if data is not None:
                return data
    except DiskError:
        raise
    except (OSError, ValueError) as error:
        raise disk_error(error if path else ValueError(), "read") from None
    raise DiskError("another program is writing it; try again in a moment.", "busy")


def _read(path: str) -> bytes | None:
    """Read all bytes; None where the file changed meanwhile."""
    require_regular_file(os.stat(path))  # first, because opening a device can do something to it
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags | getattr(os, "O_NOCTTY", 0))
    try:
        before = require_regular_file(os.fstat(handle))
        if before.st_size > MAX_FILE_BYTES:
            raise DiskError(_TOO_LARGE, "too_large")
        data, most = b"", before.st_size or MAX_FILE_BYTES  # files of /proc report no size
        while len(data) <= most and (piece := os.read(handle, most + 1 - len(data))):
            data += piece
        after = os.fstat(handle)
    finally:
        os.close(handle)
    if len(data) > MAX_FILE_BYTES:
        raise DiskError(_TOO_LARGE, "too_large")
    same = (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)
    return data if same and len(data) == (after.st_size or len(data)) else None


def require_regular_file(found: os.stat_result) -> os.stat_result:
    """The status of a file, unless it is no regular one."""
    if not stat.S_ISREG(found.st_mode):
        raise DiskError(f"it is {file_type(found.st_mode)}, not a file.", "not_a_file")
    return found


def is_stream(path: str) -> bool:
    """Whether a path is a pipe, a terminal, a device or the like: neither a file nor a folder."""
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError):
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def retry_interrupted(call: Callable[[], _Result]) -> _Result:
    """Make a call, and retry it a few times where a signal interrupts it."""
    for _ in range(_INTERRUPT_ATTEMPTS - 1):
        try:
            return call()
        except InterruptedError:
            continue
    return call()
