"""Restore single items of an older version."""

from __future__ import annotations

from collections.abc import Callable

from canvas.model import edits
from canvas.model.canvas import Canvas, Item
from canvas.model.compare import Change
from canvas.model.edits import Edit
from canvas.model.item_matching import is_named, match_items
from canvas.model.types import PanelKey


def restore_field(was: Canvas, change: Change) -> Callable[[Canvas], Edit] | None:
    """The edit that reverts one change of an item; None where the item was new."""
    if change.before is None:
        return None
    stays = change.after is not None and not change.is_moved and not change.reordered
    return restore_item(was, change.source, change.before, in_its_place=not stays)


def restore_item(
    was: Canvas, panel: PanelKey, item: Item, *, in_its_place: bool = True
) -> Callable[[Canvas], Edit]:
    """The edit that restores an item of an older version, and its position there where asked for."""
    stood = [other.id for other in was.panels[panel]]
    before = stood[: stood.index(item.id)]

    def edit(canvas: Canvas) -> Edit:
        # An item without an id is numbered in each version anew: its number may be another item's here.
        now = {old: new for new, old in match_items(was, canvas).items()}
        name = now.get(item.id) or (item.id if is_named(item) else edits.new_id({i.id for _, i in canvas}))
        after = [now[other] for other in before if other in now] if in_its_place else None
        return edits.restore(canvas, panel, item.with_id(name), after)

    return edit
