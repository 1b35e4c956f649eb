"""The board: nine cells, one of them active, one item under the cursor.

A board shows the canvas that it is given and never changes one: edits go through its `BoardPort`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from textual import events
from textual.layout import Layout
from textual.widget import Widget

from canvas.app.paint.palette import Palette
from canvas.app.widgets.board_cursor import BoardCursor
from canvas.app.widgets.board_layout import BoardLayout
from canvas.app.widgets.cell import Cell
from canvas.app.widgets.grid_sizes import grows
from canvas.app.widgets.inline_edit import InlineEdit
from canvas.app.widgets.inline_edit_controller import InlineEditController
from canvas.app.widgets.mouse import MouseController
from canvas.app.widgets.panel import UNCHANGED, PanelView
from canvas.app.widgets.readiness import ReadinessView
from canvas.model.canvas import Canvas
from canvas.model.schema import BOARD_ROWS, PANELS, Panel
from canvas.model.short_names import ShortNames

_FAR = 1 << 20
"""More lines than any statement has."""

if TYPE_CHECKING:
    from canvas.app.widgets.board_port import BoardPort
    from canvas.app.widgets.change_markers import ChangeMarkers
    from canvas.app.widgets.editor import ItemEditor


class Board(Widget):
    """The eight panels and the readiness, as many of them as there is room for.

    Attributes:
        cursor: the active cell, the cursor positions and the selection.
        panels: the widgets of the panels, by key.
        readiness: the widget of the ninth cell.
        cells: all nine, by key.
        markers: marks what changed since an older version; None while nothing is compared. `show` applies it.
        palette: the styles that the cells are drawn with.
    """

    def __init__(self, port: BoardPort, today: date) -> None:
        super().__init__()
        self.cursor = BoardCursor()
        self.palette = Palette(self)
        self.panels: dict[str, PanelView] = {
            panel.key: PanelView(panel, today, self.palette) for panel in PANELS
        }
        self.readiness = ReadinessView(today, self.palette)
        self.cells: dict[str, Cell] = {**self.panels, self.readiness.key: self.readiness}
        self.cells[self.active].is_active = True
        self.markers: ChangeMarkers | None = None
        self._port = port
        self._is_pressing = False
        self._names = ShortNames()
        self._inline = InlineEditController(self, port, lambda: self.panels.get(self.active))
        self._mouse = MouseController(self, port)
        self._layout = BoardLayout(self.cursor)
        self._page = self.cursor.visible_cells

    def compose(self) -> Iterator[Widget]:
        """The cells, in the places of the board."""
        for row in BOARD_ROWS:
            for key in row:
                yield self.cells[key]

    def notify_style_update(self) -> None:
        """Look the colours up again."""
        super().notify_style_update()
        self.palette.expire()

    @property
    def layout(self) -> Layout:
        """Cells in rows and columns."""
        return self._layout

    def on_resize(self) -> None:
        """Show as many cells as there is room for, and move the editor to where its cell is then."""
        self._fit_grid()
        if self.typing:
            self.call_after_refresh(self._inline.place)

    # What it shows

    def show(self, canvas: Canvas, focus: str | None = None) -> None:
        """Show a canvas, and move to an item; only the panels whose items changed are drawn again."""
        changes = self.markers.changes(canvas) if self.markers else {}
        place = canvas.place(focus) if focus is not None else None
        self.cursor.show(canvas.panels)
        if place:
            self.cursor.look_at(*place)
        names = self._names.of(canvas)
        is_in_sight = False  # whether a panel that is drawn again has scrolled to the focus already
        for key, view in self.panels.items():
            shown = view.show(
                canvas.panels[key], self.cursor.position_in(key), changes.get(key, UNCHANGED), names
            )
            is_in_sight = is_in_sight or (shown and key == self.active)
        self.readiness.show(canvas)
        if self.cursor.selected:
            self.cursor.drop_missing(canvas)
            self._show_selection()
        if place:
            self._follow_cursor(scroll=not is_in_sight)

    # Where the cursor is

    @property
    def active(self) -> str:
        """The key of the active cell."""
        return self.cursor.active

    @property
    def panel(self) -> Panel | None:
        """The active panel; None on the ninth cell."""
        return self.cursor.panel

    def look_at(self, key: str, position: int | None = None) -> None:
        """Activate a cell, and put the cursor on one of its items where a position is given."""
        self.cursor.look_at(key, position)
        self._follow_cursor(scroll=position is not None)

    def step(self, lines: int) -> None:
        """Move one item up or down, within one that is too tall first; past either end, to the next panel."""
        view = self.panels.get(self.active)
        if not (view and view.scroll_within(lines)) and self.cursor.step(lines):
            self._follow_cursor(scroll=True)

    def sideways(self, columns: int) -> None:
        """Move to the cell on the left or right."""
        if self.cursor.sideways(columns):
            self._follow_cursor(scroll=False)

    def next_cell(self, steps: int) -> None:
        """Move to the next or previous cell in reading order, wrapping around."""
        self.cursor.next_cell(steps)
        self._follow_cursor(scroll=False)

    def go_to_item(self, position: int) -> None:
        """Move to an item of the active panel; to its last for a negative position or one too large."""
        if self.cursor.go_to_item(position):
            self._follow_cursor(scroll=True)
            self.panels[self.active].scroll_within(_FAR if position else -_FAR)

    def page_items(self, pages: int) -> None:
        """Move by as many items as the active panel shows at a time, within one that is too tall first."""
        view = self.panels.get(self.active)
        if view and not view.scroll_within(pages * view.page_lines) and self.cursor.page(pages, view.page):
            self._follow_cursor(scroll=True)

    def zoom(self) -> None:
        """Show the active cell alone, or all of them again."""
        self.cursor.zoomed = not self.cursor.zoomed
        self._fit_grid()
        self._port.view_changed()

    # Selection

    def toggle_selected(self, item_id: str) -> None:
        """Add an item to the selection, or remove it."""
        self.cursor.toggle_selected(item_id)
        self._show_selection()
        self._port.view_changed()

    def clear_selection(self) -> None:
        """Deselect all items."""
        self.cursor.select(())
        self._show_selection()
        self._port.view_changed()

    @property
    def is_emphasising(self) -> bool:
        """Whether some items stand out."""
        return any(view.emphasised is not None for view in self.panels.values())

    def emphasise(self, ids: frozenset[str] | None) -> None:
        """Dim all items but some, by their ids; none for None."""
        for view in self.panels.values():
            view.emphasise(ids)

    # Inline editing

    @property
    def typing(self) -> InlineEdit | None:
        """The inline edit that is going on; None where there is none."""
        return self._inline.current

    async def type_new(self, *, here: bool = False, kind: str = "") -> None:
        """Open an editor for new items at the end of the panel, or ``here``: after the cursor's.

        The first of them has this ``kind``, unless it is empty.
        """
        self._make_room_for_typing()
        await self._inline.add(here=here, kind=kind)

    async def reword(self) -> None:
        """Open an editor on the text of the item under the cursor."""
        self._make_room_for_typing()
        await self._inline.reword()

    def _make_room_for_typing(self) -> None:
        if self._settle_row():
            self.call_after_refresh(self._inline.place)

    def end_typing(self, *, keep: bool) -> None:
        """End the inline edit, if there is one; without ``keep`` its text is stashed where redo finds it."""
        self._inline.end_typing(keep=keep)

    def on_item_editor_grown(self, message: ItemEditor.Grown) -> None:
        """Fit the room in the panel to the text that is typed."""
        message.stop()
        self._inline.resize(message.height)
        self._port.typing_changed()

    # Mouse

    @property
    def is_dragging(self) -> bool:
        """Whether the mouse holds an item."""
        return self._mouse.is_dragging

    def end_drag(self) -> None:
        """Cancel a drag; the item stays where it is."""
        self._mouse.end_drag()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Move the cursor to what was pressed, and begin to drag it."""
        self._is_pressing = True
        self._mouse.down(event)
        self._is_pressing = False

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show where a dragged item would be dropped."""
        self._mouse.move(event)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Drop what is dragged, or open the menu."""
        self._mouse.up(event)
        # What was clicked stays under the mouse for the second click of two.
        self.set_timer(self.app.CLICK_CHAIN_TIME_THRESHOLD, self._settle_row)

    async def on_click(self, event: events.Click) -> None:
        """Offer the statuses, or reword an item."""
        await self._mouse.click(event)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll the panel under the mouse."""
        self._mouse.wheel(event, 1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll the panel under the mouse."""
        self._mouse.wheel(event, -1)

    # Painting what the cursor says

    def _follow_cursor(self, *, scroll: bool) -> None:
        """Paint the active cell and the cursor, scrolled into sight where ``scroll``."""
        if not self._is_pressing:
            self._settle_row()
        for key, cell in self.cells.items():
            cell.activate(key == self.active)
        if self.cursor.visible_cells != self._page:
            self._show_page()
        view = self.panels.get(self.active)
        if scroll and view:
            view.look_at(self.cursor.position)
        self._port.view_changed()

    def _settle_row(self) -> bool:
        """Let the row of the cursor grow where the board is low; never while people type or drag.

        Returns:
            Whether another row grows, or by another height.
        """
        if self.typing or self._mouse.is_dragging or not self.cursor.settle_row():
            return False
        if self.cursor.grid.is_whole and grows(self.size.height):
            self.readiness.refresh(layout=True)  # a child: Textual caches where children stand
        return True

    def _show_selection(self) -> None:
        selected = frozenset(self.cursor.selected)
        for view in self.panels.values():
            view.select(selected)

    def _fit_grid(self) -> None:
        if self.cursor.resize(self.size.width, self.size.height):
            order = {key: place for place, key in enumerate(self.cursor.grid.sequence)}
            self.sort_children(key=lambda child: order.get(child.id or "", len(order)))
            self._show_page()
            self._port.view_changed()

    def _show_page(self) -> None:
        self._page = self.cursor.visible_cells
        for key, cell in self.cells.items():
            cell.display = key in self._page
        for view in self.panels.values():
            view.stand_alone(len(self._page) == 1)
