"""Writing down what people say."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from textual import events

from canvas.app.actions.selection import Choosing
from canvas.model import edits
from canvas.model.canvas import Canvas
from canvas.model.edits import Edit
from canvas.model.sanitize import statements
from canvas.model.schema import BY_KEY, PANELS


class Writing(Choosing):
    """Adds, rewords, deletes and moves items; undoes all of it."""

    async def action_add(self) -> None:
        if self.refused():
            return
        if self.board.panel is None:
            self.say("The readiness holds no items of its own; go to a panel with 1 to 8.")
        else:
            self.say("")
            await self.board.type_new()

    async def action_edit(self) -> None:
        item = None if self.refused() else self.on_item()
        if item:
            from canvas.app.widgets.editor import LONGEST

            self.say("")
            if len(item.text) > LONGEST:
                how = f"{self.key('editor')} opens it in your editor"
                self.say(f"This text is too long to be reworded here; {how}.")
            else:
                await self.board.reword()

    def action_delete(self) -> None:
        chosen = self.chosen()
        what = self.named(chosen) if chosen else ""
        if chosen and self.make(self.for_all(partial(edits.delete, item_ids=chosen))):
            them = "it" if len(chosen) == 1 else "them"
            self.say(f"Deleted {what}; {self.key('undo')} brings {them} back.")

    def action_undo(self) -> None:
        if self.refused():
            return
        step = self.session.undo()
        if step is None:
            self.say("There is nothing to undo.")
            return
        self.show_step(step, self.session.canvas, step.focus_before)
        self.say(f"Undone: {step.label}.")

    def action_redo(self) -> None:
        if self.refused():
            return
        step = self.session.redo()
        if step is None:
            self.say("There is nothing to redo.")
            return
        self.show_step(step, self.session.canvas, step.focus_after)
        self.say(f"Done again: {step.label}.")

    def action_item_down(self) -> None:
        self._shift(1)

    def action_item_up(self) -> None:
        self._shift(-1)

    def _shift(self, steps: int) -> None:
        item = self.on_item()
        if item:
            self.make(partial(edits.shift, item_id=item.id, steps=steps))

    def action_item_to(self) -> None:
        chosen = self.chosen()
        if not chosen or self.refused():
            return
        from canvas.app.screens.choose import ChooseScreen, Option
        from canvas.model.voting import move_all

        options = [Option(str(p.number), p.key, p.title, p.question) for p in PANELS]

        def move(key: str) -> None:
            if len(chosen) == 1:
                self.make(partial(edits.move, item_id=chosen[0], panel=key), say=True)
            else:
                self.make(partial(move_all, item_ids=chosen, panel=key), say=True)

        self.ask(ChooseScreen(f"Move {self.named(chosen)} to", options, self.board.active), move)

    def action_form(self) -> None:
        item = self.on_item()
        if not item:
            return
        from canvas.app.screens.form import FormScreen, item_form

        def edit(values: dict[str, Any]) -> Callable[[Canvas], Edit]:
            fields = {key: value for key, value in values.items() if key != "text"}
            text = values.get("text", item.text)
            return partial(edits.set_item, item_id=item.id, text=text, changes=fields)

        form = item_form(BY_KEY[self.board.active], item)
        screen = FormScreen(form, self.form_owner(edit), self.today, self.session.read_only_reason)
        self.ask(screen, lambda left: self.offer(edit(left)))

    def action_editor(self) -> None:
        item = self.on_item()
        if not item or self.refused():
            return
        from canvas.app.desktop.external_editor import EditorError, edit_outside

        try:
            written = edit_outside(self.app, item.text, item.note)
        except EditorError as error:
            self.say(str(error), warning=True)
            return
        text = item.text if written.text is None else written.text
        note = {} if written.note is None else {"note": written.note}
        edit = partial(edits.set_item, item_id=item.id, text=text, changes=note)
        if written.problem:
            self.offer(edit)
            offered = self.session.history.offered is not None
            rest = (
                f"{self.key('redo')} takes in what was written there."
                if offered
                else "The item is as it was."
            )
            self.say(f"{written.problem} {rest}", warning=True)
        else:
            self.make(edit, say=True)

    def on_paste(self, event: events.Paste) -> None:
        """Text pasted onto the board becomes items of the active panel."""
        event.stop()
        panel = self.board.panel
        texts = statements(event.text)
        if panel is None:
            self.say("The readiness holds no items of its own; go to a panel with 1 to 8, and paste there.")
        elif texts:
            made = self.make(
                partial(edits.add, panel=panel.key, texts=texts, after=self.looking_at), say=True
            )
            if made:
                count = f"{len(texts)} item{'' if len(texts) == 1 else 's'}"
                self.say(f"Pasted {count}; {self.key('undo')} takes them back.")
