"""How wide and how high the nine cells are: even columns, and rows that are higher where more is to be read.

No screen is needed. What the words need is estimated, not laid out: a canvas of thousands of statements costs
no more than what could be seen of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

_MIN_SHARE = 0.8
"""What a row keeps of an even share, however little it says: a board is a map, and people will add to it."""
_MAX_SHARE = 1.3
"""What a row gets at most, in even shares."""
_MIN_HEIGHT = 5
_TALL_BOARD_LINES = 32
"""From how many lines on all rows can be read at once; on a lower board the row one works in grows."""
_NAMING_SHARE = 9
"""One line in so many stays with each other row of a low board: at least the heading and what follows."""
_LINES_TO_WRITE = 12
"""Lines beyond its words that the working row of a low board has: it does not grow while people type."""
_MIN_AIRY_LINES = 4
"""How many lines a cell has at least below a heading with a blank line under it."""
_WRAP_LOSS = 0.07
"""What share of a line is lost because words are not broken."""

TRAY_COLUMNS = 44
"""The columns of the tray of a meeting, where it stands beside the board."""

TRAY_MIN_COLUMNS = 110
"""The least columns of a terminal in which it does."""


class GridSizes(NamedTuple):
    """The widths of the columns, the heights of the rows, and which rows have a blank line to spare."""

    widths: tuple[int, ...]
    heights: tuple[int, ...]
    airy: tuple[bool, ...] = ()


Words = Sequence[Sequence[Sequence[int]]]
"""The lengths of each cell's statements, in columns; the cells row by row."""


def even_sizes(count: int, room: int) -> tuple[int, ...]:
    """Parts of some room that differ by one at most, the larger ones first."""
    return tuple(room // count + (place < room % count) for place in range(count))


def grows(height: int) -> bool:
    """Whether a board of so many lines is too low for all its rows, so that the one in use grows."""
    return height < _TALL_BOARD_LINES


def grid_sizes(words: Words, width: int, height: int, *, margin: int, working: int) -> GridSizes:
    """Even widths, and the heights with which most of the words are in sight.

    Args:
        words: the lengths of the statements of each cell.
        width: the board's columns.
        height: the board's lines; each cell spends one on its heading.
        margin: the columns of a cell without words.
        working: the row that the cursor is in.
    """
    widths = even_sizes(len(words[0]), width)
    filled = [
        [tuple(_filling(cell, max(1, wide - margin), height)) for cell, wide in zip(row, widths, strict=True)]
        for row in words
    ]
    heights = _working_heights(filled, height, working) if grows(height) else _heights(filled, height)
    airy = tuple(
        all(max(len(cell), _MIN_AIRY_LINES) + 1 < high for cell in row)
        for row, high in zip(filled, heights, strict=True)
    )
    return GridSizes(widths, heights, airy)


def _working_heights(filled: Sequence[Sequence[Sequence[int]]], height: int, working: int) -> tuple[int, ...]:
    """The lines that the working row needs, at least an even share; the others keep what names them."""
    count = len(filled)
    least = max(2, height // _NAMING_SHARE)
    needed = 1 + max(map(len, filled[working])) + _LINES_TO_WRITE
    high = min(max(needed, even_sizes(count, height)[0]), height - least * (count - 1))
    others = iter(even_sizes(count - 1, height - high))
    return tuple(high if row == working else next(others) for row in range(count))


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


def _heights(filled: Sequence[Sequence[Sequence[int]]], height: int) -> tuple[int, ...]:
    """The heights with which most is in sight.

    A line goes where it shows most; a line that shows nothing more anywhere goes to the lowest row.
    """
    fair = even_sizes(len(filled), height)
    least = min(fair[-1], max(_MIN_HEIGHT, round(fair[0] * _MIN_SHARE)))
    heights = [least] * len(filled)

    def shown(row: int, line: int) -> int:
        """What the cells of a row show on one line more; one is the heading's."""
        return sum(cell[line - 1] for cell in filled[row] if line - 1 < len(cell))

    rows = range(len(filled))
    for _ in range(height - least * len(filled)):
        open_rows = [row for row in rows if heights[row] < round(fair[0] * _MAX_SHARE)] or rows
        row = max(open_rows, key=lambda row: (shown(row, heights[row]), -heights[row], -row))
        heights[row] += 1
    return tuple(heights)
