"""Edits of the records beside the panels, and the ids of new ones."""

from __future__ import annotations

import zlib
from collections.abc import Collection as AnyOf
from collections.abc import Mapping, Sequence
from typing import Any

from canvas.model.canvas import Canvas
from canvas.model.collections import COLLECTIONS, Collection
from canvas.model.edits import ID_ALPHABET, Edit, EditError, clean_value, new_id
from canvas.model.fields import FieldValue
from canvas.model.records import (
    ID,
    Record,
    Table,
    are_tables,
    in_order,
    record_id,
    records,
    tables,
    with_tables,
)
from canvas.model.sanitize import quote
from canvas.model.text_folding import folded


def add_record(canvas: Canvas, key: str, values: Mapping[str, FieldValue], label: str = "") -> Edit:
    """Add a record at the end of a collection.

    Raises:
        EditError: where a value does not fit its field, or the file has no tables in the collection's place.
    """
    collection = COLLECTIONS[key]
    there = editable_tables(canvas, key)
    said = _cleaned(collection, {}, values)
    taken = {record_id(table, number) for number, table in enumerate(there)}
    made = stable_id(collection, said, taken) if collection.identity else new_id(taken)
    table = in_order(collection, {ID: made, **said})
    label = label or f"add {_named(collection, Record(made, table))}"
    return Edit(label, with_tables(canvas, key, [*there, table]))


def set_record(
    canvas: Canvas, key: str, name: str, changes: Mapping[str, FieldValue], label: str = ""
) -> Edit:
    """Change some fields of the record with this id; a field's default removes it."""
    collection = COLLECTIONS[key]
    there, at = [*editable_tables(canvas, key)], _position(canvas, key, name)
    table = in_order(collection, _cleaned(collection, there[at], changes))
    label = label or f"change {_named(collection, Record(name, there[at]))}"
    if table == there[at]:
        return Edit(label, canvas)
    there[at] = table
    return Edit(label, with_tables(canvas, key, there))


def delete_record(canvas: Canvas, key: str, name: str, label: str = "") -> Edit:
    """Delete the record with this id."""
    there, at = [*editable_tables(canvas, key)], _position(canvas, key, name)
    gone = there.pop(at)
    label = label or f"delete {_named(COLLECTIONS[key], Record(name, gone))}"
    return Edit(label, with_tables(canvas, key, there))


def editable_tables(canvas: Canvas, key: str) -> Sequence[Table]:
    """The tables of a collection that is about to change.

    Raises:
        EditError: where the file has something else in its place, which the change would replace.
    """
    if key in canvas.values and not are_tables(canvas.values[key]):
        raise EditError(
            f"What stands under “{key}” in the file is not understood: mend it first.", "value-unfit"
        )
    return tables(canvas, key)


def _position(canvas: Canvas, key: str, name: str) -> int:
    for position, record in enumerate(records(canvas, key)):
        if record.id == name:
            return position
    raise EditError(f"That {COLLECTIONS[key].noun} is no longer here.", "record-gone")


def _cleaned(collection: Collection, was: Table, changes: Mapping[str, FieldValue]) -> dict[str, Any]:
    """A table with changed values, cleaned and without defaults."""
    table = dict(was)
    for key, value in changes.items():
        spec = collection.field(key)
        if spec is not None and value != spec.default and not spec.accepts(value):
            raise EditError(f"“{spec.label}” must be {spec.wanted}.", "value-unfit")
        said = clean_value(value, spec)
        kept = spec.kept(said) if spec else said
        if kept is None:
            table.pop(key, None)
        else:
            table[key] = list(kept) if isinstance(kept, tuple) else kept
    return table


def _named(collection: Collection, record: Record) -> str:
    return f"the {collection.noun} {quote(record.name(collection))}"


def stable_id(collection: Collection, values: Table, taken: AnyOf[str] = ()) -> str:
    """The id made from the fields that identify a record: the same for everyone who makes the same one."""
    parts = [folded(str(values.get(key, ""))) for key in collection.identity]
    seed, attempt = "\n".join((collection.key, *parts)), 0
    while (made := digest(f"{seed}\n{attempt}")) in taken:
        attempt += 1
    return made


def copied_id(table: Table, taken: AnyOf[str] = ()) -> str:
    """The id of a record whose own is that of another one: the same for everyone who merges the two."""
    seed, attempt = repr(sorted((key, repr(value)) for key, value in table.items())), 0
    while (made := digest(seed if not attempt else f"{seed}\n{attempt}")) in taken:
        attempt += 1
    return made


def digest(seed: str) -> str:
    """Seven characters from two checksums, which need no OpenSSL to load."""
    data = seed.encode("utf-8", "surrogatepass")
    number = zlib.crc32(data) | (zlib.adler32(data) & 7) << 32
    return "".join(ID_ALPHABET[number >> shift & 31] for shift in range(0, 35, 5))
