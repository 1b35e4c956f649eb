"""Across the register: what each partner promised where, what is late by person, names that are one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Final, Literal, NamedTuple

from canvas.model.known_names import name_key
from canvas.model.near_names import near_names
from canvas.model.text_folding import folded
from canvas.register.row import Part, Row
from canvas.register.table import Column, Line

By = Literal["partner", "person", "name"]

_PROMISES: Final = ("accountable", "responsible", "owner", "gives")
_OF_CANVAS: Final = (Column("title", "Canvas", least=12), Column("file", "File", 9, least=16))


class View(NamedTuple):
    """A table across the register.

    Attributes:
        columns: its columns.
        lines: makes its lines of the rows of all canvases, which have their parts.
    """

    columns: tuple[Column, ...]
    lines: Callable[[Sequence[Row], date | None], Iterable[Line]]


def _by_partner(rows: Sequence[Row], due: date | None) -> Iterator[Line]:
    """Each partner in each canvas, with what it or its people promised there."""
    groups: dict[str, list[tuple[Row, Part]]] = {}
    for row in rows:
        for part in row.parts:
            if part.partner and (part.role == "partner" or (part.role in _PROMISES and part.is_open)):
                groups.setdefault(_key(part.partner), []).append((row, part))
    for key in sorted(groups):
        spelling = _commonest(part.partner for _, part in groups[key])
        promised = {row.file for row, part in groups[key] if part.role != "partner"}
        entries = sorted(groups[key], key=lambda entry: (entry[0].title, entry[0].file, *_urgency(entry[1])))
        for row, part in entries:
            if (part.role == "partner" and row.file in promised) or not _is_due(part, due):
                continue
            role, text = ("", "") if part.role == "partner" else (part.role, part.text)
            due_day, late = (part.due, int(part.is_late)) if part.role != "gives" else (None, 0)
            yield Line((spelling, row.title, row.stage, role, part.name, text, due_day, late, row.file))


def _by_person(rows: Sequence[Row], due: date | None) -> Iterator[Line]:
    """The next steps of each owner; whoever has most that is late comes first."""
    groups: dict[str, list[tuple[Row, Part]]] = {}
    for row in rows:
        for part in row.parts:
            if part.role == "owner" and part.is_step:
                groups.setdefault(_key(part.name), []).append((row, part))

    def late(key: str) -> int:
        return sum(part.is_late for _, part in groups[key])

    for key in sorted(groups, key=lambda key: (-late(key), key)):
        spelling = _commonest(part.name for _, part in groups[key])
        for row, part in sorted(groups[key], key=lambda entry: (*_urgency(entry[1]), entry[0].file)):
            if _is_due(part, due):
                values = (spelling, part.partner, part.text, part.due, int(part.is_late), row.title, row.file)
                yield Line(values)


def _by_name(rows: Sequence[Row], _: date | None) -> Iterator[Line]:
    """Spellings that are probably one name, with the canvases in which each of them stands."""
    counts: Counter[str] = Counter()
    files: dict[str, dict[str, None]] = {}
    for row in rows:
        for name in (part.name for part in row.parts if part.name):
            counts[name] += 1
            files.setdefault(name, {})[row.file] = None
    for group in near_names(counts):
        common = max(group, key=lambda name: counts[name])
        others = tuple(name for name in group if name != common)
        where = dict.fromkeys(file for name in group for file in files[name])
        yield Line((common, ", ".join(others), len(where), tuple(sorted(where))))


def _key(name: str) -> str:
    return folded(name_key(name))


def _commonest(names: Iterable[str]) -> str:
    return Counter(names).most_common(1)[0][0]


def _urgency(part: Part) -> tuple[object, ...]:
    return not part.is_late, part.due or date.max, part.role, part.text


def _is_due(part: Part, due: date | None) -> bool:
    return due is None or (part.due is not None and part.due <= due)


VIEWS: Final[dict[By, View]] = {
    "partner": View(
        (
            Column("partner", "Partner", least=14),
            _OF_CANVAS[0],
            Column("stage", "Stage", 8),
            Column("role", "Role", 4),
            Column("name", "Name", 7, least=10),
            Column("text", "What", 1, least=16),
            Column("due", "Day", 3),
            Column("late", "Late", 2),
            _OF_CANVAS[1],
        ),
        _by_partner,
    ),
    "person": View(
        (
            Column("person", "Person", least=12),
            Column("partner", "Partner", 6, least=12),
            Column("text", "What", 1, least=20),
            Column("due", "Day", 3),
            Column("late", "Late", 2),
            *_OF_CANVAS,
        ),
        _by_person,
    ),
    "name": View(
        (
            Column("name", "Name", least=14),
            Column("others", "Also written", least=20),
            Column("canvases", "Canvases"),
            Column("files", "Files", is_shown=False),
        ),
        _by_name,
    ),
}
"""The tables by what they are ordered by."""
