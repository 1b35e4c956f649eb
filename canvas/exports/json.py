r"""The canvas as JSON, for scripts.

The keys are the file's, in its order. What the file leaves out is filled in: the format, title, stage,
review and contact, each of the eight panels, and the id, kind, text, status and visibility of each item; an
id or kind that the file does not give is null. Dates and times are ISO texts; NaN and infinities become null,
overlong numbers hexadecimal texts.

An item, or the file, with a key ``theirs`` is not resolved: each table there has values of another version;
an empty one stands for what the audience may not read.

Collections such as ``answers`` follow the panels, with the records that the audience may read. Unknown keys
are passed on: those of an item with the item, those of the file to partners. A table within them is withheld
by a ``visibility`` of its own.

Characters that could steer a terminal or change the direction of text are written as ``\u`` escapes.
"""

from __future__ import annotations

import json
from datetime import date, time
from math import isfinite
from typing import TYPE_CHECKING, Any

from canvas.exports.audience_filter import reaches, readable_values
from canvas.model.canvas import UNWRITTEN
from canvas.model.sanitize import printable
from canvas.model.schema import AUDIENCES, BY_KEY, PANELS, STATUS, VISIBILITY

if TYPE_CHECKING:
    from canvas.model.canvas import Canvas, Item
    from canvas.model.types import Audience

_FORMAT = 1
_MAX_NUMBER_BITS = 10_000
"""Python refuses to write far longer numbers in decimal digits."""


def render(canvas: Canvas, *, audience: Audience) -> str:
    """A canvas, filtered for an audience, as an indented JSON document."""
    data: dict[str, Any] = {
        "format": _FORMAT,
        **canvas.properties,
        **{
            panel.key: [_item(item, panel.key) for item in canvas.panels.get(panel.key, ())]
            for panel in PANELS
        },
    }
    return written(data | dict(readable_values(canvas, audience)), audience=audience)


def written(data: object, *, audience: Audience = AUDIENCES[0], indent: int | None = 2) -> str:
    """Values of a canvas as JSON, without tables withheld from an audience; one line where not indented."""
    source = json.dumps(_to_json(data, audience), indent=indent, ensure_ascii=False, allow_nan=False)
    return _escape_controls(source) + "\n"


def _item(item: Item, panel: str) -> dict[str, Any]:
    """The keys of an item in the order of the schema, unknown ones last."""
    known: dict[str, Any] = {
        "id": None if item.id.startswith(UNWRITTEN) else item.id,
        "kind": item.values.get("kind"),
        "text": item.text,
    }
    values = {STATUS.key: STATUS.default, VISIBILITY.key: VISIBILITY.default, **item.values}
    for field in BY_KEY[panel].fields:
        if field.key in values:
            known.setdefault(field.key, values[field.key])
    return {**known, **{key: value for key, value in item.values.items() if key not in known}}


def _to_json(value: object, audience: Audience) -> object:
    """Convert a TOML value to one that JSON has."""
    if isinstance(value, dict):
        return {
            str(key): _to_json(inner, audience) for key, inner in value.items() if reaches(inner, audience)
        }
    if isinstance(value, list | tuple):
        return [_to_json(inner, audience) for inner in value if reaches(inner, audience)]
    if isinstance(value, date | time):  # a datetime is a date
        return value.isoformat()
    if isinstance(value, float) and not isfinite(value):
        return None
    if isinstance(value, int) and value.bit_length() > _MAX_NUMBER_BITS:
        return hex(value)
    return value


def _escape_controls(source: str) -> str:
    """Escape the characters that `printable` would replace; outside its strings JSON has none of them."""
    if printable(source) == source:
        return source
    return source.translate({ord(char): _escape(char) for char in set(source) if printable(char) != char})


def _escape(char: str) -> str:
    units = char.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[start : start + 4]}" for start in range(0, len(units), 4))
