"""The minutes of a meeting: who was here, what was agreed, disputed, parked and promised, and what is next.

They are half a page, each outcome once, as far as an audience may read them; front ends and slides show the
same groups of lines.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from canvas.exports.audience_filter import filtered_for
from canvas.exports.document import (
    Bullet,
    Bullets,
    Heading,
    TextDocument,
    heading,
    paragraph,
    plain,
    strong,
)
from canvas.exports.group_phrases import origin
from canvas.exports.opening import title_of
from canvas.exports.phrases import day, line, listed
from canvas.model.collections import MEETING_STARTS, MEETINGS
from canvas.model.meeting_outcomes import with_outcomes
from canvas.model.meetings import Meeting, NotePart, latest_meeting, meeting_called, meetings, since_last
from canvas.model.named_tuple import NamedTuple
from canvas.model.schema import AUDIENCES, visible_to
from canvas.model.types import ItemId

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from canvas.exports.document import Block
    from canvas.exports.request import ExportRequest
    from canvas.model.canvas import Canvas
    from canvas.model.compare import Differences
    from canvas.model.meetings import Note, Promise
    from canvas.model.types import Audience

TITLE: Final = "Minutes"
LATEST: Final = "last"
"""The word that names the latest meeting."""

AGENDA: Final = "On the agenda"

NOTHING: Final = "Nothing was added, agreed, parked or promised."

_LABELS: Final[dict[NotePart, str]] = {
    "agreed": "Agreed",
    "disputed": "Disputed",
    "promised": "Promised",
    "done": "Done",
    "parked": "Parked",
    "reopened": "Open again",
    "unresolved": "Not resolved: two versions differ",
    "reworded": "Agreed already, in other words",
    "removed": "Removed",
    "added": "New, not agreed yet",
    "next": "What comes next",
}
"""The groups of the minutes in their order, by the part of their notes."""

_ABOUT_STATEMENTS: Final = frozenset(("agreed", "disputed", "done", "parked", "unresolved"))
"""The parts that tell of a new statement, which is then not told again as new."""

_COUNTED: Final[tuple[tuple[NotePart, str], ...]] = (
    ("added", "new"), ("agreed", "agreed"), ("disputed", "disputed"), ("parked", "parked"), ("done", "done"),
    ("reopened", "open again"), ("unresolved", "not resolved"), ("reworded", "reworded"),
    ("removed", "removed"), ("promised", "promised"),
)  # fmt: skip


class Group(NamedTuple):
    """Lines of the minutes under a label."""

    label: str
    lines: tuple[str, ...]


def readable_meeting(canvas: Canvas, meeting: Meeting, audience: Audience, today: date) -> Meeting | None:
    """A meeting as an audience may read it, with what came of it so far; None where it may read none.

    Minutes are for partners at most. A note of a statement that is withheld by now is withheld too. Internal
    readers are told which groups wrote what is new.
    """
    if audience == AUDIENCES[2] or not visible_to(meeting.visibility, audience):
        return None
    withheld = {item.id for _, item in canvas} - {item.id for _, item in filtered_for(canvas, audience)}
    whole = with_outcomes(canvas, meeting, today)
    wrote = {item.id: origin(item) for _, item in canvas} if audience == AUDIENCES[0] else {}
    return whole._replace(
        notes=tuple(
            note._replace(origin=wrote.get(ItemId(note.statement), "")) if note.part == "added" else note
            for note in whole.notes
            if visible_to(note.visibility, audience) and note.statement not in withheld
        )
    )


def named_meeting(canvas: Canvas, name: str) -> Meeting | None:
    """The meeting of this name, day or id; where it is ``last``, the latest that has ended, else any."""
    if name == LATEST:
        return latest_meeting(canvas) or meeting_called(canvas, "")
    return meeting_called(canvas, name)


def title_line(meeting: Meeting) -> str:
    """Name, day and time of a meeting, on one line."""
    when = day(meeting.day) if meeting.day else ""
    begun = f"from {line(meeting.begun)}" if meeting.begun.strip() else ""
    return ", ".join(filter(None, (line(meeting.name), when, begun)))


def counts_line(meeting: Meeting) -> str:
    """What came of a meeting in numbers: 10 new, 5 agreed, 2 promised; empty for nothing."""
    counts = ((len(meeting.part(part)), words) for part, words in _COUNTED)
    return ", ".join(f"{number} {words}" for number, words in counts if number)


def readable_promises(canvas: Canvas, audience: Audience, today: date) -> tuple[Promise, ...]:
    """What became of the promises of the last meeting, as far as an audience may read them."""
    last = latest_meeting(canvas)
    shown = last and readable_meeting(canvas, last, audience, today)
    return tuple(each for each in since_last(canvas, today) if shown and each.note in shown.notes)


def since_line(promises: Sequence[Promise]) -> str:
    """The same as a clause: “Since last time: 6 promised, 4 done, 2 late”; empty where there were none."""
    return f"Since last time: {since_counts(promises)}" if promises else ""


def since_counts(promises: Sequence[Promise]) -> str:
    """What became of promises in numbers: 6 promised, 4 done, 2 late; empty where there were none."""
    if not promises:
        return ""
    fates = [each.fate for each in promises]
    words = {"done": "done", "late": "late", "open": "still to come", "parked": "parked"}
    told = [f"{len(promises)} promised", *(f"{fates.count(f)} {w}" for f, w in words.items() if f in fates)]
    told += [f"{fates.count('gone')} no longer here"] * ("gone" in fates)
    return ", ".join(told)


def promise_line(note: Note) -> str:
    """Who does what by when."""
    act, text = line(note.next), line(note.text)
    what = f"{act} ({text})" if act and act.casefold() != text.casefold() else text
    by = f", by {day(note.due)}" if note.due else ""
    return f"{line(note.owner) or 'Nobody yet'}: {what}{by}"


def groups(meeting: Meeting) -> tuple[Group, ...]:
    """What came of a meeting, by part; each outcome stands once."""
    new = {note.statement: note.origin for note in meeting.part("added")}
    told = {note.statement for note in meeting.notes if note.part in _ABOUT_STATEMENTS}
    found = []
    for part, label in _LABELS.items():
        notes = [note for note in meeting.part(part) if part != "added" or note.statement not in told]
        if part == "promised":
            notes.sort(key=lambda note: (note.due or date.max, line(note.owner)))
        if notes:
            found.append(Group(label, tuple(_line(note, new) for note in notes)))
    return tuple(found)


def _line(note: Note, new: Mapping[str, str]) -> str:
    if note.part == "promised":
        return promise_line(note)
    label = "before" if note.part == "reworded" else "why not"
    reason = f" – {label}: {line(note.reason)}" if note.reason.strip() else ""
    is_new = note.part in _ABOUT_STATEMENTS and note.statement in new
    wrote = new.get(note.statement, "") if is_new or note.part == "added" else ""
    facts = ", ".join(filter(None, ("new" * is_new, f"from {wrote}" if wrote else "")))
    return f"{line(note.text) or '(no words)'}{f' ({facts})' if facts else ''}{reason}"


def opening_facts(meeting: Meeting) -> dict[str, str]:
    """Who was here, and what was on the agenda, by their labels; empty where nobody said."""
    return {
        "Here": listed([line(name) for name in meeting.present]),
        AGENDA: " · ".join(each.rstrip(".") for each in agenda_lines(meeting)),
    }


def agenda_lines(meeting: Meeting) -> tuple[str, ...]:
    """The points that were on the agenda."""
    return tuple(line(note.text) for note in meeting.part("agenda"))


def minutes_document(canvas: Canvas, meeting: Meeting, audience: Audience) -> TextDocument:
    """The minutes of a meeting that is filtered for an audience already."""
    title = title_of(filtered_for(canvas, audience))
    blocks = (heading(f"{title}: {TITLE.lower()}", 1), *_blocks(meeting))
    return TextDocument(title, blocks, audience)


def _blocks(meeting: Meeting) -> Iterator[Block]:
    yield paragraph(f"{title_line(meeting)}{': it has not ended yet' * meeting.is_running}.")
    facts = opening_facts(meeting)
    entries = [Bullet((*strong(f"{label}:"), *plain(f" {fact}"))) for label, fact in facts.items() if fact]
    found = groups(meeting)
    entries += [
        Bullet(strong(f"{group.label}:"), tuple(Bullet(plain(each)) for each in group.lines))
        for group in found
    ]
    if entries:
        yield Bullets(tuple(entries))
    if not [group for group in found if group.label != _LABELS["next"]]:
        yield paragraph(NOTHING)


def with_minutes(document: TextDocument, request: ExportRequest) -> TextDocument:
    """The document that begins with the minutes of the latest meeting, where its audience may read them."""
    found = named_meeting(request.canvas, LATEST)
    meeting = found and readable_meeting(request.canvas, found, request.audience, request.today)
    if meeting is None:
        return document
    is_section = (isinstance(block, Heading) and block.level > 1 for block in document.blocks)
    at = next((at for at, begins in enumerate(is_section) if begins), len(document.blocks) - 1)
    section = (heading(TITLE), *_blocks(meeting))
    return document._replace(blocks=(*document.blocks[:at], *section, *document.blocks[at:]))


def ended_meeting(differences: Differences, canvas: Canvas) -> Meeting | None:
    """The meeting that ended between two versions, of which this is the later; None where none did."""
    last = latest_meeting(canvas)
    if last is None:
        return None
    touched = {
        each.record.id if each.collection == MEETINGS.key else each.record.line("meeting")
        for each in differences.records
        if (each.collection == MEETINGS.key and each.is_new)
        or (each.collection == MEETING_STARTS.key and each.is_gone)
    }
    return None if touched.isdisjoint(last.ids) else last


def meeting_subject(meeting: Meeting) -> str:
    """The first line of the commit with a meeting that has ended."""
    when = f", {day(meeting.day)}" if meeting.day else ""
    came = counts_line(meeting)
    return f"{line(meeting.name)}{when}{f': {came}' if came else ''}"


def has_minutes(canvas: Canvas, audience: Audience) -> bool:
    """Whether an audience may read the minutes of any meeting."""
    readable = (each for each in meetings(canvas) if visible_to(each.visibility, audience))
    return audience != AUDIENCES[2] and next(readable, None) is not None


def no_minutes(audience: Audience) -> str:
    """What there is where an audience may read none, for a sentence."""
    readers = {"internal": "", "partners": " that partners may read", "public": " that the public may read"}
    return f"no minutes{readers[audience]}"
