"""The result of a review as an SVG picture: each statement with a dot for every answer, its range and middle.

It names no font, file or address. Levels go from the worst on the left to the best on the right.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from canvas.exports.opening import title_of
from canvas.exports.picture.svg_text import escaped, number, rectangle, text_lines
from canvas.exports.picture.text_width import text_width, wrap
from canvas.exports.review_result import TITLE, facts, level_rows, round_line, talk_word
from canvas.model.review import panels_ranked, results
from canvas.model.sanitize import visible_line
from canvas.model.schema import BY_KEY

if TYPE_CHECKING:
    from canvas.exports.request import PictureSize
    from canvas.model.canvas import Canvas
    from canvas.model.review import Result, Round

_WIDTH, _HEIGHT = 1600, 900  # the size at which the lengths below are pixels
_EDGE, _GAP, _HEAD = 36, 28, 88
_TITLE, _SAYS, _FACTS, _LEVEL = 32, 18, 14, 12
_DOT: Final = 6.5
_COLUMNS: Final = 2
_GROUND, _CELL, _RULE, _INK, _QUIET, _TALK, _MARK = (
    "#f6f4ee", "#ffffff", "#d8d4c8", "#101418", "#3a424b", "#8a100a", "#0b4c24",
)  # fmt: skip


def render(canvas: Canvas, round_: Round, size: PictureSize) -> str:
    """A round that is revealed as an SVG document."""
    return _Picture(canvas, round_, size).svg()


class _Picture:
    """One picture while it is laid out; lengths are in pixels of the chosen size."""

    def __init__(self, canvas: Canvas, round_: Round, size: PictureSize) -> None:
        self.title = f"{title_of(canvas)}: {TITLE[:1].lower()}{TITLE[1:]}"
        self.told = round_line(canvas, round_)
        self.invited = round_.invited
        self.found = [result for _, found in panels_ranked(results(canvas, round_)) for result in found]
        self.width, self.height = size
        self.scale = min(self.width / _WIDTH, self.height / _HEIGHT)
        self.cell_width = (self.width - self._at(2 * _EDGE + _GAP)) / _COLUMNS

    def _at(self, length: float) -> float:
        return length * self.scale

    def svg(self) -> str:
        """The whole document."""
        said = [f"{visible_line(each.statement.says)} {facts(each, self.invited)}" for each in self.found]
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{self.width}" height="{self.height}" '
            f'viewBox="0 0 {self.width} {self.height}" role="img" font-family="sans-serif">\n'
            f"<title>{escaped(self.title)}</title>\n"
            f"<desc>{escaped('. '.join((self.told, *said)))}</desc>\n"
        )
        parts = [rectangle(0, 0, self.width, self.height, _GROUND), *self._head(), *self._cells()]
        return head + "".join(parts) + "</svg>\n"

    def _head(self) -> Iterator[str]:
        left, room = self._at(_EDGE), self.width - self._at(2 * _EDGE)
        for text, size, at, colour in (
            (self.title, _TITLE, _EDGE + 22, _INK),
            (self.told, _FACTS + 3, _EDGE + 46, _QUIET),
        ):
            is_title = size == _TITLE
            words = wrap(text, room / self._at(size), 1, bold=is_title)
            yield text_lines(words, left, self._at(at), self._at(size), colour, bold=is_title, to_left=False)

    def _cells(self) -> Iterator[str]:
        rows = -(-len(self.found) // _COLUMNS)
        top, gap = self._at(_HEAD + 8), self._at(_GAP / 2)
        height = (self.height - top - self._at(_EDGE) - gap * max(0, rows - 1)) / max(1, rows)
        for place, result in enumerate(self.found):
            column, row = divmod(place, rows)
            x = self._at(_EDGE) + column * (self.cell_width + self._at(_GAP))
            yield from self._cell(result, x, top + row * (height + gap), height)

    def _cell(self, result: Result, x: float, y: float, height: float) -> Iterator[str]:
        yield rectangle(x, y, self.cell_width, height, _CELL, f' rx="{number(self._at(6))}" stroke="{_RULE}"')
        inset, scale = self._at(14), min(1.0, height / self._at(96))
        left, room = x + inset, self.cell_width - 2 * inset
        small, size = self._at(_FACTS) * scale, self._at(_SAYS) * scale
        word = talk_word(result)
        told = f"{BY_KEY[result.statement.panel].title} · {facts(result, self.invited)}"
        told += f" · {word}: talk about it" if word else ""
        line = wrap(told, room / small, 1, bold=bool(word))
        base = y + inset * 0.6 + small
        yield text_lines(line, left, base, small, _TALK if word else _QUIET, bold=bool(word), to_left=False)
        says = wrap(visible_line(result.statement.says), room / size, 1)
        yield text_lines(says, left, base + size * 1.35, size, _INK)
        if result.is_shown:
            yield from self._strip(result, left, y + height - self._at(_LEVEL + 12) * scale, room, scale)

    def _strip(self, result: Result, x: float, y: float, room: float, scale: float) -> Iterator[str]:
        """The levels side by side, their dots above the line; the range is thick, the middle a stroke."""
        levels = result.statement.levels
        band, thin = room / len(levels), self._at(1.5)
        yield rectangle(x, y, room, thin, _RULE)
        if found := result.levels:
            start, end = (x + band * (level - 0.5) for level in (found[0], found[-1]))
            yield rectangle(start, y - thin, max(end - start, thin), thin * 3, _QUIET)
        if result.middle is not None:
            middle = x + band * (result.middle - 0.5)
            yield rectangle(middle - thin, y - self._at(15) * scale, 2 * thin, self._at(20) * scale, _TALK)
        size = self._at(_LEVEL) * scale
        for at, row in enumerate(level_rows(result)[: len(levels)]):
            centre, count = x + band * (at + 0.5), len(row.dots)
            radius = min(self._at(_DOT) * scale, band / (2.4 * max(1, count)))
            for dot in range(count):
                place = centre + (dot - (count - 1) / 2) * radius * 2.3
                yield (
                    f'<circle cx="{number(place)}" cy="{number(y - radius * 1.6)}" r="{radius:.2f}" '
                    f'fill="{_MARK}"/>\n'
                )
            words = wrap(f"{at + 1} {row.words}", band / size - 1, 1)
            start = centre - text_width("".join(words)) * size / 2
            yield text_lines(words, start, y + size * 1.5, size, _QUIET, to_left=False)
