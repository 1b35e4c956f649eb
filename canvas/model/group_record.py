"""The record by which the copy of a canvas says which group of a room it is for."""

from __future__ import annotations

from canvas.model.canvas import Canvas
from canvas.model.collections import GROUPS
from canvas.model.named_tuple import NamedTuple
from canvas.model.records import Record, records
from canvas.model.schema import PANEL_KEYS
from canvas.model.types import PanelKey


class Group(NamedTuple):
    """A group: its id, its name and the panels that it works on."""

    id: str
    name: str
    panels: tuple[PanelKey, ...]


def group_of(canvas: Canvas) -> Group | None:
    """The group that a canvas is the copy for; None where it is no copy."""
    record = _record_of(canvas)
    return record and _group(record)


def title_with_group(canvas: Canvas) -> str:
    """The title of a canvas, and which group it is the copy for."""
    group = group_of(canvas)
    return f"{canvas.title} (copy for {group.name})" if group else canvas.title


def base_of(canvas: Canvas) -> str:
    """What the copy for a group holds of the canvas before the split; empty where that is nothing."""
    record = _record_of(canvas)
    return record.line("base") if record else ""


def _record_of(canvas: Canvas) -> Record | None:
    found = [record for record in records(canvas, GROUPS.key) if not record.line("joined")]
    return next((record for record in found if record.line("name").strip()), None)


def _group(record: Record) -> Group:
    known = record.values.get("panels")
    named = known if isinstance(known, list | tuple) else ()
    return Group(record.id, record.line("name"), tuple(key for key in PANEL_KEYS if key in named))
