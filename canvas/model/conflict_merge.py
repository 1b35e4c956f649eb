"""Merge of values of which two versions were in conflict before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from canvas.model.conflicts import DELETED, OtherValue, other_values
from canvas.model.counted_merge import by_occurrence
from canvas.model.item_matching import equal_in_file, equivalent
from canvas.model.record_names import normal_repr

FileValue = Any
"""A file may hold anything."""

FileValues = Mapping[str, FileValue]
MergedValue = tuple[FileValue, Sequence[FileValue]]
"""A merged value, and theirs where it is in conflict with that."""


def unresolved(
    base: FileValues, first: FileValues, second: FileValues, *, turned: bool = False
) -> list[OtherValue]:
    """The conflicts of the base that neither side has resolved, and those that either side brought.

    A deletion by the other version and one by this version are one conflict: ours stands.
    """
    was, one, other = (by_occurrence(other_values(side), normal_repr) for side in (base, first, second))
    kept = [said for name, said in one.items() if name in other or name not in was]
    kept += [said for name, said in other.items() if name not in one and name not in was]
    deletions = [said for said in kept if said[0] == DELETED and type(said[1]) is bool]
    if len(deletions) > 1:
        standing = deletions[-1 if turned else 0]
        kept = [said for said in kept if said not in deletions or said is standing]
    return kept


def by_key(said: Sequence[OtherValue]) -> dict[str, list[Any]]:
    """The other values of each field."""
    found: dict[str, list[Any]] = {}
    for key, value in said:
        found.setdefault(key, []).append(value)
    return found


def merge_conflicted(
    versions: tuple[FileValue, FileValue, FileValue], beside: Sequence[list[Any] | None], *, turned: bool
) -> MergedValue:
    """Merge a value that was in conflict in the base, whose value there is nobody's decision.

    Args:
        versions: the value in the base and on both sides.
        beside: the other values each of them has in conflict with it; None for none.
        turned: whether the second side's value stands in a conflict.

    Returns:
        As `_merge_value` does.
    """
    base, first, second = versions
    for equal in (equal_in_file, equivalent):
        if equal(base, first) and _same_sayings(beside[0], beside[1]):
            return second, ()
        if equal(base, second) and _same_sayings(beside[0], beside[2]):
            return first, ()
        if equal(first, second):
            return second if turned else first, ()
    return conflict_of(first, second, turned=turned)


def _same_sayings(one: list[Any] | None, other: list[Any] | None) -> bool:
    """Whether two versions have the same conflicting values, in any order."""
    return by_occurrence(one or (), normal_repr).keys() == by_occurrence(other or (), normal_repr).keys()


def conflict_of(first: FileValue, second: FileValue, *, turned: bool) -> MergedValue:
    """Two values in conflict: the one that stands, and the other."""
    return (second, [first]) if turned else (first, [second])
