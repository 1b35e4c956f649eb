"""The layout of the board: cells side by side, as wide and high as the board says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import NULL_OFFSET, NULL_SPACING, Region, Size
from textual.layout import ArrangeResult, WidgetPlacement
from textual.layouts.vertical import VerticalLayout

from canvas.app.widgets.cell import Cell
from canvas.app.widgets.grid_sizes import GUTTER

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.widget import Widget

    from canvas.app.widgets.grid_sizes import GridSizes


class BoardLayout(VerticalLayout):
    """Cells row by row; whatever else there is stands where its own styles put it."""

    name = "cells"

    def __init__(self, shares: Callable[[Size], GridSizes]) -> None:
        """A layout.

        Args:
            shares: gives the widths and heights for a size.
        """
        super().__init__()
        self._shares = shares

    def arrange(
        self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True
    ) -> ArrangeResult:
        """A place for each child."""
        if not all(isinstance(child, Cell) for child in children):
            return super().arrange(parent, children, size, greedy)
        parent.pre_layout(self)
        widths, heights = self._shares(size)
        placements = []
        y, waiting = 0, iter(children)
        for height in heights:
            x = 0
            for width in widths:
                child = next(waiting, None)
                if child is not None:
                    region = Region(x, y, width, height)
                    placements.append(WidgetPlacement(region, NULL_OFFSET, NULL_SPACING, child))
                x += width + GUTTER
            y += height
        return placements
