"""The edits of meetings: beginning one, its agenda, who is there, ending it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from canvas.model.canvas import UNWRITTEN, Canvas, Item
from canvas.model.collections import MEETING_NOTES, MEETING_STARTS, MEETINGS
from canvas.model.edits import Edit, EditError, new_id
from canvas.model.fields import FieldValue
from canvas.model.meeting_outcomes import PARTNERS, Point, agenda_notes, outcomes, stood
from canvas.model.meetings import Meeting, Note, distinct_names, meetings, next_name, running_meeting
from canvas.model.record_edits import add_record, editable_tables, stable_id
from canvas.model.records import ID, in_order, records, with_tables
from canvas.model.sanitize import clean_line, quote
from canvas.model.schema import VISIBILITY
from canvas.model.text_folding import folded_name
from canvas.model.types import ItemId


def begin(  # noqa: PLR0917 - as a person says it
    canvas: Canvas, name: str, day: date, time: str, present: Sequence[str], agenda: Sequence[Point]
) -> Edit:
    """Begin a meeting.

    Raises:
        EditError: where one runs already, there was one of this name on this day, or the file has something
            else in place of the meetings.
    """
    name = clean_line(name) or next_name(canvas)
    if running := running_meeting(canvas):
        raise EditError(f"{quote(running.name)} has not ended yet.", "value-unfit")
    if any(folded_name(each.name) == folded_name(name) and each.day == day for each in meetings(canvas)):
        raise EditError(f"There was a meeting called {quote(name)} on this day already.", "value-unfit")
    canvas, written = _with_written_ids(canvas)
    agenda = [point._replace(statement=written.get(point.statement, point.statement)) for point in agenda]
    here = distinct_names(present)
    said: dict[str, FieldValue] = {"name": name, "day": day, "begun": time, "present": here}
    said[VISIBILITY.key] = PARTNERS
    canvas = add_record(canvas, MEETINGS.key, said).canvas
    made = records(canvas, MEETINGS.key)[-1].id
    start = {"meeting": made, "stood": [stood(item) for _, item in canvas]}
    start = {ID: stable_id(MEETING_STARTS, start), **start}
    canvas = with_tables(canvas, MEETING_STARTS.key, [*editable_tables(canvas, MEETING_STARTS.key), start])
    return Edit(f"begin {quote(name)}", with_notes(canvas, made, agenda_notes(canvas, agenda, day)))


def add_to_agenda(canvas: Canvas, meeting: Meeting, text: str, today: date) -> Edit:
    """Put a text on the agenda of a meeting that runs.

    Raises:
        EditError: where the text is empty.
    """
    text = clean_line(text)
    if not text:
        raise EditError("Say what is to be talked about.", "text-empty")
    notes = agenda_notes(canvas, [Point("own", text)], today)
    return Edit(f"put {quote(text)} on the agenda", with_notes(canvas, meeting.ids[0], notes))


def set_present(canvas: Canvas, meeting: Meeting, present: Sequence[str]) -> Edit:
    """Say who is at a meeting."""
    here = distinct_names(present)
    there = [*editable_tables(canvas, MEETINGS.key)]
    ids = [record.id for record in records(canvas, MEETINGS.key)]
    for number, name in enumerate(each for each in meeting.ids if each in ids):
        table = {key: value for key, value in there[ids.index(name)].items() if key != "present"}
        if here and not number:
            table["present"] = list(here)
        there[ids.index(name)] = in_order(MEETINGS, table)
    return Edit(f"say who is at {quote(meeting.name)}", with_tables(canvas, MEETINGS.key, there))


def end(canvas: Canvas, meeting: Meeting, today: date) -> Edit:
    """End a meeting that runs: what came of it is written down, in place of what a group's copy said of it.

    Raises:
        EditError: where it does not run any more.
    """
    if not any(each.is_running and each.ids == meeting.ids for each in meetings(canvas)):
        raise EditError(f"{quote(meeting.name)} has ended already.", "record-gone")
    canvas, _ = _with_written_ids(canvas)
    notes = outcomes(canvas, meeting, today)
    for key in (MEETING_STARTS.key, MEETING_NOTES.key):
        left = [
            table
            for table in editable_tables(canvas, key)
            if table.get("meeting") not in meeting.ids or table.get("part") == "agenda"
        ]
        canvas = with_tables(canvas, key, left)
    return Edit(f"end {quote(meeting.name)}", with_notes(canvas, meeting.ids[0], notes))


def show_to(canvas: Canvas, meeting: Meeting, visibility: str) -> Edit:
    """Let an audience read the minutes of a meeting."""
    there = [
        in_order(MEETINGS, {**table, VISIBILITY.key: visibility}) if record.id in meeting.ids else table
        for table, record in zip(
            editable_tables(canvas, MEETINGS.key), records(canvas, MEETINGS.key), strict=True
        )
    ]
    return Edit(f"set who may read {quote(meeting.name)}", with_tables(canvas, MEETINGS.key, there))


def _with_written_ids(canvas: Canvas) -> tuple[Canvas, Mapping[str, ItemId]]:
    """The canvas with an id that the file will hold for each statement, and the ids that are new by the old.

    What is noted names a statement by that id, and is withheld with it.
    """
    taken = {item.id for _, item in canvas}
    if not any(each.startswith(UNWRITTEN) for each in taken):
        return canvas, {}
    names: dict[str, ItemId] = {}
    changed: dict[str, tuple[Item, ...]] = {}
    for panel, items in canvas.panels.items():
        written = []
        for item in items:
            if item.id.startswith(UNWRITTEN):
                names[item.id] = made = ItemId(new_id(taken))
                taken.add(made)
                written.append(item.with_id(made))
            else:
                written.append(item)
        changed[panel] = tuple(written)
    return canvas.with_items(changed), names


def with_notes(canvas: Canvas, meeting: str, notes: Iterable[Note]) -> Canvas:
    """A canvas with notes of a meeting, by its id; those that are there already stand once."""
    there = [*editable_tables(canvas, MEETING_NOTES.key)]
    taken = {record.id for record in records(canvas, MEETING_NOTES.key)}
    for note in notes:
        said: dict[str, Any] = {"meeting": meeting, **note._asdict()}
        kept = {
            field.key: said[field.key]
            for field in MEETING_NOTES.fields
            if field.kept(said[field.key]) is not None
        }
        made = stable_id(MEETING_NOTES, kept)
        if made not in taken:  # else it is noted already
            taken.add(made)
            there.append({ID: made, **kept})
    return with_tables(canvas, MEETING_NOTES.key, there)
