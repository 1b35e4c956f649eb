"""What taking a document in would make of a canvas, and the edit that takes the chosen changes."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from canvas.imports.blocks import LeftOut
from canvas.imports.found import Found, FoundStatement
from canvas.imports.summary_edits import Edits
from canvas.model.canvas import Canvas, Item
from canvas.model.compare import Change, Differences, compare
from canvas.model.edits import Edit, EditError, move, new_id, set_values
from canvas.model.field_changes import FieldChange
from canvas.model.merge import merge
from canvas.model.sanitize import clean_line, quote
from canvas.model.schema import PANEL_KEYS, PROPERTIES
from canvas.model.text_folding import folded_name
from canvas.model.types import ItemId, PanelKey

_NOWHERE: PanelKey = "vision"
"""The panel of what fits no panel, where nothing before it fits one either."""


class Proposal(NamedTuple):
    """What a document would change.

    Attributes:
        name: the name of its file.
        ours: the canvas as it was when the document was read.
        merged: the canvas with all changes taken.
        unplaced: the ids of the items whose panel is a guess: they are parked.
        left_out: what of the document is no statement.
        problems: what could not be read, a sentence for each.
        remarks: what else there is to tell.
    """

    name: str
    ours: Canvas
    merged: Canvas
    unplaced: frozenset[ItemId] = frozenset()
    left_out: tuple[LeftOut, ...] = ()
    problems: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def differences(self) -> Differences:
        """The changes, item by item."""
        return compare(self.ours, self.merged)

    def placed(self, item_id: ItemId, panel: PanelKey) -> Proposal:
        """The proposal with an item that had no panel in this one, and not parked any more."""
        moved = move(self.merged, item_id, panel).canvas
        said = set_values(moved, [item_id], {item_id: {"status": "proposed"}}, "").canvas
        return self._replace(merged=said, unplaced=self.unplaced - {item_id})


def propose_additions(name: str, ours: Canvas, found: Found) -> Proposal:
    """Add what a document holds that was never a canvas.

    A statement that the canvas has already gets the fields that it lacks; nothing else is changed.
    """
    there: dict[str, ItemId] = {}
    for _, item in ours:
        there.setdefault(folded_name(item.text), item.id)
    items = {panel: list(ours.panels[panel]) for panel in PANEL_KEYS}
    places = {item.id: (panel, at) for panel, said in items.items() for at, item in enumerate(said)}
    unplaced: set[ItemId] = set()
    panel = _NOWHERE
    for statement in found.statements:
        panel = statement.panel or panel
        is_named = statement.id in places
        known = ItemId(statement.id) if is_named else there.get(folded_name(statement.text))
        if known is not None:
            home, at = places[known]
            change = _replaced if is_named else _completed
            items[home][at] = change(items[home][at], home, statement)
            continue
        made = _new_item(statement, panel, places)
        places[made.id] = panel, len(items[panel])
        there[folded_name(made.text)] = made.id
        items[panel].append(made)
        if statement.panel is None:
            unplaced.add(made.id)
    merged = ours.with_items({key: tuple(said) for key, said in items.items() if said != [*ours.panels[key]]})
    changes: dict[str, object] = {}
    if found.title and not ours.title:
        changes["title"] = found.title
    if found.stage and not len(ours):
        changes["stage"] = found.stage
    if found.review and ours.review is None:
        changes["review"] = found.review
    if changes:
        merged = merged.replacing(**changes)
    return Proposal(name, ours, merged, frozenset(unplaced), found.left_out, found.problems, found.remarks)


def _new_item(statement: FoundStatement, panel: PanelKey, taken: Collection[str]) -> Item:
    values: dict[str, object] = {"kind": statement.kind or None, **statement.values}
    if statement.panel is None:
        about = f"From “{statement.heading}”." if statement.heading else ""
        note = "\n".join(filter(None, (str(values.get("note", "")), about)))
        values |= {"status": "parked", "note": note}
    return Item(new_id(taken), statement.text).with_values(values, panel)


def _replaced(item: Item, panel: PanelKey, statement: FoundStatement) -> Item:
    """An item that a row names by its id, with what the row says; what it leaves empty stays."""
    said: dict[str, object] = {"kind": statement.kind or item.kind or None, **statement.values}
    changed = {key: value for key, value in said.items() if not _is_same(value, item.values.get(key))}
    new = item.with_values(changed, panel) if changed else item
    return new if clean_line(item.text) == statement.text else new._replace(text=statement.text)


def _is_same(value: object, there: object) -> bool:
    """Whether a cell says what stands there, but for white space."""
    if isinstance(value, str) and isinstance(there, str):
        return value.split() == there.split()
    return value == (tuple(there) if isinstance(there, list) else there)


def _completed(item: Item, panel: PanelKey, statement: FoundStatement) -> Item:
    """An item with the fields that it lacks of a statement with the same text in its panel."""
    if panel != statement.panel:
        return item
    said: dict[str, object] = {"kind": statement.kind or None, **statement.values}
    missing = {key: value for key, value in said.items() if value and key not in item.values}
    return item.with_values(missing, panel) if missing else item


def propose_merge(name: str, base: Canvas, ours: Canvas, edits: Edits) -> Proposal:
    """Merge what partners made of a version of the canvas with the canvas as it is."""
    result = merge(base, ours, edits.canvas)
    taken: set[str] = {item.id for _, item in ours} | {item.id for _, item in result.canvas}
    panels: dict[PanelKey, tuple[Item, ...]] = {}
    for panel in PANEL_KEYS:
        said = []
        for item in result.canvas.panels[panel]:
            origin = result.origins[item.id]
            kept = origin.ours if origin.ours is not None else origin.theirs
            if kept is None or (origin.ours is None and ours.place(kept)):
                kept = ItemId(new_id(taken))
            taken.add(kept)
            said.append(item if item.id == kept else item.with_id(kept))
        panels[panel] = tuple(said)
    merged = result.canvas.with_items(panels)
    found = edits.found
    if found.title and not merged.title:
        merged = merged.replacing(title=clean_line(found.title))
    unplaced = frozenset(name for name in edits.unplaced if merged.place(name))
    return Proposal(name, ours, merged, unplaced, found.left_out, found.problems, found.remarks)


def take(proposal: Proposal, changes: Iterable[Change | FieldChange], canvas: Canvas) -> Edit:
    """Make some of the changes of a proposal in a canvas, as one edit.

    Raises:
        EditError: where none is chosen.
    """
    chosen = list(changes)
    if not chosen:
        raise EditError("No change is chosen.", "no-items")
    items = {panel: list(canvas.panels[panel]) for panel in PANEL_KEYS}
    focus: ItemId | None = None
    for change in chosen:
        if isinstance(change, FieldChange):
            canvas = _with_property(canvas, proposal.merged, change.key)
            continue
        _apply(items, proposal.merged, change)
        focus = change.after.id if change.after else focus
    count = "1 change" if len(chosen) == 1 else f"{len(chosen)} changes"
    changed = canvas.with_items({panel: tuple(said) for panel, said in items.items()})
    return Edit(f"take {count} from {quote(proposal.name)}", changed, focus)


def _apply(items: dict[PanelKey, list[Item]], merged: Canvas, change: Change) -> None:
    """Make one change in lists of items."""
    item_id = change.item.id
    place = next(
        (
            (panel, at)
            for panel, there in items.items()
            for at, item in enumerate(there)
            if item.id == item_id
        ),
        None,
    )
    if change.after is None:
        if place:
            del items[place[0]][place[1]]
        return
    stays = place and place[0] == change.panel and not change.reordered
    if place and stays:
        items[place[0]][place[1]] = change.after
        return
    if place:
        del items[place[0]][place[1]]
    there = items[change.panel]
    position = {item.id: at for at, item in enumerate(there)}
    before = [item.id for item in merged.panels[change.panel]]
    above = before[: before.index(item_id)]
    at = next((position[name] + 1 for name in reversed(above) if name in position), 0)
    there.insert(at, change.after)


def _with_property(canvas: Canvas, merged: Canvas, key: str) -> Canvas:
    if key in {spec.key for spec in PROPERTIES} and hasattr(merged, key):
        return canvas.replacing(**{key: getattr(merged, key)})
    values = {name: value for name, value in canvas.values.items() if name != key}
    if key in merged.values:
        values[key] = merged.values[key]
    return canvas.replacing(values=values)
