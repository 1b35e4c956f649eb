"""Text that was decoded wrongly: said where it is, and repaired when asked to, never unasked."""

from __future__ import annotations

from functools import partial

from canvas.linear.answer_parser import only_items_of
from canvas.linear.context import CommandGroup
from canvas.model.sanitize import quote
from canvas.model.wrong_decoding import restore_texts, restored_field, wrongly_decoded


class RepairCommands(CommandGroup):
    """Repair text that was decoded wrongly."""

    def repair(self, words: str) -> None:
        """Repair the statements named, or all; without a word, tell what each would become, and ask."""
        if self.context.refused():
            return
        wrong = wrongly_decoded(self.canvas)
        if not wrong:
            self.say("Nothing here looks wrongly decoded.")
            return
        if not words:
            for item_id in wrong:
                if item := self.canvas.item(item_id):
                    now, restored = restored_field(item)
                    self.say(f"{self.context.number_of(item_id)} {quote(now)} would be {quote(restored)}.")
            words = self.ask("Repair which? Numbers, or all. Empty: no change.")
        if not words:
            self.say("It is as it was.")
            return
        named = wrong
        if words.casefold() != "all":
            wanted = {item.id for item in only_items_of(self.canvas, words)}
            named = [item_id for item_id in wrong if item_id in wanted]
        if named:
            self.context.run(partial(restore_texts, item_ids=named))
        else:
            self.say("That does not look wrongly decoded.")
