"""Writing down what people say."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from canvas.app.actions.base import Commands
from canvas.files.journal.snapshot import Draft
from canvas.model import edits
from canvas.model.sanitize import quote
from canvas.model.schema import BY_KEY, PANELS
from canvas.model.types import ItemId, PanelKey
from canvas.workspace import EditFunction

if TYPE_CHECKING:
    from canvas.app.key_map import KeyMap
    from canvas.app.widgets.capture import Capture
    from canvas.model.canvas import Canvas, Item
    from canvas.model.edits import Edit
    from canvas.model.shorthand import Typed


def no_panel(keys: KeyMap, purpose: str = "") -> str:
    """What is said where a statement is to be added, and no panel is active."""
    where = f"go to a panel with {keys.panels} {purpose}".rstrip()
    return f"The readiness cell holds no statements of its own; {where}."


class EditCommands(Commands):
    """Adds, rewords, deletes and moves items."""

    async def add(self) -> None:
        await self._type_new(here=False)

    async def add_here(self) -> None:
        await self._type_new(here=True)

    async def _type_new(self, *, here: bool) -> None:
        if self.refused():
            return
        if self.board.panel is None:
            self.say(no_panel(self.context.host.key_map))
        else:
            self.say("")
            await self.board.type_new(here=here)

    async def edit(self) -> None:
        if self.board.panel is None:
            self.context.run_command("findings")
            return
        item = None if self.refused() else self.item_under_cursor()
        if item:
            from canvas.app.widgets.editor import MAX_INLINE_LENGTH

            self.say("")
            if len(item.text) > MAX_INLINE_LENGTH:
                how = f"{self.key('editor')} opens it in your editor"
                self.say(f"This text is too long to be reworded here; {how}.")
            else:
                await self.board.reword()

    def delete(self) -> None:
        chosen = self.chosen()
        what = self.named(chosen) if chosen else ""
        if chosen and self.make(self.for_selection(partial(edits.delete, item_ids=chosen))):
            them = "it" if len(chosen) == 1 else "them"
            self.say(f"Deleted {what}; {self.key('undo')} brings {them} back.")

    def item_down(self) -> None:
        self._shift(1)

    def item_up(self) -> None:
        self._shift(-1)

    def _shift(self, steps: int) -> None:
        item = self.item_under_cursor()
        if item:
            self.make(partial(edits.shift, item_id=item.id, steps=steps))

    def item_to(self) -> None:
        if not (chosen := self.editable()):
            return
        from canvas.app.screens.choose import ChooseScreen, Option
        from canvas.model.voting import move_all

        options = [Option(str(p.number), p.key, p.title, p.question) for p in PANELS]

        one = len(chosen) == 1
        to = partial(edits.move, item_id=chosen[0]) if one else partial(move_all, item_ids=chosen)
        screen = ChooseScreen(f"Move {self.named(chosen)} to", options, self.board.active)
        self.ask(screen, lambda key: self.make(partial(to, panel=key), say=True))

    def form(self, first: str = "") -> None:
        """Open the form of the statement, at a field where one is named."""
        item = self.item_under_cursor()
        if not item:
            return
        from canvas.app.screens.form import FormScreen, item_form

        def edit(values: dict[str, Any]) -> EditFunction:
            fields = {key: value for key, value in values.items() if key != "text"}
            text = values.get("text", item.text)
            return partial(edits.set_item, item_id=item.id, text=text, changes=fields)

        form = item_form(BY_KEY[self.board.active], item)
        reason = self.workspace.read_only_reason
        screen = FormScreen(form, self.form_port(edit), self.today, reason, first=first)
        self.ask(screen, lambda cancelled: self.stash(edit(cancelled)))

    def editor(self) -> None:
        item = self.item_under_cursor()
        if not item or self.refused():
            return
        from canvas.app.desktop.external_editor import EditorError, edit_outside

        try:
            written = edit_outside(self.context.host, item.text, item.note)
        except EditorError as error:
            self.say(f"{error} {self.key('form')} opens all fields.", warning=True)
            return
        text = item.text if written.text is None else written.text
        note = {} if written.note is None else {"note": written.note}
        edit = partial(edits.set_item, item_id=item.id, text=text, changes=note)
        if not written.problem:
            self.make(edit, say=True)
            return
        outcome = self.workspace.stash_for_redo(edit, focus=self.focus)
        rest = (
            f"{self.key('redo')} takes in what was written there."
            if outcome.changed
            else "The statement is as it was."
        )
        self.say(f"{written.problem} {rest}", warning=True)

    # What the board asks for

    def capture(self, panel: PanelKey, item: Item | None) -> Capture:
        """What understands the text that is typed for new items of a panel, or for one that is reworded."""
        from canvas.app.widgets.capture import Capture
        from canvas.model.owner_names import names

        is_on = self.context.host.settings.shorthand
        return Capture(BY_KEY[panel], lambda: names(self.canvas), self.today, is_on=is_on, item=item)

    def add_typed(self, panel: PanelKey, typed: Typed, after: ItemId | None) -> ItemId | None:
        """Add what was typed to a panel; the id of the new item."""
        self.workspace.end_draft()
        texts = (typed.text,)
        made = self.make(partial(edits.add, panel=panel, texts=texts, after=after, values=typed.values))
        return made.focus if made else None

    def reword(self, item_id: ItemId, typed: Typed) -> None:
        """Give an item the wording that was typed, and the fields that were typed with it."""
        self.workspace.end_draft()
        self.make(partial(_reworded, item_id=item_id, typed=typed))

    def capture_line(self) -> None:
        """Add one statement from anywhere."""
        from canvas.app.actions.capture_line import capture_line

        self.board.end_typing(keep=True)
        is_on = self.context.host.settings.shorthand
        capture_line(self, BY_KEY.get(self.board.active), is_on=is_on)

    def record_draft(
        self, panel: PanelKey, typed: Typed, item_id: ItemId | None, after: ItemId | None
    ) -> None:
        """Journal what is being typed."""
        self.workspace.set_draft(Draft(panel, typed.text, item_id, after, typed.values))

    def stash_wording(self, item_id: ItemId, text: str) -> None:
        """Keep a wording that was cancelled for redo."""
        self.stash(partial(edits.set_text, item_id=item_id, text=text))

    def drop(self, item_id: ItemId, panel: PanelKey, position: int) -> None:
        """Move an item to where it was dragged; where it is selected, the whole selection goes with it."""
        if item_id in self.cursor.selected and len(self.cursor.selected) > 1:
            from canvas.model.voting import move_all

            others = [name for name in self.targets() if name != item_id]
            self.make(partial(move_all, item_ids=[*others, item_id], panel=panel, position=position))
            return
        self.make(partial(edits.move, item_id=item_id, panel=panel, position=position))


def _reworded(canvas: Canvas, item_id: ItemId, typed: Typed) -> Edit:
    """An item with another text, and the fields that were typed with it."""
    if not typed.values:
        return edits.set_text(canvas, item_id, typed.text)
    (_, item) = edits.find(canvas, item_id)
    label = f"reword {quote(item.text)}"
    return edits.set_item(canvas, item_id, text=typed.text, changes=typed.values, label=label)
