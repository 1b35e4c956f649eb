"""Commands of deciding: votes and their order, a show of hands, what is parked."""

from __future__ import annotations

from functools import partial

from canvas.exports.phrases import counted
from canvas.exports.phrases import hands as described
from canvas.linear.answer_parser import UnclearAnswer, item_of, items_of, only_items_of, panel_of
from canvas.linear.context import CommandGroup
from canvas.model import edits
from canvas.model.sanitize import quote
from canvas.model.voting import parked, sort_by_votes, take_temperature, vote

_FEWER = ("less", "fewer", "back")


class VotingCommands(CommandGroup):
    """Count votes and hands, and take up what is parked."""

    def vote(self, words: str) -> None:
        """Add a vote to statements, or take one away."""
        found, rest = items_of(self.canvas, words.split())
        if rest and rest[0].casefold() not in _FEWER:
            raise UnclearAnswer("Type: vote 2.3, or vote 2.3 less.")
        ids = [item.id for item in found]
        if self.context.run(partial(vote, item_ids=ids, votes=-1 if rest else 1), say=""):
            for item in edits.find_all(self.canvas, ids):
                self.say(f"{self.context.number_of(item.id)} has {counted(item.votes, 'vote')}.")

    def hands(self, words: str) -> None:
        """Record a show of hands; without one, tell the last and ask."""
        word, _, typed = words.partition(" ")
        item = item_of(self.canvas, word)
        if self.context.refused():
            return
        if not typed.strip():
            if item.temperature:
                self.say(f"Last time: {described(item.temperature.written)}.")
            typed = self.ask("Fingers of each hand, such as 5 4 4 2? Empty: no change.")
        if not typed.strip():
            self.say("It is as it was.")
            return
        edit = partial(take_temperature, item_id=item.id, typed=typed, asked=self.context.today)
        if self.context.run(edit, say="") and (now := self.canvas.item(item.id)) and now.temperature:
            self.say(f"{quote(now.text)}: {described(now.temperature.written)}.")

    def parked(self, words: str) -> None:
        """List what is parked, or propose statements of it again."""
        waiting = [item for _, item in parked(self.canvas)]
        if not words:
            self.say(f"Parked: {len(waiting)}." if waiting else "Nothing is parked.")
            self.read_items(waiting)
            if waiting:
                self.say("parked NUMBER takes one up again, as proposed.")
            return
        found = only_items_of(self.canvas, words)
        for item in found:
            if item.status != "parked":
                raise UnclearAnswer(f"{self.context.number_of(item.id)} is not parked; it is {item.status}.")
        if not self.context.refused():
            ids = [item.id for item in found]
            self.context.run(partial(edits.set_status, item_ids=ids, status="proposed"))

    def sort(self, words: str) -> None:
        """Sort a panel by votes."""
        panel = panel_of(words) if words else self.context.panel
        if panel is None:
            raise UnclearAnswer("Sort which panel? Say a number from 1 to 8, or its name.")
        if self.context.run(partial(sort_by_votes, panel=panel.key)):
            self.say("Numbers of its statements may have changed.")
