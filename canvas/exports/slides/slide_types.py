"""Slides: what stands on each, and how what is too long for one is dealt out to several."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from canvas.exports.slides.layout import Line


class Entry(NamedTuple):
    """What stands together on a slide.

    Attributes:
        lines: its lines; the first begins with its mark, where it has one.
        item: the id of the statement it shows; empty where it shows none that could be acted upon.
    """

    lines: tuple[Line, ...]
    item: str = ""


class Slide(NamedTuple):
    """One screen.

    Attributes:
        section: what it belongs to: ``first``, ``board``, the key of a panel, or ``last``.
        page: which of its section's slides it is, from 0.
        pages: how many slides the section has.
        head: the lines above everything, the blank one below them included.
        entries: what is told, from top to bottom.
        gap: how many blank lines stand between two entries.
    """

    section: str
    page: int
    pages: int
    head: tuple[Line, ...]
    entries: tuple[Entry, ...]
    gap: int = 1

    @property
    def rows(self) -> Iterator[tuple[int | None, Line]]:
        """Every line with the number of the entry it belongs to, None for the head and for blank lines."""
        for line in self.head:
            yield None, line
        for number, entry in enumerate(self.entries):
            if number:
                yield from ((None, ()) for _ in range(self.gap))
            for line in entry.lines:
                yield number, line

    @property
    def height(self) -> int:
        """How many lines it has."""
        return len(self.head) + tall(self.entries, self.gap)

    @property
    def items(self) -> tuple[str, ...]:
        """The ids of the statements on it."""
        return tuple(entry.item for entry in self.entries if entry.item)


Head = Callable[[int, int], tuple[Line, ...]]
"""The lines above a slide, by its page from 0 and how many pages there are; as many whatever the numbers."""


def tall(entries: Sequence[Entry], gap: int) -> int:
    """How many lines some entries take, with the gaps between them."""
    return sum(len(entry.lines) for entry in entries) + gap * max(0, len(entries) - 1)


def paged(
    section: str, head: Head, entries: Sequence[Entry], height: int, gaps: Sequence[int] = (2, 1)
) -> tuple[Slide, ...]:
    """The slides of a section: one, or as many as its entries need; there is always one.

    Args:
        section: its name.
        head: makes the lines above.
        entries: what to tell.
        height: how many lines a slide may have.
        gaps: the blank lines between entries, the first with which all fit on one slide; else the last.
    """
    room = max(1, height - len(head(0, 1)))
    gap = next((gap for gap in gaps if tall(entries, gap) <= room), gaps[-1])
    pages = list(_dealt(entries, room, gap)) or [()]
    count = len(pages)
    return tuple(Slide(section, page, count, head(page, count), told, gap) for page, told in enumerate(pages))


def _dealt(entries: Iterable[Entry], room: int, gap: int) -> Iterator[tuple[Entry, ...]]:
    """Entries by the slide; one that is taller than a slide goes on on the next."""
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
