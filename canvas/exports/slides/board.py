"""The whole board on a slide: nine cells three by three, or a line for each panel on a small screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from canvas.exports.conflict_phrases import unresolved_mark
from canvas.exports.phrases import counted, day
from canvas.exports.slides.layout import Line, StyledRun, cut, plain
from canvas.exports.slides.slide_text import BOARD, Room, numbers, titles
from canvas.exports.slides.slide_types import Entry, Slide, paged
from canvas.exports.summary import title_of
from canvas.model.canvas import Canvas
from canvas.model.schema import BOARD_ROWS, PANELS

_LEAST_WIDTH, _LEAST_LINES = 22, 3
_GAP: Final = 2
_SIDE: Final = 3


def board(canvas: Canvas, today: date, room: Room) -> tuple[Slide, ...]:
    """All eight panels at a glance.

    Args:
        canvas: as the audience may know it.
        today: tells what is late.
        room: what to fit.
    """
    head = room.head("The whole board", title_of(canvas))
    width = (room.column - 2 - _GAP * (_SIDE - 1)) // _SIDE
    height = (room.height - len(head(0, 1)) - (_SIDE - 1)) // _SIDE
    if width < _LEAST_WIDTH or height < _LEAST_LINES:
        return paged(
            BOARD, head, [_row(canvas, key, name, room) for key, name in titles()], room.height, (0,)
        )
    names = dict(titles())
    entries = []
    for row in BOARD_ROWS:
        cells = [
            list(_cell(canvas, key, names[key], (width, height), room))
            if key in names
            else list(_standing(canvas, today, width, room))
            for key in row
        ]
        tallest = max(map(len, cells))
        lines = tuple(
            _beside([cell[at] if at < len(cell) else () for cell in cells], width, room)
            for at in range(tallest)
        )
        entries.append(Entry(lines))
    return paged(BOARD, head, entries, room.height, (1,))


def _row(canvas: Canvas, key: str, name: str, room: Room) -> Entry:
    """A panel on a line."""
    told = numbers(canvas, key)
    left = cut(name, max(1, room.inner - len(told) - 2), room.measure)
    gap = " " * max(1, room.inner - room.measure(left) - len(told))
    return room.entry([(StyledRun(left, _style(key)), StyledRun(gap), StyledRun(told, "quiet"))])


def _cell(canvas: Canvas, key: str, name: str, size: tuple[int, int], room: Room) -> Iterator[Line]:
    """A cell's lines: its name, and as many statements as fit, each on one."""
    width, height = size
    yield (StyledRun(cut(name, width, room.measure), _style(key)),)
    items = canvas.panels[key]
    fit = height - 1 if len(items) <= height - 1 else height - 2
    for item in items[:fit]:
        said = cut(item.text, width - 2, room.measure) or "(no words yet)"
        yield room.mark(item), StyledRun(" "), StyledRun(said)
    if len(items) > fit:
        yield (StyledRun(f"  and {len(items) - fit} more", "quiet"),)
    elif not items:
        yield (StyledRun("  nothing yet", "quiet"),)


def _standing(canvas: Canvas, today: date, width: int, room: Room) -> Iterator[Line]:
    """The ninth cell: how far all has come."""
    yield (StyledRun(cut("Where we stand", width, room.measure), "label"),)
    settled = sum(item.is_agreed for _, item in canvas)
    late = sum(item.is_overdue(today) for _, item in canvas)
    steps = len(canvas.next_steps)
    told = [
        f"{settled} of {len(canvas)} agreed",
        counted(steps, "next step") if steps else "no next steps yet",
    ]
    if late:
        told[1] += f", {late} late"
    if canvas.review:
        told.append(f"review {day(canvas.review)}{unresolved_mark(canvas, 'review')}")
    for words in told:
        yield (StyledRun(cut(words, width, room.measure), "text"),)


def _beside(cells: Sequence[Line], width: int, room: Room) -> Line:
    """The lines of cells that stand side by side as one."""
    line: list[StyledRun] = [StyledRun("  ")]
    for at, cell in enumerate(cells):
        line += cell
        if at < len(cells) - 1:
            line.append(StyledRun(" " * (width - room.measure(plain(cell)) + _GAP)))
    return tuple(line)


def _style(key: str) -> str:
    """The beneficiaries stand out, here as everywhere."""
    return "heart" if key == PANELS[0].key else "label"
