"""Three-way merge of canvases: item by item, field by field.

Panel and position of an item are merged like fields, lists as ordered multisets, votes by adding both
changes. An item deleted on one side and unchanged on the other is deleted. Two things conflict: a field, or
an entry of a list, changed to two values; and an item changed on one side and deleted on the other. Our value
stands then, and theirs is stored beside it (`canvas.model.conflicts`). Records of collections are merged in
`canvas.model.record_merge`.

Both sides are sorted first: the result is the same whichever is called ours, except for the value that stands
in a conflict.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from canvas.model.canvas import UNWRITTEN, Canvas, Item
from canvas.model.canvas_content import content_of, in_one_form
from canvas.model.collections import MEETING_STARTS
from canvas.model.conflict_merge import unresolved
from canvas.model.conflicts import DELETED, PANEL, TEXT, OtherValue, other_values, with_other_values
from canvas.model.field_merge import merge_fields
from canvas.model.item_matching import equal_in_file, equivalent, is_named, match_items
from canvas.model.merge_twins import Placed, match_twins
from canvas.model.record_merge import merge_collection, split_collections
from canvas.model.schema import BY_KEY, PANELS, PROPERTIES, Field
from canvas.model.sequence_merge import merge_orders
from canvas.model.types import ItemId

_Sides = tuple[Mapping[str, Any], Mapping[str, Any], Mapping[str, Any]]


class Origin(NamedTuple):
    """Where an item of a merged canvas comes from: its id in each version, None where it has no such item."""

    base: ItemId | None
    ours: ItemId | None
    theirs: ItemId | None


class Merged(NamedTuple):
    """The result of a merge.

    Attributes:
        canvas: the merged canvas, with the conflicts stored in it.
        origins: where each of its items comes from, by its id.
        conflicts: the number of conflicts of this merge, without those that the versions already had.
        deleted: where the items come from that were deleted.
        turned: whether theirs went first, where an order decides.
    """

    canvas: Canvas
    origins: Mapping[str, Origin]
    conflicts: int
    deleted: Sequence[Origin] = ()
    turned: bool = False


def merge(base: Canvas, ours: Canvas, theirs: Canvas, *, twice: bool = True) -> Merged:
    """Merge two versions of a canvas.

    Args:
        base: the common ancestor; an empty canvas where that is not known.
        ours: one version.
        theirs: the other.
        twice: whether equal counts on both sides are two changes; they are one where the sides were merged in
            part before.
    """
    if MEETING_STARTS.key in base.values:
        from canvas.model.meeting_merge import with_notes_of_both  # noqa: PLC0415 - few merge within a meeting

        ours, theirs = with_notes_of_both(base, ours, theirs)
    mine, other = content_of(ours), content_of(theirs)
    said, other_said = in_one_form(mine), in_one_form(other)
    turned = (other_said, other) < (said, mine)
    first, second = (theirs, ours) if turned else (ours, theirs)
    return _Merge(base, first, second, turned=turned, are_equal=said == other_said, twice=twice).merged()


class ItemTriple(NamedTuple):
    """One item in each of the three canvases, with its panel; None where it is not."""

    base: Placed | None
    first: Placed | None
    second: Placed | None


class _Merge:
    """One merge.

    Attributes:
        sides: the base, and both sides in an order that does not depend on which is ours.
        turned: whether the first side is theirs.
        are_equal: whether both sides are equal: then counts that changed are one change.
        twice: whether equal counts on both sides are two changes.
        conflicts: the number of conflicts so far.
    """

    def __init__(
        self, base: Canvas, first: Canvas, second: Canvas, *, turned: bool, are_equal: bool, twice: bool
    ) -> None:
        self.sides = base, first, second
        self.twice = twice
        self.are_equal = are_equal
        self.turned = turned
        self.conflicts = 0

    def merged(self) -> Merged:
        """Merge, and number the conflicts."""
        own = self._properties()
        triples = list(self._triples())
        merged_items = [self._item(triple) for triple in triples]
        panels = {panel.key: self._order(panel.key, triples, merged_items) for panel in PANELS}
        owners = _owners(triples, merged_items)
        items: dict[str, tuple[Item, ...]] = {}
        origins: dict[str, Origin] = {}
        for panel, numbers in panels.items():
            placed = []
            for number in numbers:
                _, item = merged_items[number] or ("", Item("", ""))
                if owners.get(item.id) != number:
                    item = item.with_id(f"{UNWRITTEN}{len(origins) + 1}")
                origins[item.id] = self._origin(triples[number])
                placed.append(item)
            items[panel] = tuple(placed)
        canvas = Canvas(**_canvas_arguments(own), panels=items)
        gone = (triple for triple, item in zip(triples, merged_items, strict=True) if item is None)
        return Merged(canvas, origins, self.conflicts, [*map(self._origin, gone)], self.turned)

    def _origin(self, triple: ItemTriple) -> Origin:
        base, first, second = (there and there[1].id for there in triple)
        return Origin(base, *((second, first) if self.turned else (first, second)))

    def _triples(self) -> Iterator[ItemTriple]:
        """Match the items of the three canvases."""
        base, first, second = self.sides
        firsts, seconds = _by_id(first), _by_id(second)
        to_first = {old: new for new, old in match_items(base, first, by_words=False).items()}
        to_second = {old: new for new, old in match_items(base, second, by_words=False).items()}
        for name, placed in _by_id(base).items():
            one = firsts.pop(to_first[name]) if name in to_first else None
            other = seconds.pop(to_second[name]) if name in to_second else None
            yield ItemTriple(placed, one, other)
        twins = match_twins(firsts, seconds)
        for name, placed in firsts.items():
            yield ItemTriple(None, placed, seconds.pop(twins[name]) if name in twins else None)
        for placed in seconds.values():
            yield ItemTriple(None, None, placed)

    def _item(self, triple: ItemTriple) -> Placed | None:
        """Merge one item; None where it is deleted."""
        base, first, second = triple
        there = first or second
        if first and second:
            if _is_unchanged(base, first):
                panel, item = second
            elif _is_unchanged(base, second):
                panel, item = first
            else:
                panel, item = self._both(base, first, second)
            name = _merged_id(base and base[1], first[1], second[1])
            return panel, item if item.id == name else item.with_id(name)
        if there is None or base is None:
            return there
        if _is_unchanged(base, there, equal=equivalent):
            return None  # deleted by one, untouched by the other
        self.conflicts += 1
        panel, item = there
        said = [saying for saying in other_values(item.values) if saying[0] != DELETED]
        by_theirs = (first is None) is self.turned
        return panel, item._replace(values=with_other_values(item.values, [*said, (DELETED, by_theirs)]))

    def _both(self, base: Placed | None, first: Placed, second: Placed) -> Placed:
        """Merge an item that both sides have changed or added."""
        was, one, other = (
            {PANEL: placed[0], TEXT: placed[1].text} if placed else {} for placed in (base, first, second)
        )
        known = base is not None and not self.are_equal
        sides = base[1].values if base else {}, first[1].values, second[1].values
        place, conflicts = self._fields((was, one, other), {}, beside=sides, known=known)
        panel = place[PANEL]
        specs = {spec.key: spec for spec in BY_KEY[panel].fields}
        values, more = self._fields(sides, specs, beside=sides, known=known)
        old = unresolved(*sides, turned=self.turned)
        item = Item(first[1].id, place[TEXT], with_other_values(values, [*old, *conflicts, *more]))
        return panel, item.with_values(item.values, panel)

    def _properties(self) -> dict[str, Any]:
        """Merge the properties of the canvas."""
        base, first, second = map(_properties_of_canvas, self.sides)
        known = bool(base)
        sides, collections = split_collections((base, first, second))
        specs = {spec.key: spec for spec in PROPERTIES}
        values, conflicts = self._fields(sides, specs, beside=sides, known=known)
        for key, versions in collections.items():
            merged = merge_collection(key, versions, turned=self.turned, twice=self.twice)
            self.conflicts += merged.conflicts
            if merged.tables:
                values[key] = merged.tables
        return with_other_values(values, [*unresolved(*sides), *conflicts])

    def _fields(
        self, sides: _Sides, specs: Mapping[str, Field], *, beside: _Sides, known: bool
    ) -> tuple[dict[str, Any], list[OtherValue]]:
        """Merge fields one by one; returns their values of those in conflict too."""
        values, conflicts = merge_fields(
            *sides, specs, beside=beside, turned=self.turned, known=known, twice=self.twice
        )
        self.conflicts += len(conflicts)
        return values, conflicts

    def _order(self, panel: str, triples: Sequence[ItemTriple], found: Sequence[Placed | None]) -> list[int]:
        """Merge the order of a panel's items, as numbers of their triples."""
        orders: list[list[int]] = []
        for side, canvas in enumerate(self.sides):
            numbers = {
                placed[1].id: number
                for number, triple in enumerate(triples)
                if (placed := triple[side]) and (there := found[number]) and there[0] == panel
            }
            orders.append([numbers[item.id] for item in canvas.panels[panel] if item.id in numbers])
        base, first, second = orders
        return merge_orders(base, first, second)


