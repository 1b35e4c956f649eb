"""Inline editing on the board: one edit from its first key to its last, and the controller that runs them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.widget import Widget

from canvas.app.paint.content_lines import AIR
from canvas.app.widgets.panel import MARGIN, PanelView, Slot
from canvas.model.canvas import Item
from canvas.model.types import ItemId

if TYPE_CHECKING:
    from canvas.app.widgets.board_port import BoardPort
    from canvas.app.widgets.editor import ItemEditor
    from canvas.model.paste import Pasted
    from canvas.model.shorthand import Typed


class InlineEdit:
    """One inline edit: rewording an item, or adding new ones in a row.

    Attributes:
        view: the panel it happens in.
        port: applies the edits.
        editor: the text area that has the focus meanwhile.
        editing: the item that is reworded; None while new ones are added.
        after: the id of the item that new ones follow; None at the end of the panel.
        capture: understands what is typed.
    """

    __slots__ = ("after", "capture", "editing", "editor", "port", "view")

    def __init__(
        self,
        view: PanelView,
        port: BoardPort,
        editor: ItemEditor,
        *,
        editing: Item | None = None,
        after: ItemId | None = None,
    ) -> None:
        self.view = view
        self.port = port
        self.editor = editor
        self.editing = editing
        self.after = after
        self.capture = port.edits.capture(view.panel.key, editing)

    def begin(self) -> None:
        """Show the editor where the text will stand."""
        text = self.editing.text if self.editing else ""
        self.editor.begin(self.capture, text, takes_many=self.editing is None)
        self._open_slot()

    def add_typed(self) -> None:
        """Add what was typed as a new item, and go on with the next one."""
        typed = self.editor.understood()
        self._go_on(lambda: self.port.edits.add_typed(self.view.panel.key, typed, self.after))

    def add(self, pasted: Pasted) -> None:
        """Add new items and go on with the next one, which follows them."""
        self._go_on(lambda: self.port.pastes.add_pasted(self.view.panel.key, pasted, self.after))

    def paste_to_the_letter(self) -> bool:
        """Replace what was pasted last by its lines as they were, and go on with the next item."""
        last = self.port.pastes.paste_to_the_letter()
        if last:
            self._go_on(lambda: last)
        return last is not None

    def follow(self, item_id: ItemId | None) -> None:
        """Have the next item follow another, where new ones follow one."""
        self.after = self.after and item_id
        self._open_slot()

    def _go_on(self, add: Callable[[], ItemId | None]) -> None:
        self.editor.begin(self.capture, takes_many=True)
        last = add()
        self.after = self.after and (last or self.after)
        self._open_slot()

    def end(self, *, keep: bool) -> None:
        """Hide the editor, and apply its text, or without ``keep`` stash it where redo finds it."""
        text, changed, typed = self.editor.text, self.editor.is_changed, self.editor.understood()
        self.editor.display = False
        self.view.open_slot(None)
        if changed and keep and self.editing:
            self.port.edits.reword(self.editing.id, typed)
        elif changed and keep and text.strip():
            self.port.edits.add_typed(self.view.panel.key, typed, self.after)
        elif changed and text.strip() and self.editing:
            self.port.edits.stash_wording(self.editing.id, text)

    def record_draft(self, typed: Typed) -> None:
        """Pass on what is typed as it stands, for recovery."""
        item_id = self.editing.id if self.editing else None
        self.port.edits.record_draft(self.view.panel.key, typed, item_id, self.after)

    def resize(self, height: int) -> None:
        """Fit the slot to the number of lines that the text takes."""
        if self.view.slot and height != self.view.slot.height:
            self.view.slot.height = height
            self.view.open_slot(self.view.slot)
            self.place()

    def place(self) -> None:
        """Lay the editor over the slot in the panel."""
        if self.view.slot and isinstance(board := self.editor.parent, Widget):
            region = self.view.region
            line = max(1, min(self.view.slot_line(), region.height - 1))
            self.editor.styles.offset = region.offset - board.region.offset + (MARGIN, line)
            self.editor.styles.width = self._width
            self.editor.styles.height = max(1, min(self.view.slot.height, region.height - line))

    @property
    def _width(self) -> int:
        """The columns of the editor."""
        return max(1, self.view.region.width - MARGIN - AIR)

    def _open_slot(self) -> None:
        """Open the slot with the height that it needs: one that grows afterwards costs another frame."""
        if self.editing:
            position = self.view.position
        else:
            ids = [item.id for item in self.view.items]
            position = ids.index(self.after) + 1 if self.after in ids else len(ids)
        height = self.editor.fit(self._width)
        self.view.open_slot(Slot(position, replaces=self.editing is not None, height=height))
        self.place()
