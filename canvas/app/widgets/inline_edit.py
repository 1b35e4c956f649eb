"""Inline editing on the board: one edit from its first key to its last, and the controller that runs them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.widget import Widget

from canvas.app.paint.content_lines import AIR
from canvas.app.widgets.board_port import BoardPort
from canvas.app.widgets.panel import MARGIN, PanelView, Slot
from canvas.model.canvas import Item
from canvas.model.types import ItemId

if TYPE_CHECKING:
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
        if self.editing:
            self.editor.begin(self.capture, self.editing.text, takes_many=False)
        else:
            self.editor.begin(self.capture, takes_many=True)
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
