"""How entries that do not fit on one slide are spread over several, or over two columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from canvas.exports.slides.layout import Line
from canvas.exports.slides.slide_types import COLUMN_GAP, Entry, Slide, height_of

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
    gap = next((gap for gap in gaps if height_of(entries, gap) <= room), None)
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


def _in_pairs(columns: Sequence[tuple[Entry, ...]], gap: int) -> Iterator[tuple[tuple[Entry, ...], int]]:
    """Entries by slide, two columns on each, and where the second begins: as even as can be on the last."""
    for at in range(0, len(columns), 2):
        left, right = columns[at], columns[at + 1] if at + 1 < len(columns) else ()
        both = (*left, *right)
        second = len(left)
        if at + 2 >= len(columns):
            while second > 1 and height_of(both[second - 1 :], gap) <= height_of(both[: second - 1], gap):
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
