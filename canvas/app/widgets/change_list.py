"""The rows of a list of changes: a heading for each panel, and below it a sentence for each change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from textual.content import Content

from canvas.app.widgets.hanging_indent import HangingIndent
from canvas.app.widgets.symbols import CHANGED, MOVED, NEW
from canvas.exports.changes import ChangeSentence
from canvas.model.compare import Change
from canvas.model.field_changes import FieldChange
from canvas.model.record_changes import RecordChange
from canvas.model.sanitize import visible_line
from canvas.model.schema import BY_KEY

GONE = "-"
"""Stands before an item that was removed."""


def mark(change: Change | FieldChange | RecordChange) -> str:
    """The symbol of a change; a property of the canvas can only be changed."""
    if isinstance(change, FieldChange):
        return CHANGED
    if change.is_new or change.is_gone:
        return NEW if change.is_new else GONE
    if isinstance(change, RecordChange):
        return CHANGED
    return MOVED if change.is_moved or not change.fields else CHANGED


def listed(
    changes: Iterable[ChangeSentence],
) -> Iterator[tuple[Content, None] | tuple[HangingIndent, ChangeSentence]]:
    """What to show, line by line: a heading, or a sentence together with what it tells."""
    before = None
    for said in changes:
        if said.panel != before:
            before = said.panel
            yield Content.styled(heading(said.panel), "bold $accent"), None
        row = (Content.styled(f" {mark(said.change)} ", "bold"), Content(visible_line(said.words)))
        yield HangingIndent(row), said


def heading(panel: str) -> str:
    """The heading above the changes of a panel."""
    return BY_KEY[panel].numbered_title if panel in BY_KEY else "This canvas"
