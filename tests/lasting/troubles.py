"""What goes wrong around the boards: a disk that takes no journal or fails in a save, a process that dies."""

from __future__ import annotations

import errno
import os
import threading
from collections.abc import Callable
from contextlib import suppress
from random import Random
from typing import Any

import pytest

from canvas import workspace
from canvas.app import app
from canvas.app.board import screen
from canvas.app.screens import form
from canvas.files.journal import journal_file, locks, paths, recovery
from canvas.files.journal.locks import Held
from canvas.files.journal.writer import Journal
from tests.files.faults import Fault, Faulty

NEVER = 3600.0
SOON = 0.001
_TAKES = ("write", "fdatasync", "makedirs")
"""The calls by which a disk takes something in, but for the one that makes a file."""


class DeadError(BaseException):
    """The process in which this thread ran is no more."""


class Disk:
    """The module `os` as the journals have it.

    Attributes:
        error: the number of the error with which it takes nothing more; 0 while all is well.
        dead: the threads that may do nothing more, because their process was killed.
    """

    def __init__(self) -> None:
        self.error = 0
        self.dead: set[threading.Thread] = set()

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        right = getattr(os, name)
        if not callable(right):
            return right

        def call(*arguments: Any, **options: Any) -> Any:  # noqa: ANN401
            if threading.current_thread() in self.dead and name != "close":  # the system closes what is open
                raise DeadError
            makes = name == "open" and arguments[1] & os.O_CREAT
            if self.error and (name in _TAKES or makes):
                raise OSError(self.error, os.strerror(self.error))
            return right(*arguments, **options)

        return call


class Troubles:
    """All that can be made to go wrong, while this is open.

    Attributes:
        disk: the disk as the journals have it.
        fault: what goes wrong in the next save; None where nothing does.
        happened: whether it did.
        acting: the board that is acted on now, to which belongs what is opened.
    """

    def __init__(self, state: str, seed: int = 0) -> None:
        """Put everything in its place.

        Args:
            state: the folder for what the program keeps for itself.
            seed: makes the ids of the items, so that a run can be repeated.
        """
        self.disk = Disk()
        self.fault: Fault | None = None
        self.happened = False
        self.acting: object = None
        self.offered: list[recovery.RecoverableWork] = []
        self._held: list[tuple[object, Held]] = []
        self._patch = pytest.MonkeyPatch()
        self._patch.setenv("XDG_STATE_HOME", state)
        self._hurry()
        self._watch_files()
        self._chance(seed)
        for name in ("save", "save_as"):
            self._patch.setattr(workspace, name, self._in_trouble(getattr(workspace, name)))

    def close(self) -> None:
        """Give everything back."""
        self._patch.undo()

    def _hurry(self) -> None:
        """Let nothing wait for the clock that the machine does of its own accord."""
        self._patch.setattr(screen, "_POLL_SECONDS", NEVER)
        self._patch.setattr(workspace, "_HALF_WRITTEN_SECONDS", 0.0)
        self._patch.setattr(screen, "_RECOVERY_AFTER_SECONDS", SOON)
        self._patch.setattr(form, "_OFTEN", SOON * 20)
        self._patch.setattr(app, "force_exit_after", lambda _: None)  # it would end the tests as well

    def _chance(self, seed: int) -> None:
        chance, right, main = Random(seed), os.urandom, threading.current_thread()  # noqa: S311 - no secret

        def urandom(count: int) -> bytes:
            return chance.randbytes(count) if threading.current_thread() is main else right(count)

        self._patch.setattr(os, "urandom", urandom)

    def _watch_files(self) -> None:
        """Know who has which journal open, to close it when that process is killed."""
        troubles = self

        class Known(Held):
            def __init__(self, name: str, handle: int) -> None:
                super().__init__(name, handle)
                thread = threading.current_thread()
                troubles._held.append((thread if thread.name == "journal" else troubles.acting, self))

        for module in (journal_file, paths, locks):
            self._patch.setattr(module, "os", self.disk)
        for module in (journal_file, locks):
            self._patch.setattr(module, "Held", Known)
        write_on, left_behind = Journal._write_on, recovery.find_recoverable

        def until_death(journal: Journal) -> None:
            with suppress(DeadError):
                write_on(journal)

        def noted(path: str | None) -> list[recovery.RecoverableWork]:
            self.offered = left_behind(path)
            return list(self.offered)

        self._patch.setattr(Journal, "_write_on", until_death)
        self._patch.setattr(recovery, "find_recoverable", noted)

    def _in_trouble(self, right: Callable[..., Any]) -> Callable[..., Any]:
        def save(*arguments: Any, **options: Any) -> Any:  # noqa: ANN401
            if self.fault is None:
                return right(*arguments, **options)
            with Faulty(self.fault) as faulty:
                try:
                    return right(*arguments, **options)
                finally:
                    self.happened = self.happened or bool(faulty.failed)

        return save

    def kill(self, owner: object, journal: Journal) -> None:
        """Let a board's process die: its journal is written no more, and its locks are free."""
        thread = journal._thread
        with journal._turn:
            if thread:
                self.disk.dead.add(thread)
            journal._ends = True
            journal._turn.notify_all()
        if thread:
            thread.join()
        self.let_go(owner, journal)

    def let_go(self, owner: object, journal: Journal) -> None:
        """Close the files of a process that has ended, as the system does."""
        owners = (owner, journal._thread)
        for who, held in self._held:
            if who is not None and who in owners:
                held.release()
        self._held = [(who, held) for who, held in self._held if who not in owners]


JOURNAL_ERRORS = (errno.ENOSPC, errno.EIO, errno.EROFS, errno.EACCES)
"""With what a disk refuses a journal."""
