"""Marking where the talk about an item stands."""

from __future__ import annotations

from functools import partial

from canvas.app.actions.acting import Acting
from canvas.model import edits
from canvas.model.text import quote


class Agreeing(Acting):
    """Changes statuses."""

    def action_next_status(self) -> None:
        item = self.on_item()
        if item:
            made = self.make(partial(edits.next_status, item_id=item.id))
            now = self.session.canvas.item(item.id)
            if made and now:
                self.say(f"{now.status.capitalize()}: {quote(now.text)}.")

    def action_status(self) -> None:
        item = self.on_item()
        if not item or self.refused():
            return
        from canvas.app.screens.choose import ChooseScreen, status_options

        def mark(status: str) -> None:
            self.make(partial(edits.set_status, item_ids=[item.id], status=status), say=True)

        self.ask(ChooseScreen(quote(item.text), status_options(), item.status), mark)
