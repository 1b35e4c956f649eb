"""Commands that read and resolve the differences between two versions of the canvas."""

from __future__ import annotations

from functools import partial

from canvas.linear import item_lines
from canvas.linear.answer_parser import UnclearAnswer
from canvas.linear.commands import way
from canvas.linear.context import CommandGroup
from canvas.outcome_phrases import NOTHING_TO_RESOLVE, resolved


class ConflictCommands(CommandGroup):
    """List and resolve the differences between two versions."""

    def list(self, _: str) -> None:
        """Read all differences with their numbers."""
        context = self.context
        found = context.workspace.unresolved
        if not found:
            context.say(NOTHING_TO_RESOLVE)
            return
        for number, conflict in enumerate(found, 1):
            first, *rest = item_lines.difference(context.canvas, conflict)
            context.say(f"{number}. {first}", *rest)
        context.say("“keep 1” keeps this version of the first, “take 1” takes the other.")

    def keep_ours(self, words: str) -> None:
        """Keep this version's value."""
        self._resolve(words, take=False)

    def take_theirs(self, words: str) -> None:
        """Take the other version's value."""
        self._resolve(words, take=True)

    def _resolve(self, words: str, *, take: bool) -> None:
        from canvas.model.resolve_conflict import resolve_conflict  # noqa: PLC0415 - hardly ever

        context = self.context
        found = context.workspace.unresolved
        number = int(words) if words.isascii() and words.isdigit() else 1 if len(found) == 1 else 0
        if not 0 < number <= len(found):
            raise UnclearAnswer("Which one? unsettled reads them with their numbers.")
        if context.run(partial(resolve_conflict, conflict=found[number - 1], take=take)):
            context.say_phrase(resolved(len(context.workspace.unresolved), way, take=take))
