"""The edits of a canvas, each a pure function.

An edit takes a canvas and returns an `Edit`: the canvas after it, a label for the undo history, and the item
to select next. Every front end and the recovery change canvases through these. Each raises `EditError` where
an item is gone, or a word is no status, stage or panel.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

from canvas.model.canvas import Canvas, Item, ItemsByPanel
from canvas.model.conflicts import THEIRS
from canvas.model.errors import CodedError
from canvas.model.sanitize import clean, clean_line, quote
from canvas.model.schema import BY_KEY, CONTACT, REVIEW, STAGE, STATUS, TITLE, Field, FieldValue
from canvas.model.types import ItemId, PanelKey, Stage, Status

ID_ALPHABET: Final = "0123456789abcdefghjkmnpqrstvwxyz"  # lower-case Crockford base 32
_ID_LENGTH = 5

Values = dict[ItemId, dict[str, object]]
"""New values of some items, by the item's id."""

EditCode = Literal[
    "text-empty", "item-text-empty", "value-unfit", "status-unknown", "panel-unknown", "title-empty",
    "stage-unknown", "review-unfit", "item-gone", "no-items", "already-resolved", "read-only",
    "record-gone",
]  # fmt: skip
"""Why an `EditError` was raised."""


class EditError(CodedError[EditCode]):
    """An edit that cannot be made; its text is a sentence for the user, and names no key."""


class Edit(NamedTuple):  # dataclasses take a while to import
    """The result of an edit.

    Attributes:
        label: what was done, as in ``delete ‘Monthly lunch’``.
        canvas: the canvas after it; the same object where nothing changed.
        focus: the id of the item to select next, or None.
    """

    label: str
    canvas: Canvas
    focus: ItemId | None = None


def new_id(taken: Collection[str]) -> str:
    """Five random characters of lower-case Crockford base 32 that are not among ``taken``."""
    while True:
        made = "".join(ID_ALPHABET[byte % 32] for byte in os.urandom(_ID_LENGTH))
        if made not in taken:
            return made


def add(
    canvas: Canvas,
    panel: PanelKey,
    texts: Iterable[str],
    *,
    after: ItemId | None = None,
    values: Mapping[str, FieldValue] = MappingProxyType({}),
) -> Edit:
    """Add an item for each text that is not blank, after an item of the panel or else at its end.

    All get the ``values``; where no kind is among these, each has the one that the panel gives to new items.

    Raises:
        EditError: where every text is blank.
    """
    taken = {item.id for _, item in canvas}
    given = {key: clean_value(value, BY_KEY[panel].field(key)) for key, value in values.items()}
    made: list[Item] = []
    for text in filter(None, map(clean_line, texts)):
        said = {"kind": BY_KEY[panel].kind_of_new(text) or None, **given}
        item = Item(new_id(taken), text).with_values(said, panel)
        taken.add(item.id)
        made.append(item)
    if not made:
        raise EditError("There is nothing to add: the text is empty.", "text-empty")
    items = canvas.panels[panel]
    place = canvas.place(after) if after is not None else None
    position = place[1] + 1 if place and place[0] == panel else len(items)
    label = f"add {quote(made[0].text)}" if len(made) == 1 else f"add {len(made)} statements"
    changed = canvas.with_items({panel: (*items[:position], *made, *items[position:])})
    return Edit(label, changed, made[-1].id)


def set_text(canvas: Canvas, item_id: ItemId, text: str) -> Edit:
    """Change the text of an item."""
    _, item = find(canvas, item_id)
    return set_item(canvas, item_id, text=text, changes={}, label=f"reword {quote(item.text)}")


def set_item(
    canvas: Canvas, item_id: ItemId, *, text: str, changes: Mapping[str, FieldValue], label: str = ""
) -> Edit:
    """Change the text and some fields of an item; the field's default removes it.

    Texts are cleaned, unless they are what stood there: then their line ends are preserved.

    Raises:
        EditError: where the text is empty, or a value does not fit its field.
    """
    (panel, position), item = find(canvas, item_id)
    text = item.text if text == item.text else clean(text)
    if not text.strip():
        raise EditError("A statement needs some text.", "item-text-empty")
    cleaned = {}
    for key, value in changes.items():
        spec = BY_KEY[panel].field(key)
        if spec is not None and value != spec.default and not spec.accepts(value):
            raise EditError(f"“{spec.label}” must be {spec.wanted}.", "value-unfit")
        cleaned[key] = value if value == item.values.get(key) else clean_value(value, spec)
    changed = item.with_values(cleaned, panel)._replace(text=text)
    items = canvas.panels[panel]
    panels = {panel: (*items[:position], changed, *items[position + 1 :])}
    return put_panels(canvas, label or f"change {quote(item.text)}", panels, [item_id])


