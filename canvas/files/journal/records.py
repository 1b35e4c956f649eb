"""Serialisation of a journal's records.

The first record is the header with the bytes of the file; each further one is a difference from the last.
Items are referred to by position: one without an id in its file gets another id with each reading.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from canvas.files.canonical_toml import canonical, line
from canvas.files.journal.snapshot import Draft, Snapshot
from canvas.model.canvas import Canvas, Item, common_ends
from canvas.model.collections import COLLECTIONS
from canvas.model.records import are_tables

_EMPTY = Canvas("")
_PLAIN = frozenset({str, int, bool})


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
    if now.saving is not None:
        record["saving"], saved = now.saving
        if saved is not now.canvas:
            record["saved"] = canonical(saved)
    if now.is_file_lost:
        record["file_lost"] = True
    if now.typing is not None:
        record |= _draft(before, now.canvas, now.typing)
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


def _draft(before: Snapshot | None, canvas: Canvas, draft: Draft) -> dict[str, Any]:
    said = {"typing": _typing(before, canvas, draft)}
    return said | {"typing_values": _values(draft.values)} if draft.values else said


def _typing(before: Snapshot | None, canvas: Canvas, typing: Draft) -> list[object]:
    """The difference of the text, and the position where that is another than before."""
    past = before.typing if before else None
    was = past.text if past else ""
    front, back = common_affixes(was, typing.text)
    text = [len(was), front, back, typing.text[front : len(typing.text) - back]]
    if before and past and past.place == typing.place and before.canvas is canvas:
        return [text]
    name = typing.item if typing.item is not None else typing.after
    items = canvas.panels[typing.panel]
    at = next((at for at, item in enumerate(items) if item.id == name), None)
    new = typing.item is None or at is None  # an item that was deleted meanwhile becomes a new one
    return [text, typing.panel, at, new]


def common_affixes(was: str, now: str) -> tuple[int, int]:
    """The lengths of the common prefix and suffix of two texts, by comparing slices."""
    shorter, old, new = min(len(was), len(now)), len(was) - 1, len(now) - 1
    prefix = bisect_left(range(shorter), True, key=lambda at: was[: at + 1] != now[: at + 1])
    rest = range(shorter - prefix)
    return prefix, bisect_left(rest, True, key=lambda at: was[old - at :] != now[new - at :])


def _values(values: Mapping[str, Any]) -> object:
    """Values as they are where JSON preserves their types, else as TOML lines."""
    if all(type(value) in _PLAIN or _is_texts(value) for value in values.values()):
        return dict(values)
    return "".join(line(key, value) for key, value in values.items())


def _is_texts(value: object) -> bool:
    return isinstance(value, list | tuple) and all(type(entry) is str for entry in value)


def _json(record: Mapping[str, Any]) -> bytes:
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
