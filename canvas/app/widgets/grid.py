"""The grid of the nine cells: three by three, or paged where there is less room. Needs no Textual."""

from __future__ import annotations

from typing import NamedTuple

from canvas.model.schema import BOARD_ROWS, CELLS

_SIDE = len(BOARD_ROWS)
_COLUMNS_A_CELL, _LINES_A_CELL = 25, 6


class Grid(NamedTuple):
    """How many cells show at a time, side by side and above one another."""

    columns: int = _SIDE
    rows: int = _SIDE

    @classmethod
    def of(cls, width: int, height: int, *, zoomed: bool) -> Grid:
        """As many cells as there is room for, one where ``zoomed``; the size is in columns and lines."""
        if zoomed:
            return cls(1, 1)
        columns = max(1, min(_SIDE, width // _COLUMNS_A_CELL))
        if columns == 1:
            return cls(1, 1)
        return cls(columns, max(1, min(_SIDE, height // _LINES_A_CELL)))

    @property
    def is_whole(self) -> bool:
        """Whether all nine show at once."""
        return self.columns == self.rows == _SIDE

    @property
    def sequence(self) -> tuple[str, ...]:
        """The cells in the order in which they fill the grid."""
        return tuple(key for row in BOARD_ROWS for key in row) if self.is_whole else CELLS

    def page(self, active: str) -> tuple[str, ...]:
        """The cells that show together with one of them."""
        count = self.columns * self.rows
        start = self.sequence.index(active) // count * count
        return self.sequence[start : start + count]

    def neighbour(self, active: str, rows: int, columns: int) -> str | None:
        """The cell so many rows down and columns to the right; None past the edge.

        By pages there is only before and after.
        """
        if not self.is_whole:
            at = CELLS.index(active) + rows + columns
            return CELLS[at] if 0 <= at < len(CELLS) else None
        row, column = divmod(self.sequence.index(active), _SIDE)
        row, column = row + rows, column + columns
        return BOARD_ROWS[row][column] if 0 <= row < _SIDE and 0 <= column < _SIDE else None
