"""Slides and their entries, and how entries that do not fit on one slide are paginated."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
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
        return len(self.head) + max(_height(entries, self.gap) for entries in columns)

    @property
    def items(self) -> tuple[str, ...]:
        """The ids of the items on it."""
        return tuple(entry.item for entry in self.entries if entry.item)


Head = Callable[[int, int], tuple[Line, ...]]
"""Makes the lines above a slide from its page, from 0, and the number of pages; always as many lines."""


def paged(
    section: str,
    head: Head,
    entries: Sequence[Entry],
    size: tuple[int, int],
    gaps: Sequence[int] = (2, 1),
    *,
    columns: int = 1,
) -> tuple[Slide, ...]:
    """The slides of a section: as many as its entries need, at least one.

    Args:
        section: its name.
        head: makes the lines above.
        entries: its entries.
        size: the columns of an entry, and the maximum number of lines of a slide.
        gaps: the blank lines between entries: the first number with which one slide is enough, or the last.
        columns: how many columns of entries there may be; there is one where that is enough.
    """
    width, height = size
    pages: list[tuple[tuple[Entry, ...], int | None]]
    room = max(1, height - len(head(0, 1)))
    gap = next((gap for gap in gaps if _height(entries, gap) <= room), None)
    if gap is not None or columns == 1:
        gap = gaps[-1] if gap is None else gap
        pages = [(page, None) for page in _paginate(entries, room, gap)] or [((), None)]
    else:
        laid = {gap: list(_in_pairs(list(_paginate(entries, room, gap)), gap)) for gap in gaps}
        gap = next((gap for gap in gaps if len(laid[gap]) == 1), gaps[-1])
        pages = [*laid[gap]]
        width = 2 * width + COLUMN_GAP
    count = len(pages)
    return tuple(
        Slide(section, page, count, head(page, count), each, gap, width, second)
        for page, (each, second) in enumerate(pages)
    )


def _column(entries: Iterable[Entry], first: int, gap: int) -> Iterator[tuple[int | None, Line]]:
    """The lines of entries below one another, each with the number of its entry."""
    for number, entry in enumerate(entries, first):
        if number > first:
            yield from ((None, ()) for _ in range(gap))
        for line in entry.lines:
            yield number, line


def _height(entries: Sequence[Entry], gap: int) -> int:
    return sum(len(entry.lines) for entry in entries) + gap * max(0, len(entries) - 1)


def _in_pairs(columns: Sequence[tuple[Entry, ...]], gap: int) -> Iterator[tuple[tuple[Entry, ...], int]]:
    """Entries by slide, two columns on each, and where the second begins: as even as can be on the last."""
    for at in range(0, len(columns), 2):
        left, right = columns[at], columns[at + 1] if at + 1 < len(columns) else ()
        both = (*left, *right)
        second = len(left)
        if at + 2 >= len(columns):
            while second > 1 and _height(both[second - 1 :], gap) <= _height(both[: second - 1], gap):
                second -= 1
        yield both, second


def _paginate(entries: Iterable[Entry], room: int, gap: int) -> Iterator[tuple[Entry, ...]]:
    """Entries by page; one that is taller than a page is continued on the next."""
    page: list[Entry] = []
    used = 0
    for entry in entries:
        rest = entry
        if page and used + gap + len(rest.lines) > room:
            yield tuple(page)
            page, used = [], 0
        while len(rest.lines) > room:
            yield (rest._replace(lines=rest.lines[:room]),)
            rest = rest._replace(lines=rest.lines[room:])
        used += (gap if page else 0) + len(rest.lines)
        page.append(rest)
    if page:
        yield tuple(page)