def set_status(canvas: Canvas, item_ids: Sequence[ItemId], status: Status) -> Edit:
    """Set the status of some items."""
    if not STATUS.accepts(status):
        raise EditError(f"A status is {STATUS.wanted}.", "status-unknown")
    items = find_all(canvas, item_ids)
    changes: Values = {item.id: {STATUS.key: status} for item in items if item.status != status}
    return set_values(canvas, item_ids, changes, f"mark {quote_items(items)} as {status}")


def toggle_agreed(canvas: Canvas, item_ids: Sequence[ItemId]) -> Edit:
    """Set some items to agreed, or to proposed where all are agreed; what is done stays as it is."""
    found = find_all(canvas, item_ids)
    if not found:
        raise EditError("No statement is selected.", "no-items")
    is_open = {item.id for item in found if item.status != "done"}
    is_agreed = all(item.status in ("agreed", "done") for item in found)
    open_ids = [item_id for item_id in item_ids if item_id in is_open]
    return set_status(canvas, open_ids, "proposed" if is_agreed else "agreed")


def delete(canvas: Canvas, item_ids: Sequence[ItemId]) -> Edit:
    """Delete some items; the focus goes to the item that takes the place of the last of them."""
    found = [find(canvas, item_id) for item_id in item_ids]
    gone = set(item_ids)
    panels = {panel for (panel, _), _ in found}
    changed = {panel: tuple(item for item in canvas.panels[panel] if item.id not in gone) for panel in panels}
    focus = None
    if found:
        panel, position = found[-1][0]
        left = changed[panel]
        before = sum(item.id in gone for item in canvas.panels[panel][:position])
        focus = left[min(position - before, len(left) - 1)].id if left else None
    what = quote_items([item for _, item in found])
    return Edit(f"delete {what}", canvas.with_items(changed) if changed else canvas, focus)


def shift(canvas: Canvas, item_id: ItemId, steps: int) -> Edit:
    """Move an item down its panel by ``steps``, up where that is negative; clamped at both ends."""
    (panel, position), _ = find(canvas, item_id)
    target = max(0, min(position + steps, len(canvas.panels[panel]) - 1))
    return move(canvas, item_id, panel, target)


def move(canvas: Canvas, item_id: ItemId, panel: PanelKey, position: int | None = None) -> Edit:
    """Move an item to a position in its own or another panel, counted without it; to the end by default.

    Fields that only its old panel has (its kind, that panel's own fields) stay with it unseen, and show
    again when it is moved back.
    """
    (source, at), item = find(canvas, item_id)
    check_panel(canvas, panel)
    rest = (*canvas.panels[source][:at], *canvas.panels[source][at + 1 :])
    target = rest if panel == source else canvas.panels[panel]
    where = len(target) if position is None else max(0, min(position, len(target)))
    if panel == source:
        placed = (*target[:where], item, *target[where:])
        label = f"move {quote(item.text)} {'up' if where < at else 'down'}"
        return Edit(label, canvas if where == at else canvas.with_items({panel: placed}), item_id)
    moved = item.with_values(item.values, panel)  # drops what is a default in the target panel
    placed = (*target[:where], moved, *target[where:])
    label = f"move {quote(item.text)} to {BY_KEY[panel].title}"
    return Edit(label, canvas.with_items({source: rest, panel: placed}), item_id)


