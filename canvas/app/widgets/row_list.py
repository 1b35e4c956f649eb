"""A list of options that tells where one goes on below its last line."""

# ruff: noqa: SLF001 - Textual has no public name for a divider

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Self, cast

from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.content import Content
from textual.css.styles import RulesMap
from textual.geometry import Region, Size, Spacing
from textual.reactive import Reactive
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual
from textual.widgets import OptionList

from canvas.app.paint.content_lines import content_strips, cut_below
from canvas.app.widgets.hanging_indent import HangingIndent

if TYPE_CHECKING:
    from textual._widget_navigation import Direction
    from textual.widgets._option_list import OptionListContent
    from textual.widgets.option_list import Option

_NO_PADDING = Spacing()


class RowList(OptionList):
    """A compact list; its last line in sight ends in an ellipsis where its text goes on below.

    What Textual looks up for each line, such as the size of the list, is looked up once for all.
    """

    virtual_size = Reactive(Size(0, 0), layout=False)
    """The number of lines; Textual's list fits its scrollbars to it itself."""

    def __init__(self, *options: OptionListContent, has_focus: bool = False) -> None:
        """A list of options; `has_focus` where it gets the focus as it is mounted: it is styled once then."""
        self._is_painting = self._are_scrollbars_due = False
        super().__init__(*options, compact=True)
        self.set_reactive(RowList.has_focus, has_focus)

    def set_options(self, options: Iterable[OptionListContent]) -> Self:
        """Replace the options; more than the screen has lines are laid out once, beside a scrollbar."""
        listed = list(options)
        if len(listed) > self.app.size.height:
            self.show_vertical_scrollbar = self.vertical_scrollbar.display = True
        return super().set_options(listed)

    def _move_page(self, direction: Direction) -> None:
        """Move by a page, at most to the first or the last row.

        A list that was just opened moves once it is known how much of it is in sight.
        """
        move = super()._move_page

        def move_if_laid_out() -> None:
            if self.scrollable_content_region:
                move(direction)
                if self.highlighted is None:  # only headings are there
                    (self.action_first if direction < 0 else self.action_last)()

        if self.scrollable_content_region:
            move_if_laid_out()
        else:
            self.call_after_refresh(move_if_laid_out)

    def on_resize(self) -> None:
        """Keep the highlighted row in sight."""
        self.scroll_to_highlight()

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of a part of the list."""
        self._update_lines()
        self._is_painting = True
        try:
            return super().render_lines(crop)
        finally:
            self._is_painting = False

    def _update_lines(self) -> None:
        """Lay out the options that are new."""
        if not self._is_painting:
            if self.scrollable_content_region:
                self._add_lines()
            super()._update_lines()
            if self._are_scrollbars_due:
                self._refresh_scrollbars()

    def _refresh_scrollbars(self) -> None:
        """Show or hide the scrollbars, as soon as it is known how many lines there are."""
        self._are_scrollbars_due = len(self._line_cache.heights) != len(self._options)
        if not self._are_scrollbars_due:
            super()._refresh_scrollbars()

    def _add_lines(self) -> None:
        """Lay out the options that are new, as Textual does, which asks twice as much of each."""
        cache, options = self._line_cache, self._options
        lines, width = cache.lines, self.scrollable_content_region.width
        rules = cast("RulesMap", self.styles)
        for index in range(len(cache.heights), len(options)):
            option = options[index]
            visual = option.prompt if isinstance(option.prompt, Visual) else self._get_visual(option)
            height = visual.get_height(rules, width) + option._divider
            cache.index_to_line[index], cache.heights[index] = len(lines), height
            lines += ((index, line) for line in range(height))

    def _get_option_render(self, option: Option, style: Style) -> list[Strip]:
        """The lines of an option, which know its place for the mouse."""
        key = (option, style, _NO_PADDING)
        strips = self._option_render_cache.get(key)
        if strips is None:
            strips = self._option_render_cache[key] = self._drawn(option, style)
        return strips

    def _drawn(self, option: Option, style: Style) -> list[Strip]:
        width, ground = self.scrollable_content_region.width, style.rich_style
        options = RenderOptions(self._get_style, cast("RulesMap", self.styles))
        visual = self._get_visual(option)
        if isinstance(visual, Content):
            lines = content_strips(visual, width, style, options)
        else:
            lines = visual.render_strips(width, None, style, options)
        place = RichStyle.from_meta({"option": self._option_to_index[option]})
        strips = [
            Strip(
                [Segment(text, look + place if look else place) for text, look, _ in line], line.cell_length
            )
            for line in (line.extend_cell_length(width, ground) for line in lines)
        ]
        if option._divider:
            rule = self.get_visual_style("option-list--separator").rich_style
            strips.append(Strip([Segment("─" * width, rule)], width))
        return strips

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
