"""Cursor and selection of the board: which cell and item the user is on, without any Textual.

`BoardCursor` is the single source of truth; the cells paint what it says.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from canvas.app.widgets.grid import Grid
from canvas.model.schema import BOARD_ROWS, BY_KEY, CELLS, PANELS

if TYPE_CHECKING:
    from canvas.model.canvas import Canvas, Item
    from canvas.model.schema import Panel

_FEW_ITEMS = 3
"""A row that has fewer items more, or less, than when its height was chosen stays as high as it is."""


class BoardCursor:
    """The active cell, the cursor position in each panel, the selected items, and the visible grid.

    Moves return whether there was anywhere to move to.

    Attributes:
        active: the key of the active cell.
        grid: how many cells show at a time.
        zoomed: whether the active cell has the board to itself.
        working_row: the row of the whole board that grows where the board is low; `settle_row` chooses it.
        working_count: how many items its fullest panel had when the row was chosen.
        selected: the ids of the selected items, in the order in which they were selected.
    """

    def __init__(self) -> None:
        self.active: str = CELLS[0]
        self.grid = Grid()
        self.zoomed = False
        self.working_row = row_of(self.active)
        self.working_count = -_FEW_ITEMS  # so that the first canvas that is shown chooses the row
        self.selected: tuple[str, ...] = ()
        self._items: dict[str, tuple[Item, ...]] = {panel.key: () for panel in PANELS}
        self._positions: dict[str, int] = dict.fromkeys(self._items, 0)

    # What it is on

    @property
    def panel(self) -> Panel | None:
        """The active panel; None on the ninth cell."""
        return BY_KEY.get(self.active)

    @property
    def items(self) -> tuple[Item, ...]:
        """The items of the active panel; none on the ninth cell."""
        return self._items.get(self.active, ())

    @property
    def position(self) -> int:
        """The position of the cursor in the active panel."""
        return self._positions.get(self.active, 0)

    @property
    def item(self) -> Item | None:
        """The item under the cursor."""
        return self.items[self.position] if self.items else None

    @property
    def visible_cells(self) -> tuple[str, ...]:
        """The keys of the cells on the screen, which include the active one."""
        return self.grid.page(self.active)

    def items_of(self, key: str) -> tuple[Item, ...]:
        """The items of a cell; none for the ninth."""
        return self._items.get(key, ())

    def position_in(self, key: str) -> int:
        """The cursor position that a panel remembers while another cell is active."""
        return self._positions.get(key, 0)

    # What it is given

    def show(self, panels: Mapping[str, tuple[Item, ...]]) -> None:
        """Take over the items of a canvas; positions are clamped to what is there."""
        for key in self._items:
            self._items[key] = panels[key]
            self._positions[key] = _clamp(self._positions[key], len(panels[key]))
        if self.working_count < 0:
            self.settle_row()

    def drop_missing(self, canvas: Canvas) -> None:
        """Deselect what the canvas no longer holds."""
        if self.selected:
            self.select(item_id for item_id in self.selected if canvas.place(item_id))

    def resize(self, width: int, height: int) -> bool:
        """Fit the grid to the board's size in columns and lines; whether it changed."""
        grid = Grid.of(width, height, zoomed=self.zoomed)
        changed = grid != self.grid
        self.grid = grid
        return changed

    def settle_row(self) -> bool:
        """Make the row of the active cell the working row; whether it was another, or holds more or less."""
        row = row_of(self.active)
        count = max(len(self.items_of(key)) for key in BOARD_ROWS[row])
        if row == self.working_row and abs(count - self.working_count) < _FEW_ITEMS:
            return False
        self.working_row, self.working_count = row, count
        return True

    # Selection

    def select(self, item_ids: Iterable[str]) -> None:
        """Replace the selection."""
        self.selected = tuple(dict.fromkeys(item_ids))

    def toggle_selected(self, item_id: str) -> None:
        """Add an item to the selection, or remove it."""
        others = [selected for selected in self.selected if selected != item_id]
        self.select(others if len(others) < len(self.selected) else [*others, item_id])

    # Moves

    def look_at(self, key: str, position: int | None = None) -> None:
        """Activate a cell, and put the cursor on one of its items where a position is given."""
        self.active = key
        if position is not None and key in self._items:
            self._positions[key] = _clamp(position, len(self._items[key]))

    def step(self, lines: int) -> bool:
        """Move one item up or down; past either end, into the panel above or below."""
        wanted = self.position + lines
        if self.active in self._items and 0 <= wanted < len(self.items):
            self.look_at(self.active, wanted)
            return True
        key = self.grid.neighbour(self.active, lines, 0)
        if key:
            self.look_at(key, 0 if lines > 0 else len(self.items_of(key)) - 1)
        return key is not None

    def sideways(self, columns: int) -> bool:
        """Move to the cell on the left or right."""
        key = self.grid.neighbour(self.active, 0, columns)
        if key:
            self.look_at(key)
        return key is not None

    def next_cell(self, steps: int) -> None:
        """Move to the next or previous cell in reading order, wrapping around."""
        self.look_at(CELLS[(CELLS.index(self.active) + steps) % len(CELLS)])

    def go_to_item(self, position: int) -> bool:
        """Move to an item of the active panel; to its last for a negative position or one too large."""
        if self.items:
            self.look_at(self.active, len(self.items) - 1 if position < 0 else position)
        return bool(self.items)

    def page(self, pages: int, size: int) -> bool:
        """Move by so many pages of ``size`` items in the active panel."""
        if self.items:
            self.look_at(self.active, self.position + pages * size)
        return bool(self.items)


def row_of(key: str) -> int:
    """The row of the whole board in which a cell stands."""
    return next(number for number, row in enumerate(BOARD_ROWS) if key in row)


def _clamp(position: int, count: int) -> int:
    return max(0, min(position, count - 1))
