"""Helpers: the sentences for the changes between two small canvases."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from hypothesis import strategies as st

from canvas.exports import changes
from canvas.model.canvas import Canvas, Item
from canvas.model.compare import compare
from tests.editing import edited
from tests.strategies import canvases

DAY = date(2027, 9, 1)
LATER = date(2027, 12, 24)


def minutes(old: Canvas, new: Canvas) -> list[str]:
    return [told.sentence for told in changes.sentences(compare(old, new), new)]


def item_of(said: str = "X", **values: object) -> Item:
    return Item("aaaaa", said, values)


def told(panel: str, before: Item | None, after: Item | None) -> str:
    old, new = (Canvas("A").with_items({panel: (item,) if item else ()}) for item in (before, after))
    (sentence,) = minutes(old, new)
    return sentence


def changed(panel: str, before: Mapping[str, object], after: Mapping[str, object]) -> str:
    return told(panel, *(item_of()._replace(values=values) for values in (before, after)))


def pair(data: st.DataObject) -> tuple[Canvas, Canvas]:
    old = data.draw(canvases())
    return old, data.draw(edited(old))
