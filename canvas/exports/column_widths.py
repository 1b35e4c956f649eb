"""Share out the width of a table among its columns, for formats that do not do so by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from canvas.exports.document import text_of

if TYPE_CHECKING:
    from canvas.exports.document import Table

_MAX_WORD = 16
_MAX_TEXT = 60
_PADDING = 2


def column_widths(table: Table) -> list[float]:
    """The share of each column: at least its longest word, and more for those that hold more text."""
    columns = [
        [title, *(text_of(row.cells[at]) for row in table.rows)] for at, title in enumerate(table.columns)
    ]
    least = [
        min(_MAX_WORD, max(len(word) for text in texts for word in text.split() or [""])) + _PADDING
        for texts in columns
    ]
    wanted = [
        max(minimum, min(_MAX_TEXT, max(map(len, texts))))
        for minimum, texts in zip(least, columns, strict=True)
    ]
    extra = [want - minimum for want, minimum in zip(wanted, least, strict=True)]
    page = max(sum(least), 90)  # a line of A4 has some ninety letters
    spare = page - sum(least)
    shares = [
        minimum + spare * (more / sum(extra) if sum(extra) else 1 / len(least))
        for minimum, more in zip(least, extra, strict=True)
    ]
    return [share / sum(shares) for share in shares]
