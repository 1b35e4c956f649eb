"""The content of slides: the opening, a panel, and what all slides share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from canvas.exports.conflict_phrases import NOT_SETTLED
from canvas.exports.slides.layout import WIDEST, Line, Measure, Style, StyledRun, cut, in_style, side_by_side
from canvas.exports.slides.pagination import Head
from canvas.exports.slides.slide_types import COLUMN_GAP, Entry
from canvas.model.canvas import Canvas, Item
from canvas.model.graphemes import width as display_width
from canvas.model.schema import STATUS

AUDIENCE: Final = "partners"
"""Who sits in the room."""

FIRST, BOARD, REVIEW, MINUTES, LAST = "first", "board", "review", "minutes", "last"
"""The sections that are no panel."""

UNRESOLVED: Final = "differing"
"""The style of an unresolved item, and the key of its symbol."""

NO_WORDS: Final = "(no words yet)"

_TWO_COLUMNS_WIDTH: Final = 156
"""Columns from which on two columns of entries stand beside each other; the screen has a margin more."""

MARGIN: Final = 2
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
        inner = self.column - MARGIN
        headline = in_style(question, "title", inner, self.measure)[: max(0, self.height // 2 - 2)]

        def made(page: int, pages: int) -> tuple[Line, ...]:
            numbered = f"{label} · {page + 1} of {pages}" if pages > 1 else label
            lines = ((StyledRun(cut(numbered, inner), "label"),), *headline)
            return (*((StyledRun(" " * MARGIN), *line) for line in lines), ())

        return made

    def entry(self, lines: Iterable[Line], symbol: StyledRun | None = None, item: str = "") -> Entry:
        """An entry whose lines are indented beside a symbol, where it has one."""
        blank = StyledRun(" " * (_ITEM_MARGIN if symbol else MARGIN))
        first = (StyledRun(" " * MARGIN), symbol, StyledRun(" ")) if symbol else (blank,)
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


def numbers(canvas: Canvas, key: str) -> str:
    """How many items of a panel are agreed."""
    items = canvas.panels[key]
    agreed = sum(item.is_agreed for item in items)
    return f"{agreed} of {len(items)} agreed" if items else "nothing yet"
