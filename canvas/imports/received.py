"""The lines and rows of a document that came back, and how much of them a summary says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain
from typing import Final, NamedTuple

from canvas.imports.blocks import Entry, Heading, Paragraph, Row, Source, Table
from canvas.imports.expected import Unit
from canvas.imports.line_values import collapsed, comparable

_NUMBER: Final = r"\(?[0-9]{1,3}[.)]\s+"


class Received(NamedTuple):
    """A line or row of the document that came back.

    Attributes:
        cells: its words.
        section: the heading it stands under.
        depth: how deep in a list it stands; -1 for what is in none.
        line: its line.
        header: the header of its table.
        id: the id of the item that it is marked with, where the format can.
        absent: the numbers of the cells whose columns the table has no more.
        extra: the titles of the columns that the table has more, each with the words of its cell.
        is_longer: whether only columns without a title are more, as where a bar was typed into a cell.
    """

    cells: tuple[str, ...]
    section: str
    depth: int
    line: int
    header: tuple[str, ...] = ()
    id: str = ""
    absent: frozenset[int] = frozenset()
    extra: tuple[tuple[str, str], ...] = ()
    is_longer: bool = False

    @property
    def text(self) -> str:
        """All its words."""
        return " | ".join(self.cells)


class _Tables(NamedTuple):
    """What is expected of tables: their headers, and the words their rows begin with."""

    headers: tuple[tuple[str, ...], ...]
    names: frozenset[str]


def _tables(rows: Sequence[Unit]) -> _Tables:
    headers = tuple(dict.fromkeys(row.header for row in rows))
    return _Tables(headers, frozenset(comparable(row.cell(0)) for row in rows))


def received_units(source: Source, expected: Sequence[Unit] = ()) -> list[Received]:
    """The lines and rows of a document; the cells of rows by the columns that are expected, if any."""
    units: list[Received] = []
    section = ""
    sections = {collapsed(unit.section) for unit in expected} - {""}
    known = {comparable(unit.text) for unit in expected}
    rows: dict[str, list[Unit]] = {}
    for unit in expected:
        if unit.header:
            rows.setdefault(collapsed(unit.section), []).append(unit)
    tables = {heading: _tables(those) for heading, those in rows.items()}
    anywhere = _tables([*chain(*rows.values())])
    for block in source.blocks:
        if isinstance(block, Heading) or (isinstance(block, Paragraph) and collapsed(block.text) in sections):
            section = collapsed(block.text)
        elif isinstance(block, Table):
            units += _rows(block, section, tables.get(section, anywhere))
        elif isinstance(block, Entry | Paragraph) and block.text:
            depth = block.depth if isinstance(block, Entry) else -1
            text = _without_number(block.text, known)
            units.append(Received((text,), section, depth, block.line, id=block.id))
    return units


def _without_number(text: str, known: Collection[str]) -> str:
    """A line that is known but for a number that was typed before it, without that."""
    bare = re.sub(_NUMBER, "", text, count=1)
    return bare if bare != text and comparable(bare) in known else text


def _rows(table: Table, section: str, expected: _Tables) -> Iterator[Received]:
    """The rows of a table whose columns were moved, removed or added, or which lost its header."""
    titles = [comparable(title) for title in table.header]
    rows = table.rows

    def alike(header: Sequence[str]) -> int:
        return len({*titles, ""} & {*map(comparable, header)})

    wanted = max(expected.headers, key=alike, default=())
    if wanted and alike(wanted) * 2 < len(wanted):
        first = comparable(table.header[0]) if table.header else ""
        if not table.id and first not in expected.names:
            wanted = ()  # another table
        else:
            wanted = next((each for each in expected.headers if len(each) == len(titles)), ())
            rows, titles = (Row(table.header, table.line, table.id), *rows), [*map(comparable, wanted)]
    header = wanted or table.header
    wanted_titles = [comparable(title) for title in header]
    for row in rows:
        more = ("",) * (len(row.cells) - len(titles))
        there = [*titles, *more]
        if there == wanted_titles:
            yield Received(row.cells, section, -1, row.line, header, row.id)
            continue
        columns = _columns(there, wanted_titles)
        realigned = _realigned(row, section, header, columns, (*table.header, *more))
        is_longer = there[: len(header)] == wanted_titles and not any(there[len(header) :])
        yield realigned._replace(is_longer=is_longer)


def _columns(titles: Sequence[str], wanted: Sequence[str]) -> list[int | None]:
    """The column that each wanted title has there, or None; a title that was changed keeps its place."""
    same_count = len(titles) == len(wanted)
    return [
        titles.index(title) if title in titles else at if same_count and titles[at] not in wanted else None
        for at, title in enumerate(wanted)
    ]


def _realigned(
    row: Row, section: str, header: tuple[str, ...], columns: Sequence[int | None], titles: Sequence[str]
) -> Received:
    def said(at: int) -> str:
        return row.cells[at] if at < len(row.cells) else ""

    cells = tuple("" if at is None else said(at) for at in columns)
    absent = frozenset(number for number, at in enumerate(columns) if at is None)
    extra = tuple(
        (title, said(at)) for at, title in enumerate(titles) if at not in columns and said(at).strip()
    )
    return Received(cells, section, -1, row.line, header, row.id, absent, extra)


def compared_lines(units: Iterable[Received | Unit]) -> Counter[str]:
    """Lines as they are compared, each with how often it is there."""
    return Counter(comparable(unit.text) for unit in units)


def likeness(said: Counter[str], there: Counter[str]) -> float:
    """How much of a summary and of a document are the same lines, from 0 to 1."""
    both = there.total() + said.total()
    return 2 * (there & said).total() / both if both else 0.0
