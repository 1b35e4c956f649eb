"""The ninth cell: counts and dates that tell how ready the partnership is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from rich.cells import cell_len
from rich.segment import Segment
from textual.content import Content
from textual.strip import Strip

from canvas.app.dates import short_day
from canvas.app.paint.content_lines import AIR
from canvas.app.paint.palette import Palette
from canvas.app.widgets.cell import BETWEEN, GLUE, Cell
from canvas.app.widgets.panel_states import panel_columns, panel_states
from canvas.app.widgets.symbols import DIFFERS, READY, SEVERITY_MARKS, words_of
from canvas.model.canvas import Canvas, Item
from canvas.model.finding import SEVERITIES, Severity
from canvas.model.finding_cache import FindingCache, Group
from canvas.model.findings import count_distinct, rules_for
from canvas.model.schema import BY_KEY, PANELS
from canvas.model.tally import Tally, agreed_of, open_items, tally_again
from canvas.model.types import PanelKey

_BAR_COLUMNS = 40
"""The most columns of the bar."""


class ReadinessView(Cell):
    """Shows what is agreed, what is missing by panel, the next review, late next steps, and differences."""

    def __init__(self, today: date, palette: Palette) -> None:
        super().__init__("readiness", "Readiness", palette)
        self.today = today
        self._canvas: Canvas | None = None
        self._drawn: list[Strip] = []
        self._drawn_for: object = None
        self._wrapped: dict[object, list[Strip]] = {}  # what is drawn, by its text and styles
        self._counts: dict[str, tuple[tuple[Item, ...], Tally]] = {}
        self._cache = FindingCache("cell")
        self._groups: list[Group] = []
        self._number: Counter[Severity] = Counter()
        self._answered = 0

    def show(self, canvas: Canvas) -> None:
        """Show the counts of a canvas."""
        if canvas is not self._canvas:
            self._canvas = canvas
            self.changed()

    @property
    def head(self) -> int:
        """The number of lines of the heading."""
        return 1 + self.is_airy

    @property
    def unresolved(self) -> int:
        """How many items, and fields of the canvas itself, two versions have differently."""
        return self._found("settled")

    def _found(self, rule: str) -> int:
        """How many items, and fields of the canvas itself, a rule finds."""
        return count_distinct(each for group in self._groups if group.rule == rule for each in group.found)

    def aside(self) -> str:
        """The counts of what must and what should be mended, at the end of the heading."""
        number = self._number
        told = [f"{SEVERITY_MARKS[each]}{number[each]}" for each in ("must", "should") if number[each]]
        return " ".join(told) or (READY if self._canvas and len(self._canvas) else "")

    def changed(self) -> None:
        """Find and count again, and repaint the lines that differ."""
        if self._canvas:
            self._groups = self._cache.find(self._canvas, self.today)
            self._number = Counter()
            for group in self._groups:
                self._number[group.severity] += len(group.found)
            self._answered = sum(len(group.answered) for group in self._groups)
        self._drawn = []
        super().changed()

    def lines(self) -> list[Strip]:
        """The lines below the heading."""
        if self._drawn_for != self.drawn_for:
            self._wrapped.clear()
        if not self._drawn or self._drawn_for != self.drawn_for:
            self._drawn, self._drawn_for = self._draw(), self.drawn_for
        return self._drawn

    def _draw(self) -> list[Strip]:
        if self._canvas is None:
            return []
        counts = {panel.key: self._count(self._canvas, panel.key) for panel in PANELS}
        width, ground = max(1, self.size.width - 1 - AIR), self.style("text")
        margin, air = Segment(" ", ground.rich_style), Segment(" " * AIR, ground.rich_style)
        before, self._wrapped = self._wrapped, {}

        def drawn(contents: Iterable[Content]) -> list[Strip]:
            """The lines of some texts; most are those of the last time."""
            lines: list[Strip] = []
            for said in contents:
                key = said.plain, tuple(said.spans)
                if (found := before.get(key)) is None:
                    found = [Strip([margin, *strip, air]) for strip in self.wrapped(said, width, ground)]
                self._wrapped[key] = found
                lines += found
            return lines

        # In the order in which they stand; in a low cell, those of the last rank give way first.
        room = self.size.height - self.head
        parts = [
            (0, drawn([*self._open(), self._agreed(counts)])),
            (6, drawn([self._bar(counts, width)])),
            (4, drawn(self._others(counts))),
            (1, drawn([self._severities(width)])),
            (2, drawn(self._by_panel(self._canvas, width))),
            (3, drawn(self._dates(counts))),
            (5, drawn(self._most_open(counts))),
        ]
        shown: set[int] = set()
        for rank in range(len(parts)):
            lines = next(lines for number, lines in parts if number == rank)
            if sum(len(drawn) for number, drawn in parts if number in shown) + len(lines) <= room or not rank:
                shown.add(rank)
        return [line for rank, lines in parts if rank in shown for line in lines]

    def _count(self, canvas: Canvas, key: PanelKey) -> Tally:
        """The counts of a panel, kept while its items are the same."""
        items = canvas.panels[key]
        before, counts = self._counts.get(key, ((), Counter()))
        if before is not items:
            counts = tally_again(counts, before, items, self.today)
            self._counts[key] = items, counts
        return counts

    def _agreed(self, counts: Mapping[PanelKey, Tally]) -> Content:
        agreed, items = agreed_of(counts)
        if not items:
            return Content.styled("nothing to agree on yet", self.style("quiet"))
        return Content.styled(f"{agreed} of {items} agreed", self.style("agreed" if agreed else "text"))

    def _bar(self, counts: Mapping[PanelKey, Tally], width: int) -> Content:
        """How much is agreed, as a bar."""
        agreed, items = agreed_of(counts)
        columns = min(width, _BAR_COLUMNS)
        full = agreed * columns // max(1, items)
        return Content.assemble(
            ("▄" * full, self.style("agreed")), ("─" * (columns - full), self.style("rule"))
        )

    def _others(self, counts: Mapping[PanelKey, Tally]) -> list[Content]:
        """How many are of each other status, on as few lines as they fit on."""
        told = (
            (status, sum(count[status] for count in counts.values()))
            for status in ("disputed", "proposed", "parked")
        )
        words = BETWEEN.join(f"{number}{GLUE}{status}" for status, number in told if number)
        return [Content.styled(words, self.style("quiet"))] if words else []

    def _most_open(self, counts: Mapping[PanelKey, Tally]) -> list[Content]:
        """The panel with most that is neither agreed nor put off."""
        key = max(counts, key=lambda key: open_items(counts[key]))
        number = open_items(counts[key])
        words = f"most to discuss: {BY_KEY[key].title},{GLUE}{number}"
        return [Content.styled(words, self.style("quiet"))] if number else []

    def _severities(self, width: int) -> Content:
        """How much is missing by severity, and how much is answered; symbols where words are too long."""
        number = self._number
        words = words_of(number, self._answered)
        if cell_len(words) > width:
            words = " ".join(f"{SEVERITY_MARKS[each]}{number[each]}" for each in SEVERITIES if number[each])
        return Content.styled(words, self.style("late" if number["must"] else "text"))

    def _by_panel(self, canvas: Canvas, width: int) -> list[Content]:
        """A mark and a word for each panel, with the titles where these fit."""
        states = panel_states(canvas, self._groups, is_quiet=self._cache.is_quiet)
        looks = iter([state.look for state in states])
        return [
            Content.assemble(*((said.replace(" ", GLUE), self.style(next(looks))) for said in line))
            for line in panel_columns(states, width)
        ]

    def _open(self) -> list[Content]:
        """A line for each rule that has words for a count, where it finds something."""
        return [
            Content.styled(f"{DIFFERS} {count} {rule.count_words}", self.style("late"))
            for rule in rules_for("cell")
            if rule.count_words and (count := self._found(rule.id))
        ]

    def _dates(self, counts: Mapping[PanelKey, Tally]) -> list[Content]:
        review = self._canvas.review if self._canvas else None
        steps = sum(count["steps"] for count in counts.values())
        late = sum(count["late"] for count in counts.values())
        if review is None:
            when = Content.styled("no review day yet", self.style("quiet"))
        elif self._found("governance/next-review"):
            when = Content.styled(f"review was {short_day(review, self.today)}", self.style("late"))
        else:
            when = Content(f"review {short_day(review, self.today)}")
        if late:
            todo = Content.styled(f"{late} of {steps} next steps late", self.style("late"))
        else:
            said = (
                f"{steps} next step{'' if steps == 1 else 's'}, none late" if steps else "no next steps yet"
            )
            todo = Content.styled(said, self.style("quiet"))
        return [todo, when] if late else [when, todo]
