"""The time of a program, without that in which it waited for a processor."""

from __future__ import annotations

import os
import time
from contextlib import suppress


class ProgramTime:
    """A clock that stands still while a program waits for a processor, where the system counts that."""

    def __init__(self, pid: int) -> None:
        self._threads = f"/proc/{pid}/task"
        self._waited = 0

    @property
    def now(self) -> float:
        """Seconds since some moment; the clock is never ahead of one that only other programs hold up."""
        waited = 0
        with suppress(OSError):
            for thread in os.listdir(self._threads):
                with open(f"{self._threads}/{thread}/schedstat", encoding="ascii") as file:
                    waited += int(file.read().split()[1])
        self._waited = max(self._waited, waited)  # threads that have ended are counted no more
        return time.monotonic() - self._waited / 1e9
