"""What a board shows of its work, told without any of the code that is under test.

Without hypothesis too: a process that is killed a thousand times should start quickly.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from canvas.files.journal.snapshot import Draft
from canvas.model.canvas import Canvas
from canvas.model.sanitize import clean, clean_line

_MAX_NAME_WORDS = 6
_KINDS = {"beneficiaries": "group", "relationships": "partner", "roles": "responsibility"}
"""The kind of a new statement, by panel; in Relationships only where it reads as a name."""


def screen(canvas: Canvas, typing: Draft | None = None) -> list[Any]:
    """All that a canvas says, with what is being typed where it will stand; without ids."""
    panels: dict[str, list[list[Any]]]
    panels = {panel: [[item.id, item.text, dict(item.values)] for item in items]
              for panel, items in canvas.panels.items()}  # fmt: skip
    if typing:
        rows = panels[typing.panel]
        ids = [name for name, *_ in rows]
        if typing.item is not None and typing.item in ids:
            row = rows[ids.index(typing.item)]
            if clean(typing.text):
                row[1] = row[1] if typing.text == row[1] else clean(typing.text)
                row[2] |= typing.values
        elif clean_line(typing.text):
            name = typing.item if typing.item is not None else typing.after
            at = ids.index(name) + 1 if name in ids else len(rows)
            text = clean_line(typing.text)
            rows.insert(at, ["", text, {**_values_of_new(typing.panel, text), **typing.values}])
    said = [[panel, text, _settled(values)] for panel, rows in panels.items() for _, text, values in rows]
    return [canvas.title, canvas.stage, str(canvas.review), canvas.contact, _settled(canvas.values), said]


def _values_of_new(panel: str, text: str) -> dict[str, str]:
    """The values of a new statement for which only the text was typed."""
    words = text.split()
    is_name = len(words) <= _MAX_NAME_WORDS and not text.endswith(".")
    return {"kind": _KINDS[panel]} if panel in _KINDS and (panel != "relationships" or is_name) else {}


def _settled(value: Any) -> str:
    """A value as a text that is equal where two values mean the same."""
    if isinstance(value, Mapping):
        return "{" + ",".join(sorted(f"{key!r}:{_settled(entry)}" for key, entry in value.items())) + "}"
    if isinstance(value, list | tuple):
        return "[" + ",".join(map(_settled, value)) + "]"
    return repr(value)
