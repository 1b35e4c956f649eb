"""The differences between two versions of a collection, record by record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from canvas.model.canvas import Canvas
from canvas.model.collections import COLLECTIONS
from canvas.model.field_changes import FieldChange, differing, there_or_gone
from canvas.model.record_names import record_names
from canvas.model.records import Record, records


class RecordChange(NamedTuple):
    """A changed record of a collection.

    Attributes:
        collection: the key of the collection.
        before: the record as it was; None where it is new.
        after: the record as it is; None where it is deleted.
        fields: its changed fields, in the order of the file, unknown keys last.
    """

    collection: str
    before: Record | None
    after: Record | None
    fields: tuple[FieldChange, ...] = ()

    @property
    def record(self) -> Record:
        """The record: as it is, or as it was where it is deleted."""
        return there_or_gone(self.after, self.before)

    @property
    def is_new(self) -> bool:
        """Whether it was added."""
        return self.before is None

    @property
    def is_gone(self) -> bool:
        """Whether it was deleted."""
        return self.after is None


def changed_records(key: str, old: Canvas, new: Canvas) -> Iterator[RecordChange]:
    """The changes of one collection, those that are gone first."""
    was, now = records(old, key), records(new, key)
    before = dict(zip(record_names((), [record.values for record in was]), was, strict=True))
    names = record_names([record.values for record in was], [record.values for record in now])
    after = dict(zip(names, now, strict=True))
    defaults: dict[str, object] = {spec.key: spec.default for spec in COLLECTIONS[key].fields}
    yield from (RecordChange(key, record, None) for name, record in before.items() if name not in after)
    for name, record in after.items():
        if name not in before:
            yield RecordChange(key, None, record)
        elif fields := differing(before[name].values, record.values, defaults):
            yield RecordChange(key, before[name], record, fields)


def told_records(records: Iterable[RecordChange]) -> tuple[tuple[RecordChange, int], ...]:
    """The changed records that are told, and how many each stands for.

    Where the records of a collection are counted, one stands for all that are new, and so on.
    """
    told: dict[tuple[object, ...], tuple[RecordChange, int]] = {}
    for at, change in enumerate(records):
        is_counted = COLLECTIONS[change.collection].is_counted
        known_by = (change.collection, change.is_new, change.is_gone) if is_counted else (at,)
        first, number = told.get(known_by, (change, 0))
        told[known_by] = first, number + 1
    return tuple(told.values())
