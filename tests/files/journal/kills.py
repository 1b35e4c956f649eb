"""Boards that are killed at random moments of typing and saving.

``python -m tests.files.journal.kills 1000`` kills a thousand.

The board tells a file of its own what it is about to show, and what the journal said is safe. After the kill
the canvas that comes back must be one that was shown, and none older than the last that was safe.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, NamedTuple

from canvas.files.canvas_file import open_document
from canvas.files.canvas_save import save
from canvas.files.journal.recovery import find_recoverable, recovered
from canvas.files.journal.snapshot import Draft
from canvas.files.journal.writer import Journal
from canvas.model import edits
from canvas.model.canvas import Canvas
from canvas.model.types import ItemId, PanelKey
from tests.files.journal.screens import screen
from tests.waiting import PATIENCE

PANELS: tuple[PanelKey, ...] = ("beneficiaries", "vision", "roles")
BEGIN = """format = 1
title = "Killed"  # said by hand

[[vision]]
text = "An item without an id"

[[vision]]
text = "Another"
due = 2027-09-01

[[roles]]
id = "k7m2q"
text = "One with an id"
people = ["Ana", "Ben"]
"""


class Count(NamedTuple):
    """What a run of kills came to.

    Attributes:
        kills: how many times a board was killed.
        offered: how many times work was offered back.
        safe: how many states were acknowledged.
        shown: how many were shown.
        lost: kills after which an acknowledged state did not come back, in words.
    """

    kills: int
    offered: int
    safe: int
    shown: int
    lost: tuple[str, ...]


def run(folder: str, kills: int, seed: int) -> Count:
    """Kill boards on one file, one after the other; what comes back is worked on further."""
    path, log = os.path.join(folder, "killed.canvas.toml"), os.path.join(folder, "log")
    with open(path, "w", encoding="utf-8") as file:
        file.write(BEGIN)
    chance = random.Random(seed)  # noqa: S311 - nothing is kept secret by it
    offered = safe = shown = 0
    lost = []
    for number in range(kills):
        at_first = number % 4 == 0  # the others are killed once something was acknowledged
        begins = b"\n" if at_first else b"\nsafe "
        told = _killed(path, log, seed * 100_000 + number, begins, chance.uniform(0, 0.12))
        states, last = told
        safe, shown = safe + last[1], shown + len(states)
        document = open_document(path)
        found = find_recoverable(path)
        offered += bool(found)
        canvas = document.canvas
        if found:
            brought = recovered(found[0], document)
            canvas = brought.canvas
            if brought.conflicts or len(found) > 1:
                lost.append(f"kill {number}: {brought.conflicts} conflicts in {len(found)} journals")
        if screen(canvas) not in states[last[0] :]:
            lost.append(f"kill {number}: state {last[0]} of {len(states)} did not come back")
        for left in found:
            left.release()
        again = find_recoverable(path)
        if [screen(left.canvas) for left in again] != [screen(left.canvas) for left in found]:
            lost.append(f"kill {number}: the second recovery found something else")
        for left in again:
            left.release()
        save(document, canvas)
        if find_recoverable(path):
            lost.append(f"kill {number}: what was saved was offered again")
    return Count(kills, offered, safe, shown, tuple(lost))


def _killed(
    path: str, log: str, seed: int, begins: bytes, seconds: float
) -> tuple[list[Any], tuple[int, int]]:
    """Start a board and kill it.

    Args:
        path: the canvas.
        log: the file in which the board logs.
        seed: the seed of what the board does.
        begins: what the log must contain before the time to the kill begins.
        seconds: the time to the kill.

    Returns:
        What it showed, the last of it that was safe, and how many were.
    """
    with open(log, "wb"):
        pass
    child = os.fork()  # this process has no other thread: journals are only read here
    if not child:
        try:
            board = _Board(path, log, seed)
            while True:
                board.step()
        finally:
            os._exit(1)
    limit = time.monotonic() + PATIENCE
    while not ((logged := Path(log).read_bytes()) and begins in logged):
        assert time.monotonic() < limit, "the board never began"
        assert os.waitpid(child, os.WNOHANG) == (0, 0), "the board broke"
        time.sleep(0.002)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    states: list[Any] = []
    last = acknowledged = 0
    with open(log, encoding="utf-8") as file:
        for line in file:
            if not line.endswith("\n"):
                break
            if line.startswith("safe "):
                last, acknowledged = int(line[5:]), acknowledged + 1
            else:
                states.append(json.loads(line))
    return states, (last, acknowledged)


class _Board:
    """The board that is killed."""

    def __init__(self, path: str, log: str, seed: int) -> None:
        self.log = os.open(log, os.O_WRONLY | os.O_APPEND)
        self.chance = random.Random(seed)  # noqa: S311 - nothing is kept secret by it
        self.document = open_document(path)
        self.canvas = self.document.canvas
        self.journal = Journal()
        self.shown = -1
        self.show()

    def show(self, typing: Draft | None = None) -> None:
        """Show something, and have it kept."""
        told = json.dumps(screen(self.canvas, typing)) + "\n"
        os.write(self.log, told.encode())
        self.shown += 1
        self.journal.record(self.document, self.canvas, typing)

    def flush(self) -> None:
        """Wait until it is safe, and say so."""
        if self.journal.flush(10):
            os.write(self.log, f"safe {self.shown}\n".encode())

    def step(self) -> None:
        """Do one of the things that people do."""
        if len(self.canvas) < 2:
            self.edit(edits.add(self.canvas, "vision", ["One", "Two"]).canvas)
        do = self.chance.choice(
            (self.type, self.type, self.add, self.reword, self.delete, self.move, self.save, self.undo)
        )
        do()
        if self.chance.random() < 0.6:
            self.flush()

    def type(self) -> None:
        """Type letter by letter, a new statement or another wording."""
        panel = self.chance.choice(PANELS)
        items = self.canvas.panels[panel]
        item = self.chance.choice(items).id if items and self.chance.random() < 0.5 else None
        after = self.chance.choice(items).id if items and self.chance.random() < 0.5 else None
        text = ""
        for _ in range(self.chance.randint(1, 9)):
            text += self.chance.choice("abc é漢x")
            self.show(Draft(panel, text, item, None if item else after))
            if self.chance.random() < 0.3:
                self.flush()
        if text.strip() and item:
            self.canvas = edits.set_text(self.canvas, item, text).canvas
        elif text.strip():
            self.canvas = edits.add(self.canvas, panel, [text], after=after).canvas
        self.show()

    def add(self) -> None:
        """Paste some statements, now and then many."""
        many = 300 if self.chance.random() < 0.05 else self.chance.randint(1, 5)
        texts = [f"Pasted {self.chance.random()}" for _ in range(many)]
        self.edit(edits.add(self.canvas, self.chance.choice(PANELS), texts).canvas)

    def reword(self) -> None:
        """Say something otherwise."""
        self.edit(edits.set_text(self.canvas, self.any_id(), f"Said anew {self.chance.random()}").canvas)

    def delete(self) -> None:
        """Delete an item, or most of them where there are many."""
        ids = [item.id for _, item in self.canvas]
        self.edit(
            edits.delete(self.canvas, ids[: len(ids) - 20] if len(ids) > 60 else [self.any_id()]).canvas
        )

    def move(self) -> None:
        """Move an item anywhere."""
        panel, to = self.chance.choice(PANELS), self.chance.choice((None, 0, 1))
        self.edit(edits.move(self.canvas, self.any_id(), panel, to).canvas)

    def save(self) -> None:
        """Save, as a workspace does."""
        self.journal.flush(10)
        self.document = save(self.document, self.canvas).document
        self.show()

    def undo(self) -> None:
        """Take everything back."""
        self.edit(self.document.canvas)

    def any_id(self) -> ItemId:
        """The id of some item."""
        return self.chance.choice([item.id for _, item in self.canvas])

    def edit(self, canvas: Canvas) -> None:
        """Show what became of an edit."""
        self.canvas = canvas
        self.show()


def _main(arguments: list[str]) -> int:
    kills, seed = int(arguments[0]), int(arguments[1]) if arguments[1:] else 1
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_STATE_HOME"] = folder
        began = time.monotonic()
        count = run(folder, kills, seed)
        sys.stdout.write(
            f"{count.kills} kills in {time.monotonic() - began:.0f} s: {count.shown} states shown, "
            f"{count.safe} acknowledged, work offered {count.offered} times, {len(count.lost)} lost\n"
        )
    sys.stdout.write("".join(f"{line}\n" for line in count.lost))
    return 1 if count.lost else 0


if __name__ == "__main__":
    raise SystemExit(_main(sys.argv[1:]))