def _owners(triples: Sequence[ItemTriple], found: Sequence[Placed | None]) -> dict[str, int]:
    """The number of the triple that owns each id; of two, the one that the base has."""
    owners: dict[str, int] = {}
    for number, placed in enumerate(found):
        if placed is None or not is_named(placed[1]):
            continue
        owner = owners.setdefault(placed[1].id, number)
        if triples[owner].base is not None and triples[number].base is None:
            owners[placed[1].id] = number
    return owners


def _by_id(canvas: Canvas) -> dict[ItemId, Placed]:
    return {item.id: (panel, item) for panel, item in canvas}


def _is_unchanged(
    one: Placed | None, other: Placed, *, equal: Callable[[object, object], bool] = equal_in_file
) -> bool:
    """Whether panel, text and values are equal; id and position are not compared."""
    if one is None or one[0] != other[0]:
        return False
    return equal(one[1].text, other[1].text) and equal(one[1].values, other[1].values)


def _merged_id(base: Item | None, first: Item, second: Item) -> str:
    """Merge the id of an item; the one that loses is not kept as a conflict."""
    was, one, other = (item.id if item and is_named(item) else "" for item in (base, first, second))
    kept = other if one == was else one if other == was else one or other
    return kept or UNWRITTEN


def _properties_of_canvas(canvas: Canvas) -> dict[str, Any]:
    """The properties and unknown values of a canvas, without defaults."""
    specs = {spec.key: spec for spec in PROPERTIES}
    kept = {key: specs[key].kept(value) for key, value in canvas.properties.items()}
    return {key: value for key, value in kept.items() if value is not None} | dict(canvas.values)


def _canvas_arguments(own: Mapping[str, Any]) -> dict[str, Any]:
    """The inverse of `_properties_of_canvas`; a value of the wrong type stays among the unknown ones."""
    readable = {spec.key: own[spec.key] for spec in PROPERTIES if spec.accepts(own.get(spec.key))}
    values = {key: value for key, value in own.items() if key not in readable}
    return {"title": "", **readable, "values": values}
