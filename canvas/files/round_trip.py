"""Whether a text says what it is meant to say: asked of everything before it reaches a disk."""

from __future__ import annotations

from collections.abc import Mapping

from canvas.files.canvas_toml import FileError, Parsed, parse
from canvas.model.canvas import UNWRITTEN, Canvas


def represents(text: str, canvas: Canvas) -> bool:
    """Whether a text says exactly what a canvas does."""
    try:
        parsed: Parsed = parse(text)
    except FileError:
        return False
    return parsed.canvas == canvas or _meaning(parsed.canvas) == _meaning(canvas)


def _meaning(canvas: Canvas) -> object:
    """What a file says of a canvas, as values that are equal exactly where they mean the same.

    Items without an id of their own are numbered anew by each reading, a list that one panel knows is a
    tuple there and stays a list elsewhere, and NaN differs from itself: none of that is in the file.
    """
    items = [
        (panel, "" if item.id.startswith(UNWRITTEN) else item.id, item.text, _plain(item.values))
        for panel, item in canvas
    ]
    return canvas.title, canvas.stage, canvas.review, _plain(canvas.values), items


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return {key: _plain(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(entry) for entry in value]
    return (type(value), repr(value)) if isinstance(value, bool | float) else value
