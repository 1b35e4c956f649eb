"""Three-way merge of lists as ordered multisets, and which of their entries were replaced by which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

from canvas.model.sequence_merge import Name, longest_common_run, merge_orders

Value = TypeVar("Value")
Occurrence = tuple[Hashable, int]
"""The key of a value in a list, and how many with that key stand before it."""


def by_occurrence(
    values: Iterable[Value], key: Callable[[Value], Hashable] = repr
) -> dict[Occurrence, Value]:
    """Name each value of a list uniquely, equal ones by their number."""
    found: dict[Occurrence, Value] = {}
    count: Counter[Hashable] = Counter()
    for value in values:
        name = key(value)
        found[name, count[name]] = value
        count[name] += 1
    return found


def merge_counted(
    base: Mapping[Name, object], first: Mapping[Name, Value], second: Mapping[Name, Value]
) -> list[Value]:
    """Merge lists of named values: what one side removed is removed, what one side added is added."""
    stays = {
        name: value
        for name, value in {**second, **first}.items()
        if name not in base or (name in first and name in second)
    }
    orders = ([name for name in side if name in stays] for side in (base, first, second))
    return [stays[name] for name in merge_orders(*orders)]


def replacements(was: Sequence[Name], now: Sequence[Name]) -> dict[Name, Name]:
    """Pair names that were replaced by others, in order between each two that stay: new names by old ones.

    Where more are gone than are new, it is not known which were replaced and which were deleted.
    """
    stays = longest_common_run(was, now)
    before, after = set(was), set(now)
    found: dict[Name, Name] = {}
    for old, new in zip(_runs(was, stays), _runs(now, stays), strict=True):
        gone = [name for name in old if name not in after]
        brought = [name for name in new if name not in before]
        if len(gone) <= len(brought):
            found.update(zip(gone, brought, strict=False))
    return found


def _runs(names: Sequence[Name], ends: Collection[Name]) -> list[list[Name]]:
    """Split an order at some of its names."""
    runs: list[list[Name]] = [[]]
    for name in names:
        if name in ends:
            runs.append([])
        else:
            runs[-1].append(name)
    return runs
