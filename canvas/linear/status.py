"""Votes, and the order they give."""

from __future__ import annotations

from functools import partial

from canvas.linear.answer_parser import UnclearAnswer, items_of, panel_of
from canvas.linear.edit import Writing

_FEWER = ("less", "fewer", "back")


class Deciding(Writing):
    """Counts votes, and sorts by them."""

    def do_vote(self, said: str) -> None:
        """A vote more for some statements, or one fewer."""
        from canvas.model.voting import vote  # noqa: PLC0415 - hardly ever

        found, rest = items_of(self.canvas, said.split())
        if rest and rest[0].casefold() not in _FEWER:
            raise UnclearAnswer("Say it so: vote 2.3, or vote 2.3 less.")
        ids = [item.id for item in found]
        if self.make(partial(vote, item_ids=ids, votes=-1 if rest else 1), say=""):
            for name in ids:
                item = self.canvas.item(name)
                if item:
                    self.say(f"{self.number_of(name)} has {item.votes} vote{'' if item.votes == 1 else 's'}.")

    def do_sort(self, said: str) -> None:
        """A panel's statements, the most votes first."""
        from canvas.model.voting import sort_by_votes  # noqa: PLC0415 - hardly ever

        panel = panel_of(said) if said else self.panel
        if panel is None:
            raise UnclearAnswer("Sort which panel? Say a number from 1 to 8, or its name.")
        if self.make(partial(sort_by_votes, panel=panel.key)):
            self.say("Numbers of its statements may have changed.")
