"""The canvas of a replayed journal, with valid ids and with what was being typed."""

from __future__ import annotations

from typing import cast

from canvas.files.hashes import sha256_of
from canvas.files.journal.records import JournalHeader
from canvas.files.journal.replay import DraftRecord
from canvas.model import edits
from canvas.model.canvas import UNWRITTEN, Canvas, Item
from canvas.model.edits import EditError
from canvas.model.item_matching import equal_in_file
from canvas.model.types import PanelKey


def with_draft(canvas: Canvas, typed: DraftRecord | None, opened: JournalHeader) -> Canvas:
    """Apply what was being typed, and make the ids unique."""
    canvas = _with_unique_ids(canvas)
    if typed is None:
        return canvas
    items = canvas.panels[typed.panel]
    item = items[typed.at] if typed.at is not None else None
    try:
        if item and not typed.new:
            return edits.set_item(canvas, item.id, text=typed.text, changes=typed.values).canvas
        panel = cast("PanelKey", typed.panel)
        made = edits.add(canvas, panel, [typed.text], after=item and item.id, values=typed.values)
    except EditError:  # the draft is blank
        return canvas
    new_id = _derived_id(f"{opened.board} {opened.turn}", canvas)
    there = made.canvas.panels[typed.panel]
    named = tuple(item.with_id(new_id) if item.id == made.focus else item for item in there)
    return made.canvas.with_items({typed.panel: named})


def _with_unique_ids(canvas: Canvas) -> Canvas:
    """Renumber ids that occur twice: those that the file does not hold are given anew with each reading."""
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


def _derived_id(seed: str, canvas: Canvas) -> str:
    """Derive an unused id from a seed, so that recovering twice makes no duplicates."""
    number = 0
    while True:
        digest = bytes.fromhex(sha256_of(f"{seed} {number}".encode()))
        name = "".join(edits.ID_ALPHABET[byte % 32] for byte in digest[:5])
        if canvas.item(name) is None:
            return name
        number += 1


def reuse_items(canvas: Canvas, board: Canvas) -> Canvas:
    """Replace items by the equal ones of another canvas: the board compares by identity."""
    panels = {}
    for panel, items in canvas.panels.items():
        was = board.panels[panel]
        there = {item.id: item for item in was}
        shared = tuple(_reused(item, there.get(item.id)) for item in items)
        is_same = len(shared) == len(was) and all(a is b for a, b in zip(shared, was, strict=True))
        panels[panel] = was if is_same else shared
    values = board.values if equal_in_file(board.values, canvas.values) else canvas.values
    return canvas.replacing(panels=panels, values=values)


def _reused(item: Item, other: Item | None) -> Item:
    return other if other and other.text == item.text and equal_in_file(other.values, item.values) else item
