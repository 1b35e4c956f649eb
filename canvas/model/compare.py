"""The differences between two canvases, item by item and field by field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from canvas.model.canvas import Canvas, Item
from canvas.model.collections import COLLECTIONS
from canvas.model.field_changes import FieldChange, differing, there_or_gone
from canvas.model.item_matching import match_items
from canvas.model.record_changes import RecordChange, changed_records, told_records
from canvas.model.records import are_tables
from canvas.model.schema import BY_KEY, PANEL_KEYS, PROPERTIES, STATUS
from canvas.model.sequence_merge import longest_common_run
from canvas.model.types import ItemId, PanelKey


class Change(NamedTuple):
    """A changed item.

    Attributes:
        panel: the key of its panel; of the one it was in, where it is deleted.
        before: the item as it was; None where it is new.
        after: the item as it is; None where it is deleted.
        source: the key of the panel it came from; the same as ``panel`` where it stayed.
        fields: its changed fields, in the order of the file, unknown keys last.
        reordered: whether it was moved within its panel.
    """

    panel: PanelKey
    before: Item | None
    after: Item | None
    source: PanelKey
    fields: tuple[FieldChange, ...] = ()
    reordered: bool = False

    @property
    def item(self) -> Item:
        """The item: as it is, or as it was where it is deleted."""
        return there_or_gone(self.after, self.before)

    @property
    def is_new(self) -> bool:
        """Whether it was added."""
        return self.before is None

    @property
    def is_gone(self) -> bool:
        """Whether it was deleted."""
        return self.after is None

    @property
    def is_moved(self) -> bool:
        """Whether it is in another panel now."""
        return self.source != self.panel

    def field(self, key: str) -> FieldChange | None:
        """The change of one field, or None."""
        return next((change for change in self.fields if change.key == key), None)

    @property
    def status(self) -> FieldChange | None:
        """The change of its status, or None."""
        return self.field(STATUS.key)


class Differences(NamedTuple):
    """The differences between two canvases.

    Attributes:
        properties: the changed fields of the canvas itself, in the order of the file, unknown keys last.
        items: the changed items, in reading order; a deleted one where it was.
        records: the changed records of collections, in the order of the file, deleted ones first.
    """

    properties: tuple[FieldChange, ...] = ()
    items: tuple[Change, ...] = ()
    records: tuple[RecordChange, ...] = ()

    @property
    def number(self) -> int:
        """The number of changes that are told."""
        return len(self.properties) + len(self.items) + len(self.told_records)

    @property
    def told_records(self) -> tuple[tuple[RecordChange, int], ...]:
        """The changed records that are told, and how many each stands for."""
        return told_records(self.records)

    @property
    def are_none(self) -> bool:
        """Whether there are no differences."""
        return not self.number


def compare(old: Canvas, new: Canvas) -> Differences:
    """The differences between an old and a new canvas."""
    if old is new:
        return Differences()
    origins = match_items(old, new)
    was = {item.id: (panel, item) for panel, item in old}
    kept = {
        panel: _staying(old.panels[panel], items, origins)
        for panel, items in new.panels.items()
        if items is not old.panels[panel]
    }
    gone = _gone(old, origins, new)
    items: list[Change] = []
    for panel in PANEL_KEYS:
        items += gone.get((panel, None), ())
        for item in new.panels[panel]:
            source, before = was[origins[item.id]] if item.id in origins else (panel, None)
            moved = source == panel and before is not None and item.id not in kept.get(panel, {item.id})
            fields = _fields(before, item, panel) if before is not None else ()
            if before is None or source != panel or fields or moved:
                items.append(Change(panel, before, item, source, fields, moved))
            items += gone.get((panel, item.id), ())
    own, records = _own_and_records(old, new)
    return Differences(own, tuple(items), records)


_DEFAULTS: dict[str, object] = {spec.key: spec.default for spec in PROPERTIES}


def _fields(before: Item, after: Item, panel: PanelKey) -> tuple[FieldChange, ...]:
    if before is after or (before.text == after.text and before.values is after.values):
        return ()
    defaults: dict[str, object] = {"text": "", **{spec.key: spec.default for spec in BY_KEY[panel].fields}}
    return differing({"text": before.text, **before.values}, {"text": after.text, **after.values}, defaults)


def _own_and_records(old: Canvas, new: Canvas) -> tuple[tuple[FieldChange, ...], tuple[RecordChange, ...]]:
    """The changes of the canvas's own fields, and those of its records."""
    before, after = ({**canvas.properties, **canvas.values} for canvas in (old, new))
    if old.values is new.values:
        return differing(before, after, _DEFAULTS), ()
    found: list[RecordChange] = []
    for key in COLLECTIONS:
        if are_tables(before.get(key, ())) and are_tables(after.get(key, ())):
            before.pop(key, None)
            after.pop(key, None)
            found += changed_records(key, old, new)
    return differing(before, after, _DEFAULTS), tuple(found)


def _staying(old: tuple[Item, ...], new: tuple[Item, ...], origins: Mapping[ItemId, ItemId]) -> set[ItemId]:
    """The items of a panel that kept their order, by their new id."""
    was = [item.id for item in old]
    still = longest_common_run(was, [origins[item.id] for item in new if item.id in origins])
    return {item.id for item in new if item.id not in origins or origins[item.id] in still}


def _gone(
    old: Canvas, origins: Mapping[ItemId, ItemId], new: Canvas
) -> dict[tuple[PanelKey, ItemId | None], list[Change]]:
    """The deleted items, by the panel and the remaining item after which they stood; None where first."""
    now = {origins[item.id]: (panel, item.id) for panel, item in new if item.id in origins}
    gone: dict[tuple[PanelKey, ItemId | None], list[Change]] = {}
    for panel in PANEL_KEYS:
        last: ItemId | None = None
        for item in old.panels[panel]:
            if item.id not in now:
                gone.setdefault((panel, last), []).append(Change(panel, item, None, panel))
            elif now[item.id][0] == panel:
                last = now[item.id][1]
    return gone
