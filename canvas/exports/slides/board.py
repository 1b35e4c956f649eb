"""The whole board on a slide: nine cells three by three, or a line for each panel on a small screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from canvas.exports.conflict_phrases import unresolved_suffix
from canvas.exports.phrases import counted, day
from canvas.exports.slides.layout import Line, Style, StyledRun, cut, plain
from canvas.exports.slides.slide_text import BOARD, NO_WORDS, Room, numbers
from canvas.exports.slides.slide_types import Entry, Slide, paged
from canvas.exports.summary import title_of
from canvas.model.canvas import Canvas
from canvas.model.schema import BOARD_ROWS, BY_KEY, PANELS, Panel

_MIN_CELL_WIDTH, _MIN_CELL_HEIGHT = 22, 3
_GAP: Final = 2
_SIDE: Final = 3


def board(canvas: Canvas, today: date, room: Room) -> tuple[Slide, ...]:
    """All eight panels at a glance; the day decides what is late."""
    head = room.head("The whole board", title_of(canvas))
    width = (room.column - 2 - _GAP * (_SIDE - 1)) // _SIDE
    height = (room.height - len(head(0, 1)) - (_SIDE - 1)) // _SIDE
    if width < _MIN_CELL_WIDTH or height < _MIN_CELL_HEIGHT:
        return paged(BOARD, head, [_row(canvas, panel, room) for panel in PANELS], room.height, (0,))
    entries = []
    for row in BOARD_ROWS:
        cells = [
            list(
                _cell(canvas, BY_KEY[key], (width, height), room)
                if key in BY_KEY
                else _readiness(canvas, today, width)
            )
            for key in row
        ]
        tallest = max(map(len, cells))
        rows = zip(*(cell + [()] * (tallest - len(cell)) for cell in cells), strict=True)
        entries.append(Entry(tuple(_beside(lines, width, room) for lines in rows)))
    return paged(BOARD, head, entries, room.height, (1,))


def _row(canvas: Canvas, panel: Panel, room: Room) -> Entry:
    """A panel on a line."""
    agreed = numbers(canvas, panel.key)
    title = _title(panel, max(1, room.inner - len(agreed) - 2))
    gap = " " * max(1, room.inner - room.measure(title.text) - len(agreed))
    return room.entry([(title, StyledRun(gap), StyledRun(agreed, "quiet"))])


def _title(panel: Panel, width: int) -> StyledRun:
    """The numbered title of a panel; the beneficiaries stand out, as on the board."""
    style: Style = "heart" if panel is PANELS[0] else "label"
    return StyledRun(cut(f"{panel.number} {panel.title}", width), style)


def _cell(canvas: Canvas, panel: Panel, size: tuple[int, int], room: Room) -> Iterator[Line]:
    """The lines of a cell: its title, and as many items as fit, a line each."""
    width, height = size
    yield (_title(panel, width),)
    items = canvas.panels[panel.key]
    fit = height - 1 if len(items) <= height - 1 else height - 2
    for item in items[:fit]:
        text = cut(item.text, width - 2) or NO_WORDS
        yield room.symbol(item), StyledRun(" "), StyledRun(text)
    if len(items) > fit:
        yield (StyledRun(f"  and {len(items) - fit} more", "quiet"),)
    elif not items:
        yield (StyledRun("  nothing yet", "quiet"),)


def _readiness(canvas: Canvas, today: date, width: int) -> Iterator[Line]:
    """The ninth cell: what is agreed, the next steps, and the next review."""
    yield (StyledRun(cut("Where we stand", width), "label"),)
    agreed = sum(item.is_agreed for _, item in canvas)
    late = sum(item.is_overdue(today) for _, item in canvas)
    steps = len(canvas.next_steps)
    texts = [
        f"{agreed} of {len(canvas)} agreed",
        (counted(steps, "next step") if steps else "no next steps yet") + (f", {late} late" if late else ""),
    ]
    if canvas.review:
        texts.append(f"review {day(canvas.review)}{unresolved_suffix(canvas, 'review')}")
    for text in texts:
        yield (StyledRun(cut(text, width), "text"),)


def _beside(cells: Sequence[Line], width: int, room: Room) -> Line:
    """One line of several cells that stand side by side."""
    line = [StyledRun("  ")]
    for cell in cells[:-1]:
        line += (*cell, StyledRun(" " * (width - room.measure(plain(cell)) + _GAP)))
    return (*line, *cells[-1])
