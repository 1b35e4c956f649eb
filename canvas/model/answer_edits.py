"""The edits that answer a finding and withdraw an answer."""

from __future__ import annotations

from datetime import date

from canvas.model.answers import key_of_answer
from canvas.model.canvas import UNWRITTEN, Canvas
from canvas.model.edits import Edit, EditError, new_id
from canvas.model.finding import ANSWERS, Finding
from canvas.model.record_edits import add_record, delete_record, set_record
from canvas.model.records import Record, records
from canvas.model.sanitize import quote
from canvas.model.text_folding import folded
from canvas.model.types import ItemId


def answer_finding(
    canvas: Canvas, finding: Finding, *, because: str, by: str = "", until: date | None = None
) -> Edit:
    """Say why a finding does not apply; an earlier answer to it is replaced.

    Raises:
        EditError: where no reason is given, or the statement is gone.
    """
    if not because.strip():
        raise EditError("Say why it does not apply.", "text-empty")
    label = f"answer {quote(finding.sentence.replace('‘', '').replace('’', ''))}"  # not quoted twice
    focus: ItemId | None = None
    if finding.item is not None:
        canvas, focus = _with_written_id(canvas, finding.item)
    said = {"because": because, "by": by, "until": until}
    key = (finding.rule, focus or "", folded(finding.about))
    known = next((each for each in records(canvas, ANSWERS) if key_of_answer(each) == key), None)
    if known:
        edit = set_record(canvas, ANSWERS, known.id, said, label)
    else:
        which = {"rule": finding.rule, "statement": focus or "", "about": finding.about}
        edit = add_record(canvas, ANSWERS, {**which, **said}, label)
    return Edit(label, edit.canvas, focus)


def withdraw_answer(canvas: Canvas, answer: Record) -> Edit:
    """Delete an answer."""
    return delete_record(canvas, ANSWERS, answer.id, f"delete the answer {quote(answer.line('because'))}")


def _with_written_id(canvas: Canvas, item_id: ItemId) -> tuple[Canvas, ItemId]:
    """The canvas and the id of a statement, which gets one that the file will hold."""
    place = canvas.place(item_id)
    if place is None:
        raise EditError("That statement is no longer here.", "item-gone")
    if not item_id.startswith(UNWRITTEN):
        return canvas, item_id
    panel, position = place
    items = [*canvas.panels[panel]]
    items[position] = items[position].with_id(new_id({item.id for _, item in canvas}))
    return canvas.with_items({panel: tuple(items)}), items[position].id
