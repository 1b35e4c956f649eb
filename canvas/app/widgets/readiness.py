"""The ninth cell: counts and dates that tell how ready the partnership is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from rich.segment import Segment
from textual.content import Content
from textual.strip import Strip

from canvas.app.dates import short_day
from canvas.app.paint.palette import Palette
from canvas.app.widgets.cell import AIR, GLUE, Cell
from canvas.app.widgets.symbols import DIFFERS
from canvas.model.canvas import Canvas
from canvas.model.findings import CANVAS, Finding, count_distinct, findings_in, rules_for
from canvas.model.schema import BY_KEY, PANELS
from canvas.model.types import PanelKey

_BAR_COLUMNS = 40
"""The most columns of the bar."""


class Count(NamedTuple):
    """A panel's items; of them agreed or done, next steps, late; the others by status; findings."""

    items: int = 0
    agreed: int = 0
    steps: int = 0
    late: int = 0
    statuses: Mapping[str, int] = MappingProxyType({})
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
        self._drawn_for: object = None
        self._counts: dict[str, tuple[tuple[object, ...], Count]] = {}

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
        counts = {panel.key: self._count(self._canvas, panel.key) for panel in PANELS}
        width, ground = max(1, self.size.width - 1 - AIR), self.style("text")
        margin, air = Segment(" ", ground.rich_style), Segment(" " * AIR, ground.rich_style)

        def drawn(contents: Iterable[Content]) -> list[Strip]:
            return [
                Strip([margin, *strip, air])
                for said in contents
                for strip in self.wrapped(said, width, ground)
            ]

        # The bar and the list stand only where there is room; a low cell cuts off the end.
        room = self.size.height - self.head
        first = [*self._open(), self._agreed(counts)]
        rest = [*self._others(counts), *self._dates(counts), *self._most_open(counts)]
        lines = drawn([*first, self._bar(counts, width), *rest])
        if len(lines) > room:
            lines = drawn([*first, *rest])
        listed = drawn([Content(""), *self._by_name(counts)])
        return lines + listed if len(lines) + len(listed) <= room else lines

    def _count(self, canvas: Canvas, key: PanelKey) -> Count:
        """The counts of a panel, cached while its items are the same."""
        items = canvas.panels[key]
        known = self._counts.get(key)
        if known is None or known[0] is not items:
            count = Count(
                len(items),
                sum(item.is_agreed for item in items),
                sum(item.is_next_step for item in items),
                sum(item.is_overdue(self.today) for item in items),
                Counter(str(item.status) for item in items if not item.is_agreed),
                tuple(findings_in(canvas, key, "cell", self.today)),
            )
            known = self._counts[key] = (items, count)
        return known[1]

    def _agreed(self, counts: Mapping[PanelKey, Count]) -> Content:
        agreed, items = _agreed_of(counts)
        if not items:
            return Content.styled("nothing to agree on yet", self.style("quiet"))
        return Content.styled(f"{agreed} of {items} agreed", self.style("agreed" if agreed else "text"))

    def _bar(self, counts: Mapping[PanelKey, Count], width: int) -> Content:
        """How much is agreed, as a bar."""
        agreed, items = _agreed_of(counts)
        columns = min(width, _BAR_COLUMNS)
        full = agreed * columns // max(1, items)
        return Content.assemble(
            ("▄" * full, self.style("agreed")), ("─" * (columns - full), self.style("rule"))
        )

    def _others(self, counts: Mapping[PanelKey, Count]) -> list[Content]:
        """How many are of each other status, on as few lines as they fit on."""
        told = (
            (status, sum(count.statuses.get(status, 0) for count in counts.values()))
            for status in ("disputed", "proposed", "parked")
        )
        words = " · ".join(f"{number}{GLUE}{status}" for status, number in told if number)
        return [Content.styled(words, self.style("quiet"))] if words else []

    def _most_open(self, counts: Mapping[PanelKey, Count]) -> list[Content]:
        """The panel with most that is neither agreed nor put off."""
        key = max(counts, key=lambda key: _open_items(counts[key]))
        number = _open_items(counts[key])
        words = f"most to discuss: {BY_KEY[key].title}, {number}"
        return [Content.styled(words, self.style("quiet"))] if number else []

    def _by_name(self, counts: Mapping[PanelKey, Count]) -> list[Content]:
        """The counts beside the names of the panels."""
        longest = max(len(panel.title) for panel in PANELS)
        contents = []
        for panel in PANELS:
            count = counts[panel.key]
            words = f"{count.agreed} of {count.items} agreed" if count.items else "empty"
            name = f"{panel.number} {panel.title:<{longest}}  "
            contents.append(
                Content.assemble(
                    (name, self.style("quiet")), (words, self.style("text" if count.items else "quiet"))
                )
            )
        return contents

    def _open(self) -> list[Content]:
        """A line for each rule that has words for a count, where it finds something."""
        return [
            Content.styled(f"{DIFFERS} {count} {rule.count_words}", self.style("late"))
            for rule in rules_for("cell")
            if rule.count_words and (count := self._found(rule.id))
        ]

    def _dates(self, counts: Mapping[PanelKey, Count]) -> list[Content]:
        review = self._canvas.review if self._canvas else None
        steps = sum(count.steps for count in counts.values())
        late = sum(count.late for count in counts.values())
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


def _agreed_of(counts: Mapping[PanelKey, Count]) -> tuple[int, int]:
    return sum(count.agreed for count in counts.values()), sum(count.items for count in counts.values())


def _open_items(count: Count) -> int:
    return count.statuses.get("proposed", 0) + count.statuses.get("disputed", 0)
