"""The ninth cell: counts and dates that tell how ready the partnership is."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from rich.segment import Segment
from textual.content import Content
from textual.geometry import Size
from textual.strip import Strip

from canvas.app.dates import long_day
from canvas.app.paint.palette import Palette
from canvas.app.widgets.cell import Cell
from canvas.app.widgets.symbols import DIFFERS
from canvas.model.canvas import Canvas
from canvas.model.findings import CANVAS, Finding, count_distinct, findings_in, rules_for
from canvas.model.schema import BOARD_ROWS, BY_KEY, PANELS
from canvas.model.types import PanelKey

_NAMES_MIN_SIZE = (34, 11)
"""The least columns and lines at which panels are listed by name."""


class Count(NamedTuple):
    """A panel's items; of them those agreed or done, the next steps, those parked; what the rules find."""

    items: int = 0
    agreed: int = 0
    steps: int = 0
    parked: int = 0
    found: tuple[Finding, ...] = ()

    def of(self, rule: str) -> int:
        """How many items a rule has found."""
        return count_distinct(finding for finding in self.found if finding.rule == rule)


class ReadinessView(Cell):
    """Shows agreed and all items per panel, the next review, late next steps, and unresolved differences."""

    def __init__(self, today: date, palette: Palette) -> None:
        super().__init__("readiness", "Readiness", palette)
        self.today = today
        self._canvas: Canvas | None = None
        self._drawn: list[Strip] = []
        self._drawn_for = (Size(0, 0), 0)
        self._counts: dict[str, tuple[tuple[object, ...], Count]] = {}

    def show(self, canvas: Canvas) -> None:
        """Show the counts of a canvas."""
        if canvas is not self._canvas:
            self._canvas = canvas
            self.changed()

    @property
    def unresolved(self) -> int:
        """How many items, and fields of the canvas itself, two versions have differently."""
        return self._found("settled")

    def _found(self, rule: str) -> int:
        """How many items, and fields of the canvas itself, a rule finds."""
        if self._canvas is None:
            return 0
        counts = (self._count(self._canvas, panel.key) for panel in PANELS)
        own = tuple(findings_in(self._canvas, CANVAS, "cell", self.today))
        return sum(count.of(rule) for count in (*counts, Count(found=own)))

    def changed(self) -> None:
        """Count again, and repaint the lines that differ."""
        self._drawn = []
        super().changed()

    def lines(self) -> list[Strip]:
        """The lines below the heading."""
        if not self._drawn or self._drawn_for != self.drawn_for:
            self._drawn, self._drawn_for = self._draw(), self.drawn_for
        return self._drawn

    def _draw(self) -> list[Strip]:
        if self._canvas is None:
            return []
        counts: dict[str, Count] = {panel.key: self._count(self._canvas, panel.key) for panel in PANELS}
        width, ground = self.size.width - 1, self.style("text")
        margin = Segment(" ", ground.rich_style)
        columns, lines = _NAMES_MIN_SIZE
        roomy = self.size.width >= columns and self.size.height > lines
        contents = [*(self._by_name(counts) if roomy else self._by_place(counts)), *self._dates(counts)]
        if roomy:
            contents += self._parked(counts)
        return [
            Strip([margin, *strip]) for content in contents for strip in self.wrapped(content, width, ground)
        ]

    def _count(self, canvas: Canvas, key: PanelKey) -> Count:
        """The counts of a panel, cached while its items are the same."""
        items = canvas.panels[key]
        known = self._counts.get(key)
        if known is None or known[0] is not items:
            count = Count(
                len(items),
                sum(item.is_agreed for item in items),
                sum(item.is_next_step for item in items),
                sum(item.status == "parked" for item in items),
                tuple(findings_in(canvas, key, "cell", self.today)),
            )
            known = self._counts[key] = (items, count)
        return known[1]

    def _by_place(self, counts: dict[str, Count]) -> list[Content]:
        """The counts in the grid of the board."""
        rows = [
            "  ".join(
                f"{BY_KEY[key].number} {counts[key].agreed:>2}/{counts[key].items:<2}"
                if key in BY_KEY
                else ""
                for key in row
            )
            for row in BOARD_ROWS
        ]
        parked = sum(count.parked for count in counts.values())
        words = f"agreed of all · {parked} parked" if parked else "agreed, of all, by panel"
        caption = [Content.styled(words, self.style("quiet"))]
        return [*(self._open() or caption), *map(Content, rows)]

    def _by_name(self, counts: dict[str, Count]) -> list[Content]:
        """The counts beside the names of the panels."""
        longest = max(len(panel.title) for panel in PANELS)
        contents = self._open()
        for panel in PANELS:
            items, settled, *_ = counts[panel.key]
            words = f"{settled} of {items} agreed" if items else "empty"
            quiet = self.style("quiet")
            name = f"{panel.number} {panel.title:<{longest}}  "
            contents.append(
                Content.assemble((name, quiet), (words, self.style("text" if items else "quiet")))
            )
        return contents

    def _open(self) -> list[Content]:
        """A line for each rule that has words for a count, where it finds something."""
        return [
            Content.styled(f"{DIFFERS} {count} {rule.count_words}", self.style("late"))
            for rule in rules_for("cell")
            if rule.count_words and (count := self._found(rule.id))
        ]

    def _parked(self, counts: dict[str, Count]) -> list[Content]:
        """The number of parked items, if any."""
        parked = sum(count.parked for count in counts.values())
        words = f"{parked} parked: P takes {'it' if parked == 1 else 'them'} up again"
        return [Content.styled(words, self.style("quiet"))] if parked else []

    def _dates(self, counts: dict[str, Count]) -> list[Content]:
        review = self._canvas.review if self._canvas else None
        steps = sum(count.steps for count in counts.values())
        late = sum(count.of("steps/on-time") for count in counts.values())
        if review is None:
            when = Content.styled("no review date yet", self.style("quiet"))
        elif self._found("governance/next-review"):
            when = Content.styled(f"review was {long_day(review)}", self.style("late"))
        else:
            when = Content(f"review {long_day(review)}")
        if late:
            todo = Content.styled(f"{late} of {steps} next steps late", self.style("late"))
        else:
            said = (
                f"{steps} next step{'' if steps == 1 else 's'}, none late" if steps else "no next steps yet"
            )
            todo = Content.styled(said, self.style("quiet"))
        return [when, todo]
