"""Serialisation of a journal's records.

The first record is the header with the bytes of the file; each further one is a difference from the last.
Items are referred to by position: one without an id in its file gets another id with each reading.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

from canvas.files.canvas_file import Versions
from canvas.files.canvas_toml import line, parse
from canvas.files.journal import common_affixes
from canvas.files.journal.snapshot import Draft, Snapshot
from canvas.model.canvas import Canvas, Item, common_ends
from canvas.model.records import are_tables, tables, with_tables
from canvas.model.schema import COLLECTIONS

_EMPTY = Canvas("")
_PLAIN = frozenset({str, int, bool})
_DAMAGED = (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError)


class JournalHeader(NamedTuple):
    """The first record: what the work began from. The names are keys of the format.

    Attributes:
        path: the file's real path; None where there was none.
        data: the bytes of the file; None where there was none.
        whole: whether the next record builds the canvas from nothing instead of from ``data``.
        board: a random id of the board.
        turn: the number of this journal of the board; a later one holds all that an earlier one does.
    """

    path: str | None
    data: bytes | None
    whole: bool
    board: str
    turn: int


class DraftRecord(NamedTuple):
    """What was being typed.

    Attributes:
        panel: the key of the panel.
        at: the position of the item that is reworded, or that a new one follows; None for the end.
        new: whether it is a new item.
        text: the text.
        values: the fields that were typed or chosen with it.
    """

    panel: str
    at: int | None
    new: bool
    text: str
    values: Mapping[str, Any] = MappingProxyType({})


class Replayed(NamedTuple):
    """The state after the last valid record.

    Attributes:
        opened: the header.
        canvas: the canvas; None where there is only the header.
        typed: what was being typed.
        versions: joined versions whose comments a save was to add.
    """

    opened: JournalHeader
    canvas: Canvas | None
    typed: DraftRecord | None
    versions: Versions = ()


# Writing


def header_record(first: JournalHeader) -> bytes:
    """Serialise the first record."""
    said = first._replace(data=None)._asdict() | {"data": first.data is not None}
    return _json(said) + b"\n" + (first.data or b"")


def change_record(before: Snapshot | None, now: Snapshot) -> bytes:
    """Serialise the difference from the snapshot that was recorded before; None for the header alone."""
    was = before.canvas if before else now.base or _EMPTY
    record: dict[str, Any] = {}
    if now.canvas is not was:
        collections = _collections(was.values, now.canvas.values)
        own = {key: value for key, value in now.canvas.values.items() if key not in collections}
        changed = {
            key: _between(was.values.get(key, ()), now.canvas.values.get(key, ()), _values)
            for key in collections
            if was.values.get(key) is not now.canvas.values.get(key)
        }
        if _properties(was) != _properties(now.canvas) or not _same_values(was.values, own, collections):
            # Last, and only where there is one: a program without contacts reads the record else.
            *properties, contact = _properties(now.canvas)
            has_contact = bool(contact or was.contact)
            record["own"] = [*properties, _values(own), *([contact] if has_contact else [])]
            record["records"] = changed
        elif changed:
            record["records"] = changed
        panels = {
            panel: _between(was.panels[panel], items, _item)
            for panel, items in now.canvas.panels.items()
            if items is not was.panels[panel]
        }
        if panels:
            record["panels"] = panels
    if now.versions != (before.versions if before else ()):
        record["versions"] = now.versions
    if now.typing is not None:
        record["typing"] = _typing(before, now.canvas, now.typing)
        if now.typing.values:
            record["typing_values"] = _values(now.typing.values)
    return _json(record)


def _properties(canvas: Canvas) -> list[str | None]:
    review = canvas.review.isoformat() if canvas.review else None
    return [canvas.title, canvas.stage, review, canvas.contact]


def _collections(was: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """The collections that both versions can read, and so are recorded record by record."""
    return [
        key
        for key in COLLECTIONS
        if (key in was or key in now) and are_tables(was.get(key, ())) and are_tables(now.get(key, ()))
    ]


def _same_values(was: Mapping[str, Any], own: Mapping[str, Any], collections: Collection[str]) -> bool:
    """Whether the other values are the same, compared by identity: NaN does not equal itself."""
    before = {key: value for key, value in was.items() if key not in collections}
    return before.keys() == own.keys() and all(before[key] is own[key] for key in own)


_Entry = TypeVar("_Entry")


def _between(
    was: Sequence[_Entry], now: Sequence[_Entry], written: Callable[[_Entry], object]
) -> list[object]:
    """The entries between the common prefix and suffix, an old one by its position."""
    front, back = common_ends(was, now)
    numbers = {id(entry): front + at for at, entry in enumerate(was[front : len(was) - back])}
    between = [
        numbers[id(entry)] if id(entry) in numbers else written(entry)
        for entry in now[front : len(now) - back]
    ]
    return [len(was), front, back, between]


def _item(item: Item) -> list[object]:
    return [item.id, item.text, _values(item.values)]


def _typing(before: Snapshot | None, canvas: Canvas, typing: Draft) -> list[object]:
    """The difference of the text, and the position where that is another than before."""
    past = before.typing if before else None
    was = past.text if past else ""
    front, back = common_affixes.of_text(was, typing.text)
    text = [len(was), front, back, typing.text[front : len(typing.text) - back]]
    if before and past and past.place == typing.place and before.canvas is canvas:
        return [text]
    name = typing.item if typing.item is not None else typing.after
    items = canvas.panels[typing.panel]
    at = next((at for at, item in enumerate(items) if item.id == name), None)
    new = typing.item is None or at is None  # an item that was deleted meanwhile becomes a new one
    return [text, typing.panel, at, new]


def _values(values: Mapping[str, Any]) -> object:
    """Values as they are where JSON preserves their types, else as TOML lines."""
    if all(type(value) in _PLAIN or _is_texts(value) for value in values.values()):
        return dict(values)
    return "".join(line(key, value) for key, value in values.items())


def _is_texts(value: object) -> bool:
    return isinstance(value, list | tuple) and all(type(entry) is str for entry in value)


def _json(record: Mapping[str, Any]) -> bytes:
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


# Reading


def replay(records: Iterable[bytes]) -> Replayed | None:
    """Replay records up to the first invalid one; None where that is the header."""
    found: Replayed | None = None
    for record in records:
        try:
            found = _applied(found, record) if found else Replayed(_opened(record), None, None)
        except _DAMAGED:
            break
    return found


def _opened(record: bytes) -> JournalHeader:
    head, _, data = record.partition(b"\n")
    said = json.loads(head)
    if not isinstance(said["path"], str | None):
        raise TypeError("the path is not a text")
    return JournalHeader(**said | {"data": data if said["data"] else None})


def _applied(found: Replayed, record: bytes) -> Replayed:
    said = json.loads(record)
    canvas = found.canvas or base(found.opened)
    if "own" in said:
        title, stage, review, values, *rest = said["own"]
        (contact,) = rest or ("",)
        if not (isinstance(title, str) and isinstance(contact, str)):
            raise TypeError("the title or the contact is not a text")
        day = None if review is None else date.fromisoformat(review)
        own = _read_values(values)
        if "records" in said:
            kept = {
                key: value for key, value in canvas.values.items() if key in COLLECTIONS and are_tables(value)
            }
            own = {**own, **{key: value for key, value in kept.items() if key not in own}}
        canvas = canvas.replacing(title=title, stage=stage, review=day, values=own, contact=contact)
    for key, told in said.get("records", {}).items():
        canvas = with_tables(canvas, key, _read_between(tables(canvas, key), told, _read_values))
    if "panels" in said:
        canvas = canvas.with_items(
            {
                panel: tuple(_read_between(canvas.panels[panel], told, partial(_read_item, panel)))
                for panel, told in said["panels"].items()
            }
        )
    typed = _read_typing(found.typed, canvas, said["typing"]) if "typing" in said else None
    if typed:
        typed = typed._replace(values=_read_values(said.get("typing_values", {})))
    versions = _read_versions(said["versions"]) if "versions" in said else found.versions
    return Replayed(found.opened, canvas, typed, versions)


def base(first: JournalHeader) -> Canvas:
    """The canvas that the second record builds on; `ValueError` where the file was no canvas."""
    return _EMPTY if first.data is None or first.whole else parse(text_of(first.data)).canvas


def text_of(data: bytes) -> str:
    """Decode a file without looking for conflict markers; may raise `ValueError`."""
    return data.decode("utf-8").removeprefix("\ufeff")


def _read_between(was: Sequence[_Entry], told: list[Any], read: Callable[[Any], _Entry]) -> list[_Entry]:
    length, front, back, between = told
    if length != len(was):
        raise ValueError("the panel or the collection has another length")
    entries = [was[entry] if isinstance(entry, int) else read(entry) for entry in between]
    return [*was[:front], *entries, *was[length - back :]]


def _read_item(panel: str, written: list[Any]) -> Item:
    name, text, values = written
    return Item(name, text).with_values(_read_values(values), panel)


def _read_values(values: str | Mapping[str, Any]) -> dict[str, Any]:
    return tomllib.loads(values) if isinstance(values, str) else dict(values)


def _read_versions(told: list[Any]) -> Versions:
    found = tuple((base, text) for base, text in told)
    if not all(isinstance(text, str) for pair in found for text in pair):
        raise TypeError("a version is not a text")
    return found


def _read_typing(past: DraftRecord | None, canvas: Canvas, told: list[Any]) -> DraftRecord:
    (length, front, back, between), *place = told
    was = past.text if past else ""
    if length != len(was):
        raise ValueError("the text has another length")
    text = was[:front] + between + was[length - back :]
    if not place and past:
        return past._replace(text=text)
    panel, at, new = place
    if at is not None:
        canvas.panels[panel][at]  # raises where there is no such item
    return DraftRecord(panel, at, new, text)
