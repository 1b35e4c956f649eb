"""Formats statements and panels as short lines for listening."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from canvas.exports.conflict_phrases import NOT_SETTLED, both_values
from canvas.exports.phrases import counted, day
from canvas.exports.plain import item_lines, opening_lines
from canvas.model.canvas import Canvas, Item
from canvas.model.conflicts import DELETED, PANEL, TEXT, Conflict
from canvas.model.sanitize import quote, visible_line
from canvas.model.schema import BY_KEY, PANELS, Panel


def opening(canvas: Canvas, today: date) -> Iterator[str]:
    """An overview: the canvas's properties, and how many statements each panel has."""
    yield from opening_lines(canvas, today)
    yield "Panels:"
    for panel in PANELS:
        yield f"{panel.number}. {panel.title}, {counted(len(canvas.panels[panel.key]), 'statement')}"


def panel_lines(canvas: Canvas, panel: Panel, today: date) -> Iterator[str]:
    """A panel: its heading, its question, and one line for each statement."""
    items = canvas.panels[panel.key]
    yield f"Panel {panel.number}, {panel.title}: {counted(len(items), 'statement')}."
    yield panel.question
    for number, item in enumerate(items, 1):
        yield line(item, f"{panel.number}.{number}", today)


def line(item: Item, number: str, today: date) -> str:
    """A statement on one line: number, text, kind, status, why, what happens next, owner, day and votes."""
    status: str = NOT_SETTLED if item.is_unresolved else item.status
    if reason := visible_line(item.reason).strip():
        status = f"{status} because ‘{reason}’"
    facts = [visible_line(item.kind), status]
    if act := visible_line(item.next).strip():
        facts.append(f"next: {act}")
    if item.owner:
        facts.append(f"owner {visible_line(item.owner)}")
    if item.due:
        facts.append(f"due {day(item.due)}" + (", overdue" if item.is_overdue(today) else ""))
    if item.votes:
        facts.append(counted(item.votes, "vote"))
    words = visible_line(item.text).strip() or "(no words yet)"
    stop = "" if words[-1:] in ".!?" else "."
    description = ", ".join(filter(None, facts))
    return f"{number} {words}{stop} {description[:1].upper()}{description[1:]}."


def whole(canvas: Canvas, item_id: str, today: date) -> Iterator[str]:
    """A statement with every field that is not empty."""
    place, item = canvas.place(item_id), canvas.item(item_id)
    if place and item:
        panel = BY_KEY[place[0]]
        yield from item_lines(panel, item, f"{panel.number}.{place[1] + 1} ", today)


def number_of(canvas: Canvas, item_id: str | None) -> str:
    """The number of a statement, such as ``2.3``; empty where it is gone."""
    place = canvas.place(item_id) if item_id else None
    return f"{BY_KEY[place[0]].number}.{place[1] + 1}" if place else ""


def difference(canvas: Canvas, conflict: Conflict) -> Iterator[str]:
    """A conflict: what it is about, and both values."""
    if conflict.item is None:
        yield f"About this canvas, {conflict.name}:"
    else:
        what = {TEXT: "its words", DELETED: "whether to delete it", PANEL: "its panel"}.get(
            conflict.key, conflict.name
        )
        yield f"About {number_of(canvas, conflict.item.id)} {quote(conflict.item.text)}, {what}:"
    ours, theirs = both_values(conflict)
    yield f"  This version: {ours}"
    yield f"  The other version: {theirs}"
