"""The layout of the board: cells side by side, sized by how much there is to read in each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.geometry import NULL_OFFSET, NULL_SPACING, Region, Size
from textual.layout import ArrangeResult, WidgetPlacement
from textual.layouts.vertical import VerticalLayout

from canvas.app.paint.content_lines import AIR
from canvas.app.widgets.cell import Cell
from canvas.app.widgets.grid import Grid
from canvas.app.widgets.grid_sizes import GridSizes, even_sizes, grid_sizes, grows
from canvas.app.widgets.panel import MARGIN
from canvas.app.widgets.statement import WHY_NOT
from canvas.model.schema import BOARD_ROWS

if TYPE_CHECKING:
    from textual.widget import Widget

    from canvas.app.widgets.board_cursor import BoardCursor


class BoardLayout(VerticalLayout):
    """Cells row by row; any other child is placed by its own styles."""

    name = "cells"

    def __init__(self, cursor: BoardCursor) -> None:
        super().__init__()
        self._cursor = cursor
        self._cached: tuple[tuple[Size, Grid, tuple[int, int]], GridSizes] | None = None

    def arrange(
        self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True
    ) -> ArrangeResult:
        """A place for each child."""
        if not all(isinstance(child, Cell) for child in children):
            return super().arrange(parent, children, size, greedy)
        parent.pre_layout(self)
        widths, heights, airy = self._sizes(size)
        placements = []
        y, remaining = 0, iter(children)
        for height, is_airy in zip(heights, airy or (False,) * len(heights), strict=True):
            x = 0
            for width in widths:
                child = next(remaining, None)
                if isinstance(child, Cell):
                    child.is_airy = is_airy
                    region = Region(x, y, width, height)
                    placements.append(WidgetPlacement(region, NULL_OFFSET, NULL_SPACING, child))
                x += width
            y += height
        return placements

    def _sizes(self, size: Size) -> GridSizes:
        """The columns and rows for a board of this size.

        Computed when the size, the grid, the working row or what fills it changes, never while people type:
        the cells must not move then.
        """
        cursor = self._cursor
        row = (cursor.working_row, cursor.working_count) if grows(size.height) else (0, 0)
        wanted = size, cursor.grid, row
        if self._cached is None or self._cached[0] != wanted:
            self._cached = wanted, self._computed(size)
        return self._cached[1]

    def _computed(self, size: Size) -> GridSizes:
        grid = self._cursor.grid
        # A grid that does not fit the size is about to be replaced.
        if grid != Grid.of(*size, zoomed=False) or not grid.is_whole:
            return GridSizes(even_sizes(grid.columns, size.width), even_sizes(grid.rows, size.height))
        lengths = [[self._text_lengths(key, size.height) for key in row] for row in BOARD_ROWS]
        row = self._cursor.working_row
        return grid_sizes(lengths, size.width, size.height, margin=MARGIN + AIR, working=row)

    def _text_lengths(self, key: str, limit: int) -> list[int]:
        found: list[int] = []
        for item in self._cursor.items_of(key)[:limit]:
            found.append(cell_len(item.text))
            if item.reason:
                found.append(cell_len(WHY_NOT) + cell_len(item.reason))  # on a line of its own
        return found
