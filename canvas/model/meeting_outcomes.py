"""What a meeting has to talk about, and what came of it: the difference from how statements stood before."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final, Literal, cast

from canvas.model.canvas import AGREED, UNWRITTEN, Canvas, Item
from canvas.model.collections import MEETING_STARTS
from canvas.model.conflicts import other_values
from canvas.model.finding import Finding
from canvas.model.findings import findings, is_answerable
from canvas.model.meetings import NOTE_PARTS, Meeting, Note, NotePart
from canvas.model.mending import for_the_room
from canvas.model.named_tuple import NamedTuple
from canvas.model.records import records
from canvas.model.sanitize import clean_line, shorten
from canvas.model.schema import AUDIENCES, VISIBILITY
from canvas.model.types import Place

Standing = Literal["proposed", "agreed", "disputed", "parked", "done", "unresolved"]
"""A status, or that two versions of the statement differ."""

Why = Literal["late", "disputed", "missing", "parked", "own"]
"""Why something is offered for the agenda; ``own`` was typed."""

_MAX_TEXT: Final = 200
_MAX_NEXT: Final = 3
"""How many findings the minutes name as what comes next, each of another rule."""

_MAX_MISSING: Final = 9
_PRESELECTED: Final = 3
"""How many points of each sort are on the agenda unless somebody says otherwise."""

PARTNERS: Final = AUDIENCES[1]
_SPACES: Final = 5
"""How many spaces part what is noted of how a statement stood."""

_NOTHING: Final = "-"
"""In place of a checksum where there is nothing to sum up."""


class Point(NamedTuple):
    """Something to be talked about.

    Attributes:
        why: why it is offered.
        text: its words.
        panel: the panel where it is; empty for none.
        statement: the id of the statement; empty where it is about none.
        rule: the rule that found it; may be empty.
        is_chosen: whether it is on the agenda unless somebody says otherwise.
    """

    why: Why
    text: str
    panel: Place = ""
    statement: str = ""
    rule: str = ""
    is_chosen: bool = False


def points(canvas: Canvas, today: date) -> tuple[Point, ...]:
    """What may be talked about: late steps, what is disputed, what is missing, what is parked."""
    found: list[Point] = []

    def offer(why: Why, offered: Iterable[Point], most: int) -> None:
        for number, point in enumerate(offered):
            found.append(point._replace(why=why, is_chosen=number < most))

    places = [(panel, item) for panel, item in canvas]
    late = sorted(
        ((panel, item) for panel, item in places if item.is_overdue(today) and not item.is_unresolved),
        key=lambda place: place[1].due or date.max,
    )
    offer("late", (_point(panel, item, item.next or item.text) for panel, item in late), _PRESELECTED)
    disputed = (_point(panel, item) for panel, item in places if _standing(item) == "disputed")
    offer("disputed", disputed, _PRESELECTED)
    offered = {point.statement for point in found}
    missing = [each for each in _missing(canvas, today) if each.item is None or each.item not in offered]
    missing = missing[:_MAX_MISSING]
    gravest = sum(each.severity == "must" for each in missing)
    offer(
        "missing",
        (Point("missing", each.sentence, each.panel, each.item or "", each.rule) for each in missing),
        min(gravest, _PRESELECTED),
    )
    offer("parked", (_point(panel, item) for panel, item in places if _standing(item) == "parked"), 0)
    return tuple(found)


def with_outcomes(canvas: Canvas, meeting: Meeting, today: date) -> Meeting:
    """A meeting with what came of it so far where it still runs; else as it is."""
    if not meeting.is_running:
        return meeting
    return meeting._replace(notes=(*meeting.part("agenda"), *outcomes(canvas, meeting, today)))


def outcomes(canvas: Canvas, meeting: Meeting, today: date) -> tuple[Note, ...]:
    """What came of a meeting that runs: the difference from its beginning, and what comes next."""
    found = _differences(canvas, _before(canvas, meeting))
    by_rule: dict[str, Finding] = {}
    for each in _missing(canvas, today):
        if not each.rule.startswith("steps/"):  # these are the promises
            by_rule.setdefault(each.rule, each)
    return (*found, *_from_findings(canvas, [*by_rule.values()][:_MAX_NEXT], "next", today))


def changes_since(before: Canvas, canvas: Canvas) -> tuple[Note, ...]:
    """What became of the statements of a canvas since an earlier version of it, as minutes tell it."""
    stood_then: dict[str, _Stood] = {
        item.id: _now(item) for _, item in before if not item.id.startswith(UNWRITTEN)
    }
    known = {_short(item.text) for _, item in before if item.id.startswith(UNWRITTEN)}
    return tuple(
        note._replace(statement="") if note.statement.startswith(UNWRITTEN) else note
        for note in _differences(canvas, stood_then)
        if not (note.statement.startswith(UNWRITTEN) and note.text in known)
    )


def _differences(canvas: Canvas, before: Mapping[str, _Stood]) -> list[Note]:
    """What became of each statement since it stood as is noted, by part."""
    found = [note for _, item in canvas for note in _outcomes_of(item, before.get(item.id))]
    there = {item.id for _, item in canvas}
    found += [_removed(item_id, was) for item_id, was in before.items() if item_id not in there]
    return sorted(found, key=lambda note: NOTE_PARTS.index(note.part))


class _Stood(NamedTuple):
    """How a statement stood: its status, checksums of its promise and reason, who may read it, its words."""

    standing: str
    promise: str
    reason: str
    visibility: str
    text: str


def _outcomes_of(item: Item, was: _Stood | None) -> Iterator[Note]:
    now = _now(item)
    said = Note("added", _short(now.text), item.id, visibility=now.visibility)
    if was is None:
        yield said
    before = was or now._replace(standing="proposed", promise=_NOTHING)
    if now.standing == "disputed" and (now.standing, now.reason) != (before.standing, before.reason):
        yield said._replace(part="disputed", reason=_short(item.reason))
    elif now.standing == "proposed" and before.standing not in {"proposed", "unresolved"}:
        yield said._replace(part="reopened")
    elif now.standing == "agreed" and before.standing not in AGREED:
        yield said._replace(part="agreed")
    elif now.standing in {"parked", "done", "unresolved"} and now.standing != before.standing:
        yield said._replace(part=cast("NotePart", now.standing))
    if {now.standing, before.standing} <= AGREED and now.text != before.text:
        is_secret = before.visibility != PARTNERS and now.visibility == PARTNERS
        yield said._replace(part="reworded", reason="" if is_secret else _short(before.text))
    if now.promise not in {_NOTHING, before.promise}:
        yield said._replace(part="promised", next=_short(item.next), owner=_short(item.owner), due=item.due)


def _removed(item_id: str, was: _Stood) -> Note:
    return Note("removed", _short(was.text), item_id, visibility=was.visibility)


def _standing(item: Item) -> Standing:
    return "unresolved" if item.is_unresolved else item.status


def _now(item: Item) -> _Stood:
    standing = _standing(item)
    is_promised = standing != "unresolved" and (item.is_next_step or item.is_looked_after)
    promise = _sum("\n".join((item.owner, item.next, str(item.due)))) if is_promised else _NOTHING
    reason = _sum(item.reason) if standing == "disputed" else _NOTHING
    return _Stood(standing, promise, reason, _visibility(item), clean_line(item.text))


def _sum(text: str) -> str:
    return f"{zlib.crc32(' '.join(text.split()).encode('utf-8', 'surrogatepass')):08x}"


def stood(item: Item) -> str:
    """How a statement stands, as one text with its words last; an id may hold anything but spaces there."""
    now = _now(item)
    return " ".join((*now[:-1], item.id.replace("%", "%25").replace(" ", "%20"), now.text))


def _before(canvas: Canvas, meeting: Meeting) -> Mapping[str, _Stood]:
    """How each statement stood at the beginning, by its id; what does not read so is left out."""
    found: dict[str, _Stood] = {}
    key = MEETING_STARTS.field("stood")
    assert key is not None  # noqa: S101 - a row of the table
    for record in records(canvas, MEETING_STARTS.key):
        if record.line("meeting") not in meeting.ids:
            continue
        for entry in cast("tuple[str, ...]", record.get(key)):
            parts = entry.split(" ", _SPACES)
            if len(parts) > _SPACES and parts[3] in AUDIENCES:
                standing, promise, reason, visibility, item_id, text = parts
                item_id = item_id.replace("%20", " ").replace("%25", "%")
                found.setdefault(item_id, _Stood(standing, promise, reason, visibility, text))
    return found


def _missing(canvas: Canvas, today: date) -> list[Finding]:
    """What has to be or should be mended at this stage, the gravest first."""
    found = findings(canvas, "check", today, severities=("must", "should"))
    return sorted(filter(is_answerable, found), key=lambda each: each.severity != "must")


def _from_findings(canvas: Canvas, found: Sequence[Finding], part: NotePart, today: date) -> tuple[Note, ...]:
    """Notes of findings; partners may read those that are found in what they may read alone too."""
    readable = canvas.with_items(
        {
            panel: tuple(item for item in items if _is_for_partners(item))
            for panel, items in canvas.panels.items()
        }
    )
    shown = {each.key for each in for_the_room(found, readable, today)}
    return tuple(
        Note(
            part,
            _short(each.sentence.rstrip(".")),
            each.item or "",
            each.rule,
            visibility=PARTNERS if each.key in shown else AUDIENCES[0],
        )
        for each in found
    )


def agenda_notes(canvas: Canvas, agenda: Sequence[Point], today: date) -> tuple[Note, ...]:
    """The agenda as notes: who may read a point depends on the statement that it is about."""
    missing = {(each.rule, each.item or "", each.sentence): each for each in _missing(canvas, today)}
    notes: list[Note] = []
    for point in agenda:
        item = canvas.item(point.statement)
        found = missing.get((point.rule, point.statement, point.text)) if point.rule else None
        if found:
            notes += _from_findings(canvas, [found], "agenda", today)
        else:
            visibility = _visibility(item) if item else PARTNERS
            if point.rule:  # found no more, in words that may name what partners may not read
                visibility = AUDIENCES[0]
            notes.append(
                Note("agenda", _short(point.text), point.statement, point.rule, visibility=visibility)
            )
    return tuple(notes)


def _point(panel: Place, item: Item, text: str = "") -> Point:
    return Point("own", text or item.text, panel, item.id)


def _is_for_partners(item: Item) -> bool:
    """Whether partners may read a statement, in both of its versions."""
    others = (value for key, value in other_values(item.values) if key == VISIBILITY.key)
    return AUDIENCES[0] not in {
        item.visibility,
        *(each if each in AUDIENCES else AUDIENCES[0] for each in others),
    }


def _visibility(item: Item) -> str:
    return PARTNERS if _is_for_partners(item) else AUDIENCES[0]


def _short(text: str) -> str:
    return shorten(clean_line(text), _MAX_TEXT, at_word=True)
