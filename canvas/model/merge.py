"""Two versions of a canvas and the one they came from, made into one: item by item, field by field.

The panel an item stands in is a field like any other, and so is its place. Lists merge as sets that keep
their order, votes as what both sides added. An item deleted on one side and untouched on the other is
deleted; what either side added stays. Two things only cannot be settled here: the same field changed to two
different values, and an item changed on one side and deleted on the other. What our side says stands then,
and what the other says is kept beside it (`canvas.model.conflicts`). What the version that both came from
left unsettled is neither side's to begin with: whoever leaves it so has decided nothing, and two who settled
it differently are in conflict.

The two sides are put into an order of their own first, so that the canvas that comes out is the same
whichever of them is called ours, but for which side of a conflict stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from canvas.model.canvas import UNWRITTEN, Canvas, Item
from canvas.model.conflicts import DELETED, PANEL, TEXT, Saying, keeping, sayings
from canvas.model.field_merge import fields, unsettled
from canvas.model.item_matching import is_named, matched, same
from canvas.model.schema import BY_KEY, PANELS, PROPERTIES, Field
from canvas.model.sequence_merge import merge_orders
from canvas.model.types import ItemId

_Placed = tuple[str, Item]
_Sides = tuple[Mapping[str, Any], Mapping[str, Any], Mapping[str, Any]]

_FEW = 50
"""Among how many items in the same words one is looked for that agrees in all else."""


class Origin(NamedTuple):
    """Where an item of a merged canvas comes from: its id in each version, None where it has no such item."""

    base: ItemId | None
    ours: ItemId | None
    theirs: ItemId | None


class Merged(NamedTuple):
    """What a merge came to.

    Attributes:
        canvas: the canvas; what is in conflict is kept in it.
        origins: where each of its items comes from, by its id.
        conflicts: how many things this merge could not settle; what neither side had settled before it is
            not among them.
    """

    canvas: Canvas
    origins: Mapping[str, Origin]
    conflicts: int


def merge(base: Canvas, ours: Canvas, theirs: Canvas, *, twice: bool = True) -> Merged:
    """Both changes of one canvas in one.

    Args:
        base: what both came from; an empty canvas where that is not known.
        ours: one version.
        theirs: the other.
        twice: whether both sides that count something to the same number have both counted; they have not
            where something has merged them in part already.
    """
    mine, other = _rank(ours), _rank(theirs)
    turned = other < mine
    first, second = (theirs, ours) if turned else (ours, theirs)
    return _Merge(base, first, second, turned=turned, are_equal=mine == other, twice=twice).merged()


class ItemTriple(NamedTuple):
    """One item in each of the three canvases, with its panel; None where it is not."""

    base: _Placed | None
    first: _Placed | None
    second: _Placed | None


class _Merge:
    """One merge.

    Attributes:
        sides: the canvas both came from, and both sides in an order of their own.
        turned: whether the first of these is theirs.
        are_equal: whether both say the same: then it is one and the same change, and counted once.
        twice: whether both have counted what both count to the same number.
        conflicts: how many things could not be settled so far.
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
        """What the merge comes to."""
        own = self._properties()
        threads = list(self._threads())
        woven_items = [self._item(thread) for thread in threads]
        panels = {panel.key: self._order(panel.key, threads, woven_items) for panel in PANELS}
        owners = _owners(threads, woven_items)
        items: dict[str, tuple[Item, ...]] = {}
        origins: dict[str, Origin] = {}
        for panel, numbers in panels.items():
            placed = []
            for number in numbers:
                _, item = woven_items[number] or ("", Item("", ""))
                if owners.get(item.id) != number:
                    item = item.with_id(f"{UNWRITTEN}{len(origins) + 1}")
                base, first, second = (there and there[1].id for there in threads[number])
                origins[item.id] = Origin(base, *((second, first) if self.turned else (first, second)))
                placed.append(item)
            items[panel] = tuple(placed)
        canvas = Canvas(**_properties_of(own), panels=items)
        return Merged(canvas, origins, self.conflicts)

    # Which item is which

    def _threads(self) -> Iterator[ItemTriple]:
        base, first, second = self.sides
        firsts, seconds = _by_id(first), _by_id(second)
        to_first = {old: new for new, old in matched(base, first, by_words=False).items()}
        to_second = {old: new for new, old in matched(base, second, by_words=False).items()}
        for name, placed in _by_id(base).items():
            one = firsts.pop(to_first[name]) if name in to_first else None
            other = seconds.pop(to_second[name]) if name in to_second else None
            yield ItemTriple(placed, one, other)
        twins = _twins(firsts, seconds)
        for name, placed in firsts.items():
            yield ItemTriple(None, placed, seconds.pop(twins[name]) if name in twins else None)
        for placed in seconds.values():
            yield ItemTriple(None, None, placed)

    # What an item says

    def _item(self, thread: ItemTriple) -> _Placed | None:
        """What becomes of one item; None where it is gone."""
        base, first, second = thread
        there = first or second
        if first and second:
            if _says_the_same(base, first):
                panel, item = second
            elif _says_the_same(base, second):
                panel, item = first
            else:
                panel, item = self._both(base, first, second)
            name = _name(base and base[1], first[1], second[1])
            return panel, item if item.id == name else item.with_id(name)
        if there is None or base is None:
            return there
        if _says_the_same(base, there):
            return None  # deleted by one, untouched by the other
        self.conflicts += 1
        panel, item = there
        said = [saying for saying in sayings(item.values) if saying[0] != DELETED]
        by_theirs = (first is None) is self.turned
        return panel, item._replace(values=keeping(item.values, [*said, (DELETED, by_theirs)]))

    def _both(self, base: _Placed | None, first: _Placed, second: _Placed) -> _Placed:
        """An item that both have changed, or both have brought."""
        was, one, other = (_line(placed) if placed else {} for placed in (base, first, second))
        known = base is not None and not self.are_equal
        sides = base[1].values if base else {}, first[1].values, second[1].values
        line, apart = self._fields((was, one, other), {}, beside=sides, known=known)
        panel = line[PANEL]
        specs = {spec.key: spec for spec in BY_KEY[panel].fields}
        values, more = self._fields(sides, specs, beside=sides, known=known)
        said = unsettled(*sides, turned=self.turned)
        item = Item(first[1].id, line[TEXT], keeping(values, [*said, *apart, *more]))
        return panel, item.with_values(item.values, panel)

    def _properties(self) -> dict[str, Any]:
        """What the canvas says of itself."""
        base, first, second = sides = _own(self.sides[0]), _own(self.sides[1]), _own(self.sides[2])
        specs = {spec.key: spec for spec in PROPERTIES}
        values, apart = self._fields(sides, specs, beside=sides, known=bool(base))
        return keeping(values, [*unsettled(base, first, second), *apart])

    def _fields(
        self,
        sides: _Sides,
        specs: Mapping[str, Field],
        *,
        beside: _Sides,
        known: bool,
    ) -> tuple[dict[str, Any], list[Saying]]:
        """Fields merged one by one, and what theirs says of those that cannot be."""
        values, apart = fields(
            *sides, specs, beside=beside, turned=self.turned, known=known, twice=self.twice
        )
        self.conflicts += len(apart)
        return values, apart

    # Where an item stands

    def _order(self, panel: str, threads: Sequence[ItemTriple], found: Sequence[_Placed | None]) -> list[int]:
        """The items of a panel, as numbers of their threads."""
        orders: list[list[int]] = []
        for side, canvas in enumerate(self.sides):
            numbers = {
                placed[1].id: number
                for number, thread in enumerate(threads)
                if (placed := thread[side]) and (there := found[number]) and there[0] == panel
            }
            orders.append([numbers[item.id] for item in canvas.panels[panel] if item.id in numbers])
        base, first, second = orders
        return merge_orders(base, first, second)


