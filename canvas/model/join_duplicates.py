"""Statements of several groups that probably say the same: find them, join two, or keep them apart."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

from canvas.model.canvas import Canvas, Item
from canvas.model.collections import KEPT_APART
from canvas.model.conflict_merge import unresolved
from canvas.model.conflicts import DELETED, with_other_values
from canvas.model.edits import Edit, EditError, find, new_id
from canvas.model.field_merge import merge_fields
from canvas.model.item_matching import is_named
from canvas.model.near_duplicates import near_pairs
from canvas.model.record_edits import add_record
from canvas.model.records import records
from canvas.model.sanitize import quote
from canvas.model.schema import BY_KEY, ORIGIN, PANEL_KEYS, STATUS, VISIBILITY, VOTES
from canvas.model.types import ItemId, PanelKey


class Duplicates(NamedTuple):
    """Two statements of a panel that probably say the same, the first of them first."""

    panel: PanelKey
    one: Item
    other: Item


def near_duplicates(canvas: Canvas) -> tuple[Duplicates, ...]:
    """Each two statements of a panel that probably say the same, in reading order.

    Only what a group wrote is compared with what others wrote, and no two that people have kept apart.
    """
    apart = {
        frozenset((record.line("one"), record.line("other"))) for record in records(canvas, KEPT_APART.key)
    }
    found = []
    for panel, items in canvas.panels.items():
        if any(item.names(ORIGIN.key) for item in items):
            for first, second in _near(tuple(item.text for item in items)):
                one, other = items[first], items[second]
                is_apart = frozenset((one.id, other.id)) in apart
                if not is_apart and set(one.names(ORIGIN.key)) != set(other.names(ORIGIN.key)):
                    found.append(Duplicates(BY_KEY[panel].key, one, other))
    return tuple(found)


@lru_cache(maxsize=len(PANEL_KEYS))
def _near(texts: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    """The near pairs of a panel; after a decision only those of one panel are found anew."""
    return tuple(near_pairs(texts))


def join_duplicates(canvas: Canvas, one: ItemId, other: ItemId, *, take_other: bool) -> Edit:
    """Join two statements into the first of them: with both votes and both origins.

    What the two have differently, their status too, stays as a conflict.

    Args:
        canvas: the canvas.
        one: the statement that stays.
        other: the one that is joined into it.
        take_other: whether it is the other one's text that stays.
    """
    (panel, _), first = find(canvas, one)
    (source, _), second = find(canvas, other)
    if first.id == second.id or panel != source:
        raise EditError("Only two statements of one panel can be joined.", "item-gone")
    joined = _joined(panel, first, second)
    text = second.text if take_other else first.text
    items = tuple(
        joined._replace(text=text) if item is first else item
        for item in canvas.panels[panel]
        if item is not second
    )
    return Edit(f"join {quote(first.text)} and {quote(second.text)}", canvas.with_items({panel: items}), one)


def keep_apart(canvas: Canvas, one: ItemId, other: ItemId) -> Edit:
    """Keep two statements that probably say the same as two: they are not offered again."""
    first, second = find(canvas, one)[1], find(canvas, other)[1]
    taken = {item.id for _, item in canvas}
    names: dict[ItemId, ItemId] = {}
    for item in (first, second):  # the record needs ids that a file can hold
        names[item.id] = item.id if is_named(item) else ItemId(new_id(taken))
        taken.add(names[item.id])
    changed = {
        panel: tuple(item.with_id(names[item.id]) if item.id in names else item for item in items)
        for panel, items in canvas.panels.items()
        if any(names.get(item.id, item.id) != item.id for item in items)
    }
    low, high = sorted(names.values())
    label = f"keep {quote(first.text)} and {quote(second.text)} apart"
    said = add_record(
        canvas.with_items(changed) if changed else canvas, KEPT_APART.key, {"one": low, "other": high}, label
    )
    return said._replace(focus=names[first.id])


def _joined(panel: PanelKey, first: Item, second: Item) -> Item:
    """The first statement with the fields of both."""
    counted = {
        VOTES.key: first.votes + second.votes,
        ORIGIN.key: tuple(sorted({*first.names(ORIGIN.key), *second.names(ORIGIN.key)})),
    }
    one, other = _told(first, counted), _told(second, counted)
    specs = {spec.key: spec for spec in BY_KEY[panel].fields}
    values, conflicts = merge_fields({}, one, other, specs, turned=False, known=False)
    old = [said for said in unresolved({}, one, other) if said[0] != DELETED]  # whoever joins them keeps them
    item = first._replace(values=with_other_values(values, [*old, *conflicts]))
    return item.with_values({**item.values, **counted}, panel)


def _told(item: Item, but: dict[str, Any]) -> dict[str, Any]:
    """The values of an item, with the defaults that say something: agreed and proposed differ."""
    said = {STATUS.key: STATUS.default, VISIBILITY.key: VISIBILITY.default, **item.values}
    return {key: value for key, value in said.items() if key not in but}
