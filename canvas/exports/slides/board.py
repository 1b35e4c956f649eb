"""The whole board on a slide: nine cells of wrapped statements, or a line a panel on a small screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple

from canvas.exports.conflict_phrases import unresolved_suffix
from canvas.exports.opening import title_of
from canvas.exports.phrases import counted
from canvas.exports.slides.layout import Line, Style, StyledRun, cut, plain, shared, wrapped
from canvas.exports.slides.pagination import paged
from canvas.exports.slides.slide_text import BOARD, NO_WORDS, Room, numbers
from canvas.exports.slides.slide_types import Entry, Slide
from canvas.model.calendar_text import format_near
from canvas.model.canvas import Canvas
from canvas.model.schema import BOARD_ROWS, BY_KEY, PANELS, Panel
from canvas.model.types import CellKey

_MIN_CELL_WIDTH, _MIN_CELL_HEIGHT = 22, 3
_MAX_CELL_WIDTH = 66
_GAP: Final = 2
_SIDE: Final = 3


def board(canvas: Canvas, today: date, room: Room) -> tuple[Slide, ...]:
    """All eight panels at a glance; the day decides what is late."""
    head = room.head("The whole board", title_of(canvas))
    whole = min(_SIDE * _MAX_CELL_WIDTH + _GAP * (_SIDE - 1) + 2, room.width)
    width = (whole - 2 - _GAP * (_SIDE - 1)) // _SIDE
    lines = room.height - len(head(0, 1)) - (_SIDE - 1)
    if width < _MIN_CELL_WIDTH or lines // _SIDE < _MIN_CELL_HEIGHT:
        return paged(BOARD, head, [_row(canvas, panel, room) for panel in PANELS], room.size, (0,))
    rows = [[_cell(canvas, key, today, width, room) for key in row] for row in BOARD_ROWS]
    heights = shared([max(len(cell.lines) for cell in row) for row in rows], lines)
    entries = []
    for row, height in zip(rows, heights, strict=True):
        cells = [list(cell.fitted(height)) for cell in row]
        tallest = max(map(len, cells))
        beside = zip(*(cell + [()] * (tallest - len(cell)) for cell in cells), strict=True)
        entries.append(Entry(tuple(_beside(parts, width, room) for parts in beside)))
    return paged(BOARD, head, entries, (whole, room.height), (2, 1))


def _row(canvas: Canvas, panel: Panel, room: Room) -> Entry:
    """A panel on a line."""
    agreed = numbers(canvas, panel.key)
    title = _title(panel, max(1, room.inner - len(agreed) - 2))
    gap = " " * max(1, room.inner - room.measure(title.text) - len(agreed))
    return room.entry([(title, StyledRun(gap), StyledRun(agreed, "quiet"))])


def _title(panel: Panel, width: int) -> StyledRun:
    """The numbered title of a panel; the beneficiaries stand out, as on the board."""
    style: Style = "heart" if panel is PANELS[0] else "label"
    return StyledRun(cut(panel.numbered_title, width), style)


class _Cell(NamedTuple):
    """A cell: the lines of its title, then those of each statement."""

    title: Line
    statements: tuple[tuple[Line, ...], ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines."""
        return (self.title, *(line for lines in self.statements for line in lines))

    def fitted(self, height: int) -> Iterator[Line]:
        """As many whole statements as fit, and how many more there are."""
        if len(self.lines) <= height:
            yield from self.lines
            return
        yield self.title
        left, shown = height - 2, 0
        for lines in self.statements:
            if len(lines) > left:
                break
            yield from lines
            left -= len(lines)
            shown += 1
        yield (StyledRun(f"  {'and ' * bool(shown)}{len(self.statements) - shown} more", "quiet"),)


def _cell(canvas: Canvas, key: CellKey, today: date, width: int, room: Room) -> _Cell:
    """A panel with its statements, wrapped; or the ninth cell."""
    if key not in BY_KEY:
        title, *lines = _readiness(canvas, today, width)
        return _Cell(title, tuple((line,) for line in lines))
    title = (_title(BY_KEY[key], width),)
    statements: list[tuple[Line, ...]] = []
    for item in canvas.panels[key]:
        first, *rest = wrapped(item.text, width - 2, room.measure) or [NO_WORDS]
        wrapping: list[Line] = [(room.symbol(item), StyledRun(" "), StyledRun(first))]
        wrapping += [(StyledRun("  "), StyledRun(line)) for line in rest]
        statements.append(tuple(wrapping))
    return _Cell(title, tuple(statements) or (((StyledRun("  nothing yet", "quiet"),),),))


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
        texts.append(f"review {format_near(canvas.review, today)}{unresolved_suffix(canvas, 'review')}")
    for text in texts:
        yield (StyledRun(cut(text, width), "text"),)


def _beside(cells: Sequence[Line], width: int, room: Room) -> Line:
    """One line of several cells that stand side by side."""
    line = [StyledRun("  ")]
    for cell in cells[:-1]:
        line += (*cell, StyledRun(" " * (width - room.measure(plain(cell)) + _GAP)))
    return (*line, *cells[-1])
