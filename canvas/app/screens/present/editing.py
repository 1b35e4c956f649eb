"""The edits that are possible while presenting, after an explicit unlock."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from canvas.app.screens.present.pasting import SlidePasting
from canvas.files.journal.snapshot import Draft
from canvas.model import edits
from canvas.model.owner_names import names
from canvas.model.schema import BY_KEY
from canvas.model.types import ItemId, PanelKey
from canvas.outcome_phrases import redone, undone
from canvas.workspace import Workspace

if TYPE_CHECKING:
    from textual.screen import Screen

    from canvas.app.keys import ActionId
    from canvas.app.screens.present.slideshow import Slideshow
    from canvas.app.screens.present.stage import Stage
    from canvas.app.widgets.capture import Capture
    from canvas.app.widgets.editor import ItemEditor
    from canvas.app.widgets.item_stage import ItemActions
    from canvas.model.canvas import Item
    from canvas.model.paste import Pasted
    from canvas.model.shorthand import Typed
    from canvas.model.undo_history import UndoStep
    from canvas.operations import EditOutcome

BY = "slides"
"""The source of edits made here, as the workspace publishes it."""

_MAX_EDITOR_LINES, _EDITOR_INDENT = 6, 4
READ_ONLY = "This canvas is read only: nothing here can be changed."


class SlideEditing:
    """Adds statements, acts on the selected one and undoes both; refused while locked."""

    by = BY

    def __init__(self, workspace: Workspace, stage: Stage, item_actions: ItemActions) -> None:
        self.is_typing = False
        self._handlers = item_actions(self)
        self._workspace = workspace
        self._stage = stage
        self._editor: ItemEditor | None = None
        self.pasting = SlidePasting(self, workspace, stage)
        self._undo_limit = 0
        self._undone_before: list[UndoStep | None] = []
        self.after: ItemId | None = None

    @property
    def _slideshow(self) -> Slideshow:
        return self._stage.slideshow

    def toggle_lock(self) -> None:
        """Unlock or lock; undo and redo go back to the last unlock at most.

        What was done before was not for this room, which would read of it.
        """
        if self._workspace.read_only_reason:
            self._stage.paint(READ_ONLY)
            return
        self._slideshow.set_unlocked(not self._slideshow.is_unlocked)
        history = self._workspace.session.history
        self._undo_limit = len(history.done)
        self._undone_before = [*history.undone, history.stashed]
        self._stage.paint()

    # The board's actions on the selected statement

    def act(self, action: ActionId) -> None:
        """Do what the board does with a statement."""
        if self._has_selection():
            self._handlers[action]()

    def capture_line(self) -> None:
        """Add one statement to any panel; the slide stays."""
        if self._slideshow.is_unlocked:
            self._handlers["capture_line"]()
        else:
            self._stage.paint(self._locked_refusal)

    @property
    def item(self) -> Item | None:
        """The selected statement."""
        return self._workspace.canvas.item(self._slideshow.selected)

    def say(self, message: str, *, warning: bool = False) -> None:
        """Show a sentence below the slide."""
        # The reason for a read-only canvas names its file, which is not for the room.
        is_read_only = warning and bool(self._workspace.read_only_reason)
        self._stage.paint(READ_ONLY if is_read_only else message)

    def ask(self, screen: Screen[Any], then: Callable[[Any], object]) -> None:
        """Push a dialog above the slide."""
        self._stage.open_dialog(screen, then)

    def undo(self) -> None:
        """Undo the latest edit made since the unlock."""
        if not self._slideshow.is_unlocked:
            self._stage.paint(self._locked_refusal)
        elif len(self._workspace.session.history.done) <= self._undo_limit:
            self._stage.paint("There is nothing to undo here.")
        elif of_guests := self._workspace.latest_of_guests:
            self._stage.paint(undone(None, of_guests).text)
        else:
            self._stage.paint(undone(self._workspace.undo(by=BY)).text)

    def redo(self) -> None:
        """Redo the edit that was undone last since the unlock, or add what was typed since and not kept."""
        step = self._workspace.session.history.next_redo
        if not self._slideshow.is_unlocked:
            self._stage.paint(self._locked_refusal)
        elif any(step is before for before in self._undone_before):
            self._stage.paint("There is nothing to redo here.")
        else:
            self._stage.paint(redone(self._workspace.redo(by=BY)).text)

    @property
    def _locked_refusal(self) -> str:
        """What is said while nothing can be changed."""
        return READ_ONLY if self._workspace.read_only_reason else self._stage.keys.locked_refusal

    def refusal(self) -> str:
        """Why nothing can be edited on this slide; empty where it can."""
        if not self._slideshow.is_unlocked:
            return self._locked_refusal
        return "" if self._slideshow.panel else self._stage.keys.no_panel

    @property
    def _selected(self) -> ItemId | None:
        return ItemId(self._slideshow.selected) if self._slideshow.selected else None

    def _has_selection(self) -> bool:
        """Whether a statement is selected; if not, the reason is shown."""
        is_empty = not self._slideshow.selected
        refusal = self.refusal() or (
            f"There is no statement here; {self._stage.keys.told('add')} adds one." if is_empty else ""
        )
        if refusal:
            self._stage.paint(refusal)
        return not refusal

    def _tell(self, outcome: EditOutcome) -> None:
        """Paint the slide, with the reason where an edit was refused."""
        self.say(str(outcome.error or ""), warning=bool(outcome.error))

    # Typing

    async def add(self, *, here: bool = False) -> None:
        """Open the editor for new statements at the end of the panel, or ``here``: after the selected one."""
        if refusal := self.refusal():
            self._stage.paint(refusal)
            return
        if self._editor is None:
            from canvas.app.widgets.editor import ItemEditor  # noqa: PLC0415 - most never type here

            self._editor = ItemEditor(self)
            await self._stage.mount_editor(self._editor)
        self.is_typing = True
        self.after = self._selected if here else None
        self._editor.begin(self._capture(), takes_many=True)
        self._stage.set_focus(self._editor, scroll_visible=False)
        self._stage.paint()

    def _capture(self) -> Capture:
        """What understands the statements that are typed for the panel in sight."""
        from canvas.app.widgets.capture import Capture  # noqa: PLC0415 - as above

        panel = BY_KEY[self._slideshow.position.section]
        known = partial(names, self._workspace.canvas)
        return Capture(panel, known, self._stage.today, is_on=self._stage.uses_shorthand)

    def kept(self, text: str) -> None:
        """Add a statement and begin the next; an empty one ends the typing."""
        if text.strip() and self._editor:
            self._add(self._editor.understood())
        else:
            self.left()

    def pasted(self, pasted: Pasted) -> None:
        """Add the statements of a paste into the editor."""
        self.pasting.pasted(pasted)

    def paste_to_the_letter(self) -> bool:
        """Replace what was pasted last by its lines as they were; False where there is nothing to replace."""
        return self.pasting.paste_to_the_letter()

    def _add(self, typed: Typed) -> None:
        """Add a statement that was typed."""
        edit = partial(
            edits.add, panel=self.panel, texts=(typed.text,), after=self.after, values=typed.values
        )
        self.added(self._workspace.run(edit, by=BY, focus=self._selected))

    def added(self, outcome: EditOutcome) -> EditOutcome:
        """Go on after new statements, or tell why there are none."""
        if self._editor and self.is_typing:
            self._editor.begin(self._capture(), takes_many=True)
        self._workspace.end_draft()
        self._tell(outcome)
        if outcome.edit and outcome.edit.focus:
            self.after = self.after and outcome.edit.focus
            self._slideshow.select(outcome.edit.focus)
            self._stage.paint()
        return outcome

    @property
    def panel(self) -> PanelKey:
        """The panel of the slide."""
        return cast("PanelKey", self._slideshow.position.section)

    def so_far(self, typed: Typed) -> None:
        """Journal what is being typed."""
        self._workspace.set_draft(Draft(self.panel, typed.text, None, self.after, typed.values))

    def left(self) -> None:
        """End the typing, if there is any; the text is added."""
        if not self.is_typing or self._editor is None:
            return
        self.is_typing = False
        typed = self._editor.understood()
        self._editor.display = False
        if self._stage.is_attached:
            self._stage.set_focus(None)
        if typed.text.strip():
            self._add(typed)
        if self._workspace.session.typing:
            self._workspace.set_draft(None)
        self._stage.paint()

    @property
    def has_shorthand(self) -> bool:
        """Whether some of what is typed is understood as shorthand, or all of it is kept as typed."""
        capture = self._editor.capture if self._editor and self.is_typing else None
        return capture is not None and capture.has_shorthand

    def toggle_literal(self) -> None:
        """Keep what is typed to the letter, or understand it again."""
        if self._editor and self.is_typing:
            self._editor.action_toggle_literal()

    def keep_text(self) -> None:
        """Do what enter does in the editor."""
        if self._editor:
            self._editor.action_keep()

    def indent(self, left: int) -> None:
        """Align the editor with the column of the slide."""
        if self._editor:
            self._editor.styles.padding = (0, max(0, left) + _EDITOR_INDENT)

    def resize(self, lines: int) -> None:
        """Fit the editor to the lines of its text, up to a limit."""
        if self._editor:
            self._editor.styles.height = max(1, min(_MAX_EDITOR_LINES, lines))
