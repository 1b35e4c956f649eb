"""Statuses: how far the discussion of items has got, and why some are disputed."""

from __future__ import annotations

from functools import partial
from typing import cast

from canvas.app.actions.base import ItemCommands
from canvas.model import edits
from canvas.model.types import ItemId, Status


class StatusCommands(ItemCommands):
    """Changes statuses; asks for the reason of a dispute."""

    def next_status(self) -> None:
        """Agree on the targets, or take that back where all are agreed; what is done stays done."""
        chosen = self.chosen()
        statuses = {item.id: item.status for name in chosen if (item := self.canvas.item(name))}
        is_open = [name for name in chosen if statuses.get(name) != "done"]
        if not chosen or self.refused():
            return
        if not is_open:
            self.say(f"{self.named(chosen)} is done already; {self.key('status')} chooses another status.")
        elif self.make(self.for_selection(partial(edits.toggle_agreed, item_ids=chosen))):
            now = self.canvas.item(is_open[0])
            status = now.status if now else ""
            self.say(f"{status.capitalize()}: {self.named(is_open)}.")

    def dispute(self) -> None:
        """Set the targets to disputed, and ask why."""
        chosen = self.chosen()
        if not chosen or self.refused():
            return
        found = [self.canvas.item(name) for name in chosen]
        if all(item and item.status == "disputed" for item in found):
            self._ask_reason(chosen)
        else:
            self.set_status(chosen, "disputed")

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
            return self.screen.message
        if status == "disputed" and self.canvas is not before:
            self._ask_reason(item_ids)
        return ""

    def why(self) -> None:
        chosen = self.chosen()
        if not chosen or self.refused():
            return
        found = [self.canvas.item(item_id) for item_id in chosen]
        if any(item and item.status != "disputed" for item in found):
            first = f"{self.key('dispute')} disputes it first"
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
