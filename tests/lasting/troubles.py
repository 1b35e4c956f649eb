"""Fault injection around the boards: journals that cannot be written, saves that fail, processes that die."""

from __future__ import annotations

import errno
import os
import threading
from collections.abc import Callable
from contextlib import suppress
from random import Random
from typing import Any

import pytest

from canvas import workspace, workspace_recovery
from canvas.app import app
from canvas.app.board import screen as board_screen
from canvas.app.screens import form
from canvas.app.terminal import input_queue
from canvas.app.widgets import keys_line
from canvas.files import canvas_save
from canvas.files.journal import journal_file, locks, paths, recovery
from canvas.files.journal.locks import LockedFile
from canvas.files.journal.writer import Journal
from tests.files.faults import Fault, Faulty
from tests.waiting import PATIENCE

NEVER = 3600.0
SOON = 0.001
_TAKES = ("write", "fdatasync", "makedirs")
"""The calls by which a disk takes something in, but for the one that makes a file."""


class DeadError(BaseException):
    """Ends a thread whose process was killed."""


class Disk:
    """The module `os` for the journals, with faults.

    Attributes:
        error: the error of every write; 0 for none.
        dead: the threads of killed processes, which may do nothing more.
    """

    def __init__(self) -> None:
        self.error = 0
        self.dead: set[threading.Thread] = set()

    def __getattr__(self, name: str) -> Any:
        right = getattr(os, name)
        if not callable(right):
            return right

        def call(*arguments: Any, **options: Any) -> Any:
            if threading.current_thread() in self.dead and name != "close":  # the system closes what is open
                raise DeadError
            makes = name == "open" and arguments[1] & os.O_CREAT
            if self.error and (name in _TAKES or makes):
                raise OSError(self.error, os.strerror(self.error))
            return right(*arguments, **options)

        return call


class Troubles:
    """All injected faults, until it is closed.

    Attributes:
        disk: the disk of the journals.
        fault: the fault in the next save; None for none.
        happened: whether it was injected.
        acting: the number of the current board, which owns the files that are opened.
        offered: the unsaved work that was found last.
        searches: how often unsaved work was looked for.
    """

    def __init__(self, state: str, seed: int = 0) -> None:
        """Install the patches.

        Args:
            state: the folder for the state of the program.
            seed: the seed of the ids of items, so that a run can be repeated.
        """
        self.disk = Disk()
        self.fault: Fault | None = None
        self.happened = False
        self.acting: object = None
        self.offered: list[recovery.RecoverableWork] = []
        self.searches = 0
        self._held: list[tuple[object, LockedFile]] = []
        self._patch = pytest.MonkeyPatch()
        self._patch.setenv("XDG_STATE_HOME", state)
        self._hurry()
        self._watch_files()
        self._chance(seed)
        for name in ("save", "save_as"):
            self._patch.setattr(canvas_save, name, self._in_trouble(getattr(canvas_save, name)))

    def close(self) -> None:
        """Remove the patches."""
        self._patch.undo()

    def _hurry(self) -> None:
        """Replace timers by the steps of the machine."""
        self._patch.setattr(board_screen, "_POLL_SECONDS", NEVER)
        self._patch.setattr(workspace, "_HALF_WRITTEN_SECONDS", 0.0)
        self._patch.setattr(board_screen, "_RECOVERY_AFTER_SECONDS", SOON)
        self._patch.setattr(form, "_JOURNAL_INTERVAL_SECONDS", SOON * 20)
        self._patch.setattr(keys_line, "FADE_SECONDS", NEVER)
        # Nor does a busy machine decide what a key or a save does not wait for.
        self._patch.setattr(input_queue, "_MAX_WAIT_SECONDS", PATIENCE)
        self._patch.setattr(workspace, "_JOURNAL_SECONDS", PATIENCE)
        self._patch.setattr(app, "force_exit_after", lambda _: None)  # it would end the tests as well

    def _chance(self, seed: int) -> None:
        chance, right, main = Random(seed), os.urandom, threading.current_thread()  # noqa: S311 - no secret

        def urandom(count: int) -> bytes:
            return chance.randbytes(count) if threading.current_thread() is main else right(count)

        self._patch.setattr(os, "urandom", urandom)

    def _watch_files(self) -> None:
        """Record which board has which journal open, to close it when the board is killed."""
        troubles = self

        class Known(LockedFile):
            def __init__(self, name: str, handle: int) -> None:
                super().__init__(name, handle)
                thread = threading.current_thread()
                troubles._held.append((thread if thread.name == "journal" else troubles.acting, self))

        for module in (journal_file, paths, locks):
            self._patch.setattr(module, "os", self.disk)
        for module in (journal_file, locks):
            self._patch.setattr(module, "LockedFile", Known)
        write_on, find_recoverable = Journal._write_on, recovery.find_recoverable

        def until_death(journal: Journal) -> None:
            with suppress(DeadError):
                write_on(journal)

        def noted(path: str | None) -> list[recovery.RecoverableWork]:
            self.offered = find_recoverable(path)
            self.searches += 1
            return list(self.offered)

        self._patch.setattr(Journal, "_write_on", until_death)
        self._patch.setattr(workspace_recovery, "find_recoverable", noted)

    def _in_trouble(self, right: Callable[..., Any]) -> Callable[..., Any]:
        def save(*arguments: Any, **options: Any) -> Any:
            if self.fault is None:
                return right(*arguments, **options)
            with Faulty(self.fault) as faulty:
                try:
                    return right(*arguments, **options)
                finally:
                    self.happened = self.happened or bool(faulty.failed)

        return save

    def kill(self, owner: object, journal: Journal) -> None:
        """Kill the process of a board: its journal is not written any more, and its locks are released."""
        thread = journal._thread
        with journal._condition:
            if thread:
                self.disk.dead.add(thread)
            journal._ends = True
            journal._condition.notify_all()
        if thread:
            thread.join()
        self.let_go(owner, journal)

    def let_go(self, owner: object, journal: Journal) -> None:
        """Close the files of an ended process, as the system does."""
        owners = (owner, journal._thread)
        for who, held in self._held:
            if who is not None and who in owners:
                held.release()
        self._held = [(who, held) for who, held in self._held if who not in owners]


JOURNAL_ERRORS = (errno.ENOSPC, errno.EIO, errno.EROFS, errno.EACCES)
"""The errors with which writes of journals fail."""
