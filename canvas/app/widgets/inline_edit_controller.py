"""Begins and ends inline edits on a board, one at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.widget import Widget

from canvas.app.widgets.inline_edit import InlineEdit
from canvas.app.widgets.panel import PanelView

if TYPE_CHECKING:
    from canvas.app.widgets.board_port import BoardPort
    from canvas.app.widgets.editor import ItemEditor
    from canvas.model.paste import Pasted
    from canvas.model.shorthand import Typed


class InlineEditController:
    """Begins and ends inline edits, of which ``current`` is going on, and receives what their editor reports.

    Only the editor ever has the focus: Textual styles and paints the whole screen again whenever the focus
    moves, and keys reach the screen without one.
    """

    def __init__(self, board: Widget, port: BoardPort, active_view: Callable[[], PanelView | None]) -> None:
        """``active_view`` gives the panel that has the cursor; None on the ninth cell."""
        self.current: InlineEdit | None = None
        self._board = board
        self._port = port
        self._active_view = active_view
        self._editor: ItemEditor | None = None

    async def add(self, *, here: bool = False, kind: str = "") -> None:
        """Open an editor for new items at the end of the panel, or ``here``: after the cursor's.

        The first of them has this ``kind``, unless it is empty.
        """
        view = self._active_view()
        if view:
            after = view.item.id if here and view.item else None
            edit = InlineEdit(view, self._port, await self._mounted_editor(), after=after)
            self._begin(edit)
            if kind:
                edit.editor.choose_kind(kind)

    async def reword(self) -> None:
        """Open an editor on the text of the item under the cursor."""
        view = self._active_view()
        if view and view.item:
            self._begin(InlineEdit(view, self._port, await self._mounted_editor(), editing=view.item))

    def end_typing(self, *, keep: bool) -> None:
        """End the edit, if there is one; without ``keep`` its text is stashed where redo finds it."""
        edit, self.current = self.current, None
        if edit:
            self._board.screen.set_focus(None)
            edit.end(keep=keep)
            self._port.view_changed()

    def kept(self, text: str) -> None:
        """Enter was pressed: a rewording ends, a new item is followed by the next."""
        if self.current and not self.current.editing and text.strip():
            self.current.add_typed()
        else:
            self.end_typing(keep=True)

    def left(self) -> None:
        """Escape was pressed: new words are kept, an old wording stays."""
        self.end_typing(keep=self.current is not None and self.current.editing is None)

    def paste_to_the_letter(self) -> bool:
        """Replace what was pasted last by its lines as they were; False where there is nothing to replace."""
        return bool(self.current and not self.current.editing and self.current.paste_to_the_letter())

    def pasted(self, pasted: Pasted) -> None:
        """Several texts were pasted at once, or one too long to be edited inline."""
        if not pasted.texts:
            return
        if self.current and self.current.editing:
            from canvas.model.shorthand import to_the_letter  # noqa: PLC0415 - as below

            item_id, editor = self.current.editing.id, self.current.editor
            editor.start = editor.text  # the pasted text includes it: nothing is left to stash
            self.end_typing(keep=False)
            self._port.edits.reword(item_id, to_the_letter(pasted.texts[0]))
        elif self.current:
            self.current.add(pasted)

    def so_far(self, typed: Typed) -> None:
        """What is typed changed."""
        if self.current:
            self.current.record_draft(typed)

    def resize(self, height: int) -> None:
        """The text takes another number of lines."""
        if self.current:
            self.current.resize(height)

    def place(self) -> None:
        """Move the editor to where its slot is now."""
        if self.current:
            self.current.place()

    async def _mounted_editor(self) -> ItemEditor:
        if self._editor is None:
            from canvas.app.widgets.editor import ItemEditor  # noqa: PLC0415 - the first frame needs none

            self._editor = ItemEditor(self)
            # As the first child: it comes and goes without giving all that follow it another place.
            await self._board.mount(self._editor, before=0)
        return self._editor

    def _begin(self, edit: InlineEdit) -> None:
        self.end_typing(keep=True)
        self.current = edit
        edit.begin()
        self._board.screen.set_focus(edit.editor, scroll_visible=False)
        self._port.view_changed()
