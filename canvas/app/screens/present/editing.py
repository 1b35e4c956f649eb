"""What changes the canvas while it is presented: only after an explicit unlock, and only a little."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.screen import Screen

from canvas.app.widgets.slide_line import SlideLine
from canvas.exports.slides.deck import SlidePosition
from canvas.files.journal.snapshot import Draft
from canvas.model import edits
from canvas.model.edits import Edit
from canvas.model.schema import BY_KEY
from canvas.workspace import EditFunction, Workspace

if TYPE_CHECKING:
    from canvas.app.host import Host
    from canvas.app.widgets.editor import ItemEditor

BY = "slides"
"""What the workspace calls edits that are made while presenting."""

_MOST_LINES, _INDENT = 4, 4
READ_ONLY = "This canvas is read only: nothing here can be changed."
_LOCKED = "Nothing can be changed here; U unlocks."
_NO_PANEL = "Statements belong to a panel: 1 to 8 shows one."


class Typed(Screen[None]):
    """Adds statements, changes statuses, takes both back; all of it refused while locked.

    Attributes:
        workspace: the canvas that is shown.
        place: which slide shows.
        held: the id of the statement that is kept in sight when the slides are dealt anew.
        marked: the id of the statement that keys act upon while unlocked.
        is_unlocked: whether keys change the canvas.
    """

    app: Host
    workspace: Workspace
    line: SlideLine
    place: SlidePosition
    held: str
    marked: str
    is_unlocked: bool
    _editor: ItemEditor | None = None
    _is_typing = False
    _undone_to = 0

    def paint(self, message: str = "") -> None:
        """Show what there is, and say what happened."""
        raise NotImplementedError

    def fit(self) -> None:
        """Deal the slides for the room there is now."""
        raise NotImplementedError

    @property
    def is_typing(self) -> bool:
        """Whether a statement is being typed."""
        return self._is_typing

    def unlock(self, unlocked: bool) -> None:
        """Let the keys change the canvas, or no longer; what is undone here was done since."""
        self.is_unlocked = unlocked
        self._undone_to = len(self.workspace.session.history.done)

    # Statuses

    def next_status(self) -> None:
        """The marked statement's next status."""
        if self._may_act():
            self._change(partial(edits.next_status, item_ids=[self.marked]))

    def action_status(self) -> None:
        """Choose the marked statement's status."""
        item = self.workspace.canvas.item(self.marked) if self._may_act() else None
        if item is None:
            return
        from canvas.app.screens.choose import ChooseScreen, status_options  # noqa: PLC0415
        from canvas.model.sanitize import quote  # noqa: PLC0415

        def mark(status: str | None) -> None:
            if status is not None:
                self._change(partial(edits.set_status, item_ids=[item.id], status=status))

        self.app.push_screen(ChooseScreen(quote(item.text), status_options(), item.status), mark)

    def action_undo(self) -> None:
        """Take back what was changed since the unlock, and nothing that was changed before."""
        if not self.is_unlocked:
            self.paint(_LOCKED)
        elif len(self.workspace.session.history.done) <= self._undone_to:
            self.paint("There is nothing to undo here.")
        else:
            self.workspace.undo(by=BY)
            self.paint("Undone.")

    def _may_act(self) -> bool:
        """Whether there is something to act upon; where not, that is said."""
        if not self.is_unlocked:
            self.paint(_LOCKED)
        elif self.place.section not in BY_KEY:
            self.paint(_NO_PANEL)
        elif not self.marked:
            self.paint("There is no statement here; a adds one.")
        else:
            return True
        return False

    def _change(self, edit: EditFunction) -> Edit | None:
        """Change the canvas; None, and a sentence, where it cannot be."""
        outcome = self.workspace.run(edit, by=BY, focus=self.marked or None)
        if outcome.error:
            # Why a whole canvas cannot be changed names its file.
            is_read_only = bool(self.workspace.read_only_reason)
            self.paint(READ_ONLY if is_read_only else str(outcome.error))
        else:
            self.paint()
        return outcome.edit

    # Typing

    async def action_add(self) -> None:
        """Type new statements after the marked one."""
        if not self.is_unlocked:
            self.paint(_LOCKED)
            return
        if self.place.section not in BY_KEY:
            self.paint(_NO_PANEL)
            return
        if self._editor is None:
            from canvas.app.widgets.editor import ItemEditor  # noqa: PLC0415 - most never type here

            self._editor = ItemEditor(self)
            await self.mount(self._editor, before=self.line)
        self._is_typing = True
        self._editor.begin(takes_many=True)
        self.set_focus(self._editor, scroll_visible=False)
        self.paint()

    def kept(self, text: str) -> None:
        """Enter: keep a statement, and on to the next; without words that is the end."""
        if text.strip() and self._editor:
            self.pasted((text,))
        else:
            self.end_typing(keep=True)

    def pasted(self, texts: tuple[str, ...]) -> None:
        """Take in new statements; the next one follows them."""
        if self._editor:
            self._editor.begin(takes_many=True)
        self.workspace.end_draft()
        add = partial(edits.add, panel=self.place.section, texts=texts, after=self.marked or None)
        made = self._change(add)
        if made and made.focus:
            self.see(made.focus)

    def so_far(self, text: str) -> None:
        """What is being typed is kept for a recovery."""
        self.workspace.set_draft(Draft(self.place.section, text, None, self.marked or None))

    def end_typing(self, *, keep: bool) -> None:
        """End; what was typed is kept, or left where redo finds it."""
        if not self._is_typing or self._editor is None:
            return
        self._is_typing = False
        text = self._editor.text
        self._editor.display = False
        if self.is_attached:
            self.set_focus(None)
        if text.strip() and keep:
            self.pasted((text,))
            self._editor.display = False
        elif text.strip():
            after = self.marked or None
            self.workspace.stash_for_redo(
                partial(edits.add, panel=self.place.section, texts=(text,), after=after)
            )
        if self.workspace.session.typing:
            self.workspace.set_draft(None)
        self.paint(
            f"Left; {self.app.key_map.told('redo')} on the board brings it back."
            if text.strip() and not keep
            else ""
        )

    def action_keep(self) -> None:
        """What enter does, by the mouse."""
        if self._editor:
            self._editor.action_keep()

    def action_end_typing(self) -> None:
        """What escape does, by the mouse."""
        self.end_typing(keep=False)

    def see(self, item: str) -> None:
        """Mark a statement and show the slide it stands on."""
        raise NotImplementedError

    def indent_editor(self, left: int) -> None:
        """Let what is typed stand in the column of the slide."""
        if self._editor:
            self._editor.styles.padding = (0, max(0, left) + _INDENT)

    def on_item_editor_grown(self, message: ItemEditor.Grown) -> None:
        """Make room for what is being typed."""
        message.stop()
        if self._editor:
            self._editor.styles.height = max(1, min(_MOST_LINES, message.height))
