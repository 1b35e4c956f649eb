"""A table of the register, for a terminal and for other programs."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from io import StringIO
from typing import Final, Literal, NamedTuple

from canvas.exports.csv import BYTE_ORDER_MARK, csv_cell
from canvas.exports.document import plain
from canvas.exports.escape import cell
from canvas.exports.json import written
from canvas.model.graphemes import width
from canvas.model.sanitize import shorten, visible_line

Value = str | int | date | tuple[str, ...] | None
Format = Literal["table", "json", "jsonl", "csv", "markdown"]

_GAP: Final = "  "


class Column(NamedTuple):
    """A column.

    Attributes:
        key: what it is called by other programs.
        heading: its heading.
        rank: which column a narrow terminal does without: the highest first, those of 0 never.
        least: to how many columns of the terminal it may be shortened; 0 for as wide as it is.
        is_shown: whether a terminal shows it.
    """

    key: str
    heading: str
    rank: int = 0
    least: int = 0
    is_shown: bool = True


class Line(NamedTuple):
    """A row.

    Attributes:
        values: one for each column.
        note: what a terminal shows instead of the values; may be empty.
    """

    values: tuple[Value, ...]
    note: str = ""


def render(format: Format, columns: Sequence[Column], lines: Iterable[Line], room: int = 0) -> str:  # noqa: A002
    """The table in a format; ``room`` is the width of the terminal, 0 for any."""
    if format == "table":
        return _terminal(columns, [*lines], room)
    return _RENDERERS[format](columns, lines)


def json_line(columns: Sequence[Column], line: Line) -> str:
    """A row as one line of JSON."""
    return written(_object(columns, line), indent=None)


def _object(columns: Sequence[Column], line: Line) -> dict[str, Value]:
    return {column.key: value for column, value in zip(columns, line.values, strict=True)}


def _json(columns: Sequence[Column], lines: Iterable[Line]) -> str:
    return written([_object(columns, line) for line in lines])


def _json_lines(columns: Sequence[Column], lines: Iterable[Line]) -> str:
    return "".join(json_line(columns, line) for line in lines)


def _csv(columns: Sequence[Column], lines: Iterable[Line]) -> str:
    """Comma-separated, without anything that a spreadsheet calculates."""
    target = StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow([column.heading for column in columns])
    for line in lines:
        writer.writerow([csv_cell(_text(value, "; ")) for value in line.values])
    return BYTE_ORDER_MARK + target.getvalue()


def _markdown(columns: Sequence[Column], lines: Iterable[Line]) -> str:
    def row(cells: Iterable[str]) -> str:
        return f"| {' | '.join(cells)} |\n"

    head = row(column.heading for column in columns) + row("---" for _ in columns)
    return head + "".join(
        row(cell(plain(visible_line(_text(value, ", ")))) for value in line.values) for line in lines
    )


_RENDERERS: Final[dict[Format, Callable[[Sequence[Column], Iterable[Line]], str]]] = {
    "json": _json,
    "jsonl": _json_lines,
    "csv": _csv,
    "markdown": _markdown,
}


def _text(value: Value, between: str) -> str:
    match value:
        case None:
            return ""
        case tuple():
            return between.join(value)
        case date():
            return value.isoformat()
        case _:
            return str(value)


def _terminal(columns: Sequence[Column], lines: Sequence[Line], room: int) -> str:
    """Lines for a terminal: columns without a value are left out, and those for which there is no room."""
    cells = [[_shown(value) for value in line.values] for line in lines]
    filled = [
        any(row[at] for row, line in zip(cells, lines, strict=True) if not line.note) for at in _all(columns)
    ]
    kept = [at for at in _all(columns) if columns[at].is_shown and (filled[at] or not columns[at].rank)]
    widths = {
        at: max(
            map(
                width,
                [columns[at].heading, *(r[at] for r, n in zip(cells, lines, strict=True) if not n.note)],
            )
        )
        for at in kept
    }
    if room:
        kept = _fitting(columns, kept, widths, room)
    numeric = {at for at in kept if any(isinstance(line.values[at], int | tuple) for line in lines)}
    shown = [_joined([column.heading for column in columns], kept, widths, numeric)]
    for line, row in zip(lines, cells, strict=True):
        note = visible_line(line.note)
        text = _joined(row, kept, widths, numeric)
        shown.append((shorten(note, room) if room else note) if note else text)
    return "".join(f"{text}\n" for text in shown)


def _all(columns: Sequence[Column]) -> range:
    return range(len(columns))


def _shown(value: Value) -> str:
    """A value in a terminal: of several names their number, and nothing for 0."""
    if isinstance(value, tuple):
        value = len(value)
    return "" if value == 0 else visible_line(_text(value, ""))


def _fitting(columns: Sequence[Column], kept: list[int], widths: dict[int, int], room: int) -> list[int]:
    """Those columns for which there is room; the widths of others are shortened."""

    def least(at: int) -> int:
        return min(widths[at], columns[at].least or widths[at])

    kept = [*kept]
    while sum(least(at) + len(_GAP) for at in kept) - len(_GAP) > room:
        droppable = [at for at in kept if columns[at].rank]
        if not droppable:
            break
        kept.remove(max(droppable, key=lambda at: columns[at].rank))
    excess = sum(widths[at] + len(_GAP) for at in kept) - len(_GAP) - room
    for at in sorted(kept, key=lambda at: least(at) - widths[at]):
        if excess > 0:
            less = min(excess, widths[at] - least(at))
            widths[at] -= less
            excess -= less
    return kept


def _joined(row: Sequence[str], kept: Sequence[int], widths: dict[int, int], numeric: set[int]) -> str:
    parts = []
    for at in kept:
        text = shorten(row[at], widths[at])
        padding = " " * (widths[at] - width(text))
        parts.append(padding + text if at in numeric else text + padding)
    return _GAP.join(parts).rstrip()
