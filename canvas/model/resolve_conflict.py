"""Resolve a conflict of a merge: one version's value is kept, the other's removed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from canvas.model import edits
from canvas.model.canvas import Canvas
from canvas.model.collections import COLLECTIONS
from canvas.model.conflicts import PANEL, TEXT, Conflict, other_values, with_other_values
from canvas.model.edits import Edit, EditError
from canvas.model.item_matching import equal_in_file
from canvas.model.records import in_order, tables, with_tables
from canvas.model.sanitize import quote
from canvas.model.schema import BY_KEY, TITLE


def resolve_conflict(canvas: Canvas, conflict: Conflict, *, take: bool) -> Edit:
    """Resolve one of the canvas's conflicts: take the other version's value, or keep the present one.

    Raises:
        EditError: where it is resolved already, or the other version's value does not fit the field.
    """
    if conflict.item is None:
        resolve = _resolve_record if conflict.collection else _resolve_property
        return resolve(canvas, conflict, take=take)
    (panel, position), item = edits.find(canvas, conflict.item.id)
    name = quote(item.text)
    if conflict.deletes is take:
        gone = edits.delete(canvas, [item.id])
        who = "the other version" if take else "this version"
        return Edit(f"delete {name}, as {who} did", gone.canvas, gone.focus)
    resolved = item._replace(values=_without(item.values, conflict))
    moves = conflict.key == PANEL and PANEL not in item.values  # an unknown field may have that name
    if take and conflict.key == TEXT:
        if not isinstance(conflict.theirs, str) or not conflict.theirs.strip():
            raise EditError("The other version's text is empty: keep this one.", "text-empty")
        resolved = resolved._replace(text=conflict.theirs)
    elif take and not moves and conflict.deletes is None:
        resolved = resolved.with_values({conflict.key: _fitting(conflict)}, panel)
    items = canvas.panels[panel]
    canvas = canvas.with_items({panel: (*items[:position], resolved, *items[position + 1 :])})
    label = f"{'take the other version' if take else 'keep this version'} of {name}"
    if take and conflict.deletes is False:
        label = f"keep {name}, as the other version does"
    if take and moves:
        target = BY_KEY.get(str(conflict.theirs))
        if target is None:
            raise EditError(
                f"There is no panel called {quote(str(conflict.theirs))}: keep this one.", "panel-unknown"
            )
        canvas = edits.move(canvas, item.id, target.key).canvas
    return Edit(label, canvas, item.id)


def _resolve_property(canvas: Canvas, conflict: Conflict, *, take: bool) -> Edit:
    values = _without(canvas.values, conflict)
    name = conflict.field.label.lower() if conflict.field else quote(conflict.key)
    label = f"{'take the other' if take else 'keep this'} {name}"
    if not take:
        return Edit(label, canvas.replacing(values=values))
    said = _fitting(conflict)
    values.pop(conflict.key, None)
    if conflict.field is None:
        return Edit(
            label, canvas.replacing(values=values if said is None else {**values, conflict.key: said})
        )
    if conflict.field is TITLE and not said:
        raise EditError("A canvas needs a title: keep this one.", "title-empty")
    return Edit(label, canvas.replacing(**{conflict.key: said, "values": values}))


def _resolve_record(canvas: Canvas, conflict: Conflict, *, take: bool) -> Edit:
    there = [*tables(canvas, conflict.collection)]
    if conflict.record >= len(there):
        raise EditError("That is resolved already.", "already-resolved")
    table = _without(there[conflict.record], conflict)
    if take:
        said = _fitting(conflict)
        table.pop(conflict.key, None)
        kept = conflict.field.kept(said) if conflict.field else said
        if kept is not None:
            table[conflict.key] = list(kept) if isinstance(kept, tuple) else kept
    there[conflict.record] = in_order(COLLECTIONS[conflict.collection], table)
    label = f"{'take the other' if take else 'keep this'} {conflict.name}"
    return Edit(label, with_tables(canvas, conflict.collection, there))


def _without(values: Mapping[str, Any], conflict: Conflict) -> dict[str, Any]:
    """Values without the conflict's value of the other version."""
    said = other_values(values)
    for position, (key, value) in enumerate(said):
        if key == conflict.key and equal_in_file(value, conflict.theirs):
            return with_other_values(values, [*said[:position], *said[position + 1 :]])
    raise EditError("That is resolved already.", "already-resolved")


def _fitting(conflict: Conflict) -> Any:  # noqa: ANN401 - a file may hold anything
    """The other version's value as the field holds it; None, or the default, where it has none."""
    spec, said = conflict.field, conflict.theirs
    nothing = not isinstance(said, bool | int | float | date) and not said
    if spec is None:
        return None if nothing else said
    if nothing:
        return spec.default
    if not spec.accepts(said):
        raise EditError(f"What the other version says is not {spec.wanted}: keep this one.", "value-unfit")
    return tuple(said) if spec.type == "list" else said
