"""What each slide tells: the opening, the whole board, a panel, the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final, NamedTuple

from canvas.exports.conflict_phrases import (
    NOT_SETTLED,
    item_differences,
    partner_names,
    property_differences,
    unresolved_mark,
)
from canvas.exports.phrases import counted, day, listed
from canvas.exports.slides.layout import (
    WIDEST,
    Line,
    Measure,
    StyledRun,
    columns,
    cut,
    in_style,
    side_by_side,
)
from canvas.exports.slides.slide_types import Entry, Head, Slide, paged
from canvas.exports.summary import title_of
from canvas.model.canvas import Canvas, Item
from canvas.model.sanitize import visible, visible_line
from canvas.model.schema import BY_KEY, PANELS, STAGE, STATUS, Panel

AUDIENCE: Final = "partners"
"""Who sits in the room."""

FIRST, BOARD, LAST = "first", "board", "last"
"""The sections that are no panel."""

_INDENT: Final = 4
"""The columns before a statement's words: for a bar, a blank, its mark, a blank."""

_MARGIN: Final = 2
"""The columns before everything else."""

UNRESOLVED: Final = "differing"
"""The style of what two versions have differently, and the key of its mark."""

_NO_MARKS: Final[Mapping[str, str]] = {choice.key: "-" for choice in STATUS.choices} | {UNRESOLVED: "-"}


