"""Votes, their order, and a show of hands."""

from __future__ import annotations

from functools import partial

from canvas.app.actions.base import Commands, ItemCommands
from canvas.app.actions.edit import no_panel
from canvas.model.sanitize import quote
from canvas.workspace import EditFunction


class VotingCommands(ItemCommands):
    """Counts votes and hands."""

    def vote(self) -> None:
        self._vote(1)

    def unvote(self) -> None:
        self._vote(-1)

    def _vote(self, votes: int) -> None:
        chosen = self.chosen()
        if not chosen:
            return
        from canvas.model.voting import vote

        before = self.canvas
        if not self.make(self.for_selection(partial(vote, item_ids=chosen, votes=votes))):
            return
        found = [item for name in chosen if (item := self.canvas.item(name))]
        if self.canvas is before:
            self.say("There is no vote to remove." if votes < 0 else "That is the highest number of votes.")
        elif len(found) == 1:
            count = found[0].votes
            self.say(f"{count} vote{'' if count == 1 else 's'}: {quote(found[0].text)}.")
        else:
            self.say(f"One vote {'more' if votes > 0 else 'fewer'} for each of {len(found)} statements.")

    def temperature(self) -> None:
        item = self.item_under_cursor()
        if not item or self.refused():
            return
        from canvas.app.screens.show_of_hands import ShowOfHandsScreen
        from canvas.model.voting import take_temperature

        def edit(typed: str) -> EditFunction:
            return partial(take_temperature, item_id=item.id, typed=typed, asked=self.today)

        def answered(answer: tuple[str, bool]) -> None:
            taken = edit(answer[0])
            self.workspace.discard_drafts()
            if not answer[0].strip():
                return
            if not answer[1]:
                self.stash(taken)
            elif self.make(taken):
                now = self.canvas.item(item.id)
                if now and now.temperature:
                    self.say(f"Middle {now.temperature.median}, {now.temperature.voices}: {quote(now.text)}.")

        screen = ShowOfHandsScreen(
            quote(item.text), item.temperature, lambda typed: self.workspace.record_draft(edit(typed))
        )
        self.ask(screen, answered)


class SortCommands(Commands):
    """Sorts a panel by its votes."""

    def sort(self) -> None:
        panel = self.board.panel
        if panel is None:
            self.say(no_panel(self.context.host.key_map))
            return
        from canvas.model.voting import sort_by_votes

        before = self.canvas
        if not self.make(partial(sort_by_votes, panel=panel.key, focus=self.focus)):
            return
        if self.canvas is before:
            self.say(f"{panel.title} is already in this order.")
        else:
            self.say(f"{panel.title}: the most votes first; {self.key('undo')} puts them back.")
