"""The command that takes in what partners sent back, or an agreement, after telling what it would change."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from canvas.exchange_phrases import imported
from canvas.exports.changes import sentences
from canvas.exports.phrases import counted
from canvas.imports.blocks import ImportFileError
from canvas.imports.left_out import left_out_sentence
from canvas.linear.answer_parser import UnclearAnswer, wanted_panel
from canvas.linear.context import CommandGroup
from canvas.linear.ways import way
from canvas.model.compare import Change
from canvas.model.field_changes import FieldChange
from canvas.model.sanitize import quote

if TYPE_CHECKING:
    from canvas.exports.changes import ChangeSentence
    from canvas.imports.proposal import Proposal

_QUESTION = "Take which? all, none, numbers such as 1 3-5, or 2 to 6 to give a new one panel 6:"
_MAX_DIGITS = 6


class ImportCommands(CommandGroup):
    """Reads a file, tells each change with a number, and takes those that are chosen."""

    def take_in(self, words: str) -> None:
        """Read the file, and ask which changes are taken."""
        context = self.context
        if context.refused():
            return
        path = words or self.ask("Take in which file? An agreement, or what partners sent back:")
        if not path:
            self.say("Nothing was taken in.")
            return
        path = os.path.expanduser(path)
        found = context.workspace.imports.read(path, context.today, context.labels).run()
        if isinstance(found, ImportFileError):
            raise UnclearAnswer(str(found))
        if found.differences.are_none:
            context.say_phrase(imported(found, 0))
            self._tell_rest(found)
            return
        self._choose(found)

    def _choose(self, proposal: Proposal) -> None:
        """Tell the changes, and ask until the answer says which are taken."""
        told = self._told(proposal)
        while answer := self.ask(_QUESTION).casefold():
            if answer == "none":
                break
            try:
                if moved := re.fullmatch(r"(\d+) to (.+)", answer, re.ASCII):
                    proposal = self._placed(proposal, told, moved[1], moved[2])
                    told = self._told(proposal)
                    continue
                changes = [told[number - 1].change for number in _numbers(answer, len(told))]
            except UnclearAnswer as question:
                self.say(str(question))
                continue
            chosen = [change for change in changes if isinstance(change, Change | FieldChange)]
            outcome = self.context.workspace.imports.take(proposal, chosen)
            if outcome.error:
                self.say(str(outcome.error))
                return
            self.context.say_phrase(imported(proposal, len(chosen), way))
            self.context.say_unresolved()
            self.context.check_journal()
            return
        self.say("Nothing was taken in.")

    def _told(self, proposal: Proposal) -> list[ChangeSentence]:
        """Print the changes with their numbers."""
        told = list(sentences(proposal.differences, proposal.merged))
        self.say(f"{proposal.name}: {counted(len(told), 'change')}.")
        for number, said in enumerate(told, 1):
            is_guess = isinstance(said.change, Change) and said.change.item.id in proposal.unplaced
            self.say(f"{number}. {said.sentence}{' It fits no panel: parked.' if is_guess else ''}")
        self._tell_rest(proposal)
        return told

    def _tell_rest(self, proposal: Proposal) -> None:
        """Print what was left out, and what could not be read."""
        if left_out := left_out_sentence(proposal.left_out):
            self.say(left_out)
        self.say(*proposal.remarks, *proposal.problems)

    def _placed(self, proposal: Proposal, told: list[ChangeSentence], number: str, word: str) -> Proposal:
        """The proposal with a new statement in another panel."""
        (at,) = _numbers(number, len(told))
        change, panel = told[at - 1].change, wanted_panel(word)
        if not isinstance(change, Change) or not change.is_new:
            raise UnclearAnswer("Only a new statement can be given another panel here.")
        self.say(f"Goes to {panel.title}.")
        return proposal.placed(change.item.id, panel.key)


def _numbers(answer: str, most: int) -> list[int]:
    """The numbers that an answer names: all, or single ones and ranges.

    Raises:
        UnclearAnswer: where it names something else.
    """
    if answer in ("all", "yes", "y"):
        return [*range(1, most + 1)]
    found: dict[int, None] = {}
    for word in re.split(r"[\s,]+", answer.strip(" ,.")):
        parsed = re.fullmatch(rf"(\d{{1,{_MAX_DIGITS}}})(?:[-–](\d{{1,{_MAX_DIGITS}}}))?", word, re.ASCII)
        first, last = (int(parsed[1]), int(parsed[2] or parsed[1])) if parsed else (0, 0)
        if not 0 < first <= last <= most:
            raise UnclearAnswer(f"{quote(word)} is no number from 1 to {most}: say all, none, or numbers.")
        found |= dict.fromkeys(range(first, last + 1))
    return [*found]
