"""Verification of a text before it is written: it must parse to the canvas it was made from."""

from __future__ import annotations

from collections.abc import Mapping

from canvas.files.canvas_toml import FileError, Parsed, parse
from canvas.model.canvas import UNWRITTEN, Canvas


def represents(text: str, canvas: Canvas) -> bool:
    """Whether a text parses to exactly this canvas."""
    try:
        parsed: Parsed = parse(text)
    except FileError:
        return False
    return parsed.canvas == canvas or _comparable(parsed.canvas) == _comparable(canvas)


def _comparable(canvas: Canvas) -> object:
    """Make a canvas comparable: equal exactly where the file would be the same.

    Items without an id in the file are numbered anew by each reading, a list is a tuple in a panel that knows
    its key and a list elsewhere, and NaN differs from itself: none of that is in the file.
    """
    items = [
        (panel, "" if item.id.startswith(UNWRITTEN) else item.id, item.text, _comparable_value(item.values))
        for panel, item in canvas
    ]
    return *canvas.properties.values(), _comparable_value(canvas.values), items


def _comparable_value(value: object) -> object:
    if isinstance(value, Mapping):
        return {key: _comparable_value(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [_comparable_value(entry) for entry in value]
    return (type(value), repr(value)) if isinstance(value, bool | float) else value
