"""How many lines of a diff an edit is: ``python -m benchmarks.diff_size`` saves each one and asks git.

An edit of one thing should read as one thing when somebody looks at what a meeting changed. At the top, in
the middle and at the end of every panel of every worked example a statement with a kind and a status is
added, edited, moved to another panel and deleted; the worst of each is what counts.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from glob import glob
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.repository import ROOT, Repository, surroundings
from canvas.files.canvas_file import DocumentError, open_document
from canvas.files.canvas_save import save
from canvas.model.canvas import Canvas, Item
from canvas.model.edits import delete, move, set_item, set_status, set_text
from canvas.model.schema import PANEL_KEYS, PANELS
from canvas.model.types import ItemId, PanelKey

LIMITS: Final = {"edit": 2, "add": 6, "delete": 6, "move": 12}
"""How many lines, added and taken away together, each edit may be at most."""

_ID: Final = ItemId("zzzzz")
_SAID: Final = "What somebody said just now"


def sizes(folder: str) -> dict[str, dict[str, int]]:
    """The most lines of each edit, by the name of the example.

    Args:
        folder: an empty folder for the repository.

    Raises:
        DocumentError: where a save does not write the file line by line.
    """
    repository = Repository(folder, surroundings(folder))
    repository.git("init", "--quiet")
    for example in sorted(glob(os.path.join(ROOT, "examples", "*.canvas.toml"))):
        name = os.path.basename(example).partition(".")[0]
        canvas = open_document(example).canvas
        with open(example, encoding="utf-8", newline="") as file:
            text = file.read()
        for number, (panel, position) in enumerate(_places(canvas)):
            os.makedirs(os.path.join(folder, name, str(number)))
            begun = os.path.join(name, str(number), "add.canvas.toml")
            repository.write(begun, text)
            added = _with_one_more(canvas, panel, position)
            repository.git("add", begun)
            _save(os.path.join(folder, begun), added)
            for what, edited in _edits(added, panel):
                path = os.path.join(name, str(number), f"{what}.canvas.toml")
                repository.write(path, repository.read(begun))
                repository.git("add", path)
                _save(os.path.join(folder, path), edited)
    return _most(repository.git("diff", "--numstat").stdout)


def _places(canvas: Canvas) -> Iterator[tuple[PanelKey, int]]:
    """The top, the middle and the end of each panel."""
    for panel in PANEL_KEYS:
        count = len(canvas.panels[panel])
        yield from ((panel, position) for position in sorted({0, count // 2, count}))


def _with_one_more(canvas: Canvas, panel: str, position: int) -> Canvas:
    kinds = next(known.kinds for known in PANELS if known.key == panel)
    said = {"kind": kinds[0].key} if kinds else {"owner": "Ana"}
    item = Item(_ID, _SAID, {**said, "status": "agreed"})
    items = canvas.panels[panel]
    return canvas.with_items({panel: (*items[:position], item, *items[position:])})


def _edits(canvas: Canvas, panel: PanelKey) -> Iterator[tuple[str, Canvas]]:
    """What is done to the statement, each with a name that begins with that of its limit."""
    yield "edit-text", set_text(canvas, _ID, "What somebody said after that").canvas
    yield "edit-status", set_status(canvas, [_ID], "done").canvas
    yield "edit-owner", set_item(canvas, _ID, text=_SAID, changes={"owner": "Ben"}).canvas
    yield "delete", delete(canvas, [_ID]).canvas
    for step in (1, -1):
        other = PANEL_KEYS[(PANEL_KEYS.index(panel) + step) % len(PANEL_KEYS)]
        yield f"move-{other}", move(canvas, _ID, other).canvas


def _save(path: str, canvas: Canvas) -> None:
    """Save it as the program does.

    Raises:
        DocumentError: where the file had to be written anew.
    """
    saved = save(open_document(path), canvas)
    if saved.warnings:
        raise DocumentError(" ".join(saved.warnings))


def _most(numstat: str) -> dict[str, dict[str, int]]:
    """The most lines of each edit in what ``git diff --numstat`` says."""
    most: dict[str, dict[str, int]] = {}
    for line in numstat.splitlines():
        added, gone, path = line.split("\t")
        example, _, file = path.split("/")
        what = file.partition(".")[0].partition("-")[0]
        found = most.setdefault(example, dict.fromkeys(LIMITS, 0))
        found[what] = max(found[what], int(added) + int(gone))
    return most


def main() -> int:
    """Print the most lines of each edit; the exit code is 1 where any is more than it may be."""
    with TemporaryDirectory() as folder:
        found = sizes(folder)
    for example, most in found.items():
        print(f"{example}: " + ", ".join(f"{what} {most[what]} (at most {LIMITS[what]})" for what in LIMITS))
    return int(any(most[what] > limit for most in found.values() for what, limit in LIMITS.items()))


if __name__ == "__main__":
    raise SystemExit(main())
