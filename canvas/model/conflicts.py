"""What two versions said differently and nobody has settled yet.

A merge leaves what one version says where it was, and keeps what the other says beside it, in the same item
(or at the top of the file, for what a canvas says of itself) under the key ``theirs``: a list of tables, each
of which holds some fields as the other version has them.

    theirs = [{ text = "Breakfast for all", due = 2027-09-01 }]

An empty value stands for a field that the other version does not have. Two keys are no fields: ``panel``
names the panel that the other version has the item in, and ``deleted`` says which of the two has no such item
any more. Where it is false, that is this one: the item stays, as the other version has it, until that is
settled.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple, TypeGuard

from canvas.model.canvas import Canvas, Item
from canvas.model.sanitize import visible_line
from canvas.model.schema import BY_KEY, PROPERTIES, Field

THEIRS: Final = "theirs"
"""The key that what the other version says is kept under."""

DELETED: Final = "deleted"
PANEL: Final = "panel"
TEXT: Final = "text"

Saying = tuple[str, Any]
"""A field's key and its value."""


class Conflict(NamedTuple):
    """One thing that two versions say differently.

    Attributes:
        panel: the key of the panel the item stands in; empty for what the canvas says of itself.
        item: the item; None for what the canvas says of itself.
        key: the field they differ in; ``text``, ``deleted`` and ``panel`` as well.
        ours: what stands; None where nothing does.
        theirs: what the other version says; empty where it says nothing.
    """

    panel: str
    item: Item | None
    key: str
    ours: Any
    theirs: Any

    @property
    def field(self) -> Field | None:
        """The field's row in the table; None for one that is not in it."""
        if self.item is None:
            return next((spec for spec in PROPERTIES if spec.key == self.key), None)
        return BY_KEY[self.panel].field(self.key)

    @property
    def name(self) -> str:
        """What the field is called in a sentence."""
        spec = self.field
        return spec.label.lower() if spec else visible_line(self.key)

    @property
    def deletes(self) -> bool | None:
        """Whether the other version deleted the item; False where this one did; None where neither."""
        if self.item is None or self.key != DELETED or type(self.theirs) is not bool:
            return None
        # An unknown field may have that name.
        return self.theirs if self.theirs or DELETED not in self.item.values else None


def sayings(values: Mapping[str, Any]) -> list[Saying]:
    """What the other version says, as pairs of a key and a value; nothing where it cannot be understood."""
    kept = values.get(THEIRS)
    if isinstance(kept, Mapping):
        kept = [kept]
    if not _is_list(kept):
        return []
    return [(key, value) for entry in kept if isinstance(entry, Mapping) for key, value in entry.items()]


def remnants(values: Mapping[str, Any]) -> list[Any]:
    """What stands where the other version's sayings are kept and cannot be understood: it is kept as well."""
    kept = values.get(THEIRS, ())
    if isinstance(kept, Mapping):
        return []
    return [entry for entry in kept if not isinstance(entry, Mapping)] if _is_list(kept) else [kept]


def keeping(values: Mapping[str, Any], said: Iterable[Saying]) -> dict[str, Any]:
    """Values with another list of what the other version says; without any, where there is none."""
    tables: list[Any] = []
    for key, value in said:
        table = next((table for table in tables if key not in table), None)
        if table is None:
            table = {}
            tables.append(table)
        table[key] = value
    tables += remnants(values)
    kept = {name: value for name, value in values.items() if name != THEIRS}
    return {**kept, THEIRS: tables} if tables else kept


def _is_list(value: object) -> TypeGuard[Sequence[Any]]:
    return isinstance(value, list | tuple)


def conflicts(canvas: Canvas) -> tuple[Conflict, ...]:
    """Everything that is not settled: what the canvas says of itself first, then in reading order."""
    return tuple(_conflicts(canvas))


def _conflicts(canvas: Canvas) -> Iterator[Conflict]:
    for place in ("", *canvas.panels):
        yield from conflicts_in(canvas, place)


def conflicts_in(canvas: Canvas, place: str) -> Iterator[Conflict]:
    """What is unresolved in one panel, or in the canvas's own fields where ``place`` is empty."""
    if place:
        for item in canvas.panels[place]:
            if THEIRS in item.values:
                yield from item_conflicts(place, item)
        return
    own: dict[str, object] = {"title": canvas.title, "stage": canvas.stage, "review": canvas.review}
    for key, value in sayings(canvas.values):
        yield Conflict("", None, key, canvas.values.get(key, own.get(key)), value)


def item_conflicts(panel: str, item: Item) -> Iterator[Conflict]:
    """What is not settled about one item of a panel."""
    for key, value in sayings(item.values):
        ours = {PANEL: panel, TEXT: item.text, DELETED: value is False}.get(key, item.values.get(key))
        yield Conflict(panel, item, key, ours, value)
