"""A list of options that tells where one goes on below its last line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Self

from textual.strip import Strip
from textual.widgets import OptionList

from canvas.app.widgets.hanging_indent import HangingIndent
from canvas.app.widgets.rows import cut_below

if TYPE_CHECKING:
    from textual.widgets._option_list import OptionListContent


class RowList(OptionList):
    """A list whose last line in sight ends in an ellipsis where its text goes on below."""

    def set_options(self, options: Iterable[OptionListContent]) -> Self:
        """Replace the options; more than the screen has lines are laid out once, beside a scrollbar."""
        listed = list(options)
        if len(listed) > self.app.size.height:
            self.show_vertical_scrollbar = True
        return super().set_options(listed)

    def render_line(self, y: int) -> Strip:
        """A line of the list."""
        strip = super().render_line(y)
        is_last = y == self.scrollable_content_region.height - 1
        return cut_below(strip) if is_last and self._goes_on(self.scroll_offset.y + y) else strip

    def _goes_on(self, line: int) -> bool:
        """Whether the text of a line has another line below it."""
        rows = self._lines
        if line + 1 >= len(rows) or rows[line][0] != rows[line + 1][0]:
            return False
        option, at = rows[line]
        shown = self.options[option].prompt
        return shown.goes_on[at] if isinstance(shown, HangingIndent) and at < len(shown.goes_on) else True
