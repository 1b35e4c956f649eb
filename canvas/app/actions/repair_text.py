"""Restoring text that was decoded wrongly, once the user has seen what it would become."""

from __future__ import annotations

from functools import partial

from canvas.app.actions.base import Commands
from canvas.model.canvas import Canvas
from canvas.model.sanitize import quote
from canvas.model.types import ItemId
from canvas.model.wrong_decoding import newly_wrong, restore_texts, restored_field, wrongly_decoded
from canvas.operations import Operation

_ALL = ""
"""The answer that stands for all statements that look wrong."""


class RepairTextCommands(Commands):
    """Says where text looks wrongly decoded, and restores it when asked to; never unasked."""

    def look(self) -> None:
        """Say so after opening, where nothing else is said."""
        canvas = self.canvas

        def perform() -> list[ItemId]:

            return wrongly_decoded(canvas)

        def found(wrong: list[ItemId]) -> None:
            if not self.context.message and self.canvas is canvas:
                self._tell(wrong)

        if not self.workspace.read_only_reason:
            self.context.operate(lambda: Operation.of(perform), found)

    def look_at_edit(self, before: Canvas) -> None:
        """Say so of what was typed or pasted, behind what is said of the edit."""
        self._tell(newly_wrong(before, self.canvas))

    def repair_text(self) -> None:
        """Show what the statements would become, and restore one or all of them."""
        if self.refused():
            return
        from canvas.app.screens.choose import ChooseScreen, Option

        wrong = wrongly_decoded(self.canvas)
        if not wrong:
            self.say("Nothing here looks wrongly decoded.")
            return
        targets = self.targets()
        options = []
        for item_id in sorted(wrong, key=lambda item_id: item_id not in targets):
            item = self.canvas.item(item_id)
            if item:
                now, restored = restored_field(item)
                options.append(Option("", item_id, quote(restored), f"now {quote(now)}"))
        if len(options) > 1:
            options.append(Option("0", _ALL, f"All {len(options)} statements", "as one change"))
        self.ask(ChooseScreen("This looks wrongly decoded. Change it to:", options), self._repair)

    def _repair(self, answer: str) -> None:

        chosen = [item_id for item_id in wrongly_decoded(self.canvas) if answer in (_ALL, item_id)]
        if chosen and self.make(partial(restore_texts, item_ids=chosen)):
            self.say(f"Repaired {self.named(chosen)}; {self.key('undo')} undoes it.")

    def _tell(self, wrong: list[ItemId]) -> None:
        if not wrong:
            return
        key = self.key("repair_text")
        if len(wrong) == 1:
            said = f"This looks wrongly decoded: {self.named(wrong)}. {key} offers it repaired."
        else:
            said = f"{len(wrong)} statements look wrongly decoded. {key} offers them repaired."
        self.say(f"{self.context.message} {said}".strip(), warning=True)
