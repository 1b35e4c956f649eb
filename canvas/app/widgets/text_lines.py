"""Lines of text that scroll, of which only those in sight are painted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import cast

from textual.content import Content
from textual.css.styles import RulesMap
from textual.geometry import Size
from textual.strip import Strip
from textual.visual import RenderOptions

from canvas.app.paint.content_lines import content_strips
from canvas.app.widgets.line_scroll import LineScroll


class TextLines(LineScroll, can_focus=False):
    """Shows lines that are made for its width."""

    def __init__(self, lines_at: Callable[[int], Sequence[Content]]) -> None:
        super().__init__()
        self._lines_at = lines_at
        self._lines: Sequence[Content] = ()

    def renew(self) -> None:
        """Ask for the lines again, and show them from the first."""
        self._lay_out()
        self.scroll_home(animate=False)

    def on_resize(self) -> None:
        """Ask for the lines at another width."""
        self._lay_out()

    def render_line(self, y: int) -> Strip:
        """The line that is there."""
        width, style = self.scrollable_content_region.width, self.visual_style
        at = self.scroll_offset.y + y
        if at >= len(self._lines):
            return Strip.blank(width, style.rich_style)
        options = RenderOptions(self._get_style, cast("RulesMap", self.styles))
        return content_strips(self._lines[at], width, style, options)[0].adjust_cell_length(
            width, style.rich_style
        )

    def _lay_out(self) -> None:
        """Make the lines for the width there is beside the scrollbar that they need, or do not need."""
        for _ in range(2):
            width = self.scrollable_content_region.width
            if not width:
                return
            self._lines = self._lines_at(width)
            self.virtual_size = Size(0, len(self._lines))
            if self.scrollable_content_region.width == width:
                break
        self.refresh()
