"""Typing on the board: the editor, and the room that a panel keeps for it."""

from __future__ import annotations

from dataclasses import dataclass

from canvas.app.widgets.editor import EditorOwner, ItemEditor
from canvas.app.widgets.panel import MARGIN, PanelView, Slot
from canvas.app.widgets.wishes import Wishes
from canvas.model.canvas import Item


@dataclass(slots=True)
class Typing:
    """One stretch of typing, from its first key to the last.

    Attributes:
        view: the panel it happens in.
        wishes: who takes in what is typed.
        editing: the item that is reworded; None while new ones are typed.
        after: the id of the item that new ones follow; None at the end of the panel.
        editor: the widget that takes the keys.
    """

    view: PanelView
    wishes: Wishes
    editing: Item | None
    after: str | None
    editor: ItemEditor

    @classmethod
    def new(cls, owner: EditorOwner, view: PanelView, wishes: Wishes) -> Typing:
        """Begin to type new statements after the one under the cursor."""
        after = view.item.id if view.item else None
        typing = cls(view, wishes, None, after, ItemEditor(owner, takes_many=True))
        typing._make_room()
        return typing

    @classmethod
    def reword(cls, owner: EditorOwner, view: PanelView, item: Item, wishes: Wishes) -> Typing:
        """Begin to type another wording of the item under the cursor."""
        typing = cls(view, wishes, item, None, ItemEditor(owner, item.text))
        typing._make_room()
        return typing

    def keep(self, text: str) -> None:
        """Take in what was typed, as one statement or another wording."""
        if self.editing:
            self.wishes.reworded(self.editing.id, text)
        elif text.strip():
            self.keep_all((text,))

    def keep_all(self, texts: tuple[str, ...]) -> None:
        """Take in several new statements; the next one follows them."""
        self.after = self.wishes.typed(self.view.panel.key, texts, self.after) or self.after
        self._make_room()

    def end(self, *, keep: bool) -> None:
        """Give the room back.

        Args:
            keep: whether what was typed is kept, or only left where redo finds it.
        """
        text, changed = self.editor.text, self.editor.is_changed
        self.view.open_slot(None)
        if changed and keep:
            self.keep(text)
        elif changed and text.strip():
            item_id = self.editing.id if self.editing else None
            self.wishes.unfinished(self.view.panel.key, text, item_id, self.after)
        self.view.open_slot(None)

    def grow(self, height: int) -> None:
        """Make room for more lines, or fewer."""
        if self.view.slot and height != self.view.slot.height:
            self.view.slot.height = height
            self.view.open_slot(self.view.slot)
            self.place()

    def place(self) -> None:
        """Lay the editor over the room that the panel keeps for it."""
        if self.view.slot:
            room = self.view.size
            line = max(1, min(self.view.slot_line(), room.height - 1))
            self.editor.styles.offset = (MARGIN, line)
            self.editor.styles.width = max(1, room.width - MARGIN)
            self.editor.styles.height = max(1, min(self.view.slot.height, room.height - line))

    def _make_room(self) -> None:
        if self.editing:
            slot = Slot(self.view.cursor, replaces=True)
        else:
            slot = Slot(self.view.cursor + 1 if self.view.items else 0, replaces=False)
        self.view.open_slot(slot)
        self.place()
