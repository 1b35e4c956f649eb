"""What two people do to one canvas at the same time, and what a third expects of the two together.

Every expectation is spelt out: both edits one after the other, each statement at a place that is named. None
of it asks the merge that is measured against it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from benchmarks.scene import Scene, as_read
from canvas.model.canvas import Canvas, Item
from canvas.model.edits import delete, move, set_item, set_properties, set_text
from canvas.model.schema import BY_KEY
from canvas.model.types import ItemId


@dataclass(frozen=True, slots=True)
class Case:
    """One canvas that two people changed.

    Attributes:
        base: what both began with.
        ours: what one of them made of it.
        theirs: what the other did.
        expected: what a person may expect of both; several where either of two orders will do.
    """

    base: Canvas
    ours: Canvas
    theirs: Canvas
    expected: tuple[Canvas, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of edits made at the same time.

    Attributes:
        name: a word for it.
        ours: what one of the two does.
        theirs: what the other does.
        expected: what a person expects of both.
        draw: one case of it in a scene.
    """

    name: str
    ours: str
    theirs: str
    expected: str
    draw: Callable[[Scene], Case]


def put(canvas: Canvas, panel: str, position: int, *items: Item) -> Canvas:
    """The canvas with more items at a position of a panel."""
    was = canvas.panels[panel]
    return canvas.with_items({panel: (*was[:position], *items, *was[position:])})


def say(canvas: Canvas, item_id: ItemId, **changes: Any) -> Canvas:  # noqa: ANN401 - as the fields have it
    """The canvas with other fields of an item."""
    item = canvas.item(item_id)
    return set_item(canvas, item_id, text=item.text if item else "", changes=changes).canvas


def _append(scene: Scene) -> Case:
    base, panel = scene.base, scene.panel()
    ours, theirs, end = scene.item(panel), scene.item(panel), len(base.panels[panel])
    return Case(
        base,
        put(base, panel, end, ours),
        put(base, panel, end, theirs),
        (put(base, panel, end, ours, theirs), put(base, panel, end, theirs, ours)),
    )


def _top_and_end(scene: Scene) -> Case:
    base, panel = scene.base, scene.panel()
    ours, theirs, end = scene.item(panel), scene.item(panel), len(base.panels[panel])
    top = put(base, panel, 0, ours)
    return Case(base, top, put(base, panel, end, theirs), (put(top, panel, end + 1, theirs),))


def _elsewhere(scene: Scene) -> Case:
    base, (panel, position) = scene.base, scene.place()
    other = scene.panel(lambda key: key != panel)
    ours, theirs, end = scene.item(panel), scene.item(other), len(base.panels[other])
    added = put(base, panel, position + 1, ours)
    return Case(base, added, put(base, other, end, theirs), (put(added, other, end, theirs),))


def _neighbours(scene: Scene) -> Case:
    base, panel = scene.base, scene.panel()
    position = scene.chance.randrange(len(base.panels[panel]) - 1)
    upper, lower = (item.id for item in base.panels[panel][position : position + 2])
    first, second = scene.sentence(), scene.sentence()
    ours = set_text(base, upper, first).canvas
    return Case(base, ours, set_text(base, lower, second).canvas, (set_text(ours, lower, second).canvas,))


def _two_fields(scene: Scene) -> Case:
    panel, position = scene.place()
    item = scene.base.panels[panel][position]
    base = as_read(say(scene.base, item.id, status="agreed", owner=scene.name()))
    owner = scene.name()
    ours = say(base, item.id, status="done")
    return Case(base, ours, say(base, item.id, owner=owner), (say(ours, item.id, owner=owner),))


def _move_and_reword(scene: Scene) -> Case:
    base, (panel, position) = scene.base, scene.place()
    item = base.panels[panel][position].id
    goal, text = scene.panel(lambda key: key != panel), scene.sentence()
    ours = move(base, item, goal).canvas
    return Case(base, ours, set_text(base, item, text).canvas, (set_text(ours, item, text).canvas,))


def _reorder_and_reword(scene: Scene) -> Case:
    base, panel = scene.base, scene.panel()
    moved, other = scene.chance.sample(base.panels[panel], 2)
    places = [place for place, item in enumerate(base.panels[panel]) if item.id != moved.id]
    ours, text = move(base, moved.id, panel, scene.chance.choice(places)).canvas, scene.sentence()
    return Case(base, ours, set_text(base, other.id, text).canvas, (set_text(ours, other.id, text).canvas,))


def _delete_and_neighbour(scene: Scene) -> Case:
    base, (panel, position) = scene.base, scene.place()
    items = base.panels[panel]
    other = items[position - 1 if position else 1].id
    ours, text = delete(base, [items[position].id]).canvas, scene.sentence()
    return Case(base, ours, set_text(base, other, text).canvas, (set_text(ours, other, text).canvas,))


