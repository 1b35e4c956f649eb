"""Slides and their entries, and how entries that do not fit on one slide are paginated."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from canvas.exports.slides.layout import Line


class Entry(NamedTuple):
    """Lines that stand together on a slide.

    Attributes:
        lines: its lines; the first begins with its symbol, where it has one.
        item: the id of the item it shows; empty where it shows none that can be acted upon.
    """

    lines: tuple[Line, ...]
    item: str = ""


class Slide(NamedTuple):
    """One screen.

    Attributes:
        section: what it belongs to: ``first``, ``board``, the key of a panel, or ``last``.
        page: its position among the slides of its section, from 0.
        pages: the number of slides of the section.
        head: the lines above the entries, with a blank one below them.
        entries: its entries, from top to bottom.
        gap: the number of blank lines between two entries.
    """

    section: str
    page: int
    pages: int
    head: tuple[Line, ...]
    entries: tuple[Entry, ...]
    gap: int = 1

    @property
    def rows(self) -> Iterator[tuple[int | None, Line]]:
        """Every line with the number of its entry; None for the head and for blank lines."""
        for line in self.head:
            yield None, line
        for number, entry in enumerate(self.entries):
            if number:
                yield from ((None, ()) for _ in range(self.gap))
            for line in entry.lines:
                yield number, line

    @property
    def height(self) -> int:
        """The number of lines."""
        return len(self.head) + _height(self.entries, self.gap)

    @property
    def items(self) -> tuple[str, ...]:
        """The ids of the items on it."""
        return tuple(entry.item for entry in self.entries if entry.item)


Head = Callable[[int, int], tuple[Line, ...]]
"""Makes the lines above a slide from its page, from 0, and the number of pages; always as many lines."""


def _height(entries: Sequence[Entry], gap: int) -> int:
    return sum(len(entry.lines) for entry in entries) + gap * max(0, len(entries) - 1)


def paged(
    section: str, head: Head, entries: Sequence[Entry], height: int, gaps: Sequence[int] = (2, 1)
) -> tuple[Slide, ...]:
    """The slides of a section: as many as its entries need, at least one.

    Args:
        section: its name.
        head: makes the lines above.
        entries: its entries.
        height: the maximum number of lines of a slide.
        gaps: the blank lines between entries: the first number with which one slide is enough, or the last.
    """
    room = max(1, height - len(head(0, 1)))
    gap = next((gap for gap in gaps if _height(entries, gap) <= room), gaps[-1])
    pages = list(_paginate(entries, room, gap)) or [()]
    count = len(pages)
    return tuple(Slide(section, page, count, head(page, count), each, gap) for page, each in enumerate(pages))


def _paginate(entries: Iterable[Entry], room: int, gap: int) -> Iterator[tuple[Entry, ...]]:
    """Entries by slide; one that is taller than a slide is continued on the next."""
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
