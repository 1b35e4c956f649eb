"""The time of a program, without that in which it waited for a processor."""

from __future__ import annotations

import os
import time
from contextlib import suppress


class ProgramTime:
    """A clock that stands still while a program waits for a processor or a disk, where the system tells.

    The system counts a wait for a processor once it is over, and none for a disk: a thread that waits at two
    looks and did not run between is taken to have waited all the time, so that one has to look often.
    """

    def __init__(self, pid: int) -> None:
        self._threads = f"/proc/{pid}/task"
        self._waited = 0.0
        self._waiting: dict[str, tuple[str, float]] = {}  # by thread: what was counted, and since when

    @property
    def now(self) -> float:
        """Seconds since some moment; the clock is never ahead of one that only other programs hold up."""
        now, waited = time.monotonic(), 0.0
        with suppress(OSError):
            for thread in os.listdir(self._threads):
                counted = _read(f"{self._threads}/{thread}/schedstat")
                waited += int(counted.split()[1]) / 1e9
                if _read(f"{self._threads}/{thread}/stat").rpartition(")")[2].split()[0] not in "RD":
                    self._waiting.pop(thread, None)
                    continue
                before, since = self._waiting.get(thread, ("", now))
                if counted != before:
                    self._waiting[thread] = counted, now
                else:
                    waited += now - since
        self._waited = max(self._waited, waited)  # threads that have ended are counted no more
        return now - self._waited


def _read(path: str) -> str:
    with open(path, encoding="ascii", errors="replace") as file:
        return file.read()
