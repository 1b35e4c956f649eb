"""Read the row of a table as a statement, by the words in the table's header."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from canvas.imports.vocabulary import match_status
from canvas.model.calendar_text import DayError, parse_iso
from canvas.model.date_parser import parse_date
from canvas.model.sanitize import clean, clean_line
from canvas.model.schema import BY_KEY, COMMON, FieldValue
from canvas.model.text_folding import folded
from canvas.model.types import PanelKey

_INSTEAD: Final[dict[str, tuple[str, ...]]] = {
    "owner": ("accountable", "partner"),
    "responsible": ("owner",),
    "accountable": ("owner",),
    "gets": ("gets",),
    "state": ("status",),
    "partner": ("owner",),
}
"""Fields of a panel to use where it lacks the column's, or knows one that fits better."""

_PREFERRED: Final[dict[tuple[str, str], str]] = {("roles", "owner"): "accountable"}

MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "januar january janvier enero janeiro januari يناير",
            "februar february fevrier febrero fevereiro februari فبراير",
            "marz maerz march mars marzo marco maart مارس",
            "april avril abril ابريل",
            "mai may mayo maio mei مايو",
            "juni june juin junio junho يونيو",
            "juli july juillet julio julho يوليو",
            "august aout agosto augustus اغسطس",
            "september septembre septiembre setembro سبتمبر",
            "oktober october octobre octubre outubro اكتوبر",
            "november novembre noviembre novembro نوفمبر",
            "dezember december decembre diciembre dezembro ديسمبر",
        ),
        1,
    )
    for name in names.split()
}


def read_row(
    header: Sequence[str], columns: Sequence[str], cells: Sequence[str], panel: PanelKey | None, today: date
) -> tuple[str, dict[str, FieldValue]] | None:
    """The text and the other fields of a row; None for a row without words.

    What fits no field of the panel goes into the note, with the words of its header.
    """
    said = [clean(cell) for cell in cells]
    text_at = _text_column(columns, said)
    if text_at is None:
        return None
    specs = {spec.key: spec for spec in (BY_KEY[panel].fields if panel else COMMON)}
    values: dict[str, FieldValue] = {}
    notes: list[str] = []
    for at, cell in enumerate(said):
        if at == text_at or not cell:
            continue
        column = columns[at] if at < len(columns) else ""
        column = _PREFERRED.get((panel or "", column), column)
        key = next(
            (key for key in (column, *_INSTEAD.get(column, ())) if key in specs and key not in values), ""
        )
        value = read_value(key, cell, today) if key else None
        if value is not None and key != "note":
            values[key] = value
        else:
            label = clean_line(header[at]) if at < len(header) and key != "note" else ""
            notes.append(f"{label}: {cell}" if label else cell)
    if notes:
        values["note"] = "\n".join(notes)
    return clean_line(said[text_at]), values


def _text_column(columns: Sequence[str], cells: Sequence[str]) -> int | None:
    """The column whose words are the statement: the one for it, else the first that says anything else."""
    filled = [at for at, cell in enumerate(cells) if cell]
    named = [at for at in filled if at < len(columns) and columns[at] == "text"]
    others = [
        at for at in filled if at >= len(columns) or columns[at] not in ("due", "owner", "status", "votes")
    ]
    return next(iter((*named, *others, *filled)), None)


def read_value(key: str, words: str, today: date) -> FieldValue:  # noqa: PLR0911 - one for each type
    """The value of a field, or None where the words are none that it accepts."""
    spec = next((spec for panel in BY_KEY.values() for spec in panel.fields if spec.key == key), None)
    if spec is None:
        return None
    line = clean_line(words)
    match spec.type:
        case "date":
            return read_day(line, today)
        case "list":
            return split_names(line) or None
        case "choice" if key == "status":
            return match_status(line)
        case "choice":
            folded = line.casefold()
            return next((c.key for c in spec.choices if folded in (c.key, c.hint.casefold())), None)
        case "count":
            return int(line) if re.fullmatch(r"[0-9]{1,6}", line) else None
        case "line":
            return line or None
        case "prose":
            return clean(words) or None
        case "hands":
            return line if spec.accepts(line) else None


def split_names(words: str) -> tuple[str, ...]:
    """The names in a cell."""
    parts = re.split(r"\s*[,;、،؛；/\n]\s*|\s+(?:and|et|und|y|e|en|و|&)\s+|\s*和\s*", words)
    return tuple(filter(None, map(clean_line, parts)))


def read_day(words: str, today: date) -> date | None:
    """A day in one of the eight languages, or None where it is none or ambiguous."""
    said = folded(words).strip()
    if found := re.fullmatch(r"([0-9]{4})\s*年\s*([0-9]{1,2})\s*月\s*([0-9]{1,2})\s*日?", said):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := re.fullmatch(
        r"([0-9]{1,2})(?:\.|er|º|st|nd|rd|th)?\s+(?:de\s+)?(\w+)\.?,?\s+(?:de\s+)?([0-9]{4})", said
    ):
        return _day(int(found[3]), MONTHS.get(found[2], 0), int(found[1]))
    if found := re.fullmatch(r"([0-9]{1,2})\.\s*([0-9]{1,2})\.\s*([0-9]{4})", said):
        return _day(int(found[3]), int(found[2]), int(found[1]))
    try:
        return parse_iso(said) or parse_date(words, today)
    except DayError:
        return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
