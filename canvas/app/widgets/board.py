"""The board: the cells of a canvas, typed on, and taken hold of with the mouse.

It knows where the eye is and what is being typed; what the user wants done to the canvas it asks of its
owner (`Wishes`).
"""

from __future__ import annotations

from datetime import date

from textual import events
from textual.geometry import Offset

from canvas.app.widgets.board_port import BoardPort
from canvas.app.widgets.drag import Drag
from canvas.app.widgets.panel import PanelView
from canvas.app.widgets.press_history import PressHistory, PressTarget
from canvas.app.widgets.typed_cells import TypedCells

_LEFT, _RIGHT = 1, 3

_SHAPE = 1
"""The column of a panel in which the statuses stand."""


class Board(TypedCells):
    """The one screen of a canvas."""

    def __init__(self, wishes: BoardPort, today: date) -> None:
        """A board, empty until `show` is called.

        Args:
            wishes: who does what the user wants.
            today: tells what is late.
        """
        super().__init__(wishes, today)
        self._drag: Drag | None = None
        self._pressed = PressHistory()
        self._typed_at_press = False

    def _under(self, at: Offset) -> PanelView | None:
        return next((v for k, v in self.panels.items() if k in self.page and v.region.contains(*at)), None)

    def _place(self, at: Offset) -> PressTarget:
        cell = next((key for key in self.page if self.cells[key].region.contains(*at)), None)
        view = self.panels.get(cell or "")
        y = at.y - view.region.y if view else 0
        position = view.item_at(y) if view else None
        if view is None or position is None:
            return PressTarget(cell)
        is_shape = at.x - view.region.x == _SHAPE and view.item_at(y - 1) != position
        return PressTarget(cell, view.items[position].id, is_shape)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Look at what is clicked; remember it, should it be dragged."""
        self.end_drag()  # one whose end was seen by another screen, or by nobody
        at = event.screen_offset
        self._typed_at_press = self.typing is not None
        self._pressed.down(self._place(at))
        if event.button not in (_LEFT, _RIGHT) or (self.typing and self.typing.editor.region.contains(*at)):
            return
        self.end_typing(keep=True)
        view = self._under(at)
        if view:
            position = view.item_at(at.y - view.region.y)
            self.look_at(view.panel.key, position)
            if position is None or event.button != _LEFT:
                return
            if event.ctrl or event.shift or event.meta:
                self.toggle_selected(view.items[position].id)
            else:
                self._drag = Drag(view.items[position], at)
                self.capture_mouse()
        elif self.readiness.display and self.readiness.region.contains(*at):
            self.look_at("readiness")

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show where the dragged item would land."""
        if self._drag:
            self._drag.over(event.screen_offset, self.panels.values(), self._under)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Drop what was dragged."""
        drag, self._drag = self._drag, None
        if drag:
            self.release_mouse()
            drag.drop(
                event.screen_offset, self.panels.values(), self._under(event.screen_offset), self.wishes
            )
        elif event.button == _RIGHT and self._pressed.is_on(self._place(event.screen_offset)):
            self.wishes.menu()

    @property
    def is_dragging(self) -> bool:
        """Whether the mouse holds an item."""
        return self._drag is not None

    def end_drag(self) -> None:
        """Let go of what is dragged, wherever it is: it stays where it was."""
        if self._drag:
            self._drag = None
            self.release_mouse()
            for view in self.panels.values():
                view.set_target(None)

    async def on_click(self, event: events.Click) -> None:
        """A click on an item's status offers the others; a second click on an item opens it."""
        if event.ctrl or event.shift or event.meta:
            return
        here = self._place(event.screen_offset)
        if here.is_shape and self._pressed.is_on(here):
            self.wishes.shape_clicked()
            return
        twice = event.chain == 2 and not self._typed_at_press  # noqa: PLR2004 - a double click
        same = self._pressed.is_twice_on(here)
        if twice and same and not self.wishes.refused():
            await self.reword()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll the panel under the mouse."""
        self._wheel(event, 1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll the panel under the mouse."""
        self._wheel(event, -1)

    def _wheel(self, event: events.MouseEvent, lines: int) -> None:
        view = self._under(event.screen_offset)
        if view and not self.typing:
            event.stop()
            view.scroll_lines(lines)
