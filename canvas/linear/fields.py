"""Commands that set one field of several statements: owner, next, day, kind, readers."""

from __future__ import annotations

from functools import partial
from typing import cast

from canvas.linear.answer_parser import UnclearAnswer, day_of, items_of, panel_holding
from canvas.linear.context import CommandGroup
from canvas.model.canvas import Item
from canvas.model.owner_names import known_name, names, quoted_name
from canvas.model.schema import VISIBILITY
from canvas.model.set_fields import set_due, set_kind, set_next, set_owner, set_visibility
from canvas.model.text_folding import folded_name
from canvas.model.types import Visibility


class FieldCommands(CommandGroup):
    """Set owner, next, day, kind or readers of statements."""

    def owner(self, words: str) -> None:
        """Set who is responsible; the first words of a known name mean it, unless in quotation marks."""
        found, said = self._asked_for(words, "Who is responsible? Empty: no change.")
        if said:
            known = {folded_name(name): name for name in names(self.canvas)}
            name = quoted_name(known, said) or known_name(known, said) or said
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

    def readers(self, words: str) -> None:
        """Set who may read it; without a word, tell the choices there are."""
        found, said = self._asked_for(
            words,
            "Which number or word? Nothing leaves it:",
            *(f"  {number} {who.key}: {who.hint}." for number, who in enumerate(VISIBILITY.choices, 1)),
        )
        if said:
            by_number = {str(number): who.key for number, who in enumerate(VISIBILITY.choices, 1)}
            who = cast("Visibility", by_number.get(said, said.casefold()))
            ids = [item.id for item in found]
            self.context.run(partial(set_visibility, item_ids=ids, visibility=who))

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
