"""Read a table of statements from a text file with commas, semicolons or tabs between its cells."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from io import StringIO
from itertools import islice
from typing import Final, cast

from canvas.imports.blocks import MAX_LINES, ImportFileError
from canvas.imports.found import Found, FoundStatement
from canvas.imports.table_rows import read_value
from canvas.imports.vocabulary import match_column, match_heading
from canvas.model.sanitize import clean, clean_line, harmless
from canvas.model.schema import BY_KEY, PANELS, FieldValue
from canvas.model.types import PanelKey

_DELIMITERS: Final = (",", ";", "\t", "|")
_MAX_COLUMNS: Final = 1_000
_MAX_CELL_CHARS: Final = 1_000_000
_FIELDS: Final = {field.key for panel in PANELS for field in panel.fields} | {"text", "panel", "id"}
_LABELS: Final = {field.label.casefold(): field.key for panel in reversed(PANELS) for field in panel.fields}


def read_delimited(text: str, today: date) -> Found:
    """The statements of a table, and a sentence for each row that does not fit.

    Raises:
        ImportFileError: where no column holds statements.
    """
    rows = list(islice(_rows(text), MAX_LINES + 1))
    if len(rows) > MAX_LINES or any(len(cells) > _MAX_COLUMNS for _, cells in rows):
        raise ImportFileError("it is far too large.", "too_large")
    if not rows:
        raise ImportFileError("there is no row in it.", "empty")
    if "text" not in map(_column, rows[0][1]):
        names = ", ".join(f"“{clean_line(cell)}”" for cell in rows[0][1][:6])
        raise ImportFileError(
            f"no column of its first line is called “text”, “statement” or “what”: it has {names}.", "header"
        )
    problems: list[str] = []
    statements = [
        statement
        for line, cells in rows[1:]
        if (statement := _statement(rows[0][1], cells, line, problems, today)) is not None
    ]
    if not statements:
        raise ImportFileError(" ".join(problems) or "there is no statement in it.", "empty")
    return Found(statements=tuple(statements), problems=tuple(problems))


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows that are not blank, each with the line it begins on."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    first = text.lstrip().split("\n", 1)[0]
    csv.field_size_limit(_MAX_CELL_CHARS)
    before, at = 0, 1
    try:
        if found := re.fullmatch(r"sep=(.)", first):  # what Excel writes to tell the delimiter
            delimiter, text = found[1], text.replace(first, "", 1)
        else:
            delimiter = max(_DELIMITERS, key=lambda sign: len(next(csv.reader([first], delimiter=sign), [])))
        reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
        for row in reader:
            line, before, at = before + 1, reader.line_num, reader.line_num + 1
            if any(map(str.strip, row)):
                yield line, [harmless(cell) for cell in row]
    except csv.Error as error:
        raise ImportFileError(f"line {at}: it is no table ({error}).", "table") from None


@cache
def _column(title: str) -> str:
    """The field of a column: by its key, its label, or the words of eight languages."""
    name = clean_line(title).casefold()
    return name if name in _FIELDS else _LABELS.get(name) or match_column(title)


def _statement(
    header: Sequence[str], cells: Sequence[str], line: int, problems: list[str], today: date
) -> FoundStatement | None:
    columns = [_column(title) for title in header]
    said = {
        column: _bare(cell) for column, cell in zip(columns, cells, strict=False) if column and clean(cell)
    }
    text = clean_line(said.pop("text", ""))
    if not text:
        problems.append(f"line {line}: no statement in this row; it was left out.")
        return None
    panel, kind = _place(said.pop("panel", ""), said.pop("kind", ""))
    values: dict[str, FieldValue] = {}
    notes = [
        f"{clean_line(header[at])}: {clean(cell)}".removeprefix(": ") if at < len(header) else clean(cell)
        for at, cell in enumerate(cells)
        if clean(cell) and (at >= len(columns) or not columns[at])
    ]
    item_id = said.pop("id", "")
    for key, words in said.items():
        known = panel is None or BY_KEY[panel].field(key) is not None
        value = read_value(key, words, today) if known else None
        if value is not None:
            values[key] = value
        elif key == "visibility":
            values[key] = words  # an unknown word withholds the statement
        else:
            notes.append(f"{key}: {clean(words)}")
            problems.append(
                f"line {line}: “{clean_line(words)[:40]}” is no value for {key}; it is in the note."
            )
    if notes:
        values["note"] = "\n".join(filter(None, (cast("str", values.get("note", "")), *notes)))
    return FoundStatement(panel, kind, text, values, line, id=item_id)


def _bare(cell: str) -> str:
    """A cell without the apostrophe that keeps a spreadsheet from calculating it."""
    return cell[1:] if re.match(r"'[=+\-@\t\r\n＝＋－＠]", cell) else cell


def _place(panel: str, kind: str) -> tuple[PanelKey | None, str]:
    """The panel and the kind that two cells name; a kind alone may name its panel."""
    name, sort = clean_line(panel).casefold(), clean_line(kind).casefold()
    key = next(
        (each.key for each in PANELS if name in (each.key, each.title.casefold(), str(each.number))), None
    )
    if key is None and name and (found := match_heading(name)):
        key, sort = found.panel, sort or found.kind
    if key is None and sort:
        owners = [each.key for each in PANELS if sort in {choice.key for choice in each.kinds}]
        key = owners[0] if len(owners) == 1 else None
    kinds = {choice.key for choice in BY_KEY[key].kinds} if key else set()
    if sort and sort not in kinds and (found := match_heading(sort)) and found.panel in (key, None):
        sort = found.kind
    return key, sort if sort in kinds else ""
