"""Groups of a room that work on copies of a canvas: dealing out the panels, and joining the copies.

A copy says which group it is for (`canvas.model.group_record`). Once it is joined, the canvas holds the
checksum of the copy there, so that joining it again changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import groupby
from typing import Any, Final, NamedTuple

from canvas.model.canvas import Canvas, Item
from canvas.model.collections import GROUPS, MEETING_STARTS
from canvas.model.copy_merge import join_copy
from canvas.model.edits import new_id
from canvas.model.group_record import Group
from canvas.model.item_matching import is_named, match_items
from canvas.model.record_edits import digest
from canvas.model.records import ID, in_order, record_id, records, tables, with_tables
from canvas.model.schema import ORIGIN, PANEL_KEYS
from canvas.model.types import PanelKey

MAX_GROUPS: Final = 40

_PANEL_LOAD: Final = 5
"""What a panel weighs beside its statements when panels are dealt out: an empty one is work as well."""


class GroupCopy(NamedTuple):
    """A copy that a group has worked on.

    Attributes:
        group: whose it is.
        canvas: what it holds.
        base: the canvas before the split; None where that is not known.
    """

    group: Group
    canvas: Canvas
    base: Canvas | None = None


class GroupResult(NamedTuple):
    """What joining a copy came to.

    Attributes:
        group: whose copy it was.
        added: how many statements are new.
        changed: how many others were changed.
        gone: how many were deleted.
        conflicts: how many differences are left to resolve.
        is_repeat: whether this very copy was joined before.
    """

    group: Group
    added: int = 0
    changed: int = 0
    gone: int = 0
    conflicts: int = 0
    is_repeat: bool = False


class GroupsJoined(NamedTuple):
    """A canvas with the copies of groups joined into it, and what each came to."""

    canvas: Canvas
    results: tuple[GroupResult, ...]

    @property
    def conflicts(self) -> int:
        """How many differences this leaves to resolve."""
        return sum(result.conflicts for result in self.results)


# Splitting


def deal_panels(canvas: Canvas, number: int) -> tuple[tuple[PanelKey, ...], ...]:
    """Deal the panels out to so many groups by even load; of more than eight, two or more share a panel."""
    sizes = {key: len(items) + _PANEL_LOAD for key, items in canvas.panels.items()}
    dealt: list[list[PanelKey]] = [[] for _ in range(number)]
    loads = [0] * number
    for key in sorted(PANEL_KEYS, key=lambda key: -sizes[key]):
        least = loads.index(min(loads))
        dealt[least].append(key)
        loads[least] += sizes[key]
    for late in range(len(PANEL_KEYS), number):
        dealt[late] = dealt[late % len(PANEL_KEYS)][:]
    return tuple(tuple(key for key in PANEL_KEYS if key in panels) for panels in dealt)


def with_group(canvas: Canvas, name: str, panels: Sequence[PanelKey], base: str = "") -> Canvas:
    """A copy of a canvas for a group, which says so; the copy of another group says that no more."""
    joined = [table for table in tables(canvas, GROUPS.key) if table.get("joined")]
    made = new_id({record_id(table, number) for number, table in enumerate(joined)})
    said = {ID: made, "name": name, "panels": list(panels)} | ({"base": base} if base else {})
    return with_tables(canvas, GROUPS.key, [*joined, said])


def named_group(name: str) -> Group:
    """The group of a copy that does not say whose it is, by a name that was given to it."""
    return Group(digest(name), name, ())


# Joining


def is_related(canvas: Canvas, copy: GroupCopy) -> bool:
    """Whether a copy can be one of this canvas: they have a statement in common, or one has none."""
    here = {item.id for _, item in canvas if is_named(item)}
    there = {item.id for each in (copy.canvas, copy.base or Canvas("")) for _, item in each if is_named(item)}
    return not here or not there or not here.isdisjoint(there)


def join_groups(canvas: Canvas, copies: Iterable[GroupCopy]) -> GroupsJoined:
    """Join copies into a canvas; the result does not depend on their order.

    What each group wrote is kept and says whose it is; votes that groups gave apart are added up. Where two
    say different things of one statement, both are kept as a conflict.
    """
    results = []
    before = {item.id for _, item in canvas}
    for copy in sorted(copies, key=_sort_key):
        canvas, result = _joined(canvas, copy)
        results.append(result)
    return GroupsJoined(_in_order_of_groups(canvas, before), tuple(results))


def _joined(canvas: Canvas, copy: GroupCopy) -> tuple[Canvas, GroupResult]:
    group, base = copy.group, copy.base
    before = next((record for record in records(canvas, GROUPS.key) if record.id == group.id), None)
    checksum = digest(_as_text(copy.canvas))
    if before and before.line("joined") == checksum:
        return canvas, GroupResult(group, is_repeat=True)
    if base is not None and _as_text(copy.canvas) == _as_text(base):
        return canvas, GroupResult(group)
    known = canvas if base is None else base
    said = {ID: group.id, "name": group.name, "panels": list(group.panels), "joined": checksum}
    table = in_order(GROUPS, {key: value for key, value in said.items() if value})
    theirs = with_tables(copy.canvas, GROUPS.key, [*tables(known, GROUPS.key), table])
    # A meeting of the whole room ends where all sit: a group that ended it in its copy ended it for itself.
    theirs = with_tables(theirs, MEETING_STARTS.key, tables(known, MEETING_STARTS.key))
    theirs = _with_origin(theirs, known, group.name)
    found = join_copy(canvas, theirs, base or Canvas(""), adds_votes=base is not None and before is None)
    items = found.differences.items
    others = [each for each in tables(found.canvas, GROUPS.key) if each.get(ID) != group.id]
    added = sum(change.is_new for change in items)
    result = GroupResult(group, added, found.changed - added, found.gone, found.conflicts)
    return with_tables(found.canvas, GROUPS.key, [*others, table]), result


def _in_order_of_groups(canvas: Canvas, before: AbstractSet[str]) -> Canvas:
    """The canvas with neighbouring statements that are new in the order of their groups."""

    def is_new_of_group(item: Item) -> bool:
        return item.id not in before and bool(item.names(ORIGIN.key))

    panels = {}
    for panel, items in canvas.panels.items():
        sorted_items: list[Item] = []
        for is_new, run in groupby(items, is_new_of_group):
            neighbours = [*run]
            sorted_items += sorted(neighbours, key=_origin_order) if is_new else neighbours
        if sorted_items != [*items]:
            panels[panel] = tuple(sorted_items)
    return canvas.with_items(panels) if panels else canvas


def _origin_order(item: Item) -> list[tuple[str | int, ...]]:
    return [*map(_natural, item.names(ORIGIN.key))]


def _natural(name: str) -> tuple[str | int, ...]:
    """A sort key by which Group 2 comes before Group 10."""
    return tuple(int(part) if at % 2 else part for at, part in enumerate(re.split(r"([0-9]+)", name)))


def _with_origin(copy: Canvas, before: Canvas, name: str) -> Canvas:
    """The copy with its group's name on each statement that is new in it and has no origin yet."""
    known = match_items(before, copy, by_words=False)
    panels = {
        panel: tuple(
            item
            if item.id in known or item.names(ORIGIN.key)
            else item.with_values({ORIGIN.key: (name,)}, panel)
            for item in items
        )
        for panel, items in copy.panels.items()
    }
    return copy.with_items({panel: items for panel, items in panels.items() if items != copy.panels[panel]})


def _sort_key(copy: GroupCopy) -> tuple[object, ...]:
    return (
        _natural(copy.group.name),
        copy.group.id,
        _as_text(copy.canvas),
        "" if copy.base is None else _as_text(copy.base),
    )


def _as_text(canvas: Canvas) -> str:
    """All that a canvas holds but for its groups, in one order."""
    values = {key: value for key, value in canvas.values.items() if key != GROUPS.key}
    items = [(panel, item.id, item.text, _sorted(item.values)) for panel, item in canvas]
    return repr((*map(str, canvas.properties.values()), _sorted(values), items))


def _sorted(value: Any) -> Any:  # noqa: ANN401 - a file may hold anything
    if isinstance(value, Mapping):
        return [(key, _sorted(value[key])) for key in sorted(value)]
    return [*map(_sorted, value)] if isinstance(value, list | tuple) else value
