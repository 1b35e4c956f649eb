"""The base of the nine cells of the board: a heading, named styles, and line rendering."""

from __future__ import annotations

import re

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.content import Content
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions
from textual.widget import Widget

from canvas.app.paint.content_lines import AIR, content_strips
from canvas.app.paint.palette import Palette

GLUE = "\u2800"
"""A placeholder for a no-break space: Rich breaks lines at every Unicode space."""

BETWEEN = f"{GLUE}· "
"""What stands between two details; no line begins with it."""

_WITHOUT_SPACES = re.compile("[\u0e00-\u0eff\U0001f1e6-\U0001f1ff\uff9e\uff9f]")
"""Thai, Lao, flags and half-width kana, whose clusters Rich may break where a word is longer than a line."""

_NOTHING = Strip([])


class Cell(Widget):
    """One of the nine cells, rendered line by line. The board activates one of them."""

    def __init__(self, key: str, heading: str, palette: Palette) -> None:
        super().__init__(id=key)
        self.key = key
        self.heading = heading
        self.is_active = False
        self.rule_style = "rule"
        self.palette = palette
        self._shown: list[Strip] = []
        self._shown_for: object = None
        self._painted_size: Size | None = None
        self.is_airy = False
        """Whether there is room for a blank line below the headings of its row."""

    @property
    def size(self) -> Size:
        """The size of the widget; Textual looks it up, which the painting of each line would repeat."""
        return self._painted_size or super().size

    def render_lines(self, crop: Region) -> list[Strip]:
        """Paint some lines, all for one size."""
        self._painted_size = super().size
        try:
            return super().render_lines(crop)
        finally:
            self._painted_size = None

    def activate(self, active: bool) -> None:
        """Highlight the heading, or not."""
        if active != self.is_active:
            self.is_active = active
            self.changed()

    def changed(self) -> None:
        """Repaint only the lines that differ: moving the cursor costs two items, not two panels."""
        if self._shown_for != self.drawn_for:
            self.refresh()
            return
        width, height = self.size
        lines = [self._heading_line(), *[self.blank()] * (self.head - 1), *self.lines()]
        for y in range(height):
            line = lines[y] if y < len(lines) else self.blank()
            if line is not self._shown[y] and line != self._shown[y]:
                self.refresh(Region(0, y, width, 1))

    @property
    def drawn_for(self) -> tuple[Size, int, bool]:
        """The cache key of the lines: they are rendered again when the room or the palette changes."""
        return self.size, self.palette.version, self.is_airy

    @property
    def head(self) -> int:
        """The number of lines of the heading, the blank one below it included."""
        return 1

    def aside(self) -> str:
        """The text at the right end of the heading."""
        return ""

    def lines(self) -> list[Strip]:
        """The lines below the heading."""
        return []

    def render_line(self, y: int) -> Strip:
        """One line of the widget."""
        if self._shown_for != self.drawn_for:
            self._shown_for, self._shown = self.drawn_for, [_NOTHING] * self.size.height
        head = self.head
        if y == 0:
            line = self._heading_line()
        else:
            lines = self.lines()
            line = lines[y - head] if head <= y < head + len(lines) else self.blank()
        if y < len(self._shown):
            self._shown[y] = line
        return line

    def style(self, name: str) -> Style:
        """A style by name: ``text`` is the background, any other is combined with it."""
        return self.palette.style(name)

    def rich(self, name: str) -> RichStyle:
        """A named style combined with the background, for a segment."""
        return self.palette.rich(name)

    def wrapped(self, content: Content, width: int, ground: Style) -> list[Strip]:
        """Wrap content into lines of exactly ``width`` columns."""
        options = RenderOptions(lambda style: style if isinstance(style, Style) else Style(), {})
        if _WITHOUT_SPACES.search(content.plain):
            from canvas.app.paint.whole_clusters import break_between_syllables  # noqa: PLC0415 - seldom needed

            content = break_between_syllables(content, max(1, width))
        strips = content_strips(content, max(1, width), ground, options)
        return [_unglued(strip).adjust_cell_length(width, ground.rich_style) for strip in strips]

    def blank(self) -> Strip:
        """An empty line."""
        return Strip.blank(self.size.width, self.rich("text"))

    def _heading_line(self) -> Strip:
        """The heading, a rule and the counts; on a bar where the cell is active, and never up to the edge."""
        width = self.size.width
        sign, line = ("▌", "━") if self.is_active else (" ", "─")
        title, aside = f"{sign}{self.heading} ", self.aside()
        aside = f" {aside}" if aside else ""
        rule = line * max(0, width - AIR - cell_len(title) - cell_len(aside))
        heading = self.rich("heading-active" if self.is_active else "heading")
        ruled = self.rich("rule-active" if self.is_active else self.rule_style)
        parts = [Segment(title, heading), Segment(rule, ruled), Segment(aside, heading)]
        strip = Strip(parts).adjust_cell_length(max(0, width - AIR), heading)
        return strip.adjust_cell_length(width, heading if self.is_active else self.rich("text"))


def _unglued(strip: Strip) -> Strip:
    if GLUE not in strip.text:
        return strip
    text = strip.text.rstrip()
    if text.endswith(BETWEEN.rstrip()):
        strip = strip.crop(0, cell_len(text) - len(BETWEEN.rstrip()))
    return Strip([segment._replace(text=segment.text.replace(GLUE, " ")) for segment in strip])
