"""The canvas as lines for ``git diff`` (its setting ``textconv``): one field a line, everything but the ids.

A field that is unknown, or whose value does not fit it, is written as in TOML, with an equals sign.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from canvas.exports.phrases import day
from canvas.model.collections import COLLECTIONS, Collection
from canvas.model.records import ID, are_tables, records
from canvas.model.sanitize import printable
from canvas.model.schema import PANELS, PROPERTIES, STATUS, TITLE, Field

if TYPE_CHECKING:
    from canvas.model.canvas import Canvas

_INDENT = "  "
_BARE_KEY = r"[A-Za-z0-9_-]+"


def render(canvas: Canvas) -> str:
    """The canvas as lines."""
    return "".join(f"{line}\n" for line in _lines(canvas))


def as_it_stands(data: bytes) -> str:
    """The sanitised text of a file that is no canvas."""
    return printable(data.decode("utf-8", "surrogateescape").replace("\r\n", "\n"))


def _lines(canvas: Canvas) -> Iterator[str]:
    for spec in PROPERTIES:
        value = getattr(canvas, spec.key)
        if value or spec is TITLE:
            yield from _field(spec.key, value, spec)
    for key, value in canvas.values.items():
        if key not in COLLECTIONS or not are_tables(value):
            yield from _field(key, value, None)
    for panel in PANELS:
        yield ""
        yield f"{panel.number}. {panel.title}"
        for item in canvas.panels[panel.key]:
            yield ""
            yield f"- {_line(item.text)}" if item.text else "-"
            yield from _fields({STATUS.key: STATUS.default, **item.values}, panel.fields)
    for collection in COLLECTIONS.values():
        yield from _records(canvas, collection)


def _records(canvas: Canvas, collection: Collection) -> Iterator[str]:
    found = records(canvas, collection.key)
    if found:
        yield ""
        yield collection.title
    for record in found:
        yield ""
        yield f"- {_line(record.line(collection.name))}".rstrip()
        shown = {key: value for key, value in record.values.items() if key not in (ID, collection.name)}
        yield from _fields(shown, collection.fields)


def _fields(values: Mapping[str, object], fields: tuple[Field, ...]) -> Iterator[str]:
    """The indented lines of values, unknown ones last."""
    known = {spec.key: spec for spec in fields}
    for key in (*known, *(key for key in values if key not in known)):
        if key in values:
            yield from (line and _INDENT + line for line in _field(key, values[key], known.get(key)))


def _field(key: str, value: object, spec: Field | None) -> Iterator[str]:
    """The lines of a field; a list has one for each entry, so that a change shows as one line."""
    if spec is None or not spec.accepts(value):
        if isinstance(value, list | tuple) and value:
            yield from (f"{_key(key)}[] = {_toml(entry)}" for entry in value)
        else:
            yield f"{_key(key)} = {_toml(value)}"
    elif isinstance(value, list | tuple):
        yield from (f"{key}: {_line(entry)}" for entry in value)
    else:
        first, *rest = (day(value) if isinstance(value, date) else printable(str(value))).split("\n")
        yield f"{key}: {first}" if first else f"{key}:"
        yield from (line and _INDENT + line for line in rest)


def _line(text: str) -> str:
    """A text on one line, its newlines shown as symbols."""
    return printable(text).replace("\n", "␊")


def _key(key: str) -> str:
    return key if re.fullmatch(_BARE_KEY, key) else _toml(key)


def _toml(value: object) -> str:
    """Any value on one line, much as in TOML."""
    match value:
        case Mapping():
            return "{ " + ", ".join(f"{_key(key)} = {_toml(entry)}" for key, entry in value.items()) + " }"
        case list() | tuple():
            return "[" + ", ".join(map(_toml, value)) + "]"
        case datetime() | date() | time():
            return value.isoformat()
        case str():
            return printable(json.dumps(value, ensure_ascii=False))
        case bool():
            return str(value).lower()
        case _:
            return str(value)
