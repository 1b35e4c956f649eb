"""The board: nine cells, one of them active, one item under the cursor.

Nothing on it has the focus but the editor: Textual styles and paints the whole screen again whenever the
focus moves, and the keys reach the screen without. The board knows where the eye is and what is being typed;
what the user wants done to the canvas it asks of its owner (`Wishes`), and it shows whatever canvas it is
given.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from textual import events
from textual.geometry import Offset
from textual.widget import Widget

from canvas.app.since import UNMARKED, Since
from canvas.app.widgets.arrangement import ORDER, PLACES, Arrangement
from canvas.app.widgets.cell import Cell
from canvas.app.widgets.drag import Drag
from canvas.app.widgets.palette import Palette
from canvas.app.widgets.panel import PanelView
from canvas.app.widgets.pressed import Place, Pressed
from canvas.app.widgets.readiness import ReadinessView
from canvas.app.widgets.typing import Typing
from canvas.app.widgets.wishes import Wishes
from canvas.model.canvas import Canvas, Item
from canvas.model.panels import PANELS

if TYPE_CHECKING:
    from canvas.app.widgets.editor import ItemEditor

_LEFT, _RIGHT = 1, 3


_SHAPE = 1
"""The column of a panel in which the statuses stand."""


class Board(Widget):
    """The one screen of a canvas."""

    def __init__(self, wishes: Wishes, today: date) -> None:
        """A board, empty until `show` is called.

        Args:
            wishes: who does what the user wants.
            today: tells what is late.
        """
        super().__init__()
        self.wishes = wishes
        self.palette = Palette(self)
        self.panels = {panel.key: PanelView(panel, today, self.palette) for panel in PANELS}
        self.readiness = ReadinessView(today, self.palette)
        self.cells: dict[str, Cell] = {**self.panels, "readiness": self.readiness}
        self.active = ORDER[0]
        self.cells[self.active].is_active = True
        self.zoomed = False
        self.since: Since | None = None
        self.arrangement = Arrangement()
        self.typing: Typing | None = None
        self._editor: ItemEditor | None = None
        self._drag: Drag | None = None
        self.marked: dict[str, None] = {}
        self._typed_at_press = False
        self._pressed = Pressed()

    def compose(self) -> Iterator[Widget]:
        """The cells, in the places of the board."""
        for row in PLACES:
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
            view.show(canvas.panels[key], marks.get(key, UNMARKED))
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
        self.look_at(ORDER[(ORDER.index(self.active) + steps) % len(ORDER)])

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

    def on_resize(self) -> None:
        """As many cells as there is room for."""
        self._arrange()
        if self.typing:
            self.call_after_refresh(self._place_editor)

    def _arrange(self) -> None:
        arrangement = Arrangement.of(self.size.width, self.size.height, zoomed=self.zoomed)
        if arrangement == self.arrangement:
            return
        self.arrangement = arrangement
        self.styles.grid_size_columns = arrangement.columns
        self.styles.grid_size_rows = arrangement.rows
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

    # Typing

    async def ready_to_type(self) -> ItemEditor:
        """The editor, brought in where it is not there yet."""
        if self._editor is None:
            from canvas.app.widgets.editor import ItemEditor  # noqa: PLC0415 - the first frame needs none

            self._editor = ItemEditor(self)
            await self.mount(self._editor)
        return self._editor

    async def type_new(self) -> None:
        """Open a place for new statements after the one under the cursor."""
        if self.view:
            self._begin(Typing(self.view, self.wishes, await self.ready_to_type()))

    async def reword(self) -> None:
        """Open the item under the cursor for another wording."""
        if self.view and self.item:
            self._begin(Typing(self.view, self.wishes, await self.ready_to_type(), self.item))

    def end_typing(self, *, keep: bool) -> None:
        """Close the place where an item is typed, if there is one.

        Args:
            keep: whether what was typed is kept, or left where redo finds it.
        """
        typing, self.typing = self.typing, None
        if typing:
            self.screen.set_focus(None)
            typing.end(keep=keep)
            self.wishes.looked()

    def kept(self, text: str) -> None:
        """Enter: a reworded item is done, a new one is followed by the next."""
        if self.typing and not self.typing.editing and text.strip():
            self.typing.keep((text,))
        else:
            self.end_typing(keep=True)

    def pasted(self, texts: tuple[str, ...]) -> None:
        """Several statements came at once, or one that is too long to be typed on."""
        if not any(texts):
            return
        if self.typing and self.typing.editing:
            item_id, editor = self.typing.editing.id, self.typing.editor
            editor.start = editor.text  # that is in what was pasted
            self.end_typing(keep=False)
            self.wishes.reworded(item_id, texts[0])
        elif self.typing:
            self.typing.keep(texts)

    def so_far(self, text: str) -> None:
        """Something is being typed."""
        if self.typing:
            self.typing.so_far(text)

    def on_item_editor_grown(self, message: ItemEditor.Grown) -> None:
        """Make room for what is being typed."""
        message.stop()
        if self.typing:
            self.typing.grow(message.height)

    def _begin(self, typing: Typing) -> None:
        self.end_typing(keep=True)
        self.typing = typing
        typing.begin()
        self.screen.set_focus(typing.editor, scroll_visible=False)
        self.wishes.looked()

    def _place_editor(self) -> None:
        if self.typing:
            self.typing.place()

    # The mouse

    def _under(self, at: Offset) -> PanelView | None:
        return next((v for k, v in self.panels.items() if k in self.page and v.region.contains(*at)), None)

    def _place(self, at: Offset) -> Place:
        cell = next((key for key in self.page if self.cells[key].region.contains(*at)), None)
        view = self.panels.get(cell or "")
        y = at.y - view.region.y if view else 0
        position = view.item_at(y) if view else None
        if view is None or position is None:
            return Place(cell)
        is_shape = at.x - view.region.x == _SHAPE and view.item_at(y - 1) != position
        return Place(cell, view.items[position].id, is_shape)

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
                self.toggle_mark(view.items[position].id)
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
