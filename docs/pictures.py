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
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock
from xml.sax.saxutils import escape, quoteattr

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from canvas.app.app import CanvasApp
from canvas.files.document import open_document
from canvas.resources import examples

EXAMPLE = "riverside-breakfast"
TODAY = date(2026, 11, 23)
RECENT = [f"partnerships/river/{EXAMPLE}.canvas.toml", "partnerships/coast/sallow-estuary.canvas.toml"]

CELL, LINE, SIZE, BASE, EDGE = 9.6, 20, 16, 15, 8
"""A cell's width and height, the size of its letters and where in it they stand, the edge round it all."""

FONTS = '"DejaVu Sans Mono", Menlo, Consolas, "Liberation Mono", monospace'

SHAPES = {
    "─": (0, 0.47, 1, 0.06),
    "│": (0.45, 0, 0.1, 1),
    "━": (0, 0.45, 1, 0.1),
    "▌": (0, 0, 0.5, 1),
    "▐": (0.5, 0, 0.5, 1),
    "▀": (0, 0, 1, 0.5),
    "▄": (0, 0.5, 1, 0.5),
    "█": (0, 0, 1, 1),
    "▎": (0, 0, 0.25, 1),
    "▊": (0, 0, 0.75, 1),
    "▔": (0, 0, 1, 0.125),
    "▁": (0, 0.875, 1, 0.125),
}
"""Characters that must touch their neighbours whatever the font: as rectangles, in parts of a cell."""

CORNERS = {"┌": (0.5, 0.5), "┐": (0, 0.5), "└": (0.5, 0), "┘": (0, 0)}
"""Where a corner's two arms begin, each half a cell long: the level one across, the upright one down."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture.

    Attributes:
        name: its file's name, without the ending.
        title: what it shows, for whoever cannot see it.
        size: the terminal's columns and lines.
        keys: the keys pressed first; one that begins with an apostrophe is text to type.
        opened: whether the example is open; else it is the start screen.
    """

    name: str
    title: str
    size: tuple[int, int]
    keys: Sequence[str] = ()
    opened: bool = True


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
    Picture("summary", "The summary before it is handed over", (100, 34), ("x",)),
    Picture("start", "What to open, where no file was named", (80, 24), opened=False),
)


@dataclass(slots=True)
class Drawing:
    """An SVG picture of a terminal while it grows.

    Attributes:
        looks: the class that stands for each look of letters, by its style sheet rule.
        parts: what has been drawn.
    """

    looks: dict[str, str] = field(default_factory=dict)
    parts: list[str] = field(default_factory=list)

    def line(self, number: int, segments: Sequence[Segment], ground: str) -> None:
        """Draw one line of the terminal: its grounds first, its letters over them."""
        cells: list[tuple[int, str, Style]] = []
        column = 0
        grounds: list[tuple[int, int, str]] = []
        underlined: list[tuple[int, int, str]] = []
        for text, style, _ in segments:
            known = style or Style()
            behind = _colour(known, ground=True)
            width = cell_len(text)
            if behind and behind != ground:
                if grounds and grounds[-1][1:] == (column, behind):
                    grounds[-1] = (grounds[-1][0], column + width, behind)
                else:
                    grounds.append((column, column + width, behind))
            cells.extend((column + at, word, known) for at, word in _words(text))
            if known.underline:
                underlined.append((column, column + width, _colour(known, ground=False)))
            column += width
        for start, end, behind in grounds:
            self._rectangle(start, number, (0, 0, end - start, 1), behind)
        for start, end, colour in underlined:
            self._rectangle(start, number, (0, 0.86, end - start, 0.05), colour)
        spans = "".join(self._word(number, *cell) for cell in cells)
        if spans:
            self.parts.append(f'<text y="{number * LINE + BASE}">{spans}</text>\n')

    def _word(self, number: int, column: int, word: str, style: Style) -> str:
        """A word as a part of its line; one that is drawn rather than written gives nothing."""
        colour = _colour(style, ground=False) or "#ffffff"
        if shape := SHAPES.get(word[0]):
            across, down, width, height = shape
            self._rectangle(column, number, (across, down, len(word) - 1 + width, height), colour)
            return ""
        if corner := CORNERS.get(word):
            level, upright = corner
            self._rectangle(column, number, (level, SHAPES["─"][1], 0.5, SHAPES["─"][3]), colour)
            self._rectangle(column, number, (SHAPES["│"][0], upright, SHAPES["│"][2], 0.53), colour)
            return ""
        rule = f"fill:{colour}"
        rule += ";font-weight:bold" if style.bold else ""
        rule += ";font-style:italic" if style.italic else ""
        look = self.looks.setdefault(rule, f"l{len(self.looks)}")
        return f'<tspan class="{look}" x="{_number(column * CELL)}">{escape(word)} </tspan>'

    def _rectangle(
        self, column: int, line: int, part: tuple[float, float, float, float], colour: str
    ) -> None:
        across, down, width, height = part
        x, y = _number((column + across) * CELL), _number((line + down) * LINE)
        size = f'width="{_number(width * CELL)}" height="{_number(height * LINE)}"'
        self.parts.append(f'<rect x="{x}" y="{y}" {size} fill="{colour}"/>\n')

    def svg(self, title: str, columns: int, lines: int, ground: str) -> str:
        """The whole file."""
        size = f'width="{_number(columns * CELL + 2 * EDGE)}" height="{lines * LINE + 2 * EDGE}"'
        rules = "\n".join(f".{name}{{{rule}}}" for rule, name in self.looks.items())
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-label={quoteattr(title)}>\n'
            f"<title>{escape(title)}</title>\n"
            f"<style>\ntext{{font:{SIZE}px {FONTS};white-space:pre}}\n{rules}\n</style>\n"
            f'<rect {size} rx="{EDGE}" fill="{ground}"/>\n'
            f'<g transform="translate({EDGE} {EDGE})" shape-rendering="crispEdges">\n'
            f"{''.join(self.parts)}</g>\n</svg>\n"
        )