def _delete_both(scene: Scene) -> Case:
    base, (panel, position) = scene.base, scene.place()
    ours, text = delete(base, [base.panels[panel][position].id]).canvas, scene.sentence()
    other = scene.chance.choice([item.id for _, item in ours])
    theirs = set_text(ours, other, text).canvas
    return Case(base, ours, theirs, (theirs,))


def _same_edit(scene: Scene) -> Case:
    base, (panel, position) = scene.base, scene.place()
    item = base.panels[panel][position]
    ours = say(set_text(base, item.id, scene.sentence()).canvas, item.id, owner=scene.name())
    other = scene.chance.choice([one for one in base.panels[panel] if one.id != item.id])
    theirs = set_text(ours, other.id, scene.sentence()).canvas
    return Case(base, ours, theirs, (theirs,))


def _names(scene: Scene) -> Case:
    panel = scene.panel(lambda key: any(spec.type == "list" for spec in BY_KEY[key].own))
    item = scene.chance.choice(scene.base.panels[panel]).id
    spec = next(spec for spec in BY_KEY[panel].own if spec.type == "list")
    was = scene.value(spec)
    base = as_read(say(scene.base, item, **{spec.key: was}))
    ours, theirs = scene.name(), scene.name()
    either = ((*was, ours, theirs), (*was, theirs, ours))
    return Case(
        base,
        say(base, item, **{spec.key: (*was, ours)}),
        say(base, item, **{spec.key: (*was, theirs)}),
        tuple(say(base, item, **{spec.key: names}) for names in either),
    )


def _note_and_status(scene: Scene) -> Case:
    panel, position = scene.place()
    item = scene.base.panels[panel][position].id
    base = as_read(say(scene.base, item, status="proposed", owner=scene.name(), note=""))
    ours, status = say(base, item, note=scene.sentence()), scene.chance.choice(("agreed", "disputed", "done"))
    return Case(base, ours, say(base, item, status=status), (say(ours, item, status=status),))


def _title_and_review(scene: Scene) -> Case:
    base, title, day = scene.base, scene.sentence(), scene.day()
    ours = set_properties(base, title=title, stage=base.stage, review=base.review).canvas
    theirs = set_properties(base, title=base.title, stage=base.stage, review=day).canvas
    return Case(base, ours, theirs, (set_properties(base, title=title, stage=base.stage, review=day).canvas,))


def _replace_and_append(scene: Scene) -> Case:
    base, panel = scene.base, scene.panel()
    end = len(base.panels[panel])
    position = scene.chance.randrange(end - 1)
    new, last = scene.item(panel), scene.item(panel)
    ours = put(delete(base, [base.panels[panel][position].id]).canvas, panel, position, new)
    return Case(base, ours, put(base, panel, end, last), (put(ours, panel, end, last),))


def _opposite(scene: Scene) -> Case:
    panel = scene.panel()
    a, b, c, d, *_, y, z = items = tuple(scene.item(panel) for _ in range(8))
    e, f = items[4:6]
    base = as_read(scene.base.with_items({panel: items}))
    return Case(
        base,
        base.with_items({panel: (a, c, d, b, e, f, y, z)}),
        base.with_items({panel: (a, b, c, d, e, y, f, z)}),
        (as_read(base.with_items({panel: (a, c, d, b, e, y, f, z)})),),
    )


KINDS: Final = (
    Kind("append", "adds at the end of a panel", "adds there too", "both stay, in any order", _append),
    Kind("top-end", "adds at the top of a panel", "adds at its end", "one first, one last", _top_and_end),
    Kind("elsewhere", "adds to a panel", "adds to another panel", "both stay", _elsewhere),
    Kind("neighbours", "rewords an item", "rewords the next one", "both new wordings", _neighbours),
    Kind("two-fields", "sets an item's status", "sets its owner", "the status and the owner", _two_fields),
    Kind("move-reword", "moves an item to another panel", "rewords it", "reworded, there", _move_and_reword),
    Kind("reorder-reword", "moves an item in a panel", "rewords another there", "both", _reorder_and_reword),
    Kind("delete-next", "deletes an item", "rewords its neighbour", "both", _delete_and_neighbour),
    Kind("delete-both", "deletes an item", "deletes it, and rewords one", "gone, and reworded", _delete_both),
    Kind("same-edit", "edits an item", "edits it alike, and another", "each edit, once", _same_edit),
    Kind("names", "adds a name to a list", "adds another name to it", "both names, in any order", _names),
    Kind("note-status", "adds a note", "sets the item's status", "the note and the status", _note_and_status),
    Kind("title-review", "sets the title", "sets the next review", "both", _title_and_review),
    Kind("replace", "puts an item in another's place", "adds at the end", "both", _replace_and_append),
    Kind("opposite", "moves an item down", "moves one below it up", "both where they were put", _opposite),
)
"""Fifteen kinds, as they come up in a week between two meetings."""
