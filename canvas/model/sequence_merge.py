"""Longest common subsequence, and the three-way merge of orders."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Hashable, Sequence
from typing import TypeVar

Name = TypeVar("Name", bound=Hashable)


def longest_common_run(was: Sequence[Name], now: Sequence[Name]) -> set[Name]:
    """The longest common subsequence of two orders, as a set.

    Args:
        was: the names in their old order, none of them twice.
        now: the names in their new order, none of them twice.
    """
    if was == now:
        return set(was)
    position = {name: place for place, name in enumerate(was)}
    ends: list[int] = []  # the smallest last position of a run of each length
    best: list[Name] = []
    previous: dict[Name, Name | None] = {}
    for name in now:
        if name not in position:
            continue
        at = bisect_left(ends, position[name])
        ends[at : at + 1] = [position[name]]
        best[at : at + 1] = [name]
        previous[name] = best[at - 1] if at else None
    found: set[Name] = set()
    step = best[-1] if best else None
    while step is not None:
        found.add(step)
        step = previous[step]
    return found


def merge_orders(base: Sequence[Name], first: Sequence[Name], second: Sequence[Name]) -> list[Name]:
    """Merge two new orders of one old order; the result has every name of either.

    A name that one side has moved or brought stands where that side has it; one that both have moved, or
    that neither has, stands where the first has it. What both have put at the same place stands one after
    the other, each side's names together, the first side's first.

    Args:
        base: the old order.
        first: the order of the side that goes first; to get the same whichever side is one's own, whoever
            calls puts the sides into an order that does not depend on it.
        second: the other's.
    """
    there = set(first), set(second)
    if base == second and there[1] <= there[0]:
        return list(first)
    if base == first and there[0] <= there[1]:
        return list(second)
    still = longest_common_run(base, first), longest_common_run(base, second)
    # Whoever moved a name, or brought it, says where it stands; the rest stands as it always did.
    by_first = {n for n in first if n not in there[1] or (n in still[1] and n not in still[0])}
    by_second = {n for n in second if n not in there[0] or (n in still[0] and n not in still[1])}
    common = longest_common_run(_without(first, by_first), _without(second, by_second))
    return _zipped(_without(first, by_second), [n for n in second if n in by_second or n in common], common)


def _without(names: Sequence[Name], others: Collection[Name]) -> list[Name]:
    return [name for name in names if name not in others]


def _zipped(first: Sequence[Name], second: Sequence[Name], common: Collection[Name]) -> list[Name]:
    """Interleave two orders: between each two common names the first's, then the second's."""
    result: list[Name] = []
    rest = iter(second)
    for name in first:
        if name in common:
            for other in rest:
                if other == name:
                    break
                result.append(other)
        result.append(name)
    return [*result, *rest]
