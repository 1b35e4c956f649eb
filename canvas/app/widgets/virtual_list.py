"""A list of rows of equal height, of which only those in sight are rendered, however many there are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, Literal

from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from canvas.app.paint.content_lines import cut_below
from canvas.app.widgets.line_scroll import LineScroll

Run = tuple[str, Literal["", "quiet"]]
"""Sanitised text, and its style."""

Draw = Callable[[int, int], tuple[Run, ...]]
"""Renders the row at a position, for a width: a run for each of its lines."""


class VirtualList(LineScroll, can_focus=False):
    """Shows so many rows, which it has drawn as they come into sight; a click chooses one.

    Attributes:
        highlighted: the position of the highlighted row; None where there are no rows.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"virtual-list--highlighted", "virtual-list--quiet"}

    @dataclass
    class Chosen(Message):
        """A row was clicked."""

        position: int

    def __init__(self, draw: Draw, lines_each: int) -> None:
        super().__init__()
        self._draw = draw
        self._lines_each = lines_each
        self._count = 0
        self.highlighted: int | None = None

    def show(self, count: int, highlighted: int = 0) -> None:
        """Show other rows, with the highlight on one of them."""
        self._count = count
        self.virtual_size = Size(0, count * self._lines_each)
        self.highlight(highlighted)

    def highlight(self, position: int) -> None:
        """Highlight the row nearest to a position, and bring it into sight."""
        self.highlighted = max(0, min(position, self._count - 1)) if self._count else None
        if self.highlighted is not None:
            self._bring_in(self.highlighted)
        self.refresh()

    def move(self, steps: int) -> None:
        """Move the highlight; from the last row on to the first, and back."""
        if self.highlighted is not None:
            self.highlight((self.highlighted + steps) % self._count)

    def move_page(self, steps: int) -> None:
        """Move the highlight by a screenful, and no further than to the end."""
        if self.highlighted is not None:
            self.highlight(self.highlighted + steps * max(1, self._height // self._lines_each))

    def on_resize(self) -> None:
        """Keep the highlighted row in sight."""
        if self.highlighted is not None:
            self._bring_in(self.highlighted)

    def on_click(self, event: events.Click) -> None:
        """Choose the row that was clicked."""
        position = (self.scroll_offset.y + event.y) // self._lines_each
        if position < self._count:
            self.highlight(position)
            self.post_message(self.Chosen(position))

    def render_line(self, y: int) -> Strip:
        """A line of the row that is there; with an ellipsis where the row goes on below the last line."""
        width = self.scrollable_content_region.width
        base = self.rich_style
        position, line = divmod(self.scroll_offset.y + y, self._lines_each)
        if position >= self._count:
            return Strip.blank(width, base)
        style = base
        if position == self.highlighted:
            style = self.get_component_rich_style("virtual-list--highlighted")
        text, name = self._draw(position, width)[line]
        if name:
            style += self.get_component_rich_style("virtual-list--quiet", partial=True)
        strip = Strip([Segment(text, style)]).adjust_cell_length(width, style)
        goes_on = y == self._height - 1 and line < self._lines_each - 1
        return cut_below(strip) if goes_on else strip

    @property
    def _height(self) -> int:
        return self.scrollable_content_region.height

    def _bring_in(self, position: int) -> None:
        """Scroll as little as needed to show a row whole."""
        top, height = position * self._lines_each, self._height
        if not height:
            return
        at = min(self.scroll_offset.y, top)
        at = max(at, top + min(self._lines_each, height) - height)
        self.scroll_to(y=at, animate=False, immediate=True)
