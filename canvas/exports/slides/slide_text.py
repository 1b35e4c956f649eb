"""The content of slides: the opening, a panel, and what all slides share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final, NamedTuple

from canvas.exports.conflict_phrases import (
    NOT_SETTLED,
    item_differences,
    partner_names,
    property_differences,
    unresolved_suffix,
)
from canvas.exports.opening import title_of
from canvas.exports.phrases import counted, day, format_field
from canvas.exports.slides.layout import WIDEST, Line, Measure, Style, StyledRun, cut, in_style, side_by_side
from canvas.exports.slides.pagination import Head, paged
from canvas.exports.slides.slide_types import COLUMN_GAP, Entry, Slide
from canvas.model.canvas import Canvas, Item
from canvas.model.graphemes import width as display_width
from canvas.model.next_steps import act_of
from canvas.model.sanitize import visible_line
from canvas.model.schema import STAGE, STATUS, Panel
from canvas.model.types import ItemId

AUDIENCE: Final = "partners"
"""Who sits in the room."""

FIRST, BOARD, REVIEW, MINUTES, LAST = "first", "board", "review", "minutes", "last"
"""The sections that are no panel."""

UNRESOLVED: Final = "differing"
"""The style of an unresolved item, and the key of its symbol."""

NO_WORDS: Final = "(no words yet)"

_TWO_COLUMNS_WIDTH: Final = 156
"""Columns from which on two columns of entries stand beside each other; the screen has a margin more."""

_MARGIN: Final = 2
"""Columns before everything but items."""

_ITEM_MARGIN: Final = 4
"""Columns before an item's text: a bar, a space, its symbol, a space."""

_DASHES: Final[Mapping[str, str]] = {choice.key: "-" for choice in STATUS.choices} | {UNRESOLVED: "-"}


