"""What the records of a journal say, as bytes and back.

The first holds the bytes of the file that the work began from; each further one what has changed since the
one before, and no more. Places are told by numbers: an item that has no id in its file gets another one
with each reading.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from canvas.files.canvas_toml import line, parse
from canvas.files.journal import common_affixes
from canvas.files.journal.snapshot import Draft, Snapshot
from canvas.model.canvas import Canvas, Item

_EMPTY = Canvas("")
_PLAIN = frozenset({str, int, bool})
_DAMAGED = (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError)


class Opened(NamedTuple):
    """The first record: what the work began from.

    Attributes:
        path: the file's real path; None where there was none.
        data: what the file held; None where there was none.
        whole: whether the next record builds the canvas from nothing, and not from ``data``.
        board: a word that only this board's journals have.
        turn: which of that board's journals this is; a later one holds all that an earlier one does.
    """

    path: str | None
    data: bytes | None
    whole: bool
    board: str
    turn: int


class Typed(NamedTuple):
    """What was being typed.

    Attributes:
        panel: the key of the panel.
        at: where the item stands that is reworded, or that a new one follows; None where that is the end.
        new: whether it is a new item.
        text: what stood there.
    """

    panel: str
    at: int | None
    new: bool
    text: str


class Rebuilt(NamedTuple):
    """What a journal's records come to.

    Attributes:
        opened: what the work began from.
        canvas: the canvas as it was last; None where nothing was kept yet.
        typed: what was being typed then.
    """

    opened: Opened
    canvas: Canvas | None
    typed: Typed | None


# Writing


def opened(first: Opened) -> bytes:
    """The first record of a journal."""
    said = first._replace(data=None)._asdict() | {"data": first.data is not None}
    return _json(said) + b"\n" + (first.data or b"")


def changed(before: Snapshot | None, now: Snapshot) -> bytes:
    """A record of what a board's work became.

    Args:
        before: the work as the records before have it; None where there is only the first.
        now: the work now.
    """
    was = before.canvas if before else now.base or _EMPTY
    record: dict[str, Any] = {}
    if now.canvas is not was:
        if not _is_the_same_but_for_items(was, now.canvas):
            record["own"] = _own(now.canvas)
        panels = {
            panel: _panel(was.panels[panel], items)
            for panel, items in now.canvas.panels.items()
            if items is not was.panels[panel]
        }
        if panels:
            record["panels"] = panels
    if now.typing is not None:
        record["typing"] = _typing(before, now.canvas, now.typing)
    return _json(record)


def _is_the_same_but_for_items(one: Canvas, other: Canvas) -> bool:
    return (
        one.values is other.values
        and one.title == other.title
        and one.stage == other.stage
        and one.review == other.review
    )


def _own(canvas: Canvas) -> list[object]:
    review = canvas.review.isoformat() if canvas.review else None
    return [canvas.title, canvas.stage, review, _values(canvas.values)]


def _panel(was: tuple[Item, ...], now: tuple[Item, ...]) -> list[object]:
    """What a panel's items became: those between the ends that stay, an old one by its number."""
    front, back = common_affixes.of_items(was, now)
    numbers = {id(item): front + at for at, item in enumerate(was[front : len(was) - back])}
    between = [
        numbers[id(item)] if id(item) in numbers else [item.id, item.text, _values(item.values)]
        for item in now[front : len(now) - back]
    ]
    return [len(was), front, back, between]


def _typing(before: Snapshot | None, canvas: Canvas, typing: Draft) -> list[object]:
    """The text as what has changed of it, and its place where that is another than before."""
    past = before.typing if before else None
    was = past.text if past else ""
    front, back = common_affixes.of_text(was, typing.text)
    text = [len(was), front, back, typing.text[front : len(typing.text) - back]]
    if before and past and past.place == typing.place and before.canvas is canvas:
        return [text]
    name = typing.item if typing.item is not None else typing.after
    items = canvas.panels[typing.panel]
    at = next((at for at, item in enumerate(items) if item.id == name), None)
    new = typing.item is None or at is None  # what was reworded and is gone is a statement nonetheless
    return [text, typing.panel, at, new]


def _values(values: Mapping[str, Any]) -> object:
    """Values as JSON where that says exactly what they are, else as the lines that a file would have."""
    if all(type(value) in _PLAIN or _is_texts(value) for value in values.values()):
        return dict(values)
    return "".join(line(key, value) for key, value in values.items())


def _is_texts(value: object) -> bool:
    return isinstance(value, list | tuple) and all(type(entry) is str for entry in value)


def _json(record: Mapping[str, Any]) -> bytes:
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


# Reading


def rebuilt(records: Iterable[bytes]) -> Rebuilt | None:
    """What the records come to, as far as they can be understood; None where not even the first can."""
    found: Rebuilt | None = None
    for record in records:
        try:
            found = _applied(found, record) if found else Rebuilt(_opened(record), None, None)
        except _DAMAGED:
            break
    return found


def _opened(record: bytes) -> Opened:
    head, _, data = record.partition(b"\n")
    said = json.loads(head)
    if not isinstance(said["path"], str | None):
        raise TypeError("the path is not a text")
    return Opened(**said | {"data": data if said["data"] else None})


def _applied(found: Rebuilt, record: bytes) -> Rebuilt:
    said = json.loads(record)
    canvas = found.canvas or base(found.opened)
    if "own" in said:
        title, stage, review, values = said["own"]
        if not isinstance(title, str):
            raise TypeError("the title is not a text")
        day = None if review is None else date.fromisoformat(review)
        canvas = canvas.replacing(title=title, stage=stage, review=day, values=_read_values(values))
    if "panels" in said:
        canvas = canvas.with_items(
            {panel: _read_panel(panel, canvas.panels[panel], told) for panel, told in said["panels"].items()}
        )
    typed = _read_typing(found.typed, canvas, said["typing"]) if "typing" in said else None
    return Rebuilt(found.opened, canvas, typed)


def base(first: Opened) -> Canvas:
    """The canvas that the second record builds on.

    Raises:
        ValueError: where the file held none.
    """
    return _EMPTY if first.data is None or first.whole else parse(text_of(first.data)).canvas


def text_of(data: bytes) -> str:
    """The text that a file held, to the letter: what looks like git's marks was told to be none, or is new.

    Raises:
        ValueError: where it was no text.
    """
    return data.decode("utf-8").removeprefix("\ufeff")


def _read_panel(panel: str, was: tuple[Item, ...], told: list[Any]) -> tuple[Item, ...]:
    length, front, back, between = told
    if length != len(was):
        raise ValueError("this is not what it was said of")
    items = [was[entry] if isinstance(entry, int) else _read_item(panel, *entry) for entry in between]
    return (*was[:front], *items, *was[length - back :])


def _read_item(panel: str, name: str, text: str, values: object) -> Item:
    return Item(name, text).with_values(_read_values(values), panel)


def _read_values(values: object) -> dict[str, Any]:
    return tomllib.loads(values) if isinstance(values, str) else dict(values)  # type: ignore[call-overload]


def _read_typing(past: Typed | None, canvas: Canvas, told: list[Any]) -> Typed:
    (length, front, back, between), *place = told
    was = past.text if past else ""
    if length != len(was):
        raise ValueError("this is not what it was said of")
    text = was[:front] + between + was[length - back :]
    if not place and past:
        return past._replace(text=text)
    panel, at, new = place
    if at is not None:
        canvas.panels[panel][at]  # where there is none, nothing of it is believed
    return Typed(panel, at, new, text)
