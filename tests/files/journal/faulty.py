"""An operating system whose calls fail, and a disk that forgets what it was not told to keep."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import pytest

from canvas.files.journal import paths

CALLS = (
    *("open", "write", "fdatasync", "fsync", "close", "stat", "fstat", "lstat"),
    *("chmod", "fchmod", "unlink", "rename", "ftruncate", "makedirs", "flock"),
)
"""Every call of the operating system on a journal's way to the disk."""

MODULES = ("journal_file", "paths", "locks")


class PowerCutError(BaseException):
    """Nothing more happens."""


class Faulty:
    """The modules `os` and `fcntl`, some of whose calls fail.

    Attributes:
        fails: the number of the call that fails, from 0; -1 where none does.
        number: the number of the error; None where the power is cut.
        for_ever: whether all later calls of that name fail too; where the power is cut they all do.
        calls: the calls there were.
    """

    def __init__(self, fails: int = -1, number: int | None = None, *, for_ever: bool = False) -> None:
        self.fails = fails
        self.number = number
        self.for_ever = for_ever
        self.calls: list[str] = []
        self.opened: dict[int, str] = {}
        self.synced: dict[str, bytes] = {}
        self.durable: set[str] = set()
        self.went: dict[str, bytes] = {}

    def __getattr__(self, name: str) -> Any:
        if name not in CALLS:
            return getattr(fcntl if name.startswith("LOCK_") else os, name)
        return lambda *args, **options: self._call(name, *args, **options)

    def _call(self, name: str, *args: Any, **options: Any) -> Any:
        self.calls.append(name)
        number = len(self.calls) - 1
        after = 0 <= self.fails < number
        if number == self.fails or (after and self.number is None) or (
            after and self.for_ever and name == self.calls[self.fails]
        ):  # fmt: skip
            if self.number is None:
                raise PowerCutError
            if name == "close":  # a handle is closed even where closing fails
                os.close(args[0])
            raise OSError(self.number, "broken")
        self._before(name, *args)
        slow = name in ("fsync", "fdatasync")  # what they would do is noted below
        found = None if slow else getattr(fcntl if name == "flock" else os, name)(*args, **options)
        self._after(name, found, *args)
        return found

    def _before(self, name: str, *args: str) -> None:
        if name == "unlink" and args[0] in self.durable:
            self.went[args[0]] = self.synced.get(args[0], b"")

    def _after(self, name: str, found: Any, *args: Any) -> None:
        if name == "open":
            self.opened[found] = args[0]
        elif name == "close":
            self.opened.pop(args[0], None)
        elif name == "fdatasync":
            with open(self.opened[args[0]], "rb") as file:
                self.synced[self.opened[args[0]]] = file.read()
        elif name == "fsync":
            self.durable = set(paths.all_journals())
            self.went.clear()
        elif name == "ftruncate":
            self.synced[self.opened[args[0]]] = b""

    def cut(self, *, come_back: bool) -> None:
        """Leave on the disk what a power cut would.

        Args:
            come_back: whether files that went, without a word that it should last, are there again.
        """
        for handle in self.opened:
            with suppress(OSError):
                os.close(handle)
        for name in paths.all_journals():
            if name not in self.durable:
                os.unlink(name)
                continue
            with open(name, "wb") as file:
                file.write(self.synced.get(name, b""))
        for name, data in self.went.items() if come_back else ():
            with open(name, "wb") as file:
                file.write(data)


@contextmanager
def patched(faulty: Faulty) -> Iterator[None]:
    """Let the journal's modules have that for their operating system."""
    with pytest.MonkeyPatch.context() as patch:
        for module in MODULES:
            patch.setattr(f"canvas.files.journal.{module}.os", faulty)
        patch.setattr("canvas.files.journal.locks.fcntl", faulty)
        yield
