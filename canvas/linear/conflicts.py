"""Commands that read and resolve the differences between two versions, and merge conflicted copies."""

from __future__ import annotations

from functools import partial

from canvas.linear import item_lines
from canvas.linear.answer_parser import UnclearAnswer
from canvas.linear.context import CommandGroup, Context
from canvas.linear.ways import way
from canvas.model.fields import whole_number
from canvas.model.resolve_conflict import resolve_conflict
from canvas.outcome_phrases import NOTHING_TO_JOIN, NOTHING_TO_RESOLVE, copy_found, joined, resolved


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
        context = self.context
        found = context.workspace.unresolved
        given = whole_number(words)
        number = given if given is not None else int(len(found) == 1)
        if not 0 < number <= len(found):
            raise UnclearAnswer("Which one? differences reads them with their numbers.")
        if context.run(partial(resolve_conflict, conflict=found[number - 1], take=take)):
            context.say_phrase(resolved(len(context.workspace.unresolved), way, take=take))

    def join(self, _: str) -> None:
        """Merge the newest conflicted copy beside the file, and name the next one."""
        context, workspace = self.context, self.context.workspace
        if context.refused():
            return
        find = workspace.recovery.conflicted_copy
        copy = find().run() or find(again=True).run()
        if copy is None:
            context.say(NOTHING_TO_JOIN)
            return
        outcome = workspace.recovery.join(copy)
        context.say_phrase(joined(outcome, way))
        context.check_journal()
        if outcome.joined and outcome.joined.conflicts:
            context.say_unresolved()
        say_copy(context)


def say_copy(context: Context) -> None:
    """Name a conflicted copy beside the file, if there is one."""
    if copy := context.workspace.recovery.conflicted_copy().run():
        context.say_phrase(copy_found(copy.candidate.path, way))
