"""The file, the boards that are open on it, and the invariants.

Each statement has a unique word, such as ``w0001``. A word that was on a screen for 250 ms must be in the
file, in a journal or in a backup from then on, until a user removes it. Instead of waiting 250 ms, the
journal is flushed.
"""

from __future__ import annotations

import asyncio
import gc
import os
import shutil
import tempfile
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

from canvas.files.journal import paths
from canvas.files.journal.frames import frames
from canvas.files.journal.rebuild import with_draft
from canvas.files.journal.replay import Replayed, replay
from canvas.model.canvas import Canvas
from tests.files.journal.screens import screen
from tests.lasting.boards import Board, read, words
from tests.lasting.troubles import Troubles
from tests.waiting import PATIENCE

START = (
    b'format = 1\ntitle = "Small"\n\n# what they want\n[[vision]]\nid = "aaaaa"\ntext = "w0001 first"\n'
    b'\n[[vision]]\ntext = "w0002 second"\nstatus = "agreed"\n\n[[roles]]\nid = "ccccc"\ntext = "w0003"\n'
)
_FIRST_FREE = 4
_QUICK = "/dev/shm"  # noqa: S108 - a folder of one's own in it; a disk in memory takes everything at once


class LostError(AssertionError):
    """A word is lost."""


class LieError(AssertionError):
    """A message is wrong or missing."""


@dataclass
class Count:
    """The figures of some runs."""

    runs: int = 0
    steps: int = 0
    kills: int = 0
    saves: int = 0
    faults: int = 0
    outside: int = 0
    recoveries: int = 0
    lost: int = 0
    lies: int = 0

    def __str__(self) -> str:
        return (
            f"{self.runs} runs, {self.steps} steps, {self.kills} kills, {self.saves} saves, "
            f"{self.faults} faults, {self.outside} outside edits, {self.recoveries} recoveries, "
            f"{self.lost} lost, {self.lies} lies"
        )


