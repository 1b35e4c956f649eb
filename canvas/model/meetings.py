"""Meetings: who was there, what was to be talked about, and what came of it.

A meeting, and each note of its minutes, is a record of a collection. While a meeting runs, a third record
holds how each statement stood when it began; what came of the meeting is the difference from it
(`canvas.model.meeting_outcomes`). At the end that is written as notes and the third record goes
(`canvas.model.meeting_edits`): minutes never change afterwards, and the notes of groups merge one by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final, Literal, cast, get_args

from canvas.model.canvas import Canvas, Item
from canvas.model.collections import MEETING_NOTES, MEETING_STARTS, MEETINGS, RECORD_VISIBILITY
from canvas.model.known_names import name_key
from canvas.model.named_tuple import NamedTuple
from canvas.model.records import Record, records
from canvas.model.sanitize import clean_line
from canvas.model.schema import AUDIENCES
from canvas.model.text_folding import folded_name
from canvas.model.types import PanelKey

NotePart = Literal[
    "agenda",
    "added",
    "agreed",
    "disputed",
    "parked",
    "done",
    "reopened",
    "unresolved",
    "reworded",
    "removed",
    "promised",
    "next",
]
"""The part of the minutes that a note belongs to."""

NOTE_PARTS: Final[tuple[NotePart, ...]] = get_args(NotePart)

Fate = Literal["done", "late", "open", "parked", "gone"]
"""What became of a promise."""

_UNNAMED: Final = "Meeting"
"""The name of a meeting whose table has none."""

_PEOPLE_IN: Final[tuple[PanelKey, ...]] = ("relationships", "leadership")
"""The panels whose people may be at a meeting."""


class Note(NamedTuple):
    """A line of the minutes.

    Attributes:
        part: where it belongs.
        text: the statement as it stood then, or what was found.
        statement: the id of the statement; empty where it is about none.
        rule: the rule that found it; may be empty.
        next: what happens next; may be empty.
        owner: who promised it; may be empty.
        due: by which day, or None.
        reason: why it is disputed, or the words before it was reworded; may be empty.
        visibility: who may read it.
        origin: the groups that wrote a new statement, for internal readers; never written down.
    """

    part: NotePart
    text: str
    statement: str = ""
    rule: str = ""
    next: str = ""
    owner: str = ""
    due: date | None = None
    reason: str = ""
    visibility: str = str(RECORD_VISIBILITY.default)
    origin: str = ""


class Meeting(NamedTuple):
    """A meeting.

    Attributes:
        ids: its ids: several where it was begun in two copies of the file.
        name: its name.
        day: the day, or None.
        begun: the time it began; may be empty.
        present: who was there.
        notes: what is written of it; while it runs only the agenda.
        visibility: who may read its minutes.
        is_running: whether it has not ended yet.
    """

    ids: tuple[str, ...]
    name: str
    day: date | None
    begun: str
    present: tuple[str, ...]
    notes: tuple[Note, ...]
    visibility: str
    is_running: bool

    def part(self, part: NotePart) -> tuple[Note, ...]:
        """The notes of one part of the minutes."""
        return tuple(note for note in self.notes if note.part == part)


class Promise(NamedTuple):
    """What was promised at a meeting, and what became of it."""

    note: Note
    fate: Fate


def meetings(canvas: Canvas) -> tuple[Meeting, ...]:
    """The meetings of a canvas, the earliest first."""
    running = {record.line("meeting") for record in records(canvas, MEETING_STARTS.key)}
    notes: dict[str, list[Note]] = {}
    for record in records(canvas, MEETING_NOTES.key):
        if note := _note(record):
            notes.setdefault(record.line("meeting"), []).append(note)
    same: dict[tuple[str, date | None], list[Record]] = {}
    for record in records(canvas, MEETINGS.key):
        same.setdefault((folded_name(record.line("name")), _day(record, "day")), []).append(record)
    found = [_meeting(parts, notes, running) for parts in same.values()]
    return tuple(sorted(found, key=lambda each: (each.day or date.min, each.begun, each.name)))


def running_meeting(canvas: Canvas) -> Meeting | None:
    """The meeting that runs, the latest of several; None where there is none."""
    if MEETING_STARTS.key not in canvas.values:
        return None
    return next((each for each in reversed(meetings(canvas)) if each.is_running), None)


def running_since(canvas: Canvas) -> tuple[date | None, str] | None:
    """Day and time at which the meeting began that runs, or None: asked after each key, it reads no notes."""
    running = {record.line("meeting") for record in records(canvas, MEETING_STARTS.key)}
    found = [
        (_day(each, "day"), each.line("begun"))
        for each in records(canvas, MEETINGS.key)
        if each.id in running
    ]
    return found[-1] if found else None


def latest_meeting(canvas: Canvas) -> Meeting | None:
    """The latest meeting that has ended."""
    return next((each for each in reversed(meetings(canvas)) if not each.is_running), None)


def meeting_called(canvas: Canvas, name: str) -> Meeting | None:
    """The meeting with this name, id or day (2026-11-23), the latest of several; of any where it is empty."""
    wanted = folded_name(name)
    return next(
        (
            each
            for each in reversed(meetings(canvas))
            if not wanted or wanted in {folded_name(each.name), str(each.day), *map(folded_name, each.ids)}
        ),
        None,
    )


def next_name(canvas: Canvas) -> str:
    """The name of the next meeting unless somebody gives another: its number."""
    known = {folded_name(each.name) for each in meetings(canvas)}
    number = len(known) + 1
    while folded_name(f"Meeting {number}") in known:
        number += 1
    return f"Meeting {number}"


def people(canvas: Canvas) -> tuple[str, ...]:
    """Who may be at a meeting: those who were at the last one, then the people that the canvas names.

    The names of partners and stakeholders are left out: an organisation sits at no table.
    """
    latest = meeting_called(canvas, "")
    named = [name for panel in _PEOPLE_IN for item in canvas.panels[panel] for name in item.names("people")]
    named += [item.owner for _, item in canvas]
    organisations = {
        name_key(item.text)
        for item in canvas.panels["relationships"]
        if item.kind in {"partner", "stakeholder"}
    }
    found: dict[str, str] = {}
    for name in (*(latest.present if latest else ()), *map(clean_line, dict.fromkeys(named))):
        if name and name_key(name) not in organisations:
            found.setdefault(name_key(name), name)
    return tuple(found.values())


def distinct_names(names: Iterable[str]) -> tuple[str, ...]:
    """Names on one line each, without those that are empty or there already."""
    found: dict[str, str] = {}
    for name in map(clean_line, names):
        if name:
            found.setdefault(folded_name(name), name)
    return tuple(found.values())


def since_last(canvas: Canvas, today: date) -> tuple[Promise, ...]:
    """What was promised at the last meeting that has ended, and what became of each promise."""
    latest = latest_meeting(canvas)
    if latest is None:
        return ()
    return tuple(
        Promise(note, _fate(canvas.item(note.statement), note, today)) for note in latest.part("promised")
    )


def _fate(item: Item | None, note: Note, today: date) -> Fate:
    """What became of a promise; its present day counts where it was put off."""
    if item is None:
        return "gone"
    if item.is_done:
        return "done"
    if item.status == "parked" and not item.is_unresolved:
        return "parked"
    due = item.due or note.due
    return "late" if due is not None and due < today else "open"


def _meeting(parts: Sequence[Record], notes: Mapping[str, Sequence[Note]], running: set[str]) -> Meeting:
    """One meeting from all its records: of each value the first that fits."""
    first, ids = parts[0], tuple(record.id for record in parts)
    here = MEETINGS.field("present")
    assert here is not None  # noqa: S101 - a row of the table
    present = [name for record in parts for name in cast("tuple[str, ...]", record.get(here))]
    visibilities = [str(record.get(RECORD_VISIBILITY)) for record in parts]
    return Meeting(
        ids,
        first.line("name").strip() or _UNNAMED,
        _day(first, "day"),
        min(filter(None, (record.line("begun") for record in parts)), default=""),
        distinct_names(present),
        tuple(dict.fromkeys(note for name in ids for note in notes.get(name, ()))),
        min(visibilities, key=AUDIENCES.index),
        not running.isdisjoint(ids),
    )


def _note(record: Record) -> Note | None:
    """A note; None where its part is none that is known."""
    part = record.line("part")
    if part not in NOTE_PARTS:
        return None
    said = {key: record.line(key) for key in ("text", "statement", "rule", "next", "owner", "reason")}
    visibility = str(record.get(RECORD_VISIBILITY))
    return Note(part=part, due=_day(record, "due"), visibility=visibility, **said)


def _day(record: Record, key: str) -> date | None:
    value = record.values.get(key)
    return value if type(value) is date else None
