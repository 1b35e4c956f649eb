"""Commands that count votes and sort by them."""

from __future__ import annotations

from functools import partial

from canvas.exports.phrases import counted
from canvas.linear.answer_parser import UnclearAnswer, items_of, panel_of
from canvas.linear.context import CommandGroup
from canvas.model import edits

_FEWER = ("less", "fewer", "back")


class VotingCommands(CommandGroup):
    """Count votes and sort by them."""

    def vote(self, words: str) -> None:
        """Add a vote to statements, or take one away."""
        from canvas.model.voting import vote  # noqa: PLC0415 - hardly ever

        found, rest = items_of(self.canvas, words.split())
        if rest and rest[0].casefold() not in _FEWER:
            raise UnclearAnswer("Type: vote 2.3, or vote 2.3 less.")
        ids = [item.id for item in found]
        if self.context.run(partial(vote, item_ids=ids, votes=-1 if rest else 1), say=""):
            for item in edits.find_all(self.canvas, ids):
                self.say(f"{self.context.number_of(item.id)} has {counted(item.votes, 'vote')}.")

    def sort(self, words: str) -> None:
        """Sort a panel by votes."""
        from canvas.model.voting import sort_by_votes  # noqa: PLC0415 - hardly ever

        panel = panel_of(words) if words else self.context.panel
        if panel is None:
            raise UnclearAnswer("Sort which panel? Say a number from 1 to 8, or its name.")
        if self.context.run(partial(sort_by_votes, panel=panel.key)):
            self.say("Numbers of its statements may have changed.")
