"""The slides of a panel."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from canvas.exports.slides.item_facts import facts_of, more_of
from canvas.exports.slides.pagination import paged
from canvas.exports.slides.slide_text import Room
from canvas.exports.slides.slide_types import Slide
from canvas.model.canvas import Canvas
from canvas.model.schema import Panel
from canvas.model.types import ItemId


def panel(
    canvas: Canvas, spec: Panel, today: date, room: Room, hands: Mapping[ItemId, str]
) -> tuple[Slide, ...]:
    """The slides of a panel: its question and its items; `hands` were shown for the disputed ones, by id."""
    entries = [
        room.statement(item, facts_of(spec, item, today, hands), more_of(spec, item, room), item.id)
        for item in canvas.panels[spec.key]
    ] or [room.entry(room.text("Nothing is shown here yet.", "quiet"))]
    head = room.head(spec.numbered_title, spec.question)
    return paged(spec.key, head, entries, room.size, columns=room.columns)
