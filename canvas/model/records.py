"""The records of the collections beside the panels: reading and withholding them.

A canvas keeps the tables of a collection as its file has them, under the collection's key among its other
values, so that a wrong type or an unknown key is preserved. A `Record` is a view of one of them.
"""

from __future__ import annotations

from collections.abc import Collection as AnyOf
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from canvas.model.canvas import UNWRITTEN, Canvas
from canvas.model.collections import COLLECTIONS, RECORD_VISIBILITY, Collection
from canvas.model.conflicts import THEIRS, other_values
from canvas.model.fields import Field, FieldValue
from canvas.model.named_tuple import NamedTuple
from canvas.model.sanitize import visible_line
from canvas.model.schema import AUDIENCES, visible_to
from canvas.model.types import Audience

ID = "id"

Table = Mapping[str, Any]


class Record(NamedTuple):
    """One record of a collection.

    Attributes:
        id: its id; a number after ``~`` where its table has none.
        values: its table.
    """

    id: str
    values: Table

    def line(self, key: str) -> str:
        """The value of a text field; empty where it has none."""
        value = self.values.get(key)
        return value if isinstance(value, str) else ""

    def get(self, spec: Field) -> FieldValue:
        """The value of a field, or its default where there is none that the field accepts."""
        value = self.values.get(spec.key)
        if value is None or not spec.accepts(value):
            return spec.default
        return tuple(value) if spec.type == "list" else value

    def name(self, collection: Collection) -> str:
        """What it is called in a sentence, on one line; its id where the field that names it is empty."""
        return visible_line(self.line(collection.name)).strip() or self.id


def are_tables(value: object) -> bool:
    """Whether a value is a list of tables, as that of a collection should be."""
    return isinstance(value, list | tuple) and all(isinstance(table, Mapping) for table in value)


def tables(canvas: Canvas, key: str) -> Sequence[Table]:
    """The tables of a collection; none where the file has something else in its place."""
    value = canvas.values.get(key, ())
    return value if are_tables(value) else ()


def records(canvas: Canvas, key: str) -> tuple[Record, ...]:
    """The records of a collection, in the order of the file."""
    return tuple(Record(record_id(table, number), table) for number, table in enumerate(tables(canvas, key)))


def record_id(table: Table, number: int) -> str:
    """The id of the table at a position; one that no file holds where it has none of its own."""
    given = table.get(ID)
    return given if isinstance(given, str) and given else f"{UNWRITTEN}{number}"


def with_tables(canvas: Canvas, key: str, changed: Sequence[Table]) -> Canvas:
    """A canvas with other tables in a collection; without the collection where there are none."""
    values = {name: value for name, value in canvas.values.items() if name != key}
    if changed:
        values[key] = list(changed)  # the same tables: the journal compares by identity
    return canvas.replacing(values=values)


def in_order(collection: Collection, table: Table) -> dict[str, Any]:
    """A table with its keys in the order of the file, unknown ones last."""
    known = [key for key in (ID, *(field.key for field in collection.fields)) if key in table]
    return {key: table[key] for key in (*known, *table)}


def readable(table: Table, audience: Audience) -> bool:
    """Whether a record reaches an audience: withheld from partners until it is marked, or where it is odd."""
    key, default = RECORD_VISIBILITY.key, RECORD_VISIBILITY.default
    others = (value for name, value in other_values(table) if name == key)
    return all(
        visible_to(said if RECORD_VISIBILITY.accepts(said) else AUDIENCES[0], audience)
        for said in (table.get(key, default), *others)
    )


def filtered_collections(
    values: Table, audience: Audience, withheld: AnyOf[str]
) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """The collections with the records that an audience may read; for the public, with its fields alone.

    A record that repeats one of the `withheld` statements is left out.
    """
    for key, collection in COLLECTIONS.items():
        if key not in values or not are_tables(values[key]):
            continue
        is_public = audience == AUDIENCES[-1]
        shown = {ID, RECORD_VISIBILITY.key, *(field.key for field in collection.own if field.public)}
        kept = [
            {name: value for name, value in table.items() if not is_public or name in shown}
            | ({THEIRS: [{}]} if is_public and THEIRS in table else {})
            for table in values[key]
            if readable(table, audience) and not _repeats(table, collection, withheld)
        ]
        if kept:
            yield key, kept


def _repeats(table: Table, collection: Collection, statements: AnyOf[str]) -> bool:
    """Whether a record repeats one of these statements."""
    said = table.get(collection.about)
    return isinstance(said, str) and said in statements
