"""The rows of the table: what is measured, how, and what it must be at most."""

from __future__ import annotations

import os
import shutil
import tomllib
from collections.abc import Callable
from itertools import cycle
from statistics import median
from typing import Final

import tomli_w

from benchmarks.canvases import file_of, text_of
from benchmarks.document_rows import DOCUMENT_ROWS
from benchmarks.figures import Figure, Row, against, milliseconds, percentile_95
from benchmarks.git_rows import GIT_ROWS
from benchmarks.meet_rows import MEET_ROWS
from benchmarks.programs import ROOT, Programs
from benchmarks.register_rows import REGISTER_ROWS
from benchmarks.repository import Repository, surroundings
from canvas.files.canvas_file import from_bytes, open_document
from canvas.files.canvas_save import save
from canvas.model.edits import set_text

_ITEMS_TO_START, _ITEMS_TO_WORK, _ITEMS_IN_FILE = 50, 500, 1250
_ITEMS_TO_PRESENT, _STARTS = 100, 40
_QUIET_KEY = 0.1
_IDLE_LOADING = 8
"""Seconds after which the board has loaded what it loads while nobody types, on a busy machine too."""
_KEYS = 90
_ENTER, _DOWN, _TAB = b"\r", b"\x1b[B", b"\t"
_TYPED = "Two trainees from Northbank cook with us every school morning until the end of June"

EXAMPLE = os.path.join(ROOT, "examples", "riverside-breakfast.canvas.toml")
"""The canvas that is exported."""

_LATER_COMMITS = 20
"""Commits that git walks from the latest one back to that of the canvas."""


def start(programs: Programs) -> Row:
    """From nothing to the finished board."""
    path = programs.canvas(_ITEMS_TO_START)

    def ours() -> float:
        terminal, burst = programs.board(path)
        with terminal:
            return burst.seconds * 1000

    def theirs() -> float:
        terminal, burst = programs.empty()
        with terminal:
            return burst.seconds * 1000

    ratio, detail = against(11, ours, theirs)
    title = "cold start to the finished board (8 × 50 items, real pty, 120×40) against an empty Textual app"
    return Row(title, (Figure(ratio, 1.4),), detail)


def keys(programs: Programs) -> Row:
    """From a key to the frame that answers it: the cursor, and a letter of a new item."""
    terminal, _ = programs.board(programs.canvas(_ITEMS_TO_WORK))
    with terminal:
        terminal.settle(1)  # what the board brings in once it shows
        downs = [terminal.press(_DOWN, quiet=_QUIET_KEY).must_show("▌").seconds * 1000 for _ in range(_KEYS)]
        terminal.press(b"a", quiet=2 * _QUIET_KEY)
        letters = [
            terminal.press(letter.encode(), quiet=_QUIET_KEY).must_show(letter).seconds * 1000
            for letter in _TYPED
        ]
        terminal.press(_ENTER, quiet=_QUIET_KEY).must_show(_TYPED.split(maxsplit=1)[0])
    figures = [
        Figure(figure(measured), limit, "ms", of, statistic)
        for of, measured in (("cursor", downs), ("letter", letters))
        for figure, limit, statistic in ((median, 10, "median"), (percentile_95, 16, "95th percentile"))
    ]
    title = "cursor move and typed letter to finished frame, 8 × 500 items, median / 95th percentile"
    return Row(title, tuple(figures), f"{len(downs)} and {len(letters)} keys")


def panel(programs: Programs) -> Row:
    """From the tabulator to the frame with the next panel."""
    terminal, _ = programs.board(programs.canvas(_ITEMS_TO_WORK))
    with terminal:
        terminal.settle(1)
        tabs = [terminal.press(_TAB, quiet=_QUIET_KEY).must_show("─").seconds * 1000 for _ in range(_KEYS)]
    figure = Figure(percentile_95(tabs), 16, "ms", statistic="95th percentile")
    title = "next panel to finished frame, 8 × 500 items, 95th percentile"
    return Row(title, (figure,), f"{len(tabs)} keys, median {median(tabs):.1f} ms")


def ready(programs: Programs) -> Row:
    """From a key that changes a status to the frame in which the ninth cell has followed it."""
    terminal, _ = programs.board(programs.canvas(_ITEMS_TO_WORK))
    with terminal:
        terminal.settle(1)
        keys = [
            terminal.press(b" ", quiet=_QUIET_KEY).must_show("agreed").seconds * 1000 for _ in range(_KEYS)
        ]
    figure = Figure(percentile_95(keys), 16, "ms", statistic="95th percentile")
    title = "status changed to finished frame with the ninth cell, 8 × 500 items, 95th percentile"
    return Row(title, (figure,), f"{len(keys)} keys, median {median(keys):.1f} ms")


