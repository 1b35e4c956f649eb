"""Nine cells, one of them active, one item under the cursor: what a board shows, and where the eye is.

It shows whatever canvas it is given.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from rich.cells import cell_len
from textual.geometry import Size
from textual.layout import Layout
from textual.widget import Widget

from canvas.app.paint.palette import Palette
from canvas.app.widgets.board_layout import BoardLayout
from canvas.app.widgets.board_port import BoardPort
from canvas.app.widgets.cell import Cell
from canvas.app.widgets.change_markers import UNCHANGED, ChangeMarkers
from canvas.app.widgets.grid import Grid
from canvas.app.widgets.grid_sizes import GUTTER, GridSizes, even_sizes, grid_sizes
from canvas.app.widgets.panel import MARGIN, PanelView
from canvas.app.widgets.readiness import ReadinessView
from canvas.model.canvas import Canvas, Item
from canvas.model.schema import BOARD_ROWS, CELLS, PANELS


class Cells(Widget):
    """The eight panels and the readiness, in as many of their nine places as there is room for."""

    def __init__(self, wishes: BoardPort, today: date) -> None:
        """The cells, empty until `show` is called.

        Args:
            wishes: who is told where the eye went.
            today: tells what is late.
        """
        super().__init__()
        self.wishes = wishes
        self.palette = Palette(self)
        self.panels: dict[str, PanelView] = {
            panel.key: PanelView(panel, today, self.palette) for panel in PANELS
        }
        self.readiness = ReadinessView(today, self.palette)
        self.cells: dict[str, Cell] = {**self.panels, "readiness": self.readiness}
        self.active: str = CELLS[0]
        self.cells[self.active].is_active = True
        self.zoomed = False
        self.since: ChangeMarkers | None = None
        self.arrangement = Grid()
        self.marked: dict[str, None] = {}
        self._shares: tuple[object, GridSizes] | None = None
        self._layout = BoardLayout(self._shares_of)

    def compose(self) -> Iterator[Widget]:
        """The cells, in the places of the board."""
        for row in BOARD_ROWS:
            for key in row:
                yield self.cells[key]

    def notify_style_update(self) -> None:
        """Look the colours up again."""
        super().notify_style_update()
        self.palette.expire()

    # What it shows

    def show(self, canvas: Canvas, focus: str | None = None) -> None:
        """Show a canvas; only the panels whose items changed are drawn again.

        Args:
            canvas: the canvas.
            focus: the id of the item to look at; the eye stays where it is without.
        """
        marks = self.since.marks(canvas) if self.since else {}
        for key, view in self.panels.items():
            view.show(canvas.panels[key], marks.get(key, UNCHANGED))
        self.readiness.show(canvas)
        if self.marked:
            self._mark(item_id for item_id in self.marked if canvas.place(item_id))
        place = canvas.place(focus) if focus is not None else None
        if place:
            self.look_at(*place)

    @property
    def view(self) -> PanelView | None:
        """The active panel; None while the eye is on the readiness."""
        return self.panels.get(self.active)

    @property
    def item(self) -> Item | None:
        """The item under the cursor."""
        return self.view.item if self.view else None

    @property
    def page(self) -> tuple[str, ...]:
        """The cells that are on the screen."""
        return self.arrangement.page(self.active)

    def look_at(self, key: str, position: int | None = None) -> None:
        """Make a cell the active one, and put the cursor on one of its items."""
        if key != self.active:
            before = self.page
            self.cells[self.active].activate(False)
            self.active = key
            self.cells[key].activate(True)
            if self.page != before:
                self._show_page()
        if position is not None and key in self.panels:
            self.panels[key].look_at(position)
        self.wishes.looked()

    # What is marked

    def toggle_mark(self, item_id: str) -> None:
        """Mark an item to be acted on, or no longer."""
        marked = [name for name in self.marked if name != item_id]
        self._mark([*marked, item_id] if len(marked) == len(self.marked) else marked)
        self.wishes.looked()

    def unmark(self) -> None:
        """No item is marked any more."""
        self._mark(())
        self.wishes.looked()

    def _mark(self, marked: Iterable[str]) -> None:
        self.marked = dict.fromkeys(marked)
        for view in self.panels.values():
            view.mark(frozenset(item.id for item in view.items if item.id in self.marked))

    # Where the eye goes

    def step(self, lines: int) -> None:
        """One item up or down; past either end of the panel, the panel above or below."""
        view = self.view
        if view and 0 <= view.cursor + lines < len(view.items):
            self.look_at(self.active, view.cursor + lines)
            return
        key = self.arrangement.neighbour(self.active, lines, 0)
        if key:
            items = self.panels[key].items if key in self.panels else ()
            self.look_at(key, 0 if lines > 0 else len(items) - 1)

    def sideways(self, columns: int) -> None:
        """The cell to the left or right."""
        key = self.arrangement.neighbour(self.active, 0, columns)
        if key:
            self.look_at(key)

    def next_cell(self, steps: int) -> None:
        """The next or previous cell in reading order, round and round."""
        self.look_at(CELLS[(CELLS.index(self.active) + steps) % len(CELLS)])

    def go_to_item(self, position: int) -> None:
        """An item of the active panel; its last where the position is negative or too large."""
        if self.view and self.view.items:
            last = len(self.view.items) - 1
            self.look_at(self.active, last if position < 0 else min(position, last))

    def page_items(self, pages: int) -> None:
        """A panel's height up or down among its items."""
        if self.view and self.view.items:
            self.look_at(self.active, max(0, self.view.cursor + pages * self.view.page))

    def zoom(self) -> None:
        """The active cell on the whole board, or all of them again."""
        self.zoomed = not self.zoomed
        self._arrange()
        self.wishes.looked()

    # How the cells are laid out

    @property
    def layout(self) -> Layout:
        """Cells in rows and columns."""
        return self._layout

    def on_resize(self) -> None:
        """As many cells as there is room for."""
        self._arrange()

    def _arrange(self) -> None:
        arrangement = Grid.of(self.size.width, self.size.height, zoomed=self.zoomed)
        if arrangement == self.arrangement:
            return
        self.arrangement = arrangement
        places = {key: place for place, key in enumerate(arrangement.sequence)}
        self.sort_children(key=lambda child: places.get(child.id or "", len(places)))
        self._show_page()
        self.wishes.looked()

    def _show_page(self) -> None:
        page = self.page
        for key, cell in self.cells.items():
            cell.display = key in page
            if isinstance(cell, PanelView):
                cell.stand_alone(len(page) == 1)

    def _shares_of(self, size: Size) -> GridSizes:
        """How the room is shared among the cells.

        It is worked out when the board gets another size, or all nine cells come back, and never while people
        type: what they look at stays where it is.
        """
        wanted = size, self.arrangement
        if self._shares is None or self._shares[0] != wanted:
            self._shares = wanted, self._worked_out(size)
        return self._shares[1]

    def _worked_out(self, size: Size) -> GridSizes:
        columns, rows = self.arrangement.columns, self.arrangement.rows
        # A size for which there is another arrangement is on its way out.
        if self.arrangement != Grid.of(*size, zoomed=False) or not self.arrangement.is_whole:
            return GridSizes(even_sizes(columns, size.width, GUTTER), even_sizes(rows, size.height))
        words = [[self._lengths(key, size.height) for key in row] for row in BOARD_ROWS]
        return grid_sizes(words, size.width, size.height, margin=MARGIN)

    def _lengths(self, key: str, most: int) -> list[int]:
        view = self.panels.get(key)
        return [cell_len(item.text) for item in view.items[:most]] if view else []
