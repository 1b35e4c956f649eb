"""Owner, next act, day, kind and visibility of one item or of the whole selection, by one key each."""

from __future__ import annotations

from canvas.app.actions.base import Answer, ItemCommands
from canvas.app.screens.ask_fields import (
    FieldQuestion,
    ask_day,
    ask_kind,
    ask_next,
    ask_owner,
    ask_visibility,
)
from canvas.model.schema import BY_KEY


class FieldCommands(ItemCommands):
    """Asks for a field of the targets, and sets it on all of them as one edit."""

    def owner(self) -> None:
        if chosen := self.editable():
            self._ask(ask_owner(self.canvas, chosen))

    def day(self) -> None:
        if chosen := self.editable():
            self._ask(ask_day(self.canvas, chosen, self.today))

    def what_next(self) -> None:
        if chosen := self.editable():
            question = ask_next(self.canvas, chosen, self.workspace.record_draft)

            def answered(answer: tuple[str, bool]) -> None:
                if answer[1]:
                    self.make(self.for_selection(question.edit(answer)), say=True)
                self.workspace.discard_drafts()

            self.say("")
            self.ask(question.screen, answered)

    def kind(self) -> None:
        chosen = self.editable()
        panels = {place[0] for item_id in chosen if (place := self.canvas.place(item_id))}
        if len(panels) > 1:
            self.say("Each panel has kinds of its own: select statements of one panel.")
        elif panels and not (panel := BY_KEY[panels.pop()]).kinds:
            self.say(f"The statements of {panel.title} have no kinds.")
        elif chosen:
            self._ask(ask_kind(self.canvas, chosen, panel))

    def visibility(self) -> None:
        if chosen := self.editable():
            self._ask(ask_visibility(self.canvas, chosen))

    def _ask(self, question: FieldQuestion[Answer]) -> None:
        self.say("")

        def answered(answer: Answer) -> None:
            self.make(self.for_selection(question.edit(answer)), say=True)

        self.ask(question.screen, answered)
