"""Fields in three versions made into one, value by value."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

from canvas.model.conflicts import DELETED, THEIRS, Saying, remnants, sayings
from canvas.model.item_matching import same
from canvas.model.schema import Field
from canvas.model.sequence_merge import merge_orders

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
    """Fields merged one by one.

    Args:
        base: what both sides came from; a field that is not there says nothing.
        first: one side.
        second: the other.
        specs: the fields that the table knows, by key.
        turned: whether the first side is theirs, so that the second stands where they contradict.
        known: whether there is a base that numbers can be counted on from.
        beside: where each of the three keeps what it has not settled, where that is not among its fields.
        twice: whether, where both sides have counted to the same number, both have counted.

    Returns:
        The values, and what theirs says of those fields that could not be settled.
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
            value, clean = _settled((was, one, other), kept, turned=turned)
        else:
            value, clean = _three(was, one, other, turned=turned, counted=counted)
        if value is not None:
            values[key] = value
        if not clean:
            apart.append((key, _kept(theirs.get(key), ours.get(key))))
    if rest := _lists(remnants(base), remnants(first), remnants(second)):
        values[THEIRS] = list(rest)
    return values, apart


def unsettled(base: _Values, first: _Values, second: _Values, *, turned: bool = False) -> list[Saying]:
    """What was in conflict before: it stays until one side has settled it.

    That the other version deleted something, and that this one did, is one conflict: it is as ours has it.
    """
    was, one, other = (_numbered(sayings(side)) for side in (base, first, second))
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


def _settled(
    versions: tuple[_Value, _Value, _Value], beside: Sequence[list[Any] | None], *, turned: bool
) -> tuple[_Value, bool]:
    """A value that was in conflict in the base, so that what stood there is nobody's decision.

    Args:
        versions: the value in the base and on both sides.
        beside: what each of them keeps beside it; None where that is nothing.
        turned: whether the second side stands where they contradict.

    Returns:
        As `_three` does.
    """
    base, first, second = versions
    if same(base, first) and _alike(beside[0], beside[1]):
        return second, True
    if same(base, second) and _alike(beside[0], beside[2]):
        return first, True
    return second if turned else first, same(first, second)


def _alike(one: list[Any] | None, other: list[Any] | None) -> bool:
    """Whether two versions keep the same beside a value, in whatever order."""
    return _numbered(one or ()).keys() == _numbered(other or ()).keys()


def _three(
    base: _Value, first: _Value, second: _Value, *, turned: bool, counted: bool = False
) -> tuple[_Value, bool]:
    """A value from its three versions, None where one has none; and whether it could be settled."""
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
    elif all(isinstance(version, list | tuple) or version is None for version in versions):
        value = _lists(*(version or () for version in versions))
    elif isinstance(first, Mapping) and isinstance(second, Mapping):
        return _tables(base if isinstance(base, Mapping) else {}, first, second, turned=turned)
    else:
        return second if turned else first, False
    return value, True


def _lists(base: Sequence[Any], first: Sequence[Any], second: Sequence[Any]) -> tuple[Any, ...]:
    """Lists as sets that keep their order: what one side took out is out, what one side put in is in."""
    was, one, other = map(_numbered, (base, first, second))
    stays = {
        name: value
        for name, value in {**other, **one}.items()
        if name not in was or (name in one and name in other)
    }
    orders = ([name for name in side if name in stays] for side in (was, one, other))
    return tuple(stays[name] for name in merge_orders(*orders))


def _numbered(values: Sequence[Any]) -> dict[Hashable, Any]:
    """Values by a name that is theirs alone: what they say, and for the how manieth time."""
    found: dict[Hashable, Any] = {}
    for value in values:
        said, number = repr(value), 0
        while (said, number) in found:
            number += 1
        found[said, number] = value
    return found


def _tables(base: _Values, first: _Values, second: _Values, *, turned: bool) -> tuple[dict[str, Any], bool]:
    """Tables that no panel knows, key by key."""
    values: dict[str, Any] = {}
    clean = True
    for key in dict.fromkeys((*first, *second)):
        value, settled = _three(base.get(key), first.get(key), second.get(key), turned=turned)
        clean = clean and settled
        if value is not None:
            values[key] = value
    return values, clean


def _kept(theirs: object, ours: object) -> object:
    """What theirs says as it is kept: empty where it says nothing."""
    if theirs is None:
        return [] if isinstance(ours, list | tuple) else ""
    return list(theirs) if isinstance(theirs, tuple) else theirs
