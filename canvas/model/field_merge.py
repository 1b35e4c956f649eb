"""Three-way merge of fields, value by value."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

from canvas.model.conflict_merge import (
    FileValue,
    FileValues,
    MergedValue,
    by_key,
    conflict_of,
    merge_conflicted,
)
from canvas.model.conflicts import THEIRS, OtherValue, other_values, unreadable_values
from canvas.model.counted_merge import Occurrence, by_occurrence, merge_counted, replacements
from canvas.model.item_matching import equal_in_file, equivalent
from canvas.model.record_names import normal_repr, record_names
from canvas.model.schema import Field
from canvas.model.sequence_merge import merge_orders


def merge_fields(
    base: FileValues,
    first: FileValues,
    second: FileValues,
    specs: Mapping[str, Field],
    *,
    turned: bool,
    known: bool,
    beside: tuple[FileValues, FileValues, FileValues] | None = None,
    twice: bool = True,
) -> tuple[dict[str, Any], list[OtherValue]]:
    """Merge fields one by one.

    Args:
        base: the common ancestor; an absent field has no value.
        first: one side.
        second: the other.
        specs: the fields that the table knows, by key.
        turned: whether the first side is theirs, so that the second one's value stands in a conflict.
        known: whether there is a base from which numbers can be counted on.
        beside: the values that hold the unresolved conflicts of each version, where these are not its fields.
        twice: whether equal counts on both sides are two changes rather than one.

    Returns:
        The values, and their values of the fields in conflict.
    """
    values: dict[str, Any] = {}
    conflicts: list[OtherValue] = []
    beside_each = [by_key(other_values(side)) for side in beside or (base, first, second)]
    for key in dict.fromkeys((*second, *first) if turned else (*first, *second)):
        if key == THEIRS:
            continue
        was, one, other = (side.get(key) for side in (base, first, second))
        spec = specs.get(key)
        counted = (
            known and spec is not None and spec.type == "count" and (twice or not equal_in_file(one, other))
        )
        if key in beside_each[0]:
            kept = [side.get(key) for side in beside_each]
            value, lost = merge_conflicted((was, one, other), kept, turned=turned)
        else:
            value, lost = _merge_value(was, one, other, turned=turned, counted=counted)
        if value is not None:
            values[key] = value
        conflicts += ((key, _kept(other, value)) for other in lost)
    if rest := merge_counted(
        *(by_occurrence(unreadable_values(side), normal_repr) for side in (base, first, second))
    ):
        values[THEIRS] = rest
    return values, conflicts


def _merge_value(
    base: FileValue, first: FileValue, second: FileValue, *, turned: bool, counted: bool = False
) -> MergedValue:
    """Merge three versions of a value, None for an absent one."""
    versions = base, first, second
    if equal_in_file(base, first):
        return second, ()
    if equal_in_file(base, second):
        return first, ()
    if counted and all(type(version) is int or version is None for version in versions):
        return max(0, (first or 0) + (second or 0) - (base or 0)) or None, ()
    if equivalent(first, second):
        return second if turned and not equal_in_file(first, second) else first, ()
    if equivalent(base, first) or equivalent(base, second):
        return second if equivalent(base, first) else first, ()
    return _merge_changed(base, first, second, turned=turned)


def _merge_changed(base: FileValue, first: FileValue, second: FileValue, *, turned: bool) -> MergedValue:
    """Merge a value that both sides have changed, to different ones."""
    versions = base, first, second
    if all(isinstance(version, list | tuple) or version is None for version in versions):
        lists = [version or () for version in versions]
        if not all(isinstance(entry, Mapping) for entries in lists for entry in entries):
            return _merge_lists(*lists, turned=turned)
        records, clean = merge_records(*lists, turned=turned)
        merged: FileValue = list(records.values()) or (None if first is None or second is None else [])
    elif isinstance(first, Mapping) and isinstance(second, Mapping):
        was = base if isinstance(base, Mapping) else {}
        merged, clean = _merge_tables(was, first, second, turned=turned)
    else:
        return conflict_of(first, second, turned=turned)
    return merged, () if clean else [first if turned else second]


def _merge_lists(
    base: Sequence[FileValue], first: Sequence[FileValue], second: Sequence[FileValue], *, turned: bool
) -> MergedValue:
    """Merge lists as ordered multisets; in conflict where both have replaced an entry by different ones."""
    was, one, other = (by_occurrence(entries, normal_repr) for entries in (base, first, second))
    by_first = {old: new for old, new in replacements([*was], [*one]).items() if new not in other}
    by_second = {old: new for old, new in replacements([*was], [*other]).items() if new not in one}
    # An entry that one side replaced and the other kept counts as the new one in all three.
    new_names = {old: new for old, new in by_first.items() if old in other}
    new_names |= {old: new for old, new in by_second.items() if old in one}
    disputed = {by_first[old]: by_second[old] for old in by_first if old in by_second}
    values = {**was, **one, **other} if turned else {**was, **other, **one}

    def merged(new_names: Mapping[Occurrence, Occurrence]) -> tuple[FileValue, ...]:
        """Merge with some names replaced wherever they are."""
        sides = (
            {new_names.get(n, n): values[new_names.get(n, n)] for n in side} for side in (was, one, other)
        )
        return tuple(merge_counted(*sides))

    as_second = merged(new_names | disputed)
    if not disputed:
        return as_second, ()
    as_first = merged(new_names | {new: old for old, new in disputed.items()})
    return conflict_of(as_first, as_second, turned=turned)


def merge_records(
    base: Sequence[FileValues], first: Sequence[FileValues], second: Sequence[FileValues], *, turned: bool
) -> tuple[dict[Hashable, dict[str, Any]], bool]:
    """Merge lists of tables, matched by id or by what they have in common; and whether without a conflict."""
    was = dict(zip(record_names((), base), base, strict=True))
    one, other = (dict(zip(record_names(base, side), side, strict=True)) for side in (first, second))
    merged: dict[Hashable, dict[str, Any]] = {}
    clean = True
    for name in {**one, **other}:
        if name in one and name in other:
            merged[name], is_clean = _merge_tables(was.get(name, {}), one[name], other[name], turned=turned)
            clean = clean and is_clean
        else:
            value = one[name] if name in one else other[name]
            is_deleted = name in was and equal_in_file(was[name], value)  # by one, unchanged by the other
            if not is_deleted:
                merged[name] = dict(value)
    order = merge_orders(*([name for name in side if name in merged] for side in (was, one, other)))
    return {name: merged[name] for name in order}, clean


def _merge_tables(
    base: FileValues, first: FileValues, second: FileValues, *, turned: bool
) -> tuple[dict[str, Any], bool]:
    """Merge tables of unknown fields, key by key; and whether without a conflict."""
    values: dict[str, Any] = {}
    clean = True
    for key in dict.fromkeys((*first, *second)):
        value, lost = _merge_value(base.get(key), first.get(key), second.get(key), turned=turned)
        clean = clean and not lost
        if value is not None:
            values[key] = value
    return values, clean


def _kept(theirs: object, ours: object) -> object:
    """Their value as it is stored in the file: empty where there is none."""
    if theirs is None:
        return [] if isinstance(ours, list | tuple) else ""
    return list(theirs) if isinstance(theirs, tuple) else theirs
