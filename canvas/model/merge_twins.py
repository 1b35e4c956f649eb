"""Statements that both sides of a merge have added, and that are one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from canvas.model.canvas import Item
from canvas.model.item_matching import equivalent, is_named
from canvas.model.text_folding import normalised
from canvas.model.types import ItemId

Placed = tuple[str, Item]
"""An item with its panel's key."""

_MAX_TWINS_COMPARED = 50
"""How many items with equal text are compared to find one with compatible values."""


def match_twins(firsts: Mapping[ItemId, Placed], seconds: Mapping[ItemId, Placed]) -> dict[ItemId, ItemId]:
    """Match items that both sides added: by id, or by equal text where no value contradicts."""
    named = {name for name in firsts if name in seconds and is_named(firsts[name][1])}
    by_text: dict[tuple[str, str], list[ItemId]] = {}
    for name, (panel, item) in seconds.items():
        if name not in named:
            by_text.setdefault((panel, normalised(item.text)), []).append(name)
    twins = {name: name for name in named}
    for name, (panel, item) in firsts.items():
        waiting = by_text.get((panel, normalised(item.text)), []) if name not in named else []
        agreeing = (
            other
            for other in waiting[:_MAX_TWINS_COMPARED]
            if _compatible(item.values, seconds[other][1].values)
        )
        if twin := next(agreeing, None):
            twins[name] = twin
            waiting.remove(twin)
    return twins


def _compatible(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return all(equivalent(one[key], other[key]) for key in one.keys() & other.keys())
