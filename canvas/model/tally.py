"""Counts of statements: agreed, open, next steps, late; after an edit, from the counts before it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from canvas.model.canvas import AGREED, Item, common_ends
from canvas.model.types import PanelKey

Tally = Counter[str]
"""How many ``items`` there are, ``agreed`` or done, next ``steps``, ``late``; those not agreed by status."""


def tally(items: Iterable[Item], today: date) -> Tally:
    """Count some items."""
    counts: Tally = Counter()
    for item in items:
        counts["items"] += 1
        counts["agreed"] += item.is_agreed  # not where two versions of it differ, whatever its status says
        if item.status not in AGREED:
            counts[item.status] += 1
        counts["steps"] += item.is_next_step
        counts["late"] += item.is_overdue(today)
    return counts


def tally_again(counts: Tally, before: tuple[Item, ...], items: tuple[Item, ...], today: date) -> Tally:
    """Count the items of a panel after an edit, from its counts before: only what came and went is read."""
    front, back = common_ends(before, items)
    came, gone = items[front : len(items) - back], before[front : len(before) - back]
    known, kept = {*map(id, gone)}, {*map(id, came)}
    again = counts + tally((item for item in came if id(item) not in known), today)
    again.subtract(tally((item for item in gone if id(item) not in kept), today))
    return again


def agreed_of(counts: Mapping[PanelKey, Tally]) -> tuple[int, int]:
    """How many are agreed, and how many there are."""
    return sum(count["agreed"] for count in counts.values()), sum(count["items"] for count in counts.values())


def open_items(count: Tally) -> int:
    """How many are neither agreed nor put off."""
    return count["proposed"] + count["disputed"]
