"""The slides of a consent round: one statement with its hands, and at the end what the round came to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from canvas.exports.audience_filter import filtered_for
from canvas.exports.slides.hands_chart import ON_THREE, bars, legend, summary
from canvas.exports.slides.item_facts import facts_of, more_of
from canvas.exports.slides.layout import Line, StyledRun, side_by_side
from canvas.exports.slides.pagination import paged
from canvas.exports.slides.slide_text import AUDIENCE, NO_WORDS, Room
from canvas.exports.slides.slide_types import Entry, Slide
from canvas.model.calendar_text import format_near
from canvas.model.canvas import Canvas, Item
from canvas.model.consent_round import ConsentRound, proposed
from canvas.model.sanitize import visible_line
from canvas.model.schema import BY_KEY, Panel
from canvas.model.show_of_hands import ShowOfHands

ROUND: Final = "round"
"""The section of these slides."""

_QUESTION = "Can everyone live with it?"
_MIN_LINES_FOR_ALL = 12
_MIN_LINES_FOR_ANY = 9
_MIN_WIDTH_FOR_VOICES = 60


def asked(spec: Panel, item: Item, today: date, room: Room, hands: tuple[int, ...] = ()) -> tuple[Slide, ...]:
    """The slides that ask about an item: one, unless it is long; each shows the hands so far."""
    below = _hands(room, hands, item, today)
    lines = room.text(item.text, "title") or room.text(NO_WORDS, "quiet")
    facts = side_by_side(facts_of(spec, item, today, {}), room.inner, room.measure)
    facts += [line for each in more_of(spec, item, room) for line in room.text(each, "quiet")]
    statement = room.entry((*lines, *((), *facts) * bool(facts)), room.symbol(item), item.id)
    head = room.head(f"{spec.numbered_title} · {_QUESTION}", "")
    size = (room.column, max(len(head(0, 1)) + 1, room.height - len(below) - 1))
    return tuple(
        slide._replace(entries=(*slide.entries, Entry(below)))
        for slide in paged(ROUND, head, [statement], size, (1,))
    )


def ended(canvas: Canvas, round_: ConsentRound, room: Room) -> tuple[Slide, ...]:
    """What the round came to: the counts, what is disputed and why, parked, and still proposed."""
    shown = filtered_for(canvas, AUDIENCE)
    answered = [item for _, item in shown if item.id in round_.answered]
    waiting = set(proposed(canvas, round_.panel))
    entries = [
        *_listed("Disputed", [item for item in answered if item.status == "disputed"], room),
        *_listed("Parked", [item for item in answered if item.status == "parked"], room),
        *_listed("Still proposed", [item for _, item in shown if item.id in waiting], room),
    ]
    where = BY_KEY[round_.panel].title if round_.panel else "all panels"
    head = room.head(f"Consent round · {where}", f"{round_.tally(canvas).words}.".capitalize())
    return paged(ROUND, head, entries, room.size, (1, 0), columns=room.columns)


def _listed(label: str, items: Sequence[Item], room: Room) -> Iterator[Entry]:
    """Items below their label, each with its reason."""
    for number, item in enumerate(items):
        reason = visible_line(item.reason).strip()
        entry = room.statement(item, (), filter(None, (f"Why not: {reason}" * bool(reason),)))
        above: Iterable[Line] = () if number else room.entry(room.text(label, "label")).lines
        yield Entry((*above, *entry.lines))


def _hands(room: Room, hands: tuple[int, ...], item: Item, today: date) -> tuple[Line, ...]:
    """The hands so far, or what to do and what the fingers mean; always as many lines for a height."""
    few = room.height < _MIN_LINES_FOR_ALL
    brief = room.column < _MIN_WIDTH_FOR_VOICES
    if hands:
        taken = ShowOfHands(tuple(sorted(hands, reverse=True)))
        lines = [summary(taken, brief=brief), *bars(taken, room.inner, few=few)]
    else:
        lines = [(StyledRun(ON_THREE, "quiet"),), *legend(few=few)]
        if last := item.temperature:
            when = format_near(last.asked, today) if last.asked else "Last time"
            lines[0] = summary(last, f"{when}: ", brief=brief)
    if room.height < _MIN_LINES_FOR_ANY:
        del lines[1:]
    return room.entry(lines).lines