def present(programs: Programs) -> Row:
    """From a key to the frame: the presentation's first slide, and the next one."""
    terminal, _ = programs.board(programs.canvas(_ITEMS_TO_PRESENT))
    starts: list[float] = []
    with terminal:
        terminal.settle(1)
        for _ in range(_STARTS):
            starts.append(terminal.frame(b"p", "Partners", "leave", quiet=_QUIET_KEY) * 1000)
            terminal.frame(b"p", "Readiness", quiet=5 * _QUIET_KEY)
        terminal.frame(b"p", "Partners", quiet=2 * _QUIET_KEY)
        terminal.frame(b"1", "1 of ", quiet=_QUIET_KEY)
        slides = [terminal.frame(b" ", " of ", quiet=_QUIET_KEY) * 1000 for _ in range(_KEYS)]
        last = terminal.frame(b"9", "Agreed", quiet=_QUIET_KEY) * 1000
    figures = [
        Figure(percentile_95(measured), 33, "ms", of, "95th percentile")
        for of, measured in (("start", starts), ("next slide", slides))
    ]
    title = "presentation: start and next slide to the frame that shows it, 8 × 100 items, 95th percentile"
    detail = (
        f"{len(starts)} starts, the first {starts[0]:.0f} ms, median {median(starts):.1f} ms; "
        f"{len(slides)} slides, median {median(slides):.1f} ms; to the end, once, {last:.0f} ms"
    )
    return Row(title, tuple(figures), detail)


def export(programs: Programs) -> Row:
    """A whole process that writes a summary and asks git which version it is of."""
    repository = Repository(os.path.join(programs.folder, "river"), surroundings(programs.folder))
    os.mkdir(repository.path)
    repository.git("init", "--quiet")
    shutil.copy(EXAMPLE, repository.path)
    repository.commit("Begin")
    for number in range(_LATER_COMMITS):
        repository.write("minutes.txt", f"Meeting {number}\n")
        repository.commit(f"Minutes {number}")
    path = os.path.join(repository.path, os.path.basename(EXAMPLE))

    def ours() -> float:
        return milliseconds(lambda: programs.run("from canvas.cli import run; run()", "export", path))

    def theirs() -> float:
        return milliseconds(lambda: programs.run("import argparse, tomllib, tomli_w"))

    ratio, detail = against(21, ours, theirs)
    title = (
        "`canvas export` of an example in a repository to Markdown, whole process, against "
        '`python -c "import argparse, tomllib, tomli_w"`'
    )
    return Row(title, (Figure(ratio, 1.4),), detail)


def check(programs: Programs) -> Row:
    """A whole process that checks a canvas."""

    def ours() -> float:
        return milliseconds(
            lambda: programs.run("from canvas.cli import run; run()", "check", EXAMPLE, may_find=True)
        )

    def theirs() -> float:
        return milliseconds(lambda: programs.run("import argparse, tomllib, tomli_w"))

    ratio, detail = against(21, ours, theirs)
    title = '`canvas check`, whole process, against `python -c "import argparse, tomllib, tomli_w"`'
    return Row(title, (Figure(ratio, 1.5),), detail)


def load(_: Programs) -> Row:
    """Ten thousand items from their bytes."""
    text = text_of(_ITEMS_IN_FILE)
    data = text.encode()

    def ours() -> float:
        return milliseconds(lambda: from_bytes(data, "measured"))

    def theirs() -> float:
        return milliseconds(lambda: tomllib.loads(text))

    ratio, detail = against(7, ours, theirs)
    return Row("load 10,000 items against `tomllib.loads` of the same text", (Figure(ratio, 2),), detail)


def save_one(programs: Programs) -> Row:
    """Ten thousand items to the disk, one of them reworded."""
    document = open_document(file_of(_ITEMS_IN_FILE, programs.folder))
    item = document.canvas.panels["roles"][_ITEMS_IN_FILE // 2]
    wordings = cycle((f"{item.text} (reworded)", item.text))

    def ours() -> float:
        nonlocal document
        before, edited = document, set_text(document.canvas, item_id=item.id, text=next(wordings)).canvas
        took = milliseconds(lambda: save(before, edited))
        document = open_document(before.path or "")
        if document.canvas != edited:
            raise ValueError("the save that was timed did not save")
        return took

    def theirs() -> float:
        return milliseconds(lambda: tomli_w.dumps(tomllib.loads(document.text)))

    ratio, detail = against(7, ours, theirs)
    title = "save after one edit among 10,000 items against `tomllib.loads` + `tomli_w.dumps`"
    return Row(title, (Figure(ratio, 2),), detail)


def memory(programs: Programs) -> Row:
    """What the board holds in memory once it is at rest."""
    path = programs.canvas(_ITEMS_TO_WORK)

    def ours() -> float:
        terminal, _ = programs.board(path)
        with terminal:
            terminal.settle(_IDLE_LOADING)
            return terminal.resident() / 2**20

    def theirs() -> float:
        terminal, _ = programs.empty()
        with terminal:
            terminal.settle(1)
            return terminal.resident() / 2**20

    ratio, detail = against(3, ours, theirs, unit="MiB")
    title = "resident memory at 8 × 500 items against an empty Textual app"
    return Row(title, (Figure(ratio, 1.4),), detail)


ROWS: Final[dict[str, Callable[[Programs], Row]]] = {
    "start": start,
    "keys": keys,
    "panel": panel,
    "ready": ready,
    "present": present,
    "export": export,
    **DOCUMENT_ROWS,
    "check": check,
    "load": load,
    "save": save_one,
    "memory": memory,
    **MEET_ROWS,
    **REGISTER_ROWS,
    **GIT_ROWS,
}
"""Each row by the word that asks for it, in the order of the table."""
