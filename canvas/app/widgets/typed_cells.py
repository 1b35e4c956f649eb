"""Typing on the board: where it begins, where it ends, and what becomes of what was typed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from canvas.app.widgets.board_port import BoardPort
from canvas.app.widgets.cells import Cells
from canvas.app.widgets.inline_edit import InlineEdit

if TYPE_CHECKING:
    from canvas.app.widgets.editor import ItemEditor


class TypedCells(Cells):
    """Cells whose statements can be typed where they stand.

    Nothing here has the focus but the editor: Textual styles and paints the whole screen again whenever the
    focus moves, and the keys reach the screen without.
    """

    def __init__(self, wishes: BoardPort, today: date) -> None:
        """The cells, and nothing typed.

        Args:
            wishes: who takes in what is typed.
            today: tells what is late.
        """
        super().__init__(wishes, today)
        self.typing: InlineEdit | None = None
        self._editor: ItemEditor | None = None

    def on_resize(self) -> None:
        """Lay the editor where its cell is now; the cells lay themselves out in a handler of their own."""
        if self.typing:
            self.call_after_refresh(self._place_editor)

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
            self._begin(InlineEdit(self.view, self.wishes, await self.ready_to_type()))

    async def reword(self) -> None:
        """Open the item under the cursor for another wording."""
        if self.view and self.item:
            self._begin(InlineEdit(self.view, self.wishes, await self.ready_to_type(), self.item))

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

    def _begin(self, typing: InlineEdit) -> None:
        self.end_typing(keep=True)
        self.typing = typing
        typing.begin()
        self.screen.set_focus(typing.editor, scroll_visible=False)
        self.wishes.looked()

    def _place_editor(self) -> None:
        if self.typing:
            self.typing.place()
