"""A real terminal of the tests' own: the program runs in it, `pyte` reads what it painted."""

from __future__ import annotations

import os
import select
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import ptyprocess
import pyte

from canvas.files.journal.frames import frames
from canvas.files.journal.paths import journals_of
from canvas.files.journal.replay import replay
from tests.fork_server import ROOT, ForkedProcess, spawn
from tests.program_time import ProgramTime
from tests.waiting import PATIENCE

KEPT_SECONDS = 3.0
"""The most of the program's time until a key is in the journal; on a quiet machine it is a quarter of one."""


class Terminal:
    """A program in a pseudo-terminal."""

    def __init__(self, process: ptyprocess.PtyProcess | ForkedProcess, size: tuple[int, int]) -> None:
        self.process = process
        self.painted = pyte.Screen(*size)
        self.stream = pyte.ByteStream(self.painted)
        self.raw = b""

    def send(self, keys: str) -> None:
        """Type, as a terminal does."""
        self.process.write(keys.encode())

    def paste(self, text: str) -> None:
        """Paste in brackets, as a terminal does."""
        self.send(f"\x1b[200~{text}\x1b[201~")

    def resize(self, columns: int, lines: int) -> None:
        """Give the terminal another size, and tell the program with SIGWINCH."""
        self.painted.resize(lines, columns)
        self.painted.reset()
        self.process.setwinsize(lines, columns)

    @property
    def shown(self) -> str:
        """What is painted now."""
        return "\n".join(line.rstrip() for line in self.painted.display)

    @property
    def seconds_worked(self) -> float:
        """How much CPU time the program has used; where the system does not tell, the time of day instead."""
        try:
            fields = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2]
        except OSError:
            return time.monotonic()
        user, system = fields.split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")

    def until(self, holds: Callable[[], object]) -> None:
        """Read what the program paints until something holds; not for ever."""
        limit = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < limit, f"it never came to that:\n{self.shown}"
            self._read(0.05)

    def until_shown(self, *words: str) -> None:
        """Wait until some words are on the screen, however they are wrapped."""
        self.until(lambda: all(word in " ".join(self.shown.split()) for word in words))

    def until_kept(self, name: str, typed: str, program: int = 0) -> None:
        """Wait until the journal of a file in the current folder holds what is being typed, which is soon.

        ``program`` is the number of the program's process, where a shell is between.
        """
        written_at = 0.0  # as the disk has it: this process may have been held up since

        def is_kept() -> bool:
            nonlocal written_at
            for journal in map(Path, journals_of(os.path.realpath(name))):
                written_at = journal.stat().st_mtime
                found = replay(frames(journal.read_bytes()))
                if found and found.typed and found.typed.text == typed:
                    return True
            return False

        clock = ProgramTime(program or self.process.pid)
        began, began_at = clock.now, time.time()
        self.until(is_kept)
        assert min(clock.now - began, written_at - began_at) < KEPT_SECONDS, "it was kept too late"

    def look_into(self, key: str, *words: str) -> None:
        """Open a screen with a key, wait for its words, and leave it with escape."""
        self.send(key)
        self.until_shown(*words)
        self.send("\x1b")
        self.until(lambda: not any(word in " ".join(self.shown.split()) for word in words))

    def left(self) -> int:
        """Wait for the program to end; its exit code."""
        limit = time.monotonic() + PATIENCE
        while self.process.isalive():
            assert time.monotonic() < limit, f"it never ended:\n{self.shown}"
            self._read(0.05)
        while self._read(0.0):
            pass
        assert self.process.exitstatus is not None, f"killed by signal {self.process.signalstatus}"
        return int(self.process.exitstatus)

    def _read(self, seconds: float) -> bool:
        ready, _, _ = select.select([self.process.fd], [], [], seconds)
        if not ready:
            return False
        try:
            data = os.read(self.process.fd, 1 << 16)
        except OSError:  # the program has closed its end
            return False
        self.raw += data
        self.stream.feed(data)
        return bool(data)


@contextmanager
def terminal(
    *arguments: str,
    size: tuple[int, int] = (120, 40),
    path: Path | None = None,
    also: Mapping[str, str] | None = None,
    first: str = "",
    anew: bool = False,
) -> Iterator[Terminal]:
    """The program in a terminal of its own; it is ended when the test is over.

    Args:
        arguments: what stands after ``canvas`` on its command line.
        size: columns and lines.
        path: the folder that the package is in; this checkout where none is given.
        also: more of its environment.
        first: lines of Python that run before it.
        anew: whether a new interpreter runs it and imports everything, after those lines, as users start it.
    """
    columns, lines = size
    found = str(path or ROOT)
    environment = {
        **os.environ,
        "TERM": "xterm-256color",
        "PYTHONPATH": found,
        "TEXTUAL_ANIMATIONS": "none",
        **(also or {}),
    }
    process: ptyprocess.PtyProcess | ForkedProcess
    if anew or path:
        program = ("-c", f"{first}\nfrom canvas.cli import run\nrun()") if first else ("-m", "canvas")
        command = [sys.executable, "-P", *program, *arguments]
        process = ptyprocess.PtyProcess.spawn(command, dimensions=(lines, columns), env=environment)
    else:
        process = spawn(arguments, dimensions=(lines, columns), env=environment, first=first)
    try:
        yield Terminal(process, size)
    finally:
        process.close(force=True)