def restore(canvas: Canvas, panel: PanelKey, item: Item, after: Sequence[ItemId] | None = None) -> Edit:
    """Restore an item of an older version at its position; its unresolved conflicts stay.

    Args:
        canvas: the canvas to change; it may still hold the item.
        panel: the key of the panel that the item was in.
        item: the item as it was.
        after: the ids of what was before it there, in their order: it comes after the last of them that
            still exists, first where none does. Without them it stays where it is, or comes last.
    """
    check_panel(canvas, panel)
    place = canvas.place(item.id)
    said = {key: value for key, value in item.values.items() if key != THEIRS}
    now = canvas.item(item.id)
    if now and THEIRS in now.values:
        said[THEIRS] = now.values[THEIRS]
    if said != item.values:
        item = item._replace(values=said)
    rest = {key: tuple(it for it in items if it.id != item.id) for key, items in canvas.panels.items()}
    there: list[str] = [it.id for it in rest[panel]]
    if after is not None:
        position = next((there.index(name) + 1 for name in reversed(after) if name in there), 0)
    else:
        position = place[1] if place and place[0] == panel else len(there)
    placed = (*rest[panel][:position], item, *rest[panel][position:])
    changed = {panel: placed}
    if place and place[0] != panel:
        changed[place[0]] = rest[place[0]]
    same = placed == canvas.panels[panel] and len(changed) == 1
    label = f"bring back {quote(item.text)}"
    return Edit(label, canvas if same else canvas.with_items(changed), item.id)


def set_properties(
    canvas: Canvas, *, title: str, stage: Stage, review: date | None, contact: str | None = None
) -> Edit:
    """Change the canvas's own fields, as one edit; the contact stays where none is given."""
    title = canvas.title if title == canvas.title else clean_line(title)
    if not title:
        raise EditError("A canvas needs a title.", "title-empty")
    if not STAGE.accepts(stage):
        raise EditError(f"A stage is {STAGE.wanted}.", "stage-unknown")
    if review is not None and not REVIEW.accepts(review):
        raise EditError(f"The next review must be {REVIEW.wanted}.", "review-unfit")
    contact = canvas.contact if contact in (None, canvas.contact) else clean_line(str(contact))
    new = {TITLE: title, STAGE: stage, REVIEW: review, CONTACT: contact}
    changed = [spec for spec, value in new.items() if value != getattr(canvas, spec.key)]
    if not changed:
        return Edit("change nothing", canvas)
    # An unreadable stage, day or contact is among the other values: the new one replaces it.
    keys = {spec.key for spec in changed}
    values = {key: value for key, value in canvas.values.items() if key not in keys}
    label = f"change the {' and '.join(spec.label.lower() for spec in changed)}"
    own = {spec.key: value for spec, value in new.items()}
    return Edit(label, canvas.replacing(**own, values=values))


def find(canvas: Canvas, item_id: ItemId) -> tuple[tuple[PanelKey, int], Item]:
    """The panel's key and the position of an item, and the item."""
    place = canvas.place(item_id)
    if place is None:
        raise EditError("That statement is no longer here.", "item-gone")
    return place, canvas.panels[place[0]][place[1]]


def find_all(canvas: Canvas, item_ids: Iterable[ItemId]) -> list[Item]:
    """The items with these ids, in the order of the ids."""
    return [find(canvas, item_id)[1] for item_id in item_ids]


def quote_items(items: Sequence[Item]) -> str:
    """Name items in a label: the text of a single one, else how many there are."""
    return quote(items[0].text) if len(items) == 1 else f"{len(items)} statements"


def check_panel(canvas: Canvas, panel: PanelKey) -> None:
    """Raise `EditError` where there is no panel with this key."""
    if panel not in canvas.panels:
        raise EditError(f"There is no panel called {quote(panel)}.", "panel-unknown")


def set_values(canvas: Canvas, item_ids: Sequence[ItemId], changes: Values, label: str) -> Edit:
    """Change some values of some items."""
    panels = {
        panel: tuple(
            item.with_values(changes[item.id], panel) if item.id in changes else item for item in items
        )
        for panel, items in canvas.panels.items()
        if any(item.id in changes for item in items)
    }
    return put_panels(canvas, label, panels, item_ids)


def put_panels(canvas: Canvas, label: str, panels: ItemsByPanel, item_ids: Sequence[ItemId]) -> Edit:
    """The edit that replaces the items of the panels that differ, with the focus on the last of the items."""
    changed = {panel: items for panel, items in panels.items() if items != canvas.panels[panel]}
    return Edit(label, canvas.with_items(changed) if changed else canvas, item_ids[-1] if item_ids else None)


def clean_value(value: FieldValue, spec: Field | None) -> FieldValue:
    """A typed value as a field holds it."""
    if isinstance(value, str):
        return clean_line(value) if spec is not None and spec.type == "line" else clean(value)
    if isinstance(value, tuple):
        return tuple(filter(None, map(clean_line, value)))
    return value