class Room(NamedTuple):
    """What a slide has to fit.

    Attributes:
        width: the columns of its lines, 20 or more.
        height: how many lines it may have, 5 or more.
        measure: how many columns a text takes.
        marks: one column for each status, and for `UNRESOLVED`.
        details: whether each statement shows its panel's own fields too.
    """

    width: int
    height: int
    measure: Measure = columns
    marks: Mapping[str, str] = _NO_MARKS
    details: bool = False

    @property
    def column(self) -> int:
        """How wide lines are made: no wider than the eye bears."""
        return min(WIDEST, self.width)

    @property
    def inner(self) -> int:
        """The columns of an entry's words."""
        return self.column - _INDENT

    def head(self, label: str, question: str) -> Head:
        """The head of a section's slides: its name, numbered where they are several, and a headline."""
        asked = in_style(question, "title", self.column - _MARGIN, self.measure)
        most = max(0, self.height // 2 - 2)

        def made(page: int, pages: int) -> tuple[Line, ...]:
            numbered = f"{label} · {page + 1} of {pages}" if pages > 1 else label
            shown = cut(numbered, self.column - _MARGIN, self.measure)
            lines = ((StyledRun(shown, "label"),), *asked[:most])
            return (*((StyledRun(" " * _MARGIN), *line) for line in lines), ())

        return made

    def entry(self, lines: Iterable[Line], mark: StyledRun | None = None, item: str = "") -> Entry:
        """Lines that hang beside a mark."""
        blank = StyledRun(" " * (_INDENT if mark else _MARGIN))
        first = (StyledRun(" " * _MARGIN), mark, StyledRun(" ")) if mark else (blank,)
        return Entry(
            tuple((*(blank,) * bool(at), *first * (not at), *line) for at, line in enumerate(lines)), item
        )

    def text(self, text: str, style: str = "text") -> list[Line]:
        """Words as lines of an entry."""
        return in_style(text, style, self.inner, self.measure)

    def mark(self, item: Item) -> StyledRun:
        """The symbol before a statement: that of its status, unless two versions differ."""
        key = UNRESOLVED if item.is_unresolved else item.status
        return StyledRun(self.marks[key], key)

    def statement(
        self, item: Item, facts: Iterable[StyledRun], more: Iterable[str] = (), name: str = ""
    ) -> Entry:
        """A statement with its mark, and below it what else is known."""
        lines = self.text(item.text) or self.text("(no words yet)", "quiet")
        lines += side_by_side(facts, self.inner, self.measure)
        for told in more:
            lines += self.text(told, "quiet")
        return self.entry(lines, self.mark(item), name)

    def labelled(self, label: str, lines: Iterable[Line]) -> Entry:
        """A label, and lines below it."""
        return self.entry((*self.text(label, "label"), *lines))


def first(canvas: Canvas, since: tuple[str, str] | None, room: Room) -> tuple[Slide, ...]:
    """Which partnership this is, who it is, where it stands, and what has changed.

    Args:
        canvas: as the audience may know it.
        since: since when, and what changed; None where nobody knows.
        room: what to fit.
    """
    partners = [StyledRun(name) for name in partner_names(canvas)]
    hint = next((choice.hint for choice in STAGE.choices if choice.key == canvas.stage), "")
    where = f"{visible_line(canvas.stage).capitalize()}: {hint}" if hint else visible_line(canvas.stage)
    facts = room.text(where + unresolved_mark(canvas, "stage"))
    if canvas.review:
        facts += room.text(f"Next review {day(canvas.review)}{unresolved_mark(canvas, 'review')}")
    told = side_by_side(partners, room.inner, room.measure) or room.text("Nobody is named yet.", "quiet")
    entries = [room.labelled("Partners", told), room.labelled("Where we are", facts)]
    if differences := property_differences(canvas, AUDIENCE):
        entries.append(room.labelled("Not settled", room.text(differences)))
    if since:
        entries.append(room.labelled(since[0], room.text(since[1])))
    return paged(FIRST, room.head("Welcome", title_of(canvas)), entries, room.height, (2, 1, 0))


def panel(canvas: Canvas, spec: Panel, today: date, room: Room) -> tuple[Slide, ...]:
    """One panel: its question, and every statement in it."""
    entries = [
        room.statement(item, _facts(spec, item, today), _more(spec, item, room), item.id)
        for item in canvas.panels[spec.key]
    ] or [room.entry(room.text("Nothing is shown here yet.", "quiet"))]
    return paged(spec.key, room.head(f"{spec.number} {spec.title}", spec.question), entries, room.height)


def _facts(spec: Panel, item: Item, today: date) -> Iterator[StyledRun]:
    """What is known of a statement in few words."""
    yield from unresolved_fact(item)
    if item.status != STATUS.default and not item.is_unresolved:
        yield StyledRun(item.status, item.status)
    kind = spec.field("kind")
    if item.kind and kind and kind.accepts(item.kind):
        yield StyledRun(item.kind, "quiet")
    yield from when(item, today)
    if item.votes:
        yield StyledRun(counted(item.votes, "vote"), "quiet")


def unresolved_fact(item: Item) -> Iterator[StyledRun]:
    """That two versions of a statement differ, where they do."""
    if item.is_unresolved:
        yield StyledRun(NOT_SETTLED, UNRESOLVED)


def when(item: Item, today: date) -> Iterator[StyledRun]:
    """Who sees to it, and by when."""
    if item.owner.strip():
        yield StyledRun(visible_line(item.owner).strip(), "quiet")
    if item.due:
        late = item.is_overdue(today)
        yield StyledRun(
            f"late: was due {day(item.due)}" if late else f"by {day(item.due)}", "late" if late else "quiet"
        )


def _more(spec: Panel, item: Item, room: Room) -> Iterator[str]:
    """Both versions of a statement in conflict; with details the panel's own fields, each in a line."""
    if differences := item_differences(spec.key, item, AUDIENCE):
        yield differences
    for field in spec.own if room.details else ():
        value = item.get(field)
        if value is None or value == field.default:
            continue
        if isinstance(value, tuple):
            told = listed([visible_line(name) for name in value])
        elif isinstance(value, date):
            told = day(value)
        else:
            told = visible(str(value))
        yield f"{field.label}: {told}"


def numbers(canvas: Canvas, key: str) -> str:
    """How far a panel has come, in few words."""
    items = canvas.panels[key]
    settled = sum(item.is_agreed for item in items)
    return f"{settled} of {len(items)} agreed" if items else "nothing yet"


def titles() -> Iterator[tuple[str, str]]:
    """The key and the numbered title of each panel."""
    for spec in PANELS:
        yield spec.key, f"{spec.number} {BY_KEY[spec.key].title}"
