"""What of a canvas an audience is given.

Everything an export says is worked out from what this leaves, never from the whole canvas: then no count,
no name and no empty line can hint at what was held back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from canvas.model.canvas import has_other_version
from canvas.model.conflicts import DELETED, PANEL, TEXT, THEIRS, keeping, sayings
from canvas.model.schema import AUDIENCES, BY_KEY, PROPERTIES, TEMPERATURE, VISIBILITY, visible_to

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from canvas.model.canvas import Canvas, Item
    from canvas.model.schema import Field

_MARKED = frozenset({VISIBILITY.key, THEIRS})
"""What an item says where it says who may read it, or another version may."""


def filtered_for(canvas: Canvas, audience: str) -> Canvas:
    """The canvas as this audience may know it.

    How many fingers each hand in the room showed is for those who keep the canvas alone: people raise a low
    hand only where it stays in the room. Why a statement is disputed is for the partners, and not for the
    public. Of another version the audience gets the fields that it may read; where those are none, an empty
    table shows that the statement is not settled.

    Args:
        canvas: the whole.
        audience: one of the three, ``internal``, ``partners`` or ``public``.
    """
    if audience == AUDIENCES[0]:
        return canvas
    unmarked = may_read({}, audience)  # almost every item says nothing of who may read it
    return canvas.replacing(
        panels={
            panel: tuple(
                _held_back(item, panel, audience)
                for item in items
                if (
                    unmarked if _MARKED.isdisjoint(item.values) else _reaches_in_every_version(item, audience)
                )
            )
            for panel, items in canvas.panels.items()
        },
        values=_filtered_theirs(canvas.values, PROPERTIES),
    )


def readable_partners(canvas: Canvas, audience: str) -> tuple[str, ...]:
    """The names of the partners that this audience may read, each once: those a page can be made for."""
    return tuple(name for name in dict.fromkeys(filtered_for(canvas, audience).partners) if name.strip())


def _reaches_in_every_version(item: Item, audience: str) -> bool:
    """Whether an item may be read: where two versions differ on that, the one that holds it back counts."""
    said = (value for key, value in sayings(item.values) if key == VISIBILITY.key)
    return may_read(item.values, audience) and all(
        may_read({VISIBILITY.key: value}, audience) for value in said
    )


def _held_back(item: Item, panel: str, audience: str) -> Item:
    """The item without what this audience, wider than those who keep the canvas, is not told of it."""
    hidden = _hidden(panel, audience)
    if THEIRS not in item.values and not any(key in item.values for key in hidden):
        return item
    values = {key: value for key, value in item.values.items() if key not in hidden}
    if THEIRS in values:
        moved = [said for key, said in sayings(values) if key == PANEL and said in tuple(BY_KEY)]
        hidden = hidden.union(*(_hidden(other, audience) for other in moved))
        fields = (field for each in (panel, *moved) for field in BY_KEY[each].fields)
        readable = (field for field in fields if field.key not in hidden)
        values = dict(_filtered_theirs(values, readable, TEXT, PANEL, DELETED))
    return item._replace(values=values)


def _hidden(panel: str, audience: str) -> set[str]:
    is_public = audience == AUDIENCES[-1]
    fields = BY_KEY[panel].fields if is_public else ()
    return {TEMPERATURE.key, *(field.key for field in fields if not field.public)}


def _filtered_theirs(values: Mapping[str, Any], fields: Iterable[Field], *others: str) -> Mapping[str, Any]:
    """Values with the other version's as far as they are of these fields and fit them, or of other keys."""
    if THEIRS not in values:
        return values
    accepts = {field.key: field.accepts for field in fields} | {
        key: lambda value: isinstance(value, str | bool) for key in others
    }
    said = [
        (key, value)
        for key, value in sayings(values)
        if key in accepts and (value in ("", []) or accepts[key](value))
    ]
    kept = {key: value for key, value in values.items() if key != THEIRS}
    return {**kept, THEIRS: [{}], **keeping({}, said)} if has_other_version(values) else kept


def may_read(values: Mapping[str, Any], audience: str) -> bool:
    """Whether what has these keys reaches the audience.

    Nothing said means what the field's default means. A word that is none of the three was meant to say
    something, most likely to hold the item back; such an item stays with those who keep the canvas.

    Args:
        values: an item's keys, or those of a table this program does not know.
        audience: who is to read it.
    """
    said = values.get(VISIBILITY.key, VISIBILITY.default)
    return visible_to(said if VISIBILITY.accepts(said) else AUDIENCES[0], audience)
