"""The mouse on the board: clicks, drags and the wheel."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from textual import events
from textual.geometry import Offset

from canvas.app.widgets.inline_edit import InlineEdit
from canvas.app.widgets.panel import PanelView
from canvas.app.widgets.readiness import ReadinessView
from canvas.model.canvas import Item

if TYPE_CHECKING:
    from canvas.app.widgets.board_cursor import BoardCursor
    from canvas.app.widgets.board_port import BoardPort

_LEFT, _RIGHT = 1, 3
_DOUBLE = 2

_STATUS_COLUMN = 1
"""The column of a panel in which the status symbols stand."""


class MouseTarget(NamedTuple):
    """The cell and the item under the mouse, None where there is none, and whether on its status symbol."""

    cell: str | None = None
    item: str | None = None
    is_status: bool = False


class Drag:
    """An item that is dragged from a place, or clicked while the mouse has not moved."""

    __slots__ = ("item", "moved", "start")

    def __init__(self, item: Item, start: Offset) -> None:
        self.item = item
        self.start = start
        self.moved = False


class ClickableBoard(Protocol):
    """What the mouse controller needs of the board."""

    readiness: ReadinessView
    cursor: BoardCursor
    panels: dict[str, PanelView]

    @property
    def typing(self) -> InlineEdit | None: ...  # noqa: D102 - as Board has it
    def look_at(self, key: str, position: int | None = None) -> None: ...  # noqa: D102
    def toggle_selected(self, item_id: str) -> None: ...  # noqa: D102
    async def reword(self) -> None: ...  # noqa: D102
    def end_typing(self, *, keep: bool) -> None: ...  # noqa: D102
    def capture_mouse(self, capture: bool = True) -> None: ...  # noqa: D102
    def release_mouse(self) -> None: ...  # noqa: D102


class MouseController:
    """Turns mouse events into moves of the cursor, drags and edits.

    Two presses are remembered, because the canvas may change under the mouse between two clicks, or while a
    button is down: a click counts only where it was pressed and released on the same target.
    """

    def __init__(self, board: ClickableBoard, port: BoardPort) -> None:
        self._board = board
        self._port = port
        self._drag: Drag | None = None
        self._pressed = self._pressed_before = MouseTarget()
        self._was_typing = False

    @property
    def is_dragging(self) -> bool:
        """Whether a button is down on an item."""
        return self._drag is not None

    def end_drag(self) -> None:
        """Cancel the drag; the item stays where it is."""
        if self._drag:
            self._drag = None
            self._board.release_mouse()
            self._show_drop_position(None)

    def down(self, event: events.MouseDown) -> None:
        """Move the cursor to what was pressed, and begin to drag it."""
        self.end_drag()  # one whose release another screen received, or none
        at = event.screen_offset
        typing = self._board.typing
        self._was_typing = typing is not None
        self._pressed_before, self._pressed = self._pressed, self._target(at)
        if event.button not in (_LEFT, _RIGHT) or (typing and typing.editor.region.contains(*at)):
            return
        self._board.end_typing(keep=True)
        view = self._view_at(at)
        if view:
            position = view.item_at(at.y - view.region.y)
            self._board.look_at(view.panel.key, position)
            if position is None or event.button != _LEFT:
                return
            if _has_modifier(event):
                self._board.toggle_selected(view.items[position].id)
            else:
                self._drag = Drag(view.items[position], at)
                self._board.capture_mouse()
        elif self._board.readiness.display and self._board.readiness.region.contains(*at):
            self._board.look_at(self._board.readiness.key)

    def move(self, event: events.MouseMove) -> None:
        """Show where the dragged item would be dropped."""
        if self._drag:
            self._drag.moved = self._drag.moved or event.screen_offset != self._drag.start
            if self._drag.moved:
                self._show_drop_position(event.screen_offset)

    def up(self, event: events.MouseUp) -> None:
        """Drop what is dragged; open the menu after a click with the right button."""
        at = event.screen_offset
        drag = self._drag
        if drag:
            self.end_drag()
            view = self._view_at(at)
            if drag.moved and view:
                self._port.edits.drop(drag.item.id, view.panel.key, view.place_at(at.y - view.region.y))
        elif event.button == _RIGHT and self._is_pressed(self._target(at)):
            self._port.open_menu()

    async def click(self, event: events.Click) -> None:
        """Offer the statuses after a click on a status symbol; reword an item after a double click."""
        if _has_modifier(event):
            return
        target = self._target(event.screen_offset)
        if target.is_status and self._is_pressed(target):
            self._port.status_clicked()
            return
        is_double = event.chain == _DOUBLE and not self._was_typing
        is_same = target.item is not None and target == self._pressed == self._pressed_before
        if is_double and is_same and not self._port.edits.refused():
            await self._board.reword()

    def wheel(self, event: events.MouseEvent, lines: int) -> None:
        """Scroll the panel under the mouse."""
        view = self._view_at(event.screen_offset)
        if view and not self._board.typing:
            event.stop()
            view.scroll_lines(lines)

    def _show_drop_position(self, at: Offset | None) -> None:
        under = self._view_at(at) if at else None
        for view in self._board.panels.values():
            view.set_target(view.place_at(at.y - view.region.y) if at and view is under else None)

    def _is_pressed(self, target: MouseTarget) -> bool:
        return target.cell is not None and target == self._pressed

    def _view_at(self, at: Offset) -> PanelView | None:
        page = self._board.cursor.visible_cells
        return next(
            (v for v in self._board.panels.values() if v.key in page and v.region.contains(*at)), None
        )

    def _target(self, at: Offset) -> MouseTarget:
        view = self._view_at(at)
        if view is None:
            readiness = self._board.readiness
            is_there = readiness.key in self._board.cursor.visible_cells and readiness.region.contains(*at)
            return MouseTarget(readiness.key if is_there else None)
        y = at.y - view.region.y
        position = view.item_at(y)
        if position is None:
            return MouseTarget(view.key)
        is_status = at.x - view.region.x == _STATUS_COLUMN and view.item_at(y - 1) != position
        return MouseTarget(view.key, view.items[position].id, is_status)


def _has_modifier(event: events.MouseEvent) -> bool:
    return event.ctrl or event.shift or event.meta
