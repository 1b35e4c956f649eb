"""An SVG picture of what is on a terminal.

It names no other file, no address and no folder of the machine that made it, and the same screen gives the
same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

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


def svg(title: str, strips: Sequence[Strip], ground: str) -> str:
    """A screen as the text of an SVG file.

    Args:
        title: what it shows, for whoever cannot see it.
        strips: its lines.
        ground: the colour behind all, as ``#rrggbb``.
    """
    drawing = Drawing()
    for number, strip in enumerate(strips):
        drawing.line(number, list(strip), ground)
    return drawing.svg(title, max(strip.cell_length for strip in strips), len(strips), ground)
