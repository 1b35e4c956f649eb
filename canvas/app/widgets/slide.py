"""A slide, rendered line by line in one or two centred columns."""

from __future__ import annotations

from collections.abc import Callable

from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.strip import Strip
from textual.widget import Widget

from canvas.app.paint.palette import Palette
from canvas.exports.slides.layout import StyledRun
from canvas.exports.slides.slide_text import Room
from canvas.exports.slides.slide_types import Part, Slide

_LINES_A_BLANK = 20
_STYLES = {"title": "heading", "label": "changed"}
"""Styles of a slide that have another name in the palette."""


class SlideView(Widget):
    """Paints the uncovered entries of a slide."""

    def __init__(self, resized: Callable[[], None]) -> None:
        """``resized`` is called when the size changes."""
        super().__init__(id="slide")
        self._resized = resized
        self.palette = Palette(self)
        self.room = Room(1, 1)
        self.slide: Slide | None = None
        self.uncovered: int | None = None
        self.marked = ""
        self._drawn: list[tuple[Part, ...]] | None = None

    def notify_style_update(self) -> None:
        """Look the colours up again."""
        super().notify_style_update()
        self.palette.expire()

    def show(self, slide: Slide, room: Room, *, uncovered: int | None = None, marked: str = "") -> None:
        """Show a slide as laid out for a room: all entries or so many, and the marked item highlighted."""
        self.slide, self.room, self.uncovered, self.marked = slide, room, uncovered, marked
        self._drawn = None
        if self.size.width:  # what has no place yet is painted once it has one: not twice
            self.refresh()

    def on_resize(self) -> None:
        """Have the slides laid out for the new size."""
        self._resized()

    @staticmethod
    def above(height: int) -> int:
        """The number of blank lines above a slide, by the height of the screen."""
        return 1 + height // _LINES_A_BLANK if height >= _LINES_A_BLANK else 0

    @property
    def left(self) -> int:
        """The columns left of the slide, which is centred."""
        return max(0, (self.size.width - (self.slide.width if self.slide else 0)) // 2)

    def item_at(self, x: int, y: int) -> str:
        """The id of the visible item at a place of the widget; empty where there is none."""
        part = next((part for part in reversed(self._row(y)) if not part.x or x >= self.left + part.x), None)
        if self.slide is None or part is None or part.entry is None or not self._shows(part.entry):
            return ""
        return self.slide.entries[part.entry].item

    def render_line(self, y: int) -> Strip:
        """One line of the widget."""
        ground = self.palette.rich("text")
        strip = Strip.blank(self.left, ground)
        for part in self._row(y):
            if part.line and self._shows(part.entry):
                strip = strip.adjust_cell_length(self.left + part.x, ground)
                strip = Strip([*strip, *self._column(part)])
        return strip.adjust_cell_length(self.size.width, ground).simplify()

    def _column(self, part: Part) -> Strip:
        """A line of an entry, highlighted where its item is selected."""
        column = Strip([Segment(run.text, self._style(run)) for run in part.line])
        if not self._is_marked(part.entry) or self.slide is None:
            return column
        lit = self.palette.rich("cursor")
        under = RichStyle(bgcolor=lit.bgcolor)  # keeps the colour of the status
        segments = [Segment("▌", lit), *column.crop(1)]
        column = Strip([Segment(text, (style or lit) + under) for text, style, _ in segments])
        return column.adjust_cell_length(self.slide.column, lit)

    def _style(self, run: StyledRun) -> RichStyle:
        return self.palette.rich(_STYLES.get(run.style, run.style))

    def _row(self, y: int) -> tuple[Part, ...]:
        if self._drawn is None:
            self._drawn = list(self.slide.laid_out) if self.slide else []
        at = y - self.above(self.size.height)
        return self._drawn[at] if 0 <= at < len(self._drawn) else ()

    def _shows(self, number: int | None) -> bool:
        return number is None or self.uncovered is None or number < self.uncovered

    def _is_marked(self, number: int | None) -> bool:
        if not self.marked or self.slide is None or number is None:
            return False
        return self.slide.entries[number].item == self.marked
