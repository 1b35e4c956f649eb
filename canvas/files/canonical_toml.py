"""Writing of a canvas, or of a part of it, in the form of ``docs/format.md``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import tomli_w

from canvas.files.canvas_toml import FORMAT
from canvas.model.canvas import UNWRITTEN, Canvas, Item
from canvas.model.collections import COLLECTIONS
from canvas.model.schema import BY_KEY, PROPERTIES, TITLE


def canonical(canvas: Canvas) -> str:
    """Write the whole canvas as text, in the form that ``docs/format.md`` describes."""
    return "".join(_canonical_parts(canvas))


def _canonical_parts(canvas: Canvas) -> Iterator[str]:
    yield line("format", FORMAT)
    yield from (line(key, value) for key, value in properties(canvas).items())
    tables = {key: value for key, value in canvas.values.items() if isinstance(value, dict)}
    collections = {
        key: value
        for key in COLLECTIONS
        if isinstance(value := canvas.values.get(key), list) and all(isinstance(each, dict) for each in value)
    }
    plain = {
        key: value for key, value in canvas.values.items() if key not in tables and key not in collections
    }
    yield from (line(key, value) for key, value in plain.items())
    for panel, item in canvas:
        yield f"\n[[{panel}]]\n{body(panel, item)}"
    for key, records in collections.items():
        for record in records:
            yield f"\n[[{key}]]\n" + "".join(line(name, value) for name, value in record.items())
    if tables:
        yield "\n" + _toml(tables)


def properties(canvas: Canvas) -> dict[str, Any]:
    """The keys of the canvas as a whole, in the order of the file, without defaults."""
    return {
        spec.key: value
        for spec in PROPERTIES
        if (value := getattr(canvas, spec.key)) != spec.default or spec is TITLE
    }


def keys(panel: str, item: Item) -> dict[str, Any]:
    """The keys of an item in the order of the file: defaults left out, unknown keys last."""
    found: dict[str, Any] = {} if item.id.startswith(UNWRITTEN) else {"id": item.id}
    values = dict(item.values)
    if "kind" in values:
        found["kind"] = values.pop("kind")
    found["text"] = item.text
    for spec in BY_KEY[panel].fields:
        if spec.key in values:
            found[spec.key] = values.pop(spec.key)
    return found | values


def body(panel: str, item: Item) -> str:
    """The lines of an item, without its header."""
    return "".join(line(key, value) for key, value in keys(panel, item).items())


def line(name: str, value: object) -> str:
    """Write one key and its value: one line, or for a list one line an entry."""
    if isinstance(value, dict) or (isinstance(value, list | tuple) and _holds_tables(value)):
        return f"{quoted_key(name)} = {inline(value)}\n"
    return _toml({name: value})


def _toml(table: Mapping[str, object]) -> str:
    return tomli_w.dumps(table)


def _holds_tables(values: list[Any] | tuple[Any, ...]) -> bool:
    return any(
        isinstance(value, dict) or (isinstance(value, list | tuple) and _holds_tables(value))
        for value in values
    )


def quoted_key(name: str) -> str:
    """Write a key, quoted where necessary."""
    return line(name, 0).removesuffix(" = 0\n")


def inline(value: object) -> str:
    """Write a value on one line, tables in it as inline tables."""
    if isinstance(value, Mapping):
        inner = ", ".join(f"{quoted_key(name)} = {inline(entry)}" for name, entry in value.items())
        return f"{{ {inner} }}" if inner else "{}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(inline, value)) + "]"
    return line("x", value).removeprefix("x = ").removesuffix("\n")
