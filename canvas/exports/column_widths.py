"""Share out the width of a table among its columns, for formats that do not do so by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from canvas.exports.document import text_of

if TYPE_CHECKING:
    from canvas.exports.document import Table

_MAX_WORD = 16
_MAX_SHORT = 18
_MAX_TEXT = 90
_PADDING = 3
_PAGE = 98
"""How many letters a row on A4 holds, about."""


def column_widths(table: Table) -> list[float]:
    """The share of each column: room for a short text, or else for the longest word, and more for more."""
    texts = [
        [title, *(text_of(row.cells[at]) for row in table.rows)] for at, title in enumerate(table.columns)
    ]
    words = [max(len(word) for text in each for word in text.split() or [""]) for each in texts]
    lengths = [max(map(len, each)) for each in texts]
    long_words = [min(_MAX_WORD, word) + _PADDING for word in words]
    short_texts = [
        length + _PADDING if length <= _MAX_SHORT else least
        for length, least in zip(lengths, long_words, strict=True)
    ]
    least = short_texts if sum(short_texts) <= _PAGE * 2 / 3 else long_words
    wanted = [max(each, min(_MAX_TEXT, length)) for each, length in zip(least, lengths, strict=True)]
    extra = [want - each for want, each in zip(wanted, least, strict=True)]
    spare = max(0, _PAGE - sum(least))
    shares = [
        each + spare * (more / sum(extra) if sum(extra) else 1 / len(least))
        for each, more in zip(least, extra, strict=True)
    ]
    return [share / sum(shares) for share in shares]
