"""The programs that are measured from outside, and the environment in which they are started."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.canvases import file_of
from benchmarks.empty_app import SHOWN
from benchmarks.pty import Burst, Terminal
from canvas.exit_codes import FOUND
from canvas.model.schema import PANELS

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
"""The checkout."""

_IMPORT_ALL = """
import pkgutil
import canvas
for module in pkgutil.walk_packages(canvas.__path__, "canvas."):
    if not module.name.endswith("__main__"):
        try:
            __import__(module.name)
        except ImportError:  # of another platform, or of an extra
            pass
"""

_KEPT = ("PATH", "LANG", "LC_ALL", "TMPDIR")
_HEADINGS = (*(f"{panel.number} {panel.title}" for panel in PANELS), "Readiness")

QUIET = 0.3
"""For how many seconds nothing may be painted before a start is taken to be over."""


@dataclass(frozen=True, slots=True)
class Programs:
    """Starts programs with a home folder of their own.

    Each row needs its own: a program that was killed leaves unsaved work, and the next one with the same home
    would open on a question about it instead of the board.

    Attributes:
        folder: an existing, empty folder: HOME, and the place for canvases.
        cache: the folder for the bytecode of every module, so that neither its place nor its age matters.
    """

    folder: str
    cache: str

    @property
    def environment(self) -> dict[str, str]:
        """The whole environment of every program."""
        return {key: os.environ[key] for key in _KEPT if key in os.environ} | {
            "HOME": self.folder,
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "PYTHONPATH": ROOT,
            "PYTHONPYCACHEPREFIX": self.cache,
        }

    def canvas(self, items: int) -> str:
        """The path of a canvas file with so many items in each of the eight panels."""
        return file_of(items, self.folder)

    @classmethod
    def of_row(cls, name: str, folder: str) -> Programs:
        """The programs of a row, in a new folder below one that all rows share."""
        home = os.path.join(folder, name)
        os.mkdir(home)
        return cls(home, os.path.join(folder, "bytecode"))

    def board(self, path: str, *, quiet: float = QUIET) -> tuple[Terminal, Burst]:
        """Start the board on a canvas file; the program, and what it painted until it was finished."""
        return self._painted("from canvas.cli import run; run()", [path], _HEADINGS, quiet)

    def empty(self) -> tuple[Terminal, Burst]:
        """Start the empty app; the program, and what it painted until it was finished."""
        return self._painted("from benchmarks.empty_app import run; run()", [], (SHOWN,))

    def compile_all(self) -> None:
        """Write the bytecode of every module, as an installation does: no key compiles one."""
        self.run(_IMPORT_ALL)

    def run(self, code: str, *arguments: str, may_find: bool = False) -> None:
        """Run a program to its end, with nobody listening to it.

        Args:
            code: the program.
            arguments: its arguments.
            may_find: whether it may exit with `FOUND`.

        Raises:
            CalledProcessError: where it fails.
        """
        with open(os.devnull, "wb") as nowhere:
            done = subprocess.run(_python(code, arguments), env=self.environment, stdout=nowhere, check=False)
        if not (may_find and done.returncode == FOUND):
            done.check_returncode()

    def meeting(self, path: str, *arguments: str, quiet: float) -> tuple[Terminal, Burst]:
        """Start the board with a meeting beside it."""
        code = "from benchmarks.meeting_board import run; run()"
        return self._painted(code, [path, *arguments], _HEADINGS, quiet)

    def _painted(
        self, code: str, arguments: Sequence[str], words: tuple[str, ...], quiet: float = QUIET
    ) -> tuple[Terminal, Burst]:
        terminal = Terminal(_python(code, arguments), self.environment)
        try:
            return terminal, terminal.first(quiet=quiet).must_show(*words)
        except BaseException:
            terminal.end()
            raise


def _python(code: str, arguments: Sequence[str]) -> list[str]:
    """What the installed script ``canvas`` does, without the folder of scripts on the path of modules."""
    return [sys.executable, "-P", "-c", code, *arguments]
