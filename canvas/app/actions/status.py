"""Statuses: how far the discussion of items has got, and why some are disputed."""

from __future__ import annotations

from functools import partial
from typing import cast

from canvas.app.actions.base import Commands
from canvas.model import edits
from canvas.model.types import ItemId, Status


class StatusCommands(Commands):
    """Changes statuses; asks for the reason of a dispute."""

    def next_status(self) -> None:
        chosen = self.chosen()
        if not chosen:
            return
        from canvas.model.edits import next_status

        if self.make(self.for_selection(partial(next_status, item_ids=chosen))):
            now = self.canvas.item(chosen[0])
            status = now.status if now else ""
            why = f"; {self.key('why')} says why not" if status == "disputed" else ""
            self.say(f"{status.capitalize()}: {self.named(chosen)}{why}.")

    def status(self) -> None:
        chosen = self.chosen()
        if not chosen or self.refused():
            return
        from canvas.app.screens.choose import ChooseScreen, status_options

        first = self.canvas.item(chosen[0])
        screen = ChooseScreen(self.named(chosen), status_options(), first.status if first else "")
        self.ask(screen, lambda status: self.set_status(chosen, cast("Status", status)))

    def set_status(self, item_ids: list[ItemId], status: Status) -> str:
        """Set a status, and ask for the reason of new disputes; why that is refused, empty where done."""
        before = self.canvas
        edit = self.for_selection(partial(edits.set_status, item_ids=item_ids, status=status))
        if not self.make(edit, say=True):
            return self.context.message
        if status == "disputed" and self.canvas is not before:
            self._ask_reason(item_ids)
        return ""

    def why(self) -> None:
        chosen = self.chosen()
        if not chosen or self.refused():
            return
        found = [self.canvas.item(item_id) for item_id in chosen]
        if any(item and item.status != "disputed" for item in found):
            first = f"{self.key('status')} and 3 dispute it first"
            self.say(f"{self.key('why')} says why {self.named(chosen)} is disputed; {first}.")
            return
        self._ask_reason(chosen)

    def _ask_reason(self, item_ids: list[ItemId]) -> None:
        from canvas.app.screens.dispute_reason import DisputeReasonScreen
        from canvas.model.voting import give_reason

        known = {item.reason for name in item_ids if (item := self.canvas.item(name))}
        asked = DisputeReasonScreen(
            self.named(item_ids),
            known.pop() if len(known) == 1 else "",
            lambda typed: self.workspace.record_draft(partial(give_reason, item_ids=item_ids, reason=typed)),
        )

        def answered(answer: tuple[str, bool]) -> None:
            edit = self.for_selection(partial(give_reason, item_ids=item_ids, reason=answer[0]))
            if answer[1]:
                self.make(edit, say=True)
            elif answer[0].strip():
                self.stash(edit)
            self.workspace.discard_drafts()

        self.ask(asked, answered)

    def parked(self) -> None:
        from canvas.app.screens.parked import ParkedScreen
        from canvas.model.voting import parked

        if not parked(self.canvas):
            self.say("Nothing is parked.")
            return
        self.board.end_typing(keep=True)
        screen = ParkedScreen(
            self.workspace,
            lambda item_id, status: self.set_status([ItemId(item_id)], cast("Status", status)),
            self.undo,
        )
        self.ask(screen, self.go_to_item)
