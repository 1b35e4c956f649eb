"""Writes a canvas as plain lines, for a screen reader, a pipe or a small window.

Everything stands in one column, in reading order. Nothing is drawn, nothing depends on a colour or a
symbol: what a statement is and where it stands is said in words, one field a line.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from canvas.exports.phrases import counted, day, format_value, hands, listed
from canvas.exports.request import ExportError
from canvas.model.conflicts import DELETED, PANEL, TEXT, THEIRS, Conflict, item_conflicts
from canvas.model.sanitize import quote, visible
from canvas.model.schema import BY_KEY, PANELS, PROPERTIES, STATUS, Panel

if TYPE_CHECKING:
    from collections.abc import Iterable

    from canvas.model.canvas import Canvas, Item
    from canvas.model.schema import FieldValue

_INDENT = "  "


def render(canvas: Canvas, *, panel: str | None, today: date) -> str:
    """The canvas, or one panel of it, as lines of text, the last one ended.

    Args:
        canvas: what to tell.
        panel: the key of the one panel that is wanted, in any case; None for all.
        today: the day that decides what is overdue.

    Raises:
        ExportError: where there is no such panel; it names those there are.
    """
    if panel is not None:
        wanted = BY_KEY.get(panel.strip().lower())
        if wanted is None:
            known = ", ".join(BY_KEY)
            raise ExportError("panel", f"There is no panel called {quote(panel)}; choose one of {known}.")
        return "\n".join(_panel(wanted, canvas, today)) + "\n"
    paragraphs = ["\n".join(opening_lines(canvas, today))]
    paragraphs += ["\n".join(_panel(each, canvas, today)) for each in PANELS]
    return "\n\n\n".join(paragraphs) + "\n"


def opening_lines(canvas: Canvas, today: date) -> Iterable[str]:
    """What a canvas says of itself: its title, stage and next review, and how much it holds."""
    _, stage, review = PROPERTIES
    yield _one_line(canvas.title) or "A partnership without a name"
    hint = "".join(f", {choice.hint}" for choice in stage.choices if choice.key == canvas.stage)
    yield f"{stage.label}: {_one_line(canvas.stage)}{hint}"
    late = ", overdue" if canvas.review and canvas.review < today else ""
    yield f"{review.label}: {told_value(canvas.review) or 'not set yet'}{late}"
    yield counted(len(canvas), "statement")


def _panel(panel: Panel, canvas: Canvas, today: date) -> Iterable[str]:
    yield f"{panel.number}. {panel.title}"
    yield panel.question
    items = canvas.panels.get(panel.key, ())
    for position, item in enumerate(items, 1):
        yield ""
        yield from item_lines(panel, item, f"{panel.number}.{position} ", today)
    if not items:
        yield ""
        yield "Nothing here yet."


def item_lines(panel: Panel, item: Item, number: str, today: date) -> Iterable[str]:
    """A statement and each of its fields that says something, a line each; ``number`` leads it in."""
    yield _lines(number, item.text if item.text.strip() else "(no words yet)")
    for field in panel.fields:
        value = item.get(field)
        told = hands(str(value)) if field.type == "hands" else told_value(value)
        if not told.strip() or (value == field.default and field != STATUS):
            continue
        late = ", overdue" if field.key == "due" and item.is_overdue(today) else ""
        yield _lines(f"{_INDENT}{field.label}: ", told + late)
    for conflict in item_conflicts(panel.key, item) if THEIRS in item.values else ():
        ours, theirs = differing(conflict)
        about = _ABOUT.get(conflict.key, conflict.name)
        yield _lines(f"{_INDENT}Not settled: ", f"{about}. This version: {ours}; the other version: {theirs}")


_ABOUT = {TEXT: "the words", DELETED: "whether it stays", PANEL: "the panel"}


def differing(conflict: Conflict) -> tuple[str, str]:
    """What either version says of something they differ in, in words: this one, and the other."""
    if conflict.deletes is not None:
        return ("keeps it", "deleted it") if conflict.deletes else ("deleted it", "keeps it")
    ours, theirs = conflict.ours, conflict.theirs
    if conflict.item is not None and conflict.key == PANEL:
        ours, theirs = (BY_KEY[said].title if said in BY_KEY else said for said in (ours, theirs))
    return _said(ours), _said(theirs)


def _said(value: Any) -> str:  # noqa: ANN401 - a file may hold anything
    if isinstance(value, list | tuple):
        texts = [entry if isinstance(entry, str) else format_value(entry) for entry in value]
        return listed([_one_line(text) for text in texts]) or "nothing"
    known = value is None or isinstance(value, str | int | date)
    return _one_line(told_value(value) if known else format_value(value)) or "nothing"


def told_value(value: FieldValue) -> str:
    """A field's value in words."""
    match value:
        case tuple():
            return listed([_one_line(name) for name in value if name.strip()])
        case str():
            return value
        case int():
            return str(value)
        case None:
            return ""
        case _:
            return day(value)


def _lines(lead: str, text: str) -> str:
    """A text after what leads it in; where it has several lines, the others stand below the first."""
    first, *rest = [line.rstrip() for line in visible(text).expandtabs(1).strip("\n").split("\n")]
    return "\n".join(((lead + first).rstrip(), *(f"{_INDENT * 2}{line}".rstrip() for line in rest)))


def _one_line(text: str) -> str:
    return " ".join(visible(text).split())
