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
        if not (chosen := self.editable()):
            return
        is_open = [item.id for item in edits.find_all(self.canvas, chosen) if item.status != "done"]
        if not is_open:
            key = self.key("status")
            self.say(f"{self._named_with_verb(chosen)} done already; {key} chooses another status.")
        elif self.make(self.for_selection(partial(edits.toggle_agreed, item_ids=chosen))):
            _, now = edits.find(self.canvas, is_open[0])
            self.say(f"{now.status.capitalize()}: {self.named(is_open)}.")

    def dispute(self) -> None:
        """Set the targets to disputed, and ask why."""
        if chosen := self.editable():
            self.set_status(chosen, "disputed")

    def status(self) -> None:
        if not (chosen := self.editable()):
            return
        from canvas.app.screens.choose import ChooseScreen, status_options

        _, first = edits.find(self.canvas, chosen[0])
        screen = ChooseScreen(self.named(chosen), status_options(), first.status)
        self.ask(screen, lambda status: self.set_status(chosen, cast("Status", status)))

    def set_status(self, item_ids: list[ItemId], status: Status) -> str:
        """Set a status, and ask for the reason of disputes; why that is refused, empty where done."""
        edit = self.for_selection(partial(edits.set_status, item_ids=item_ids, status=status))
        if not self.make(edit, say=True):
            return self.screen.message
        if status == "disputed":
            self._ask_reason(item_ids)
        return ""

    def why(self) -> None:
        if not (chosen := self.editable()):
            return
        if any(item.status != "disputed" for item in edits.find_all(self.canvas, chosen)):
            first = f"{self.key('dispute')} disputes it first"
            self.say(f"{self.key('why')} says why {self._named_with_verb(chosen)} disputed; {first}.")
            return
        self._ask_reason(chosen)

    def _named_with_verb(self, chosen: list[ItemId]) -> str:
        """One item in quotation marks, or how many there are, with “is” or “are”."""
        return f"{self.named(chosen)} {'is' if len(chosen) == 1 else 'are'}"

    def _ask_reason(self, item_ids: list[ItemId]) -> None:
        from canvas.app.screens.dispute_reason import DisputeReasonScreen
        from canvas.model.voting import give_reason

        known = {item.reason for item in edits.find_all(self.canvas, item_ids)}
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
