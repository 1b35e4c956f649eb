"""Unresolved differences between two versions, in words: one line each."""

from __future__ import annotations

from datetime import date
from typing import Any

from canvas.app.dates import long_day
from canvas.app.widgets.symbols import DIFFERS
from canvas.exports.phrases import format_value
from canvas.model.canvas import Item
from canvas.model.conflicts import DELETED, PANEL, Conflict, item_conflicts
from canvas.model.sanitize import visible, visible_line
from canvas.model.schema import BY_KEY, Panel


def lines(item: Item, panel: Panel) -> list[str]:
    """The differences of an item, a line each."""
    return [f"{DIFFERS} {line(conflict)}" for conflict in item_conflicts(panel.key, item)]


def line(conflict: Conflict) -> str:
    """A difference in one line, short enough to stand beside the item."""
    if conflict.item is not None:
        if conflict.key == "text":
            return f"the other version: ‘{visible_line(value(conflict.theirs)).strip()}’"
        if conflict.deletes:
            return "the other version deleted this"
        if conflict.deletes is False:
            return "deleted here, but the other version keeps it"
        if conflict.key == PANEL:
            return f"the other version has it in {_panel(conflict.theirs)}"
    return f"{name(conflict).lower()}: {visible_line(value(conflict.theirs))} in the other version"


def name(conflict: Conflict) -> str:
    """The name of what the two versions differ in."""
    if conflict.item is not None and conflict.key in _NAMES:
        return _NAMES[conflict.key]
    if conflict.collection:
        return conflict.name[:1].upper() + conflict.name[1:]
    return conflict.field.label if conflict.field else visible_line(conflict.key)


def sides(conflict: Conflict) -> tuple[str, str]:
    """Both versions in full: this one and the other."""
    if conflict.item is not None:
        if conflict.deletes is not None:
            return ("keeps it", "deleted it") if conflict.deletes else ("deleted it", "keeps it")
        if conflict.key == PANEL:
            return f"has it in {_panel(conflict.ours)}", f"has it in {_panel(conflict.theirs)}"
    return value(conflict.ours), value(conflict.theirs)


def value(said: Any) -> str:  # noqa: ANN401 - a file may hold anything
    """Format a value for people."""
    if isinstance(said, str):
        return visible(said).strip() or "nothing"
    if isinstance(said, list | tuple):
        return ", ".join(map(value, said)) or "nothing"
    if type(said) is date:
        return long_day(said)
    return visible(format_value(said))


_NAMES = {"text": "Text", DELETED: "Deleted", PANEL: "Panel"}


def _panel(key: object) -> str:
    panel = BY_KEY.get(key) if isinstance(key, str) else None
    return panel.title if panel else value(key)
