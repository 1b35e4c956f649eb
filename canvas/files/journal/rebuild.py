"""A canvas out of a journal's records, fit to be worked on."""

from __future__ import annotations

from typing import cast

from canvas.files.journal.records import Opened, Typed
from canvas.model import edits
from canvas.model.canvas import UNWRITTEN, Canvas, Item
from canvas.model.edits import EditError
from canvas.model.item_matching import same
from canvas.model.types import PanelKey

_CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"


def whole(canvas: Canvas, typed: Typed | None, opened: Opened) -> Canvas:
    """A canvas as it was on the screen: with what was being typed, and no id twice."""
    canvas = _told_apart(canvas)
    if typed is None:
        return canvas
    items = canvas.panels[typed.panel]
    item = items[typed.at] if typed.at is not None else None
    try:
        if item and not typed.new:
            return edits.set_text(canvas, item.id, typed.text).canvas
        made = edits.add(canvas, cast("PanelKey", typed.panel), [typed.text], after=item and item.id)
    except EditError:  # nothing was typed that a statement could be made of
        return canvas
    name = _name_for(f"{opened.board} {opened.turn}", canvas)
    there = made.canvas.panels[typed.panel]
    named = tuple(item.with_id(name) if item.id == made.focus else item for item in there)
    return made.canvas.with_items({typed.panel: named})


def _told_apart(canvas: Canvas) -> Canvas:
    """A canvas in which no id stands twice: those not written in the file are given with each reading."""
    ids = {item.id for _, item in canvas}
    if len(ids) == len(canvas):
        return canvas
    seen: set[str] = set()
    number = 0
    panels: dict[str, list[Item]] = {key: [] for key in canvas.panels}
    for panel, item in canvas:
        name: str = item.id
        while name in seen or (name != item.id and name in ids):
            number += 1
            name = f"{UNWRITTEN}{number}"
        seen.add(name)
        panels[panel].append(item if name == item.id else item.with_id(name))
    return canvas.with_items({key: tuple(items) for key, items in panels.items()})


def _name_for(seed: str, canvas: Canvas) -> str:
    """An id that is the same each time this journal is read: recovering twice makes no twins."""
    import hashlib  # noqa: PLC0415 - loads OpenSSL, and only items without an id are named here

    number = 0
    while True:
        digest = hashlib.sha256(f"{seed} {number}".encode()).digest()
        name = "".join(_CROCKFORD[byte % 32] for byte in digest[:5])
        if canvas.item(name) is None:
            return name
        number += 1


def sharing(canvas: Canvas, board: Canvas) -> Canvas:
    """A canvas with the items that another has as well, so that nobody takes them for new."""
    panels = {}
    for panel, items in canvas.panels.items():
        there = {item.id: item for item in board.panels[panel]}
        shared = tuple(_either(item, there.get(item.id)) for item in items)
        was = board.panels[panel]
        alike = len(shared) == len(was) and all(map(_is, shared, was))
        panels[panel] = was if alike else shared
    values = board.values if same(board.values, canvas.values) else canvas.values
    return canvas.replacing(panels=panels, values=values)


def _is(one: object, other: object) -> bool:
    return one is other


def _either(item: Item, there: Item | None) -> Item:
    return there if there and there.text == item.text and same(there.values, item.values) else item
