"""Hanging indents: a symbol, and beside it a text that wraps without running below the symbol."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

Row = tuple[Content, Content]
"""A symbol and its text."""


class HangingIndent(Visual):
    """Rows of a symbol and a text each; for the entries of a list that take several lines."""

    def __init__(self, *rows: Row) -> None:
        """Symbols and texts; all texts begin at the same column."""
        self._rows: Sequence[Row] = rows
        self._indent = max((mark.cell_length for mark, _ in rows), default=0)

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """The lines, as Textual asks for them."""
        ground = style.rich_style
        blank = Strip([Segment(" " * self._indent, ground)])
        strips: list[Strip] = []
        for mark, text in self._rows:
            beside = mark.render_strips(self._indent, 1, style, options) if mark else [blank]
            first = beside[0].adjust_cell_length(self._indent, ground)
            lines = text.render_strips(max(1, width - self._indent), None, style, options) or [Strip([])]
            strips += (Strip([*(blank if number else first), *line]) for number, line in enumerate(lines))
        return strips if height is None else strips[:height]

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:  # noqa: ARG002
        """The width at which nothing wraps."""
        longest = max((text.get_optimal_width(rules, 0) for _, text in self._rows), default=0)
        return self._indent + longest

    def get_height(self, rules: RulesMap, width: int) -> int:
        """The number of lines at a width."""
        room = max(1, width - self._indent)
        return sum(max(1, text.get_height(rules, room)) for _, text in self._rows)