def _rank(canvas: Canvas) -> list[tuple[str, ...]]:
    """What puts two canvases into an order that does not depend on whose they are."""
    items = [
        (panel, item.id if is_named(item) else "", item.text, *_words(item.values)) for panel, item in canvas
    ]
    return [*items, (canvas.title, canvas.stage, str(canvas.review), *_words(canvas.values))]


def _words(values: Mapping[str, Any]) -> Iterator[str]:
    return (f"{key}={values[key]!r}" for key in sorted(values))


def _owners(threads: Sequence[ItemTriple], found: Sequence[_Placed | None]) -> dict[str, int]:
    """Whose each id is, as the number of a thread: one that two come to have is that of what both brought."""
    owners: dict[str, int] = {}
    for number, placed in enumerate(found):
        if placed is None or not is_named(placed[1]):
            continue
        owner = owners.setdefault(placed[1].id, number)
        if threads[owner].base is not None and threads[number].base is None:
            owners[placed[1].id] = number
    return owners


def _by_id(canvas: Canvas) -> dict[ItemId, _Placed]:
    return {item.id: (panel, item) for panel, item in canvas}


def _twins(firsts: Mapping[ItemId, _Placed], seconds: Mapping[ItemId, _Placed]) -> dict[ItemId, ItemId]:
    """Items that both sides brought: with one id, or in the same words with nothing that contradicts."""
    named = {name for name in firsts if name in seconds and is_named(firsts[name][1])}
    told: dict[tuple[str, str], list[ItemId]] = {}
    for name, (panel, item) in seconds.items():
        if name not in named:
            told.setdefault((panel, item.text), []).append(name)
    twins = {name: name for name in named}
    for name, (panel, item) in firsts.items():
        waiting = told.get((panel, item.text), []) if name not in named else []
        agreeing = (other for other in waiting[:_FEW] if _agree(item.values, seconds[other][1].values))
        if twin := next(agreeing, None):
            twins[name] = twin
            waiting.remove(twin)
    return twins


def _agree(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return all(same(one[key], other[key]) for key in one.keys() & other.keys())


def _says_the_same(one: _Placed | None, other: _Placed) -> bool:
    """Whether an item says the same in the same panel; its id and its place are not looked at."""
    if one is None or one[0] != other[0]:
        return False
    return one[1].text == other[1].text and same(one[1].values, other[1].values)


def _name(base: Item | None, first: Item, second: Item) -> str:
    """An item's id, merged like a field: what an id is written over is kept nowhere, as it says nothing."""
    was, one, other = (item.id if item and is_named(item) else "" for item in (base, first, second))
    kept = other if one == was else one if other == was else one or other
    return kept or UNWRITTEN


def _line(placed: _Placed) -> dict[str, Any]:
    return {PANEL: placed[0], TEXT: placed[1].text}


def _own(canvas: Canvas) -> dict[str, Any]:
    """What a canvas says of itself, as its file does."""
    said = {"title": canvas.title, "stage": canvas.stage, "review": canvas.review}
    specs = {spec.key: spec for spec in PROPERTIES}
    kept = {key: specs[key].kept(value) for key, value in said.items()}
    return {key: value for key, value in kept.items() if value is not None} | dict(canvas.values)


def _properties_of(own: Mapping[str, Any]) -> dict[str, Any]:
    """The other way round: what cannot be read stays among the values."""
    readable = {spec.key: own[spec.key] for spec in PROPERTIES if spec.accepts(own.get(spec.key))}
    values = {key: value for key, value in own.items() if key not in readable}
    return {"title": "", **readable, "values": values}
