"""Unresolved conflicts of a merge, as the file stores them.

A merge leaves one version's value in place and stores the other's in the same item (or at the top of the
file, for the canvas's own fields) under the key ``theirs``: a list of tables, each of which holds some fields
as the other version has them.

    theirs = [{ text = "Breakfast for all", due = 2027-09-01 }]

An empty value stands for a field that the other version does not have. Two keys are no fields: ``panel``
names the panel that the other version has the item in, and ``deleted`` tells which of the two deleted the
item. Where it is false, this version did: the item stays, as the other version has it, until that is
resolved.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, TypeGuard

from canvas.model.canvas import THEIRS as THEIRS  # noqa: PLC0414 - re-exported
from canvas.model.canvas import Canvas, Item
from canvas.model.collections import COLLECTIONS
from canvas.model.named_tuple import NamedTuple
from canvas.model.sanitize import visible_line
from canvas.model.schema import BY_KEY, PANEL_KEYS, PROPERTIES, Field
from canvas.model.types import PanelKey, Place

DELETED: Final = "deleted"
PANEL: Final = "panel"
TEXT: Final = "text"

OtherValue = tuple[str, Any]
"""A field's key and its value."""


class Conflict(NamedTuple):
    """One field that two versions have differently.

    Attributes:
        panel: the key of the item's panel; empty for the canvas's own fields.
        item: the item; None for the canvas's own fields.
        key: the field; also ``text``, ``deleted`` or ``panel``.
        ours: the value in place, or None.
        theirs: the other version's value; empty for none.
        collection: the key of the collection whose record the field is of; empty for none.
        record: the position of that record in its collection.
    """

    panel: Place
    item: Item | None
    key: str
    ours: Any
    theirs: Any
    collection: str = ""
    record: int = 0

    @property
    def field(self) -> Field | None:
        """The field's row in the schema; None for an unknown one."""
        if self.collection:
            return COLLECTIONS[self.collection].field(self.key)
        if self.item is None:
            return next((spec for spec in PROPERTIES if spec.key == self.key), None)
        return BY_KEY[self.panel].field(self.key)

    @property
    def name(self) -> str:
        """What the field is called in a sentence."""
        spec = self.field
        label = spec.label.lower() if spec else visible_line(self.key)
        if not self.collection:
            return label
        return f"{label} of {COLLECTIONS[self.collection].noun} {self.record + 1}"

    @property
    def deletes(self) -> bool | None:
        """Whether the other version deleted the item; False where this one did; None where neither."""
        if self.item is None or self.key != DELETED or type(self.theirs) is not bool:
            return None
        # An unknown field may have that name.
        return self.theirs if self.theirs or DELETED not in self.item.values else None


def other_values(values: Mapping[str, Any]) -> list[OtherValue]:
    """The other version's values, as pairs of a key and a value; empty where they cannot be read."""
    kept = values.get(THEIRS)
    if isinstance(kept, Mapping):
        kept = [kept]
    if not _is_list(kept):
        return []
    return [(key, value) for entry in kept if isinstance(entry, Mapping) for key, value in entry.items()]


def unreadable_values(values: Mapping[str, Any]) -> list[Any]:
    """What is stored under ``theirs`` and cannot be read; it is preserved."""
    kept = values.get(THEIRS, ())
    if isinstance(kept, Mapping):
        return []
    return [entry for entry in kept if not isinstance(entry, Mapping)] if _is_list(kept) else [kept]


def with_other_values(values: Mapping[str, Any], said: Iterable[OtherValue]) -> dict[str, Any]:
    """Values with another list of the other version's values; without the key where it is empty."""
    tables: list[Any] = []
    for key, value in said:
        table = next((table for table in tables if key not in table), None)
        if table is None:
            table = {}
            tables.append(table)
        table[key] = value
    tables += unreadable_values(values)
    kept = {name: value for name, value in values.items() if name != THEIRS}
    return {**kept, THEIRS: tables} if tables else kept


def _is_list(value: object) -> TypeGuard[Sequence[Any]]:
    return isinstance(value, list | tuple)


def conflicts(canvas: Canvas) -> tuple[Conflict, ...]:
    """Every unresolved conflict: the canvas's own fields first, then in reading order."""
    places: tuple[Place, ...] = ("", *PANEL_KEYS)
    return tuple(conflict for place in places for conflict in conflicts_in(canvas, place))


def conflicts_in(canvas: Canvas, place: Place) -> Iterator[Conflict]:
    """The unresolved conflicts of a panel; of the canvas itself and its records where ``place`` is empty."""
    if place:
        for item in canvas.panels[place]:
            if THEIRS in item.values:
                yield from item_conflicts(place, item)
        return
    own = canvas.properties
    for key, value in other_values(canvas.values):
        yield Conflict("", None, key, canvas.values.get(key, own.get(key)), value)
    for collection in COLLECTIONS.keys() & canvas.values.keys():
        tables = canvas.values[collection]
        for position, table in enumerate(tables if _is_list(tables) else ()):
            if isinstance(table, Mapping) and THEIRS in table:
                for key, value in other_values(table):
                    yield Conflict("", None, key, table.get(key), value, collection, position)


def item_conflicts(panel: PanelKey, item: Item) -> Iterator[Conflict]:
    """The unresolved conflicts of one item of a panel."""
    for key, value in other_values(item.values):
        ours = {PANEL: panel, TEXT: item.text, DELETED: value is False}.get(key, item.values.get(key))
        yield Conflict(panel, item, key, ours, value)
