"""The canvas as plain lines for a screen reader, a pipe or a small window.

One column in reading order, one field a line; nothing depends on colours or symbols.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from canvas.exports.conflict_phrases import NOT_SETTLED, both_values, subject
from canvas.exports.phrases import counted, format_field, hands, line
from canvas.exports.request import ExportError
from canvas.model.conflicts import conflicts_in, item_conflicts
from canvas.model.sanitize import printable, quote
from canvas.model.schema import BY_KEY, PANELS, PROPERTIES, STATUS, Panel

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from canvas.model.canvas import Canvas, Item
    from canvas.model.conflicts import Conflict

_INDENT = "  "


def render(canvas: Canvas, *, panel: str | None, today: date) -> str:
    """The canvas, or the one panel with this key in any case, as lines.

    Raises:
        ExportError: where there is no such panel; it names those there are.
    """
    if panel is not None:
        wanted = BY_KEY.get(panel.strip().lower())
        if wanted is None:
            known = ", ".join(BY_KEY)
            raise ExportError(f"There is no panel called {quote(panel)}; choose one of {known}.", "panel")
        return "\n".join(_panel_lines(wanted, canvas, today)) + "\n"
    paragraphs = [opening_lines(canvas, today), *(_panel_lines(each, canvas, today) for each in PANELS)]
    return "\n\n\n".join(map("\n".join, paragraphs)) + "\n"


def opening_lines(canvas: Canvas, today: date) -> Iterable[str]:
    """The title, the stage, the next review, and the number of items."""
    _, stage, review, contact = PROPERTIES
    yield line(canvas.title) or "A partnership without a name"
    hint = "".join(f", {choice.hint}" for choice in stage.choices if choice.key == canvas.stage)
    yield f"{stage.label}: {line(canvas.stage)}{hint}"
    late = ", overdue" if canvas.review and canvas.review < today else ""
    yield f"{review.label}: {format_field(canvas.review) or 'not set yet'}{late}"
    if canvas.contact.strip():
        yield f"{contact.label}: {line(canvas.contact)}"
    yield from map(_conflict_line, conflicts_in(canvas, ""))
    yield counted(len(canvas), "statement")


def _panel_lines(panel: Panel, canvas: Canvas, today: date) -> Iterable[str]:
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
    """A numbered item and each of its fields that has a value, a line each."""
    yield _labelled(number, item.text if item.text.strip() else "(no words yet)")
    for field in panel.fields:
        value = item.get(field)
        shown = hands(str(value)) if field.type == "hands" else format_field(value)
        if not shown.strip() or (value == field.default and field != STATUS):
            continue
        if field.key == "due" and item.is_overdue(today):
            shown += ", overdue"
        elif field == STATUS and item.is_unresolved:
            shown += f" ({NOT_SETTLED})"
        yield _labelled(f"{_INDENT}{field.label}: ", shown)
    for conflict in item_conflicts(panel.key, item):
        yield _INDENT + _conflict_line(conflict)


def _conflict_line(conflict: Conflict) -> str:
    ours, theirs = both_values(conflict)
    return f"Not resolved: {subject(conflict)}. This version: {ours}; the other version: {theirs}"


def _labelled(label: str, text: str) -> str:
    """A text after its label; further lines are indented below the first."""
    first, *rest = [each.rstrip() for each in printable(text).expandtabs(1).strip("\n").split("\n")]
    return "\n".join(((label + first).rstrip(), *(f"{_INDENT * 2}{each}".rstrip() for each in rest)))
