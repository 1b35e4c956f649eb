"""A long text that scrolls, of which only the lines in sight are wrapped and painted."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.geometry import Size
from textual.strip import Strip

from canvas.app.paint.palette import Palette
from canvas.app.paint.text_blocks import Block, Line, Run, height_of, lines_of
from canvas.app.widgets.line_scroll import LineScroll
from canvas.model.named_tuple import NamedTuple

_WIDEST = 96
"""Maximum columns, margins included, however wide the screen: longer lines are hard to read."""

_MARGIN = 2
_NARROW_COLUMNS = 60
_MAX_KEPT = 200
"""How many blocks are kept as laid out."""

_STYLES = {
    "strong": RichStyle(bold=True),
    "emphasis": RichStyle(italic=True),
}


def column_width(whole: int) -> int:
    """The columns of a text in a widget of so many."""
    margin = _MARGIN if whole >= _NARROW_COLUMNS else 1
    return max(1, min(whole, _WIDEST) - 2 * margin)


class Measured(NamedTuple):
    """A text whose height at a width is known: for each block the number of lines down to its end."""

    blocks: Sequence[Block]
    width: int
    ends: list[int]


def measured(blocks: Iterable[Block], width: int) -> Measured:
    """Measure a text, in a thread where it is long; at width 0 nothing is measured yet."""
    blocks = [*blocks]
    return Measured(blocks, width, list(accumulate(height_of(block, width) for block in blocks if width)))


class TextView(LineScroll, can_focus=True):
    """Shows blocks of text in a centred column."""

    def __init__(self, id: str) -> None:  # noqa: A002 - as every widget
        super().__init__(id=id)
        self.palette = Palette(self)
        self._blocks: Sequence[Block] = ()
        self._ends: list[int] = []  # the number of lines down to the end of each block
        self._width = 0
        self._kept: dict[int, list[Line]] = {}

    def notify_style_update(self) -> None:
        """Look the colours up again."""
        super().notify_style_update()
        self.palette.expire()

    @property
    def text_width(self) -> int:
        """The columns of the text; 0 before the widget has a size."""
        whole = self.scrollable_content_region.width
        return column_width(whole) if whole else 0

    def show(self, text: Measured) -> None:
        """Show another text from its beginning."""
        self._blocks = text.blocks
        self._set_width(text.width, text.ends)
        self._lay_out()
        self.scroll_home(animate=False, immediate=True)
        self.refresh()

    def on_resize(self) -> None:
        """Wrap to the new width; the first block in sight stays there."""
        top = self._block_at(self.scroll_offset.y) if self._ends else 0
        was_home = self.scroll_offset.y == 0
        if self._lay_out() and not was_home:
            self.scroll_to(y=self._start_of(top), animate=False, immediate=True)

    def render_line(self, y: int) -> Strip:
        """A line of the block that is there."""
        ground = self.palette.rich("text")
        whole = self.scrollable_content_region.width
        at = self.scroll_offset.y + y - 1
        if not self._ends or not 0 <= at < self._ends[-1] or not self._width:
            return Strip.blank(whole, ground)
        number = self._block_at(at + 1)
        line = self._lines(number)[at - self._start_of(number) + 1]
        left = (whole - self._width) // 2
        segments = [Segment(" " * left, ground), *(Segment(run.text, self._style(run)) for run in line)]
        return Strip(segments).adjust_cell_length(whole, ground).simplify()

    def _style(self, run: Run) -> RichStyle:
        if run.style in ("heading", "rule"):
            return self.palette.rich(run.style)
        ground = self.palette.rich("text")
        return ground if run.style == "plain" else ground + _STYLES[run.style]

    def _lay_out(self) -> bool:
        """Measure all blocks where the width is another; whether it was."""
        width = self.text_width
        if not width or width == self._width:
            return False
        self._set_width(width, measured(self._blocks, width).ends)
        return True

    def _set_width(self, width: int, ends: list[int]) -> None:
        self._width, self._ends = width, ends
        self._kept.clear()
        self.virtual_size = Size(0, ends[-1] + 2 if ends else 0)

    def _block_at(self, line: int) -> int:
        """The block at a line; the first line is a margin."""
        return min(bisect_right(self._ends, max(0, line - 1)), len(self._ends) - 1)

    def _start_of(self, number: int) -> int:
        """The line at which a block begins."""
        return 1 + (self._ends[number - 1] if number else 0)

    def _lines(self, number: int) -> list[Line]:
        if number not in self._kept:
            if len(self._kept) >= _MAX_KEPT:
                self._kept.clear()
            self._kept[number] = lines_of(self._blocks[number], self._width)
        return self._kept[number]
