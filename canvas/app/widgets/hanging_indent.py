"""Hanging indents: a symbol, and beside it a text that wraps without running below the symbol."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

from canvas.app.paint.content_lines import breaks, content_strips
from canvas.app.widgets.facts import BETWEEN, facts, facts_by_line

Row = tuple[Content, Content | tuple[Content, ...]]
"""A symbol and its text, or short facts side by side."""


class HangingIndent(Visual):
    """Rows of a symbol and a text each; for the entries of a list that take several lines.

    Attributes:
        goes_on: for each line painted last, whether its text has another line.
    """

    _counted = -1, 0  # the latest width, and the number of lines at it

    def __init__(self, *rows: Row) -> None:
        """Symbols and texts; all texts begin at the same column."""
        self._rows: Sequence[Row] = rows
        self.goes_on: list[bool] = []
        self._indent = max((mark.cell_length for mark, _ in rows), default=0)

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """The lines, as Textual asks for them."""
        ground = style.rich_style
        blank = Strip([Segment(" " * self._indent, ground)])
        strips: list[Strip] = []
        self.goes_on = []
        for mark, text in self._rows:
            beside = content_strips(mark, self._indent, style, options) if mark else [blank]
            first = beside[0].adjust_cell_length(self._indent, ground)
            room = max(1, width - self._indent)
            shown = text if isinstance(text, Content) else Content("\n").join(facts(text, room))
            lines = content_strips(shown, room, style, options) or [Strip([])]
            self.goes_on += (number < len(lines) for number in range(1, len(lines) + 1))
            strips += (Strip([*(blank if number else first), *line]) for number, line in enumerate(lines))
        return strips if height is None else strips[:height]

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:  # noqa: ARG002
        """The width at which nothing wraps."""
        texts = (text if isinstance(text, Content) else Content(BETWEEN).join(text) for _, text in self._rows)
        return self._indent + max((text.get_optimal_width(rules, 0) for text in texts), default=0)

    def get_height(self, rules: RulesMap, width: int) -> int:
        """The number of lines at a width; counted once, though a list that opens asks several times."""
        if self._counted[0] != width:
            self._counted = width, self._count_lines(rules, width)
        return self._counted[1]

    def _count_lines(self, rules: RulesMap, width: int) -> int:
        room = max(1, width - self._indent)
        return sum(
            max(1, _lines(text, rules, room) if isinstance(text, Content) else len(facts_by_line(text, room)))
            for _, text in self._rows
        )


def _lines(text: Content, rules: RulesMap, room: int) -> int:
    """The number of lines of a text, as `Content.get_height`, which makes the lines to count them."""
    if text.cell_length <= room and "\n" not in text.plain:
        return 1
    overflow = rules.get("text_overflow", "fold")
    if "\t" in text.plain or rules.get("line_pad", 0) or rules.get("text_wrap", "wrap") == "nowrap":
        return text.get_height(rules, room)
    return sum(1 + len(breaks(line, room, fold=overflow == "fold")) for line in text.plain.split("\n"))
