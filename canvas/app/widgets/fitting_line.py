"""A line of which a shorter wording is painted where the longer does not fit."""

from __future__ import annotations

from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

from canvas.app.paint.content_lines import content_strips


class FittingLine(Visual):
    """Paints the first of its wordings that fits the width, else the last."""

    def __init__(self, *wordings: Content) -> None:
        """Wordings of one line each, the longest first."""
        self._wordings = wordings

    def fitted(self, width: int) -> Content:
        """The wording for a width."""
        fitting = (words for words in self._wordings if words.cell_length <= width)
        return next(fitting, self._wordings[-1])

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """The line, as Textual asks for it."""
        return content_strips(self.fitted(width), width, style, options)[:height]

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """The width of the longest wording."""
        return self._wordings[0].get_optimal_width(rules, container_width)

    def get_height(self, rules: RulesMap, width: int) -> int:  # noqa: ARG002 - as every visual
        """One line."""
        return 1
