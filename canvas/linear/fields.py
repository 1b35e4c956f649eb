"""Commands that set one field of several statements: owner, next, day, kind."""

from __future__ import annotations

from functools import partial

from canvas.linear.answer_parser import UnclearAnswer, day_of, items_of, panel_holding
from canvas.linear.context import CommandGroup
from canvas.model.canvas import Item
from canvas.model.set_fields import set_due, set_kind, set_next, set_owner


class FieldCommands(CommandGroup):
    """Set the owner, what happens next, the day or the kind of statements."""

    def owner(self, words: str) -> None:
        """Set who is responsible."""
        found, name = self._asked_for(words, "Who is responsible? Empty: no change.")
        if name:
            self.context.run(partial(set_owner, item_ids=[item.id for item in found], owner=name))

    def act(self, words: str) -> None:
        """Set what happens next."""
        found, act = self._asked_for(words, "What happens next, beginning with a verb? Empty: no change.")
        if act:
            self.context.run(partial(set_next, item_ids=[item.id for item in found], act=act))

    def day(self, words: str) -> None:
        """Set by which day."""
        found, said = self._asked_for(words, "By which day, such as fri, +2w or 1 dec? Empty: no change.")
        if said:
            day = day_of(said, "Due", self.context.today)
            self.context.run(partial(set_due, item_ids=[item.id for item in found], due=day))

    def kind(self, words: str) -> None:
        """Set the kind; without one, tell the kinds there are."""
        found, _ = items_of(self.canvas, words.split())
        panels = {panel_holding(self.canvas, item) for item in found}
        if len(panels) > 1:
            raise UnclearAnswer("Each panel has kinds of its own: name statements of one panel.")
        panel = panels.pop()
        if not panel.kinds:
            raise UnclearAnswer(f"The statements of {panel.title} have no kinds.")
        found, said = self._asked_for(
            words,
            "Which number or word? Empty: no change.",
            *(f"  {number} {kind.key}: {kind.hint}." for number, kind in enumerate(panel.kinds, 1)),
        )
        if said:
            by_number = {str(number): kind.key for number, kind in enumerate(panel.kinds, 1)}
            kind = by_number.get(said, said.casefold())
            self.context.run(partial(set_kind, item_ids=[item.id for item in found], kind=kind))

    def _asked_for(self, words: str, question: str, *before: str) -> tuple[list[Item], str]:
        """The statements that are named, and the value after them or the answer to a question."""
        found, rest = items_of(self.canvas, words.split())
        if self.context.refused():
            return found, ""
        if not rest:
            self.say(*before)
            rest = self.ask(question).split()
        if not rest:
            self.say("It is as it was.")
        return found, " ".join(rest)
