"""What a slide tells of an item beside its text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from canvas.exports.conflict_phrases import item_differences
from canvas.exports.phrases import counted, format_field
from canvas.exports.slides.layout import StyledRun
from canvas.exports.slides.slide_text import AUDIENCE, Room
from canvas.model.calendar_text import format_near
from canvas.model.canvas import Item
from canvas.model.next_act import act_of
from canvas.model.sanitize import visible_line
from canvas.model.schema import STATUS, Panel
from canvas.model.types import ItemId


def facts_of(spec: Panel, item: Item, today: date, hands: Mapping[ItemId, str]) -> Iterator[StyledRun]:
    """The fields of an item that take few words."""
    if item.status != STATUS.default and not item.is_unresolved:
        yield StyledRun(item.status, item.status)
    if item.id in hands:
        yield StyledRun(hands[item.id], "disputed")
    kind = spec.field("kind")
    if item.kind and kind and kind.accepts(item.kind):
        yield StyledRun(item.kind, "quiet")
    yield from when(item, today)
    if item.votes:
        yield StyledRun(counted(item.votes, "vote"), "quiet")


def when(item: Item, today: date) -> Iterator[StyledRun]:
    """The owner and the due date."""
    if item.owner.strip():
        yield StyledRun(visible_line(item.owner).strip(), "quiet")
    yield from due(item, today)


def due(item: Item, today: date) -> Iterator[StyledRun]:
    """The due date."""
    if item.due and item.is_overdue(today):
        yield StyledRun(f"late: was due {format_near(item.due, today)}", "late")
    elif item.due:
        yield StyledRun(f"by {format_near(item.due, today)}", "quiet")


def more_of(spec: Panel, item: Item, room: Room) -> Iterator[str]:
    """The reason of a dispute and what happens next; both versions of an unresolved item; the details."""
    if reason := visible_line(item.reason).strip():
        yield f"Why not: {reason}"
    if act_of(item)[1]:
        yield f"Next: {visible_line(item.next).strip()}"
    if differences := item_differences(spec.key, item, AUDIENCE):
        yield differences
    for field in spec.own if room.details else ():
        value = item.get(field)
        if value not in (None, field.default):
            yield f"{field.label}: {format_field(value)}"
