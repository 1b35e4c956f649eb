r"""Writes a canvas as JSON, for scripts.

The keys are the file's, in the file's order, and what the file leaves out because it goes without saying
is said: the format, the title, the stage, the review (null where there is none), each of the eight panels
(an empty list where it has nothing), and for each item its id, kind, text, status and visibility. An id
is null where the file gives none, a kind where nobody said. Every other field stands where the file has
it. Days and times are ISO texts; the numbers JSON does not know become null, absurdly long ones
hexadecimal texts.

An item, or the file, with a key ``theirs`` is not settled: two versions differ, and each table there has what
the other says; an empty one stands for what the audience may not read.

What this program does not know is passed on as it is: a key of an item with its item; a key of the file
like an item that does not say who may read it, which is to partners and no further. Tables within it
that hold themselves back by a ``visibility`` of their own are taken at their word.

Characters that could steer a terminal or turn its writing are written as ``\u`` escapes.
"""

from __future__ import annotations

import json
from datetime import date, time
from math import isfinite
from typing import TYPE_CHECKING, Any

from canvas.exports.audience_filter import may_read
from canvas.model.canvas import THEIRS, UNWRITTEN
from canvas.model.sanitize import visible
from canvas.model.schema import AUDIENCES, BY_KEY, PANELS, STATUS, VISIBILITY

if TYPE_CHECKING:
    from canvas.model.canvas import Canvas, Item

_FORMAT = 1
_LONGEST = 10_000
"""How many bits a number may have: Python refuses to write far longer ones in decimal digits."""


def render(canvas: Canvas, *, audience: str) -> str:
    """The canvas as a JSON document, indented, its last line ended.

    Args:
        canvas: what to write.
        audience: who is to read it; what does not reach it is left out.
    """
    data: dict[str, Any] = {
        "format": _FORMAT,
        "title": canvas.title,
        "stage": canvas.stage,
        "review": canvas.review,
        **{
            panel.key: [_item(item, panel.key) for item in canvas.panels.get(panel.key, ())]
            for panel in PANELS
        },
    }
    if may_read({}, audience):
        data |= canvas.values
    elif THEIRS in canvas.values:
        data[THEIRS] = canvas.values[THEIRS]
    return written(data, audience=audience)


def written(data: object, *, audience: str = AUDIENCES[0]) -> str:
    """Values that a canvas may hold as a JSON document, indented, its last line ended.

    Args:
        data: what to write.
        audience: who is to read it; a table that holds itself back from them is left out.
    """
    source = json.dumps(_plain(data, audience), indent=2, ensure_ascii=False, allow_nan=False)
    return _harmless(source) + "\n"


def _item(item: Item, panel: str) -> dict[str, Any]:
    """Its keys in the order of the file, unknown ones last."""
    known: dict[str, Any] = {
        "id": None if item.id.startswith(UNWRITTEN) else item.id,
        "kind": item.values.get("kind"),
        "text": item.text,
    }
    said = {STATUS.key: STATUS.default, VISIBILITY.key: VISIBILITY.default, **item.values}
    for field in BY_KEY[panel].fields:
        if field.key in said:
            known.setdefault(field.key, said[field.key])
    return {**known, **{key: value for key, value in item.values.items() if key not in known}}


def _plain(value: object, audience: str) -> object:
    """What TOML can hold, as what JSON can."""
    if isinstance(value, dict):
        return {
            str(key): _plain(inner, audience) for key, inner in value.items() if _reaches(inner, audience)
        }
    if isinstance(value, list | tuple):
        return [_plain(inner, audience) for inner in value if _reaches(inner, audience)]
    if isinstance(value, date | time):  # a datetime is a date
        return value.isoformat()
    if isinstance(value, float) and not isfinite(value):
        return None
    if isinstance(value, int) and value.bit_length() > _LONGEST:
        return hex(value)
    return value


def _reaches(value: object, audience: str) -> bool:
    """Whether a value goes where the table around it goes; it does unless it says who may read it."""
    return not isinstance(value, dict) or VISIBILITY.key not in value or may_read(value, audience)


def _harmless(source: str) -> str:
    """The same JSON with each character that `visible` would mark written as an escape.

    Outside its strings JSON is made of printable ASCII and newlines, so only strings are touched.
    """
    if visible(source) == source:
        return source
    return source.translate({ord(char): _escape(char) for char in set(source) if visible(char) != char})


def _escape(char: str) -> str:
    units = char.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[start : start + 4]}" for start in range(0, len(units), 4))