class World:
    """One run.

    Attributes:
        path: the file.
        holds: the expected bytes of the file; None where it must not exist.
        versions: all former contents of the file.
        boards: the running programs.
        seen: the words that were on a screen long enough.
        gone: the words that a user removed.
        troubles: the injected faults.
        count: the figures.
        log: the steps, for the analysis of a failure.
    """

    def __init__(self, count: Count) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="lasting-", dir=_QUICK if os.path.isdir(_QUICK) else None))
        self.path = self.folder / "small.canvas.toml"
        self.path.write_bytes(START)
        self.holds: bytes | None = START
        self.versions = [START]
        self.troubles = Troubles(str(self.folder / "state"))
        self._runner = asyncio.Runner(loop_factory=asyncio.new_event_loop)
        self.loop = self._runner.get_loop()
        self.boards: list[Board] = []
        self.seen = words(START)
        self.gone: set[str] = set()
        self.count = count
        self.log: list[str] = []
        self._number = _FIRST_FREE
        self._opened = 0

    def close(self) -> None:
        """End all of it."""
        try:
            for board in self.boards:
                board.leave()
        finally:
            self._runner.close()  # with whatever is still left to run in it
            self.troubles.close()
            shutil.rmtree(self.folder)
            gc.unfreeze()  # each program that starts takes all there is for its own

    def word(self) -> str:
        """Make up a new word."""
        self._number += 1
        return f"w{self._number - 1:04}"

    # Boards

    def open(self) -> Board:
        """Open the file on another board, and wait until it has looked for unsaved work."""
        self._opened += 1
        self.troubles.acting = self._opened
        self.troubles.offered = []
        searches = self.troubles.searches
        board = Board(self.loop, self.path, f"board {self._opened}")
        self.troubles.acting = board.number = self._opened
        self.boards.append(board)
        board.until(lambda: self.troubles.searches > searches and not board.it.app.is_operating)
        board.do(board.it._turns_taken)
        return board

    def close_board(self, board: Board) -> None:
        """Wait for the end of a program, and close its files."""
        self.boards.remove(board)
        board.leave()
        self.troubles.let_go(board.number, board.session.journal)

    def kill(self, board: Board) -> None:
        """Kill a program."""
        self.count.kills += 1
        self.troubles.kill(board.number, board.session.journal)
        self.close_board(board)

    def edit(
        self,
        board: Board,
        act: Callable[[], object],
        *,
        takes: Collection[str] = (),
        brings: Collection[str] = (),
    ) -> None:
        """Do something on a board that is at most one edit.

        Args:
            board: the board.
            act: does it.
            takes: the words that may disappear.
            brings: the words that must be there afterwards.
        """
        self.troubles.acting = board.number
        history = board.session.history
        shown, said, depth = board.words, words(screen(board.canvas)), len(history.done)
        act()
        now, says = board.words, words(screen(board.canvas))
        lost = shown - now
        if lost - set(takes):
            raise LostError(f"{board.name}: {sorted(lost - set(takes))} went from the screen")
        if set(brings) - now:
            raise LostError(f"{board.name}: {sorted(set(brings) - now)} never came to the screen")
        if len(history.done) > depth:
            board.done.append((said - says, says - said))
            board.undone.clear()
        self.dropped(board, lost)

    def dropped(self, board: Board, lost: set[str]) -> None:
        """Record words that a user removed from a board."""
        board.dropped |= lost
        self.gone |= lost

    # The file

    def on_disk(self) -> bytes | None:
        """The content of the file; None where it does not exist."""
        try:
            return self.path.read_bytes()
        except FileNotFoundError:
            return None

    def wrote(self, data: bytes | None) -> None:
        """Record the new expected content of the file."""
        self.gone |= words(self.holds) - words(data)
        self.holds = data
        if data is not None:
            self.versions.append(data)

    # What is kept

    def journals(self) -> list[tuple[str, Replayed, Canvas]]:
        """The content of all journals, by name."""
        found = []
        for name in paths.all_journals():
            work = replay(frames(Path(name).read_bytes()))
            if work and work.canvas:
                found.append((name, work, with_draft(work.canvas, work.typed, work.opened)))
        return found

    def kept(self) -> set[str]:
        """The words in the file, in journals and in backups."""
        found = words(self.holds)
        for _, _, canvas in self.journals():
            found |= words(screen(canvas))
        for name in os.listdir(self.folder):
            if name.endswith(".bak"):
                found |= words((self.folder / name).read_bytes())
        return found

    # What must hold after each step

    def check(self) -> None:
        """Look at everything."""
        if self.on_disk() != self.holds:
            raise LostError("the file is neither what it was nor what was saved")
        healthy = not self.troubles.disk.error
        for board in self.boards:
            if not board.session.journal.flush(PATIENCE) and healthy:
                raise LostError(f"{board.name}: the journal was not written")
        kept, screens = self.kept(), [screen(canvas) for _, _, canvas in self.journals()]
        for board in self.boards:
            if error := board.it.app._exception:
                raise error
            shown = board.words
            fresh = (shown - board.before) | (board.unsafe & shown)
            # A word in the journal of another board is not safe by that: a merge may remove it there.
            board.unsafe = set() if healthy else fresh - words(self.holds)
            # With nothing changed, all that it shows is of the file: what others have taken from there is
            # gone, though an undo has brought it back, now or while something was changed.
            of_the_file = set() if board.session.is_changed else words(board.session.document.data)
            self.gone = self.gone - (fresh - board.unsafe) | (of_the_file - words(self.holds))
            missing = shown - kept - self.gone
            if missing and healthy:
                raise LostError(f"{board.name}: {sorted(missing)} is on the screen and kept nowhere")
            self._check_kept_in_full(board, screens, healthy=healthy)
            self._check_mark(board)
            self.seen |= shown & kept - board.unsafe
            board.before = shown
            board.dropped -= shown
        if lost := self.seen - self.gone - kept:
            raise LostError(f"{sorted(lost)} was on a screen, and is nowhere")

    @staticmethod
    def _check_kept_in_full(board: Board, screens: list[list[object]], *, healthy: bool) -> None:
        """Content that differs from its file, or has none, must be in a journal exactly."""
        if not healthy or board.mode == "form":
            return
        if board.shown not in screens and board.is_unsaved:
            raise LostError(f"{board.name}: no journal says what it shows")

    @staticmethod
    def _check_mark(board: Board) -> None:
        """The board says “unsaved” exactly where something is not saved."""
        file = read(board.session.document.data)
        same = file is not None and screen(board.canvas) == screen(file)
        if "* unsaved" not in board.top and not same:
            raise LieError(f"{board.name}: something is not saved, and no mark tells")
        if "* unsaved" in board.top and same and not board.session.is_unsaved:
            raise LieError(f"{board.name}: all is saved, and a mark says otherwise")
