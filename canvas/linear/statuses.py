"""Commands that say how far the discussion of statements has got."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from canvas.linear.answer_parser import items_of, only_items_of, status_of
from canvas.linear.context import CommandGroup
from canvas.model import edits
from canvas.model.sanitize import quote
from canvas.model.voting import give_reason

if TYPE_CHECKING:
    from canvas.model.canvas import Item
    from canvas.model.types import Status


class StatusCommands(CommandGroup):
    """Set the status of statements, by its name or by a verb for it."""

    def status(self, words: str) -> None:
        """Set the status; without one, tell it and ask."""
        found, rest = items_of(self.canvas, words.split())
        if self.context.refused():
            return
        if not rest:
            self.say(*(f"{quote(item.text)} is {item.status}." for item in found))
            rest = self.ask("Proposed, agreed, disputed, parked or done? Empty: no change.").split()
        if rest:
            self._set(found, status_of(rest[0]))
        else:
            self.say("It is as it was.")

    def set_to(self, words: str, status: Status) -> None:
        """Set statements to a status."""
        self._set(only_items_of(self.canvas, words), status)

    def dispute(self, words: str) -> None:
        """Set statements to disputed, and say why; ask for the reason where none is given."""
        found, rest = items_of(self.canvas, words.split())
        if self.context.refused():
            return
        if is_new := any(item.status != "disputed" for item in found):
            self._set(found, "disputed")
        if reason := " ".join(rest) or self.ask("Why? Empty: no reason."):
            self.context.run(partial(give_reason, item_ids=[item.id for item in found], reason=reason))
        elif not is_new:
            self.say("It is as it was.")

    def _set(self, items: list[Item], status: Status) -> None:
        if not self.context.refused():
            ids = [item.id for item in items]
            self.context.run(partial(edits.set_status, item_ids=ids, status=status))
