"""The changes between two versions as JSON, for scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from canvas.exports import json
from canvas.exports.change_summary import kinds
from canvas.exports.changes import sentences
from canvas.exports.record_phrases import of_a_record
from canvas.model.canvas import UNWRITTEN
from canvas.model.compare import Change
from canvas.model.field_changes import FieldChange
from canvas.model.record_changes import RecordChange
from canvas.model.records import ID

if TYPE_CHECKING:
    from collections.abc import Mapping

    from canvas.model.canvas import Canvas
    from canvas.model.compare import Differences


_FORMAT = 1


def as_json(
    differences: Differences,
    title: str,
    *,
    old: Mapping[str, Any],
    new: Mapping[str, Any],
    now: Canvas | None = None,
) -> str:
    """The changes as a JSON document, for scripts.

    ``format`` is 1. ``from`` and ``to`` (here ``old`` and ``new``) name the versions. ``properties`` has the
    changes of the canvas's own fields, ``items`` each item that changed: its ``panel`` (where it is gone, its
    last one), ``from_panel``, ``id`` (null where the file gives none) and ``text``, the kinds of ``changes``
    (new, removed, moved, reordered, reworded, agreed and so on; ``changed`` for any other field), and each
    of its ``fields`` ``before`` and ``after``, null where there was or is none. ``records`` has each record
    that changed, with its ``collection``, ``id``, ``changes`` and ``fields``. Days and times are ISO texts.
    Each has the ``sentence`` that tells it.
    """
    found: dict[str, list[dict[str, Any]]] = {"properties": [], "items": [], "records": []}
    for each in sentences(differences._replace(records=()), now):
        if isinstance(each.change, FieldChange):
            found["properties"].append({**_field(each.change), "sentence": each.sentence})
        elif not isinstance(each.change, RecordChange):
            found["items"].append({**_item(each.change), "sentence": each.sentence})
    found["records"] = [
        {**_record(change), "sentence": of_a_record(change)} for change in differences.records
    ]
    return json.written({"format": _FORMAT, "title": title, "from": dict(old), "to": dict(new), **found})


def _field(change: FieldChange) -> dict[str, Any]:
    return {"field": change.key, "before": change.before, "after": change.after}


def _each_field(values: Mapping[str, Any], *, is_new: bool) -> tuple[FieldChange, ...]:
    """The fields of what is new or gone, as if each had changed."""
    return tuple(FieldChange(key, *((None, v) if is_new else (v, None))) for key, v in values.items())


def _record(change: RecordChange) -> dict[str, Any]:
    record = change.record
    fields = change.fields
    if change.is_new or change.is_gone:
        said = {key: value for key, value in record.values.items() if key != ID}
        fields = _each_field(said, is_new=change.is_new)
    return {
        "collection": change.collection,
        "id": None if record.id.startswith(UNWRITTEN) else record.id,
        "changes": ["new" if change.is_new else "removed" if change.is_gone else "changed"],
        "fields": [_field(field) for field in fields],
    }


def _item(change: Change) -> dict[str, Any]:
    item = change.item
    fields = change.fields
    if not fields and (change.is_new or change.is_gone):
        fields = _each_field({"text": item.text, **item.values}, is_new=change.is_new)
    return {
        "panel": change.panel,
        "from_panel": None if change.is_new else change.source,
        "id": None if item.id.startswith(UNWRITTEN) else item.id,
        "text": item.text,
        "changes": kinds(change),
        "fields": [_field(field) for field in fields],
    }
