"""The closing slides: the next steps by owner, what is disputed and why, and how much is agreed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from canvas.exports.conflict_phrases import item_differences
from canvas.exports.slides.item_facts import due, when
from canvas.exports.slides.layout import StyledRun
from canvas.exports.slides.pagination import paged
from canvas.exports.slides.slide_text import AUDIENCE, LAST, Room
from canvas.exports.slides.slide_types import Entry, Slide
from canvas.model.canvas import Canvas, Item
from canvas.model.next_act import act_of
from canvas.model.next_steps import by_owner, list_steps
from canvas.model.sanitize import visible_line
from canvas.model.schema import BY_KEY
from canvas.model.types import ItemId

_OPEN = ("disputed", "proposed", "parked")
"""The statuses of open items, in the order in which they are counted."""


def last(canvas: Canvas, today: date, room: Room, hands: Mapping[ItemId, str]) -> tuple[Slide, ...]:
    """The slides; nothing on them is cut. `hands` were shown for what is disputed, by id."""
    head = room.head("What happens next", _score(canvas))
    lines = room.height - len(head(0, 1))
    groups = (*_steps(canvas, today, room), _disputed(canvas, today, room, hands), _count(canvas, room))
    entries = [entry for label, group in groups for entry in kept_together(label, group, room, lines)]
    return paged(LAST, head, entries, room.size, (1, 0), columns=room.columns)


_Group = tuple[str, Sequence[Entry]]
"""A label, and the entries below it."""


def _steps(canvas: Canvas, today: date, room: Room) -> Iterator[_Group]:
    """The next steps of each owner; the one with something late comes first."""
    steps = [step for step in list_steps(canvas) if step.item.is_next_step]
    if not steps:
        yield "Next steps", [room.entry(room.text("No next steps are named yet.", "quiet"))]
    for owner, group in by_owner(steps, today):
        label = visible_line(owner).strip()
        yield f"{label} · {len(group)}", [_step(step.item, today, room) for step in group]


def _step(item: Item, today: date, room: Room) -> Entry:
    """What happens next, by when, and what it is about."""
    act, about = act_of(item)
    facts = (
        *due(item, today),
        *((StyledRun(visible_line(about).strip(), "quiet"),) if about.strip() else ()),
    )
    return room.statement(item._replace(text=act), facts)


def _disputed(canvas: Canvas, today: date, room: Room, hands: Mapping[ItemId, str]) -> _Group:
    """What two versions have differently, and what is disputed, with its reason and the hands."""
    found = sorted(
        ((key, item) for key, item in canvas if item.is_unresolved or item.status == "disputed"),
        key=lambda place: not place[1].is_unresolved,
    )
    entries = []
    for key, item in found:
        facts = [StyledRun(BY_KEY[key].title, "quiet"), *when(item, today)]
        facts += [StyledRun(hands[item.id], "disputed")] if item.id in hands else []
        reason = visible_line(item.reason).strip()
        more = (f"Why not: {reason}" * bool(reason), item_differences(key, item, AUDIENCE))
        entries.append(room.statement(item, facts, filter(None, more)))
    nothing = room.entry(room.text("Nothing is disputed.", "quiet"))
    return "Disputed" + (f" · {len(found)}" if found else ""), entries or [nothing]


def _score(canvas: Canvas) -> str:
    agreed = sum(item.is_agreed for _, item in canvas)
    return f"{agreed} of {len(canvas)} agreed" if len(canvas) else "Nothing here yet"


def _count(canvas: Canvas, room: Room) -> _Group:
    """How many statements have each status."""
    items = [item for _, item in canvas]
    counts = {status: sum(i.status == status and not i.is_unresolved for i in items) for status in _OPEN}
    told = [_score(canvas), *(f"{count} {status}" for status, count in counts.items() if count)]
    if differing := sum(item.is_unresolved for item in items):
        told.append(f"{differing} with two versions")
    if cares := len(canvas.looked_after):
        told.append(f"{cares} looked after, with nothing to do next")
    return "Where we stand", [room.entry(room.text(" · ".join(told)))]


def kept_together(label: str, group: Sequence[Entry], room: Room, lines: int) -> Iterator[Entry]:
    """The entries of a group as one, with its label; where they do not fit on one page, each with a label."""
    above = room.text(label, "label")
    whole = _joined([room.entry(above), *group])
    if len(whole.lines) <= lines:
        yield whole
        return
    page: list[Entry] = [room.entry(above)]
    again = room.entry(room.text(f"{label}, continued", "label"))
    for entry in group:
        if len(page) > 1 and len(_joined([*page, entry]).lines) > lines:
            yield _joined(page)
            page = [again]
        page.append(entry)
    yield _joined(page)


def _joined(entries: Iterable[Entry]) -> Entry:
    return Entry(tuple(line for entry in entries for line in entry.lines))
