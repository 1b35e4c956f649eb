"""Finding out what the room wants: votes, their order, a show of hands."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from canvas.app.actions.selection import Choosing
from canvas.model.canvas import Canvas
from canvas.model.edits import Edit
from canvas.model.sanitize import quote


class Weighing(Choosing):
    """Counts votes and hands."""

    def action_vote(self) -> None:
        self._vote(1)

    def action_unvote(self) -> None:
        self._vote(-1)

    def _vote(self, votes: int) -> None:
        chosen = self.chosen()
        if not chosen:
            return
        from canvas.model.voting import vote

        before = self.session.canvas
        if not self.make(self.for_all(partial(vote, item_ids=chosen, votes=votes))):
            return
        found = [item for name in chosen if (item := self.session.canvas.item(name))]
        if self.session.canvas is before:
            self.say("There is no vote to take back." if votes < 0 else "Nobody counts more votes than that.")
        elif len(found) == 1:
            count = found[0].votes
            self.say(f"{count} vote{'' if count == 1 else 's'}: {quote(found[0].text)}.")
        else:
            self.say(f"A vote {'more' if votes > 0 else 'fewer'}: {len(found)} items.")

    def action_sort(self) -> None:
        panel = self.board.panel
        if panel is None:
            self.say("The readiness holds no items of its own; go to a panel with 1 to 8.")
            return
        from canvas.model.voting import sort_by_votes

        before = self.session.canvas
        if not self.make(partial(sort_by_votes, panel=panel.key, focus=self.looking_at)):
            return
        if self.session.canvas is before:
            self.say(f"{panel.title} is in this order already.")
        else:
            self.say(f"{panel.title}: the most votes first; {self.key('undo')} puts them back.")

    def action_temperature(self) -> None:
        item = self.on_item()
        if not item or self.refused():
            return
        from canvas.app.screens.show_of_hands import ShowOfHandsScreen
        from canvas.model.voting import take_temperature

        def edit(typed: str) -> Callable[[Canvas], Edit]:
            return partial(take_temperature, item_id=item.id, typed=typed, asked=self.today)

        def answered(answer: tuple[str, bool]) -> None:
            taken = edit(answer[0])
            self.session.journal_now()
            if not answer[0].strip():
                return
            if not answer[1]:
                self.offer(taken)
            elif self.make(taken):
                now = self.session.canvas.item(item.id)
                if now and now.temperature:
                    self.say(f"Median {now.temperature.median}, {now.temperature.voices}: {quote(now.text)}.")

        screen = ShowOfHandsScreen(
            quote(item.text),
            item.temperature,
            lambda typed: self.session.record_draft(edit(typed)),
        )
        self.ask(screen, answered)
