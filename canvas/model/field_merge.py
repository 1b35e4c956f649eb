"""Three-way merge of fields, value by value."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

from canvas.model.conflicts import DELETED, THEIRS, Saying, remnants, sayings
from canvas.model.item_matching import equivalent, same
from canvas.model.schema import Field
from canvas.model.sequence_merge import merge_orders
from canvas.model.text_folding import normalised

_Value = Any  # a file may hold anything
_Values = Mapping[str, _Value]


def fields(
    base: _Values,
    first: _Values,
    second: _Values,
    specs: Mapping[str, Field],
    *,
    turned: bool,
    known: bool,
    beside: tuple[_Values, _Values, _Values] | None = None,
    twice: bool = True,
) -> tuple[dict[str, Any], list[Saying]]:
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
    ours, theirs = (second, first) if turned else (first, second)
    values: dict[str, Any] = {}
    apart: list[Saying] = []
    said = [_by_key(sayings(side)) for side in beside or (base, first, second)]
    for key in dict.fromkeys((*ours, *theirs)):
        if key == THEIRS:
            continue
        was, one, other = (side.get(key) for side in (base, first, second))
        spec = specs.get(key)
        counted = known and spec is not None and spec.type == "count" and (twice or not same(one, other))
        if key in said[0]:
            kept = [side.get(key) for side in said]
            value, clean = _merge_conflicted((was, one, other), kept, turned=turned)
        else:
            value, clean = _merge_value(was, one, other, turned=turned, counted=counted)
        if value is not None:
            values[key] = value
        if not clean:
            apart.append((key, _kept(theirs.get(key), ours.get(key))))
    if rest := _merge_lists(remnants(base), remnants(first), remnants(second)):
        values[THEIRS] = list(rest)
    return values, apart


def unresolved(base: _Values, first: _Values, second: _Values, *, turned: bool = False) -> list[Saying]:
    """The conflicts of the base that neither side has resolved, and those that either side brought.

    A deletion by the other version and one by this version are one conflict: ours stands.
    """
    was, one, other = (_by_occurrence(sayings(side)) for side in (base, first, second))
    kept = [said for name, said in one.items() if name in other or name not in was]
    kept += [said for name, said in other.items() if name not in one and name not in was]
    deletions = [said for said in kept if said[0] == DELETED and type(said[1]) is bool]
    if len(deletions) > 1:
        standing = deletions[-1 if turned else 0]
        kept = [said for said in kept if said not in deletions or said is standing]
    return kept


def _by_key(said: Sequence[Saying]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for key, value in said:
        found.setdefault(key, []).append(value)
    return found


def _merge_conflicted(
    versions: tuple[_Value, _Value, _Value], beside: Sequence[list[Any] | None], *, turned: bool
) -> tuple[_Value, bool]:
    """Merge a value that was in conflict in the base, whose value there is nobody's decision.

    Args:
        versions: the value in the base and on both sides.
        beside: the other values each of them has in conflict with it; None for none.
        turned: whether the second side's value stands in a conflict.

    Returns:
        As `_merge_value` does.
    """
    base, first, second = versions
    if same(base, first) and _same_sayings(beside[0], beside[1]):
        return second, True
    if same(base, second) and _same_sayings(beside[0], beside[2]):
        return first, True
    return second if turned else first, equivalent(first, second)


def _same_sayings(one: list[Any] | None, other: list[Any] | None) -> bool:
    """Whether two versions have the same conflicting values, in any order."""
    return _by_occurrence(one or ()).keys() == _by_occurrence(other or ()).keys()


def _merge_value(
    base: _Value, first: _Value, second: _Value, *, turned: bool, counted: bool = False
) -> tuple[_Value, bool]:
    """Merge three versions of a value, None for an absent one; and whether it is free of conflict."""
    versions = base, first, second
    value: _Value
    if same(base, first):
        value = second
    elif same(base, second):
        value = first
    elif counted and all(type(version) is int or version is None for version in versions):
        value = max(0, (first or 0) + (second or 0) - (base or 0)) or None
    elif same(first, second):
        value = first
    elif equivalent(first, second):
        value = second if turned else first
    elif equivalent(base, first):
        value = second
    elif equivalent(base, second):
        value = first
    elif all(isinstance(version, list | tuple) or version is None for version in versions):
        value = _merge_lists(*(version or () for version in versions), turned=turned)
    elif isinstance(first, Mapping) and isinstance(second, Mapping):
        return _merge_tables(base if isinstance(base, Mapping) else {}, first, second, turned=turned)
    else:
        return second if turned else first, False
    return value, True


def _merge_lists(
    base: Sequence[Any], first: Sequence[Any], second: Sequence[Any], *, turned: bool = False
) -> tuple[Any, ...]:
    """Merge lists as ordered sets: what one side removed is removed, what one side added is added."""
    was, one, other = map(_by_occurrence, (base, first, second))
    stays = {
        name: value
        for name, value in ({**one, **other} if turned else {**other, **one}).items()
        if name not in was or (name in one and name in other)
    }
    orders = ([name for name in side if name in stays] for side in (was, one, other))
    return tuple(stays[name] for name in merge_orders(*orders))


def _by_occurrence(values: Sequence[Any]) -> dict[Hashable, Any]:
    """Values by a unique key: their normalised representation, and its occurrence number."""
    found: dict[Hashable, Any] = {}
    for value in values:
        said, number = normalised(repr(value)), 0
        while (said, number) in found:
            number += 1
        found[said, number] = value
    return found


def _merge_tables(
    base: _Values, first: _Values, second: _Values, *, turned: bool
) -> tuple[dict[str, Any], bool]:
    """Merge tables of unknown fields, key by key."""
    values: dict[str, Any] = {}
    clean = True
    for key in dict.fromkeys((*first, *second)):
        value, settled = _merge_value(base.get(key), first.get(key), second.get(key), turned=turned)
        clean = clean and settled
        if value is not None:
            values[key] = value
    return values, clean


def _kept(theirs: object, ours: object) -> object:
    """Their value as it is stored in the file: empty where there is none."""
    if theirs is None:
        return [] if isinstance(ours, list | tuple) else ""
    return list(theirs) if isinstance(theirs, tuple) else theirs
