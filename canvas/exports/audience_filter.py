"""Reduce a canvas to what an audience may read.

Every output is computed from the filtered canvas: no count, name or empty line can hint at what was withheld.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from canvas.model.canvas import has_other_version
from canvas.model.collections import COLLECTIONS
from canvas.model.conflicts import DELETED, PANEL, TEXT, THEIRS, other_values, with_other_values
from canvas.model.records import filtered_collections
from canvas.model.schema import AUDIENCES, BY_KEY, INTERNAL_FIELDS, PROPERTIES, VISIBILITY, visible_to
from canvas.model.text_folding import folded_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from canvas.model.canvas import Canvas, Item
    from canvas.model.schema import Field
    from canvas.model.types import Audience

_SELDOM_SET = frozenset({VISIBILITY.key, THEIRS})
"""The keys that decide who may read an item."""


def filtered_for(canvas: Canvas, audience: Audience) -> Canvas:
    """Reduce a canvas to what an audience may read.

    A show of hands is internal (people raise a low hand only where it stays in the room), and so is which
    group said something; a few fields are not public. Of another version the readable fields stay, or an
    empty table where there are none.
    """
    if audience == AUDIENCES[0]:
        return canvas
    panels = {panel: _filtered_items(items, panel, audience) for panel, items in canvas.panels.items()}
    filtered = canvas.replacing(panels=panels)
    return filtered.replacing(values=_filtered_values(canvas, filtered, audience))


def readable_partners(canvas: Canvas, audience: Audience) -> tuple[str, ...]:
    """The distinct names of the partners that an audience may read; those with nothing to see are none."""
    names = dict.fromkeys(filtered_for(canvas, audience).partners)
    return tuple(name for name in names if folded_name(name))


def may_read(values: Mapping[str, Any], audience: Audience) -> bool:
    """Whether an item or table with these values reaches an audience; an odd visibility withholds it."""
    visibility = values.get(VISIBILITY.key, VISIBILITY.default)
    return visible_to(visibility if VISIBILITY.accepts(visibility) else AUDIENCES[0], audience)


def reaches(value: object, audience: Audience) -> bool:
    """Whether a value reaches an audience: any does, unless it is a table withheld by its visibility."""
    return not isinstance(value, dict) or VISIBILITY.key not in value or may_read(value, audience)


def readable_values(filtered: Canvas, audience: Audience) -> Mapping[str, Any]:
    """The values of a canvas, filtered already, that outputs may pass on; unknown ones not to the public."""
    values = filtered.values
    if may_read({}, audience):
        return values
    passed_on = (THEIRS, *COLLECTIONS)  # of collections the filter has left what is public
    return {key: values[key] for key in passed_on if key in values}


def _filtered_values(whole: Canvas, filtered: Canvas, audience: Audience) -> Mapping[str, Any]:
    """The values of a whole canvas that an audience may read, whose statements are filtered already."""
    values = whole.values
    if COLLECTIONS.keys().isdisjoint(values):
        return _filtered_theirs(values, PROPERTIES)
    others = {key: value for key, value in values.items() if key not in COLLECTIONS}
    withheld = {item.id for _, item in whole} - {item.id for _, item in filtered}
    collections = filtered_collections(values, audience, withheld)
    return {**_filtered_theirs(others, PROPERTIES), **dict(collections)}


def _may_read_both_versions(item: Item, audience: Audience) -> bool:
    others = ({VISIBILITY.key: value} for key, value in other_values(item.values) if key == VISIBILITY.key)
    return all(may_read(values, audience) for values in (item.values, *others))


def _filtered_items(items: Iterable[Item], panel: str, audience: Audience) -> tuple[Item, ...]:
    is_readable_by_default = may_read({}, audience)
    hidden = _hidden(panel, audience)
    return tuple(
        _filtered_item(item, panel, audience, hidden)
        for item in items
        if (
            is_readable_by_default
            if _SELDOM_SET.isdisjoint(item.values)
            else _may_read_both_versions(item, audience)
        )
    )


def _filtered_item(item: Item, panel: str, audience: Audience, hidden: frozenset[str]) -> Item:
    if THEIRS not in item.values and hidden.isdisjoint(item.values):
        return item
    values: Mapping[str, Any] = {key: value for key, value in item.values.items() if key not in hidden}
    if THEIRS in values:
        moved = [value for key, value in other_values(values) if key == PANEL and value in tuple(BY_KEY)]
        hidden = hidden.union(*(_hidden(other, audience) for other in moved))
        fields = (field for each in (panel, *moved) for field in BY_KEY[each].fields)
        readable = (field for field in fields if field.key not in hidden)
        values = _filtered_theirs(values, readable, TEXT, PANEL, DELETED)
    return item._replace(values=values)


def _hidden(panel: str, audience: Audience) -> frozenset[str]:
    """The keys of the fields of a panel that an audience, wider than internal, may not read."""
    fields = BY_KEY[panel].fields if audience == AUDIENCES[-1] else ()
    return frozenset((*INTERNAL_FIELDS, *(field.key for field in fields if not field.public)))


def _filtered_theirs(values: Mapping[str, Any], fields: Iterable[Field], *others: str) -> Mapping[str, Any]:
    """Values with the other version reduced to values that fit these fields, and to texts of other keys."""
    if THEIRS not in values:
        return values
    accepts = {field.key: field.accepts for field in fields}
    readable = [
        (key, value)
        for key, value in other_values(values)
        if (key in accepts and (value in ("", []) or accepts[key](value)))
        or (key in others and isinstance(value, str | bool))
    ]
    kept = {key: value for key, value in values.items() if key != THEIRS}
    return {**kept, THEIRS: [{}], **with_other_values({}, readable)} if has_other_version(values) else kept
