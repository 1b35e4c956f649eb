"""Marking where the talk about items stands: about the one under the cursor, or about all that are marked."""

from __future__ import annotations

from functools import partial

from canvas.app.actions.edit import Writing
from canvas.model import edits


class Agreeing(Writing):
    """Changes statuses; of what is disputed it asks why."""

    def action_next_status(self) -> None:
        chosen = self.chosen()
        if not chosen:
            return
        from canvas.model.edits import next_status

        if self.make(self.for_all(partial(next_status, item_ids=chosen))):
            now = self.session.canvas.item(chosen[0])
            status = now.status if now else ""
            why = f"; {self.key('why')} says why not" if status == "disputed" else ""
            self.say(f"{status.capitalize()}: {self.named(chosen)}{why}.")

    def action_status(self) -> None:
        chosen = self.chosen()
        if not chosen or self.refused():
            return
        from canvas.app.screens.choose import ChooseScreen, status_options

        first = self.session.canvas.item(chosen[0])
        screen = ChooseScreen(self.named(chosen), status_options(), first.status if first else "")
        self.ask(screen, lambda status: self.mark_as(chosen, status))

    def mark_as(self, item_ids: list[str], status: str) -> str:
        """Give some items a status, and ask why where they have become disputed by it.

        Returns:
            Why that cannot be; empty where it was done.
        """
        before = self.session.canvas
        edit = self.for_all(partial(edits.set_status, item_ids=item_ids, status=status))
        if not self.make(edit, say=True):
            return self.status_line.message
        if status == "disputed" and self.session.canvas is not before:
            self._ask_why(item_ids)
        return ""

    def action_why(self) -> None:
        chosen = self.chosen()
        if not chosen or self.refused():
            return
        found = [self.session.canvas.item(item_id) for item_id in chosen]
        if any(item and item.status != "disputed" for item in found):
            first = f"{self.key('status')} and 3 dispute it first"
            self.say(f"{self.key('why')} says why {self.named(chosen)} is disputed; {first}.")
            return
        self._ask_why(chosen)

    def _ask_why(self, item_ids: list[str]) -> None:
        from canvas.app.screens.dispute_reason import DisputeReasonScreen
        from canvas.model.voting import give_reason

        told = {item.reason for name in item_ids if (item := self.session.canvas.item(name))}
        asked = DisputeReasonScreen(
            self.named(item_ids),
            told.pop() if len(told) == 1 else "",
            lambda typed: self.session.record_draft(partial(give_reason, item_ids=item_ids, reason=typed)),
        )

        def answered(answer: tuple[str, bool]) -> None:
            edit = self.for_all(partial(give_reason, item_ids=item_ids, reason=answer[0]))
            if answer[1]:
                self.make(edit, say=True)
            elif answer[0].strip():
                self.offer(edit)
            self.session.journal_now()

        self.ask(asked, answered)

    def action_parked(self) -> None:
        from canvas.app.screens.parked import ParkedScreen
        from canvas.model.voting import parked

        if not parked(self.session.canvas):
            self.say("Nothing is parked.")
            return

        def go(item_id: str) -> None:
            place = self.session.canvas.place(item_id)
            if place:
                self.board.look_at(*place)

        self.board.end_typing(keep=True)
        self.ask(ParkedScreen(lambda: parked(self.session.canvas), self._take_up, self._take_up_undone), go)

    def _take_up(self, item_id: str, status: str) -> str:
        """Give a parked item another status; why that cannot be, empty where it was done."""
        return self.mark_as([item_id], status)

    def _take_up_undone(self) -> str:
        """Take the latest change back; what was done, in a sentence."""
        self.action_undo()
        return self.status_line.message
