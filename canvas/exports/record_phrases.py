"""The wording of a changed record of a collection."""

from __future__ import annotations

from typing import TYPE_CHECKING

from canvas.exports.change_phrases import fits_field, unlisted, word_change
from canvas.exports.change_wordings import WORDINGS
from canvas.exports.other_version_phrases import conflict_clause, field_label
from canvas.exports.phrases import format_value, listed, quote_item
from canvas.model.collections import COLLECTIONS
from canvas.model.conflicts import THEIRS
from canvas.model.field_changes import FieldChange
from canvas.model.records import ID
from canvas.model.schema import Field, FieldValue

if TYPE_CHECKING:
    from canvas.model.record_changes import RecordChange


_MAX_LISTED = 5
"""How many entries of a list are told of a new record; of a longer one their number."""


def of_a_record(change: RecordChange, number: int = 0) -> str:
    """A sentence for a changed record of a collection, or for so many where these are counted."""
    collection = COLLECTIONS[change.collection]
    if number and collection.is_counted:
        happened = "new" if change.is_new else "removed" if change.is_gone else "changed"
        return f"{collection.title}: {number:,} {happened}."
    record = change.record
    subject = f"{collection.title}: {quote_item(record.name(collection))}"
    if change.before is None:
        said = [
            _of_a_field(spec, record.get(spec))
            for spec in collection.fields
            if spec.key not in (collection.name, ID) and record.get(spec) != spec.default
        ]
        return f"{subject} is new{f' ({listed(said)})' if said else ''}."
    if change.after is None:
        return f"{subject} was removed."
    told = []
    for field in change.fields:
        spec = collection.field(field.key)
        fits = spec is not None and fits_field(spec, field.before) and fits_field(spec, field.after)
        label = field_label(field.key, spec)
        plain = FieldChange(field.key, *(value or None for value in field[1:])) if fits else field
        wording = WORDINGS["visibility"] if field.key == "visibility" and fits else unlisted(label)
        clause = conflict_clause(field, "") if field.key == THEIRS else ""
        told.append(clause or word_change(wording, spec if fits else None, plain, label))
    return f"{subject} {listed(told)}."


def _of_a_field(spec: Field, value: FieldValue) -> str:
    """The label and value of a field; of a long list, how many it has."""
    label = spec.label.lower()
    if isinstance(value, tuple) and len(value) > _MAX_LISTED:
        return f"{len(value)} {label}"
    return f"{label} {format_value(value)}"
