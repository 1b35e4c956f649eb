"""The edits that set one field of some items: kind, owner, next, day, visibility; all change as one edit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Final

from canvas.model.calendar_text import format_date
from canvas.model.canvas import Canvas
from canvas.model.edits import Edit, EditError, add, find, find_all, quote_items, set_values
from canvas.model.sanitize import clean_line, quote
from canvas.model.schema import BY_KEY, VISIBILITY, FieldValue
from canvas.model.types import ItemId, PanelKey, Visibility

_NONE: Final[Mapping[str, FieldValue]] = MappingProxyType({})
_READERS: dict[Visibility, str] = {
    "internal": "those who keep the canvas",
    "partners": "every partner",
    "public": "anyone",
}


def set_due(canvas: Canvas, item_ids: Sequence[ItemId], due: date | None) -> Edit:
    """Set or remove the due date of some items."""
    what = quote_items(find_all(canvas, item_ids))
    label = f"set the day of {what} to {format_date(due)}" if due else f"clear the day of {what}"
    return set_values(canvas, item_ids, {item_id: {"due": due} for item_id in item_ids}, label)


def set_next(canvas: Canvas, item_ids: Sequence[ItemId], act: str) -> Edit:
    """Set what happens next with some items, or remove it where ``act`` is empty."""
    what, said = quote_items(find_all(canvas, item_ids)), clean_line(act)
    label = f"set what happens next with {what}" if said else f"clear what happens next with {what}"
    return set_values(canvas, item_ids, {item_id: {"next": said} for item_id in item_ids}, label)


def add_step(canvas: Canvas, panel: PanelKey, act: str, values: Mapping[str, FieldValue] = _NONE) -> Edit:
    """Add a next step as an item of its own, which says what happens next, perhaps with other values."""
    return add(canvas, panel, [act], values={"kind": "", "next": act, **values})


def set_owner(canvas: Canvas, item_ids: Sequence[ItemId], owner: str) -> Edit:
    """Set the owner of some items, or remove it where the name is empty."""
    what, name = quote_items(find_all(canvas, item_ids)), clean_line(owner)
    label = f"set the owner of {what} to {quote(name)}" if name else f"clear the owner of {what}"
    return set_values(canvas, item_ids, {item_id: {"owner": name} for item_id in item_ids}, label)


def set_kind(canvas: Canvas, item_ids: Sequence[ItemId], kind: str) -> Edit:
    """Set the kind of some items, or remove it where ``kind`` is empty.

    Raises:
        EditError: where a panel that holds one of them has no such kind.
    """
    for item_id in item_ids:
        panel = BY_KEY[find(canvas, item_id)[0][0]]
        if kind and not any(choice.key == kind for choice in panel.kinds):
            raise EditError(f"{panel.title} has no kind called {quote(kind)}.", "value-unfit")
    what = quote_items(find_all(canvas, item_ids))
    label = f"set the kind of {what} to {kind}" if kind else f"clear the kind of {what}"
    return set_values(canvas, item_ids, {item_id: {"kind": kind or None} for item_id in item_ids}, label)


def set_visibility(canvas: Canvas, item_ids: Sequence[ItemId], visibility: Visibility) -> Edit:
    """Set who may read some items."""
    if not VISIBILITY.accepts(visibility):
        raise EditError(f"Who may read a statement is {VISIBILITY.wanted}.", "value-unfit")
    label = f"show {quote_items(find_all(canvas, item_ids))} to {_READERS[visibility]}"
    return set_values(canvas, item_ids, {item_id: {"visibility": visibility} for item_id in item_ids}, label)
