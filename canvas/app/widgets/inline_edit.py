"""Typing on the board: the editor, and the room that a panel keeps for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.geometry import Offset
from textual.widget import Widget

from canvas.app.widgets.board_port import BoardPort
from canvas.app.widgets.panel import MARGIN, PanelView
from canvas.app.widgets.rows import Slot
from canvas.model.canvas import Item

if TYPE_CHECKING:
    from canvas.app.widgets.editor import ItemEditor


@dataclass(slots=True)
class InlineEdit:
    """One stretch of typing, from its first key to the last.

    Attributes:
        view: the panel it happens in.
        wishes: who takes in what is typed.
        editor: the widget that takes the keys.
        editing: the item that is reworded; None while new ones are typed.
        after: the id of the item that new ones follow; None at the end of the panel.
    """

    view: PanelView
    wishes: BoardPort
    editor: ItemEditor
    editing: Item | None = None
    after: str | None = None

    def begin(self) -> None:
        """Show the editor where the statement will stand."""
        if self.editing:
            self.editor.begin(self.editing.text, takes_many=False)
        else:
            self.after = self.view.item.id if self.view.item else None
            self.editor.begin(takes_many=True)
        self._make_room()

    def keep(self, texts: tuple[str, ...]) -> None:
        """Take in new statements; the next one follows them."""
        self.editor.begin(takes_many=True)
        self.after = self.wishes.typed(self.view.panel.key, texts, self.after) or self.after
        self._make_room()

    def end(self, *, keep: bool) -> None:
        """Give the room back.

        Args:
            keep: whether what was typed is kept, or only left where redo finds it.
        """
        text, changed = self.editor.text, self.editor.is_changed
        self.editor.display = False
        self.view.open_slot(None)
        if changed and keep and self.editing:
            self.wishes.reworded(self.editing.id, text)
        elif changed and keep and text.strip():
            self.wishes.typed(self.view.panel.key, (text,), self.after)
        elif changed and text.strip():
            item_id = self.editing.id if self.editing else None
            self.wishes.unfinished(self.view.panel.key, text, item_id, self.after)

    def so_far(self, text: str) -> None:
        """Tell what stands there by now."""
        item_id = self.editing.id if self.editing else None
        self.wishes.so_far(self.view.panel.key, text, item_id, self.after)

    def grow(self, height: int) -> None:
        """Make room for more lines, or fewer."""
        if self.view.slot and height != self.view.slot.height:
            self.view.slot.height = height
            self.view.open_slot(self.view.slot)
            self.place()

    def place(self) -> None:
        """Lay the editor over the room that the panel keeps for it."""
        if self.view.slot:
            room = self.view.region
            line = max(1, min(self.view.slot_line(), room.height - 1))
            self.editor.styles.offset = room.offset - self.board_offset + (MARGIN, line)
            self.editor.styles.width = max(1, room.width - MARGIN)
            self.editor.styles.height = max(1, min(self.view.slot.height, room.height - line))

    @property
    def board_offset(self) -> Offset:
        """Where the board stands, in which the editor is laid."""
        return self.editor.parent.region.offset if isinstance(self.editor.parent, Widget) else Offset()

    def _make_room(self) -> None:
        if self.editing:
            slot = Slot(self.view.cursor, replaces=True)
        else:
            slot = Slot(self.view.cursor + 1 if self.view.items else 0, replaces=False)
        self.view.open_slot(slot)
        self.place()
