"""How wide and how high the nine cells are: where there is much to read there is more room, within bounds.

No screen is needed. What the words need is estimated, not laid out: a canvas of thousands of statements costs
no more than what could be seen of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import product
from typing import NamedTuple

GUTTER = 1
"""The columns between two cells."""

_MIN_SHARE = 0.7
"""What a cell keeps of an even share, however little it says: a board is a map, and people will add to it."""
_MAX_SHARE = 1.5
"""What a cell gets at most, in even shares."""
_MIN_HEIGHT = 5
_MIN_UNEVEN_COLUMNS = 35
"""From how many columns a cell on columns may differ: narrower ones have nothing to give away, and the help
that lies over one of them counts on their being even."""
_WIDTH_CANDIDATES = 7
"""How many widths of a column are weighed against each other."""
_UNEVENNESS_COST = 0.02
"""What share of the words must come into sight to be worth a board whose columns differ by a whole share."""
_WRAP_LOSS = 0.07
"""What share of a line is lost because words are not broken."""


class GridSizes(NamedTuple):
    """The columns' widths and the rows' heights, in the terminal's columns and lines."""

    widths: tuple[int, ...]
    heights: tuple[int, ...]


Words = Sequence[Sequence[Sequence[int]]]
"""The lengths of each cell's statements, in columns; the cells row by row."""


def even_sizes(count: int, room: int, gutter: int = 0) -> tuple[int, ...]:
    """Parts of some room that differ by one at most, the larger ones first, with a gutter between them."""
    room = max(0, room - gutter * (count - 1))
    return tuple(room // count + (place < room % count) for place in range(count))


def grid_sizes(words: Words, width: int, height: int, *, margin: int) -> GridSizes:
    """The widths and heights with which most of the words are in sight; even ones where they do not matter.

    Args:
        words: the lengths of the statements of each cell.
        width: the board's columns.
        height: the board's lines; each cell spends one on its heading.
        margin: the columns of a cell without words.
    """
    columns, rows = len(words[0]), len(words)
    fair = even_sizes(columns, width, GUTTER)

    @cache
    def need(row: int, column: int, wide: int) -> tuple[int, ...]:
        return tuple(_filling(words[row][column], max(1, wide - margin), height))

    best, most = GridSizes(fair, even_sizes(rows, height)), -1.0
    total = sum(sum(need(row, column, fair[column])) for row in range(rows) for column in range(columns))
    if not total:
        return best
    for widths in _widths(fair):
        filled = [[need(row, column, widths[column]) for column in range(columns)] for row in range(rows)]
        heights, seen = _heights(filled, height)
        worth = seen / total - _UNEVENNESS_COST * (max(widths) - min(widths)) / fair[0]
        if worth > most:
            best, most = GridSizes(widths, heights), worth
    return best


def _filling(lengths: Sequence[int], wide: int, height: int) -> Iterator[int]:
    """How many columns of words stand on each line of a cell, as far as a board of that height could show."""
    room = height
    usable = max(1, int(wide * (1 - _WRAP_LOSS)))
    for length in lengths:
        if length <= wide:
            yield length
            room -= 1
        else:
            lines = -(-length // usable)
            yield from even_sizes(lines, length)
            room -= lines
        if room <= 0:
            return


def _widths(fair: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """The widths to try, the even ones first; each keeps the sum."""
    yield fair
    if fair[0] < _MIN_UNEVEN_COLUMNS:
        return
    least, most = round(fair[0] * _MIN_SHARE), round(fair[0] * _MAX_SHARE)
    step = max(1, (most - least) // (_WIDTH_CANDIDATES - 1))
    for first in product(range(least, most + 1, step), repeat=len(fair) - 1):
        last = sum(fair) - sum(first)
        if least <= last <= most:
            yield (*first, last)


def _heights(filled: Sequence[Sequence[Sequence[int]]], height: int) -> tuple[tuple[int, ...], int]:
    """The heights with which most is in sight, and how many columns of words that is.

    A line goes where it shows most; a line that shows nothing more anywhere goes to the lowest row.
    """
    fair = even_sizes(len(filled), height)
    least = min(fair[-1], max(_MIN_HEIGHT, round(fair[0] * _MIN_SHARE)))
    heights = [least] * len(filled)

    def shown(row: int, line: int) -> int:
        """What the cells of a row show on one line more; one is the heading's."""
        return sum(cell[line - 1] for cell in filled[row] if line - 1 < len(cell))

    for _ in range(height - least * len(filled)):
        open_rows = [row for row, high in enumerate(heights) if high < round(fair[0] * _MAX_SHARE)] or range(
            len(filled)
        )
        row = max(open_rows, key=lambda row: (shown(row, heights[row]), -heights[row], -row))
        heights[row] += 1
    seen = sum(sum(cell[: heights[row] - 1]) for row, cells in enumerate(filled) for cell in cells)
    return tuple(heights), seen
