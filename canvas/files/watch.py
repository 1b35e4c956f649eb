"""Whether somebody else has written to a file that is open here."""

from __future__ import annotations

import os
import time
from typing import NamedTuple

from canvas.files import atomic_file

_SMALL = 256 * 1024
"""Up to this size the content itself is looked at each time: it costs less than a letter typed."""

_SELDOM = 5.0
"""After how many seconds the content of a larger file is looked at though nothing else tells of a change."""


class Look(NamedTuple):
    """What a look at a file has found.

    Attributes:
        data: what it holds, where that is something else than what is known; None otherwise.
        problem: why it cannot be read, as a sentence without its name; empty where it can.
        is_gone: whether there is no such file any more.
    """

    data: bytes | None = None
    problem: str = ""
    is_gone: bool = False


_SAME = Look()


class Watch:
    """Looks at one file from time to time. Its content is the judge: two may have one size and one time."""

    def __init__(self) -> None:
        self._marks: tuple[object, ...] = ()
        self._read = 0.0

    def look(self, path: str, known: bytes) -> Look:
        """Look at the file.

        Args:
            path: the file.
            known: what it should hold.
        """
        try:
            found = os.stat(path)
        except (FileNotFoundError, NotADirectoryError):
            return Look(is_gone=True)
        except (OSError, ValueError) as error:
            return Look(problem=f"it cannot be looked at ({getattr(error, 'strerror', error)}).")
        marks = (found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns, id(known))
        now = time.monotonic()
        if marks == self._marks and found.st_size > _SMALL and now - self._read < _SELDOM:
            return _SAME
        try:
            data = atomic_file.read(path)
        except atomic_file.DiskError as error:
            return Look(problem=str(error), is_gone=not os.path.lexists(path))
        self._marks, self._read = marks, now
        return _SAME if data == known else Look(data)
