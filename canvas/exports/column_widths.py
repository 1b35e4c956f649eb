"""Share out the width of a table among its columns, for formats that do not do so by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from canvas.exports.document import text_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from canvas.exports.document import Inline, Row, Table

_MAX_WORD = 16
_MAX_SHORT = 18
_PADDING = 3
_PAGE = 98
"""How many letters a row on A4 holds, about."""

_LOST = 3
"""How many letters a line has no room for, about, because a word is not broken."""

_STEP = 2

MAX_LINES_TOGETHER = 15
"""What is lower stays on one page."""


def column_widths(table: Table) -> list[float]:
    """The share of each column: room for a short text, or else the longest word, and then for low rows."""
    columns = [[row.cells[at] for row in table.rows] for at in range(len(table.columns))]
    long_words, short_texts, lengths = [], [], []
    for title, cells in zip(table.columns, columns, strict=True):
        lengths.append([len(text_of(cell)) for cell in cells])
        words = max(len(word) for word in (*title.split(), *map(_longest_word, cells), " "))
        long_words.append(min(_MAX_WORD, words) + _PADDING)
        longest = max(len(title), *lengths[-1], 0)
        short_texts.append(longest + _PADDING if longest <= _MAX_SHORT else long_words[-1])
    widths = short_texts if sum(short_texts) <= _PAGE * 2 / 3 else long_words
    rows = list(zip(*lengths, strict=True))
    while sum(widths) < _PAGE and (column := _column_to_widen(rows, widths)) is not None:
        widths[column] += _STEP
    spare = max(0, _PAGE - sum(widths)) / len(widths)
    return [(width + spare) / (sum(widths) + spare * len(widths)) for width in widths]


def stays_together(rows: Sequence[Row], widths: Sequence[float]) -> bool:
    """Whether a table is so low that it stays on one page."""
    letters = [round(width * _PAGE) for width in widths]
    lines = 0
    for row in rows:
        lines += max(map(lines_of, map(text_of, row.cells), letters))
        if lines > MAX_LINES_TOGETHER:
            return False
    return True


def lines_of(text: str, letters: int) -> int:
    """How many lines a text takes, about, where each holds so many letters."""
    return sum(1 + len(line) // max(1, letters) for line in text.split("\n"))


def _longest_word(cell: Inline) -> str:
    """The longest part of a cell that should not be broken; a day is one."""
    parts = (part for run in cell for part in ([run.text] if run.field == "due" else run.text.split()))
    return max(parts, key=len, default="")


def _column_to_widen(rows: list[tuple[int, ...]], widths: list[int]) -> int | None:
    """The column that makes rows high, and lower by most when it is wider; none where all texts fit."""
    gains = [0.0] * len(widths)
    for row in rows:
        lines = [
            length / max(1, width - _PADDING - _LOST) if length + _PADDING > width else 1
            for length, width in zip(row, widths, strict=True)
        ]
        highest = max(lines)
        if highest > 1:
            column = lines.index(highest)
            gains[column] += highest / widths[column]
    return gains.index(max(gains)) if any(gains) else None
