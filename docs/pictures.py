"""The pictures in the documents, drawn from the program itself: ``python docs/pictures.py [FOLDER]``.

Each picture is an SVG file made from what the program really puts on a terminal of that size, on a fixed
day and in a folder of its own. The files name no other file, no address and no folder of the machine that
made them, and the same program gives the same bytes.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock

from drawing import svg

from canvas.app.app import CanvasApp
from canvas.bundled_files import examples
from canvas.exports import render_bytes
from canvas.exports.request import PictureSize
from canvas.exports.version_found import NO_VERSION
from canvas.files.canvas_file import open_document

EXAMPLE = "riverside-breakfast"
TODAY = date(2026, 11, 23)
_PATIENCE = 30.0
"""Seconds after which words that do not show are given up."""
RECENT = [f"partnerships/river/{EXAMPLE}.canvas.toml", "partnerships/coast/sallow-estuary.canvas.toml"]


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture.

    Attributes:
        name: its file's name, without the ending.
        title: what it shows, for whoever cannot see it.
        size: the terminal's columns and lines.
        keys: the keys pressed first; one that begins with an apostrophe is text to type.
        opened: whether the example is open; else it is the start screen.
        shows: words that come late, and are waited for.
    """

    name: str
    title: str
    size: tuple[int, int]
    keys: Sequence[str] = ()
    opened: bool = True
    shows: str = ""


PICTURES = (
    Picture("board", "A whole partnership on one screen", (120, 40)),
    Picture("board-small", "The same board on a terminal of 80 columns and 24 lines", (80, 24)),
    Picture("board-light", "The board in its light theme", (120, 40), ("T",)),
    Picture(
        "typing",
        "A new statement is typed into a panel",
        (100, 30),
        ("4", "a", "'Whoever is asked says yes or no within a week"),
    ),
    Picture("form", "Every field of one item", (100, 34), ("2", "down", "down", "down", "e")),
    Picture(
        "summary",
        "The summary before it is handed over",
        (100, 34),
        ("x",),
        shows="At a glance",
    ),
    Picture("start", "What to open, where no file was named", (80, 24), opened=False),
)


async def draw(picture: Picture) -> str:
    """The picture as the text of an SVG file."""
    document = open_document(examples()[EXAMPLE]) if picture.opened else None
    app = CanvasApp(document, today=TODAY)
    async with app.run_test(size=picture.size) as pilot:
        await pilot.pause()
        for key in picture.keys:
            if key.startswith("'"):
                await pilot.press(*("space" if char == " " else char for char in key[1:]))
            else:
                await pilot.press(key)
            await pilot.pause()
        limit = time.monotonic() + _PATIENCE
        while True:
            await app.workers.wait_for_complete()
            await pilot.pause()
            # Textual's own pictures name fonts by address, and it offers no other way to what it painted.
            strips = app.screen._compositor.render_strips()  # noqa: SLF001
            if any(picture.shows in strip.text for strip in strips):
                break
            if time.monotonic() > limit:
                raise TimeoutError(f"{picture.name}: {picture.shows!r} never showed")
        ground = app.theme_variables["background"].lower()
    return svg(picture.title, strips, ground)


@contextlib.contextmanager
def folder_of_its_own() -> Iterator[None]:
    """A new folder with a few canvases as the one the program is in, and a list of recent ones made up."""
    before = Path.cwd()
    with TemporaryDirectory() as name:
        for example, folder in (("northmoor-retrofit-bid", ""), ("first-rung", "autumn")):
            Path(name, folder).mkdir(exist_ok=True)
            shutil.copy(examples()[example], Path(name, folder))
        os.chdir(name)
        # Unsaved work, of whoever draws or of the picture before, would be offered over the board.
        own = {f"XDG_{kind}_HOME": str(Path(name, ".own")) for kind in ("STATE", "CONFIG", "DATA")}
        try:
            with (
                mock.patch.dict(os.environ, {"TERM": "xterm-256color", "COLORTERM": "truecolor", **own}),
                mock.patch("canvas.files.recent.remember"),
                mock.patch("canvas.app.screens.start.recent", return_value=RECENT),
                mock.patch("canvas.app.screens.export.last_choice", return_value=None),
                mock.patch("canvas.app.screens.export_preview.committed_version", return_value=NO_VERSION),
            ):
                os.environ.pop("NO_COLOR", None)
                yield
        finally:
            os.chdir(before)


def main(folder: Path) -> None:
    """Draw every picture into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    folder = folder.resolve()
    for picture in PICTURES:
        with folder_of_its_own():
            drawn = asyncio.run(draw(picture))
        path = folder / f"{picture.name}.svg"
        path.write_text(drawn, encoding="utf-8", newline="\n")
        print(f"{path.name}: {len(drawn.encode()) // 1024} KiB")
    export(folder)


def export(folder: Path) -> None:
    """The exports that a README can show: the board as a picture, and, with pdftoppm, a page of the PDF."""
    canvas = open_document(examples()[EXAMPLE]).canvas
    wall = render_bytes("svg", canvas, today=TODAY, size=PictureSize(1200, 675))
    (folder / "wall.svg").write_bytes(wall)
    if program := shutil.which("pdftoppm"):
        options = ("-png", "-r", "60", "-f", "1", "-l", "1", "-gray", "-singlefile")
        pdf = render_bytes("pdf", canvas, today=TODAY)
        subprocess.run([program, *options, "-", str(folder / "page")], input=pdf, check=True)  # noqa: S603 - ours


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "pictures")
