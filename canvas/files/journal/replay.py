"""Replay the records of a journal."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

from canvas.files.canvas_file import Versions
from canvas.files.canvas_toml import parse
from canvas.files.journal.records import JournalHeader
from canvas.model.canvas import Canvas, Item
from canvas.model.collections import COLLECTIONS
from canvas.model.records import are_tables, tables, with_tables

_Entry = TypeVar("_Entry")
_EMPTY = Canvas("")
_DAMAGED = (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError)


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
        saving: each file that a save began to write, with the canvas.
        is_file_lost: whether the file held no canvas any more.
    """

    opened: JournalHeader
    canvas: Canvas | None
    typed: DraftRecord | None
    versions: Versions = ()
    saving: tuple[tuple[str, Canvas], ...] = ()
    is_file_lost: bool = False


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
    saving = found.saving
    if "saving" in said:
        saving = (*saving, (str(said["saving"]), parse(said["saved"]).canvas if "saved" in said else canvas))
    return Replayed(found.opened, canvas, typed, versions, saving, bool(said.get("file_lost")))


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