class Room(NamedTuple):
    """What a slide has to fit.

    Attributes:
        width: the columns of the screen, 20 or more.
        height: the maximum number of its lines, 5 or more.
        measure: returns the columns of a text.
        symbols: the symbol of each status, and of `UNRESOLVED`, one column wide.
        details: whether each item shows its panel's own fields too.
    """

    width: int
    height: int
    measure: Measure = display_width
    symbols: Mapping[str, str] = _DASHES
    details: bool = False

    @property
    def column(self) -> int:
        """The maximum columns of an entry."""
        beside = (self.width - COLUMN_GAP) // 2 if self.columns > 1 else self.width
        return min(WIDEST, beside)

    @property
    def columns(self) -> int:
        """How many columns of entries may stand beside each other."""
        return 2 if self.width >= _TWO_COLUMNS_WIDTH else 1

    @property
    def size(self) -> tuple[int, int]:
        """The columns of an entry, and the maximum number of lines."""
        return self.column, self.height

    @property
    def inner(self) -> int:
        """The maximum columns of an item's text."""
        return self.column - _ITEM_MARGIN

    def head(self, label: str, question: str) -> Head:
        """Makes the head of a section's slides: its label, numbered if there are several, and a headline."""
        inner = self.column - _MARGIN
        headline = in_style(question, "title", inner, self.measure)[: max(0, self.height // 2 - 2)]

        def made(page: int, pages: int) -> tuple[Line, ...]:
            numbered = f"{label} · {page + 1} of {pages}" if pages > 1 else label
            lines = ((StyledRun(cut(numbered, inner), "label"),), *headline)
            return (*((StyledRun(" " * _MARGIN), *line) for line in lines), ())

        return made

    def entry(self, lines: Iterable[Line], symbol: StyledRun | None = None, item: str = "") -> Entry:
        """An entry whose lines are indented beside a symbol, where it has one."""
        blank = StyledRun(" " * (_ITEM_MARGIN if symbol else _MARGIN))
        first = (StyledRun(" " * _MARGIN), symbol, StyledRun(" ")) if symbol else (blank,)
        return Entry(
            tuple((*(blank,) * bool(at), *first * (not at), *line) for at, line in enumerate(lines)), item
        )

    def text(self, text: str, style: Style = "text") -> list[Line]:
        """Wrap a text to the lines of an entry."""
        return in_style(text, style, self.inner, self.measure)

    def symbol(self, item: Item) -> StyledRun:
        """The symbol before an item: that of its status, unless two versions differ."""
        key: Style = UNRESOLVED if item.is_unresolved else item.status
        return StyledRun(self.symbols[key], key)

    def statement(
        self, item: Item, facts: Iterable[StyledRun], more: Iterable[str] = (), name: str = ""
    ) -> Entry:
        """An item with its symbol; below it facts, and further lines."""
        if item.is_unresolved:
            facts = (StyledRun(NOT_SETTLED, UNRESOLVED), *facts)
        lines = self.text(item.text) or self.text(NO_WORDS, "quiet")
        lines += side_by_side(facts, self.inner, self.measure)
        for each in more:
            lines += self.text(each, "quiet")
        return self.entry(lines, self.symbol(item), name)

    def labelled(self, label: str, lines: Iterable[Line]) -> Entry:
        """A label with lines below it."""
        return self.entry((*self.text(label, "label"), *lines))


def first(canvas: Canvas, since: tuple[str, str] | None, room: Room, promised: str = "") -> tuple[Slide, ...]:
    """The opening: title, partners, stage, next review and, where that is known, what changed since when.

    `promised` is what became of the promises of the last meeting.
    """
    hint = next((f": {choice.hint}" for choice in STAGE.choices if choice.key == canvas.stage), "")
    stage = visible_line(canvas.stage)
    where = room.text((stage.capitalize() if hint else stage) + hint + unresolved_suffix(canvas, "stage"))
    if canvas.review:
        where += room.text(f"Next review {day(canvas.review)}{unresolved_suffix(canvas, 'review')}")
    partners = (StyledRun(visible_line(name)) for name in partner_names(canvas))
    names = side_by_side(partners, room.inner, room.measure)
    entries = [
        room.labelled("Partners", names or room.text("Nobody is named yet.", "quiet")),
        room.labelled("Where we are", where),
    ]
    if differences := property_differences(canvas, AUDIENCE):
        entries.append(room.labelled("Not resolved", room.text(differences)))
    if since:
        entries.append(room.labelled(since[0], room.text(since[1])))
    if promised:
        entries.append(room.labelled("Promised last time", room.text(promised)))
    return paged(FIRST, room.head("Welcome", title_of(canvas)), entries, room.size, (2, 1, 0))


def panel(
    canvas: Canvas, spec: Panel, today: date, room: Room, hands: Mapping[ItemId, str]
) -> tuple[Slide, ...]:
    """The slides of a panel: its question and its items; `hands` were shown for the disputed ones, by id."""
    entries = [
        room.statement(item, facts_of(spec, item, today, hands), more_of(spec, item, room), item.id)
        for item in canvas.panels[spec.key]
    ] or [room.entry(room.text("Nothing is shown here yet.", "quiet"))]
    head = room.head(f"{spec.number} {spec.title}", spec.question)
    return paged(spec.key, head, entries, room.size, columns=room.columns)


def facts_of(spec: Panel, item: Item, today: date, hands: Mapping[ItemId, str]) -> Iterator[StyledRun]:
    """The fields of an item that take few words."""
    if item.status != STATUS.default and not item.is_unresolved:
        yield StyledRun(item.status, item.status)
    if item.id in hands:
        yield StyledRun(hands[item.id], "disputed")
    kind = spec.field("kind")
    if item.kind and kind and kind.accepts(item.kind):
        yield StyledRun(item.kind, "quiet")
    yield from when(item, today)
    if item.votes:
        yield StyledRun(counted(item.votes, "vote"), "quiet")


def when(item: Item, today: date) -> Iterator[StyledRun]:
    """The owner and the due date."""
    if item.owner.strip():
        yield StyledRun(visible_line(item.owner).strip(), "quiet")
    yield from due(item, today)


def due(item: Item, today: date) -> Iterator[StyledRun]:
    """The due date."""
    if item.due and item.is_overdue(today):
        yield StyledRun(f"late: was due {day(item.due)}", "late")
    elif item.due:
        yield StyledRun(f"by {day(item.due)}", "quiet")


def more_of(spec: Panel, item: Item, room: Room) -> Iterator[str]:
    """The reason of a dispute and what happens next; both versions of an unresolved item; the details."""
    if reason := visible_line(item.reason).strip():
        yield f"Why not: {reason}"
    if act_of(item)[1]:
        yield f"Next: {visible_line(item.next).strip()}"
    if differences := item_differences(spec.key, item, AUDIENCE):
        yield differences
    for field in spec.own if room.details else ():
        value = item.get(field)
        if value not in (None, field.default):
            yield f"{field.label}: {format_field(value)}"


def numbers(canvas: Canvas, key: str) -> str:
    """How many items of a panel are agreed."""
    items = canvas.panels[key]
    agreed = sum(item.is_agreed for item in items)
    return f"{agreed} of {len(items)} agreed" if items else "nothing yet"
