"""Three-way merge of the collections beside the panels, record by record and field by field.

Records that both sides added never conflict: where two with one id differ, both are kept. A record deleted
on one side and changed on the other stays as it was changed. A field that both sides changed is a conflict
within its record, stored as in an item.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any, NamedTuple

from canvas.model.collections import COLLECTIONS, Collection
from canvas.model.conflict_merge import unresolved
from canvas.model.conflicts import with_other_values
from canvas.model.field_merge import merge_fields
from canvas.model.item_matching import equal_in_file, equivalent
from canvas.model.record_edits import copied_id
from canvas.model.record_names import record_names
from canvas.model.records import ID, are_tables, in_order
from canvas.model.sequence_merge import merge_orders

_Table = Mapping[str, Any]
_Sides = tuple[_Table, _Table, _Table]


class MergedRecords(NamedTuple):
    """A merged collection: its tables, and how many fields are in conflict in them."""

    tables: list[dict[str, Any]]
    conflicts: int


def split_collections(sides: _Sides) -> tuple[_Sides, dict[str, tuple[Sequence[_Table], ...]]]:
    """Part the values of three canvases from the tables of those collections that each of them can read."""
    found = {
        key: tuple(side.get(key, ()) for side in sides)
        for key in COLLECTIONS
        if any(key in side for side in sides) and all(are_tables(side.get(key, ())) for side in sides)
    }
    base, first, second = ({key: value for key, value in side.items() if key not in found} for side in sides)
    return (base, first, second), found


def merge_collection(
    key: str, sides: Sequence[Sequence[_Table]], *, turned: bool, twice: bool
) -> MergedRecords:
    """Merge the tables of a collection in three versions; ``turned`` as in `canvas.model.merge`."""
    base, first, second = sides
    was = dict(zip(record_names((), base), base, strict=True))
    one, other = (dict(zip(record_names(base, side), side, strict=True)) for side in (first, second))
    one, other = _apart(was, one, other)
    merged: dict[Hashable, dict[str, Any]] = {}
    number = 0
    for name in {**one, **other}:
        if name in one and name in other:
            versions = was.get(name, {}), one[name], other[name]
            merged[name], found = _merged_record(
                COLLECTIONS[key], versions, known=name in was, turned=turned, twice=twice
            )
            number += found
        else:
            table = one[name] if name in one else other[name]
            if name not in was or not equal_in_file(was[name], table):  # else deleted by the other side
                merged[name] = dict(table)
    order = merge_orders(*([name for name in side if name in merged] for side in (was, one, other)))
    return MergedRecords([merged[name] for name in order], number)


_Named = dict[Hashable, _Table]


def _apart(was: _Named, one: _Named, other: _Named) -> tuple[_Named, _Named]:
    """Give those that both sides added with one id, and that differ, ids of their own."""
    clashing = {
        name for name in one if name in other and name not in was and not _compatible(one[name], other[name])
    }
    taken = {str(table.get(ID)) for side in (was, other) for table in side.values()} if clashing else set()
    apart: dict[Hashable, _Table] = {}
    for name, table in other.items():
        if name in clashing:
            copied = copied_id(table, taken)
            taken.add(copied)
            table = {**table, ID: copied}  # noqa: PLW2901 - the same record
            (name,) = record_names((), [table])  # noqa: PLW2901 - likewise
        apart[name] = table
    return one, apart


def _compatible(one: _Table, other: _Table) -> bool:
    return all(equivalent(one[key], other[key]) for key in one.keys() & other.keys())


def _merged_record(
    collection: Collection, versions: _Sides, *, known: bool, turned: bool, twice: bool
) -> tuple[dict[str, Any], int]:
    """Merge a record that both sides have; and how many of its fields are in conflict."""
    base, first, second = versions
    if equal_in_file(first, second) or (known and equal_in_file(base, second)):
        return dict(first), 0
    if known and equal_in_file(base, first):
        return dict(second), 0
    specs = {field.key: field for field in collection.fields}
    values, conflicts = merge_fields(*versions, specs, turned=turned, known=known, twice=twice)
    said = with_other_values(values, [*unresolved(*versions, turned=turned), *conflicts])
    return in_order(collection, said), len(conflicts)