def _words(text: str) -> Iterator[tuple[int, str]]:
    """The words of a text with the column where each begins; a character that is drawn is its own word.

    Words stand at their own columns, so that a font a little wider or narrower never shifts a line.
    """
    column = start = 0
    word = ""
    for char in text:
        if word and not _joins(word[-1], char):
            yield start, word
            word = ""
        if char != " ":
            start = start if word else column
            word += char
        column += cell_len(char)
    if word:
        yield start, word


def _joins(before: str, char: str) -> bool:
    """Whether a character belongs to the same word as the one before it."""
    if before in SHAPES:
        return char == before and SHAPES[char][2] == 1  # a bar that runs on
    return char != " " and char not in SHAPES and char not in CORNERS and before not in CORNERS


def _colour(style: Style, *, ground: bool) -> str:
    """A style's colour of the letters or of the ground behind them; empty where it has none."""
    asked = style.bgcolor if ground != bool(style.reverse) else style.color
    if asked is None or asked.is_default:
        return ""
    return asked.get_truecolor(foreground=not ground).hex


def _number(value: float) -> str:
    """A number as short as SVG lets it be."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


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
        await app.workers.wait_for_complete()
        await pilot.pause()
        # Textual's own pictures name fonts by address, and it offers no other way to what it painted.
        strips = app.screen._compositor.render_strips()  # noqa: SLF001
        ground = app.theme_variables["background"].lower()
    drawing = Drawing()
    for number, strip in enumerate(strips):
        drawing.line(number, list(strip), ground)
    return drawing.svg(picture.title, *picture.size, ground)


@contextlib.contextmanager
def folder_of_its_own() -> Iterator[None]:
    """A new folder with a few canvases as the one the program is in, and a list of recent ones made up."""
    before = Path.cwd()
    with TemporaryDirectory() as name:
        for example, folder in (("northmoor-retrofit-bid", ""), ("first-rung", "autumn")):
            Path(name, folder).mkdir(exist_ok=True)
            shutil.copy(examples()[example], Path(name, folder))
        os.chdir(name)
        try:
            with (
                mock.patch.dict(os.environ, {"TERM": "xterm-256color", "COLORTERM": "truecolor"}),
                mock.patch("canvas.files.recent.remember"),
                mock.patch("canvas.app.screens.start.recent", return_value=RECENT),
            ):
                os.environ.pop("NO_COLOR", None)
                yield
        finally:
            os.chdir(before)


def main(folder: Path) -> None:
    """Draw every picture into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    folder = folder.resolve()
    with folder_of_its_own():
        for picture in PICTURES:
            svg = asyncio.run(draw(picture))
            path = folder / f"{picture.name}.svg"
            path.write_text(svg, encoding="utf-8", newline="\n")
            print(f"{path.name}: {len(svg.encode()) // 1024} KiB")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "pictures")
