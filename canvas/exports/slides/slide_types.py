"""Slides and their entries, and how entries that do not fit on one slide are paginated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import Final, NamedTuple

from canvas.exports.slides.layout import Line

COLUMN_GAP: Final = 4
"""Columns of the screen between two columns of entries."""


class Entry(NamedTuple):
    """Lines that stand together on a slide.

    Attributes:
        lines: its lines; the first begins with its symbol, where it has one.
        item: the id of the item it shows; empty where it shows none that can be acted upon.
    """

    lines: tuple[Line, ...]
    item: str = ""


class Part(NamedTuple):
    """A part of one row of a slide.

    Attributes:
        x: where it begins, counted from the left edge of the slide.
        entry: the number of its entry; None for the head and for blank lines.
        line: what stands there.
    """

    x: int
    entry: int | None
    line: Line


class Slide(NamedTuple):
    """One screen.

    Attributes:
        section: what it belongs to: the key of a panel, or a section of `canvas.exports.slides.slide_text`.
        page: its position among the slides of its section, from 0.
        pages: the number of slides of the section.
        head: the lines above the entries, with a blank one below them.
        entries: its entries, in reading order.
        gap: the number of blank lines between two entries.
        width: the columns that it takes.
        second: the number of the first entry of a second column; None where there is one column.
    """

    section: str
    page: int
    pages: int
    head: tuple[Line, ...]
    entries: tuple[Entry, ...]
    gap: int = 1
    width: int = 0
    second: int | None = None

    @property
    def column(self) -> int:
        """The columns of the screen that a column of entries takes."""
        return self.width if self.second is None else (self.width - COLUMN_GAP) // 2

    @property
    def rows(self) -> Iterator[tuple[int | None, Line]]:
        """Every line in reading order with the number of its entry; None for the head and for blank lines."""
        for row in self.laid_out:
            yield row[0][1:]
        yield from (row[1][1:] for row in self.laid_out if len(row) > 1)

    @property
    def laid_out(self) -> Iterator[tuple[Part, ...]]:
        """Every row of the screen, in two parts where there are two columns."""
        for line in self.head:
            yield (Part(0, None, line),)
        left = list(_column(self.entries[: self.second], 0, self.gap))
        if self.second is None:
            yield from ((Part(0, number, line),) for number, line in left)
            return
        right = _column(self.entries[self.second :], self.second, self.gap)
        for (number, line), (other, beside) in zip_longest(left, right, fillvalue=(None, ())):
            yield Part(0, number, line), Part(self.column + COLUMN_GAP, other, beside)

    @property
    def height(self) -> int:
        """The number of rows."""
        columns = (self.entries[: self.second], () if self.second is None else self.entries[self.second :])
        return len(self.head) + max(height_of(entries, self.gap) for entries in columns)

    @property
    def items(self) -> tuple[str, ...]:
        """The ids of the items on it."""
        return tuple(entry.item for entry in self.entries if entry.item)


def _column(entries: Iterable[Entry], first: int, gap: int) -> Iterator[tuple[int | None, Line]]:
    """The lines of entries below one another, each with the number of its entry."""
    for number, entry in enumerate(entries, first):
        if number > first:
            yield from ((None, ()) for _ in range(gap))
        for line in entry.lines:
            yield number, line


def height_of(entries: Sequence[Entry], gap: int) -> int:
    """The lines of entries below each other, with so many blank ones between them."""
    return sum(len(entry.lines) for entry in entries) + gap * max(0, len(entries) - 1)
