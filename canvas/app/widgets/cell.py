"""What the nine cells of the board share: a heading, styles by name, and lines drawn one by one."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.content import Content
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions
from textual.widget import Widget

from canvas.app.widgets.marks import MARKS

GLUE = "\ue000"
"""Stands for a space at which a line is not broken: rich would break it at every space that Unicode has."""


class Cell(Widget):
    """One of the nine cells. It never takes the focus: the board has it, and says which cell is active."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "cell--heading",
        "cell--heading-active",
        "cell--rule",
        "cell--text",
        "cell--quiet",
        "cell--settled",
        "cell--late",
        "cell--cursor",
        *(f"cell--{status}" for status in MARKS),
    }

    def __init__(self, key: str, heading: str) -> None:
        """A cell.

        Args:
            key: its id among the widgets.
            heading: what its first line says.
        """
        super().__init__(id=key)
        self.heading = heading
        self.is_active = False
        self._styles_by_name: dict[str, Style] = {}

    def activate(self, active: bool) -> None:
        """Draw the heading as that of the active cell, or not."""
        if active != self.is_active:
            self.is_active = active
            self.changed()

    def changed(self) -> None:
        """Draw the cell again, as it is now."""
        self.refresh()

    def aside(self) -> str:
        """What stands at the right end of the heading."""
        return ""

    def lines(self) -> list[Strip]:
        """The lines below the heading."""
        return []

    def render_line(self, y: int) -> Strip:
        """One line of the widget."""
        if y == 0:
            return self._heading_line()
        lines = self.lines()
        return lines[y - 1] if y <= len(lines) else self.blank()

    def style(self, name: str) -> Style:
        """A style by its name: ``text`` as the ground to draw on, any other to lay over it."""
        style = self._styles_by_name.get(name)
        if style is None:
            found = self.get_component_styles(f"cell--{name}")
            style = Style(
                found.background if found.has_rule("background") else None,
                found.color if found.has_rule("color") else None,
                bold=found.text_style.bold,
            )
            self._styles_by_name[name] = style = self.visual_style + style if name == "text" else style
        return style

    def notify_style_update(self) -> None:
        """Forget the old colours."""
        self._styles_by_name.clear()
        super().notify_style_update()

    def rich(self, name: str) -> RichStyle:
        """A named style on the cell's ground."""
        return (self.visual_style + self.style(name)).rich_style

    def wrapped(self, content: Content, width: int, ground: Style) -> list[Strip]:
        """Content as lines of exactly ``width`` columns."""
        options = RenderOptions(lambda style: style if isinstance(style, Style) else Style(), {})
        strips = content.render_strips(max(1, width), None, ground, options)
        return [_unglued(strip).adjust_cell_length(width, ground.rich_style) for strip in strips]

    def blank(self) -> Strip:
        """An empty line."""
        return Strip.blank(self.size.width, self.rich_style)

    def _heading_line(self) -> Strip:
        width = self.size.width
        title, aside = f" {self.heading} ", self.aside()
        if self.is_active:
            text = f"{title}{aside:>{max(0, width - len(title) - 1)}} "
            return Strip([Segment(text[:width].ljust(width), self.rich("heading-active"))], width)
        aside = f" {aside} " if aside else ""
        dashes = "─" * max(0, width - len(title) - len(aside))
        heading = self.rich("heading")
        strip = Strip([Segment(title, heading), Segment(dashes, self.rich("rule")), Segment(aside, heading)])
        return strip.adjust_cell_length(width)


def _unglued(strip: Strip) -> Strip:
    if GLUE not in strip.text:
        return strip
    return Strip([segment._replace(text=segment.text.replace(GLUE, " ")) for segment in strip])
