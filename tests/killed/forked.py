"""The program in a pseudo-terminal, forked from a process that has imported it, to save time."""

from __future__ import annotations

import fcntl
import gc
import os
import select
import signal
import struct
import termios
import time
import traceback
from collections.abc import Callable
from typing import NoReturn

import pyte

from canvas import cli
from canvas.app import app
from canvas.app.desktop import external_editor
from canvas.app.screens import form, recovery
from canvas.app.widgets import editor
from canvas.files import rewrite, text_merge
from canvas.files.journal import journal_file
from tests.program_time import ProgramTime
from tests.waiting import PATIENCE

IMPORTED = (app, external_editor, form, recovery, editor, text_merge, rewrite, journal_file)
"""The modules that the program imports late."""


class Forked:
    """A running program: its keyboard and its screen.

    Attributes:
        shown: the text on the screen.
        time: its clock.
    """

    def __init__(self, path: str, size: tuple[int, int]) -> None:
        columns, lines = size
        self._ours, theirs = os.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        self.process = os.fork()
        if not self.process:
            os.close(self._ours)
            _be_the_program(theirs, path)
        os.close(theirs)
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)
        self._lines = [""] * lines
        self.shown = ""
        self.time = ProgramTime(self.process)

    def send(self, keys: str) -> None:
        """Send keys."""
        os.write(self._ours, keys.encode())

    def read(self, until: float) -> bool:
        """Read its output until a time at most; whether there was any."""
        ready, _, _ = select.select([self._ours], [], [], max(0.0, until - time.monotonic()))
        if not ready:
            return False
        try:
            data = os.read(self._ours, 1 << 16)
        except OSError:  # it has ended, and its terminal with it
            time.sleep(max(0.0, min(0.01, until - time.monotonic())))
            return False
        self._stream.feed(data)
        for number in self._screen.dirty:
            row = self._screen.buffer[number]
            self._lines[number] = "".join(row[column].data for column in range(self._screen.columns))
        self._screen.dirty.clear()
        self.shown = "\n".join(self._lines)
        return True

    def until(self, holds: Callable[[], bool]) -> None:
        """Wait for a condition, with a limit."""
        limit = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < limit, f"it never came to that:\n{self.shown}"
            self.read(time.monotonic() + 0.05)

    def until_shown(self, *words: str) -> None:
        """Wait until some words are on the screen, however they are wrapped."""
        self.until(lambda: all(word in " ".join(self.shown.split()) for word in words))

    def kill(self) -> int:
        """Kill it; the signal that ended it, 0 where it had ended before."""
        os.kill(self.process, signal.SIGKILL)
        return self.ended()

    def ended(self) -> int:
        """Wait for its end; the signal that ended it, 0 for exit code 0, else -1."""
        limit = time.monotonic() + PATIENCE
        while not (found := os.waitpid(self.process, os.WNOHANG))[0]:
            assert time.monotonic() < limit, f"it never ended:\n{self.shown}"
            self.read(time.monotonic() + 0.002)
        os.close(self._ours)
        status = found[1]
        return os.WTERMSIG(status) if os.WIFSIGNALED(status) else -bool(status)


def _be_the_program(terminal: int, path: str) -> NoReturn:
    code = 70
    try:
        os.login_tty(terminal)
        gc.disable()  # as the program does at its start
        code = cli.main([path])
    except BaseException:  # noqa: BLE001 - nothing of it may go on in the fork
        os.write(2, traceback.format_exc().encode())
    finally:
        os._exit(code)
