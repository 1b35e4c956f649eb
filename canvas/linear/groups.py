"""Commands that join the copies of groups, and statements of theirs that may say the same."""

from __future__ import annotations

from functools import partial

from canvas.exports.group_phrases import COMMENTS_FOLLOW, group_result, near_duplicates
from canvas.exports.phrases import counted
from canvas.files.canvas_file import DocumentError
from canvas.linear.answer_parser import UnclearAnswer
from canvas.linear.context import CommandGroup
from canvas.linear.ways import way
from canvas.model import join_duplicates
from canvas.model.fields import whole_number

_ANSWERS = ("join", "other", "apart")


class JoinGroupCommands(CommandGroup):
    """Join the copies of groups, and decide about near duplicates."""

    def join(self, words: str) -> None:
        """Join a copy, or all copies in a folder: by default that of the groups beside the file."""
        context = self.context
        if context.refused():
            return
        groups = context.workspace.groups
        found = groups.read(words or groups.folder).run()
        if isinstance(found, DocumentError):
            self.say(str(found))
            return
        if not found:
            self.say("There is no copy of a group there: “canvas split” makes them.")
            return
        outcome = groups.join(found)
        if outcome.error:
            self.say(str(outcome.error))
            return
        context.check_journal()
        self.say(*map(group_result, outcome.results))
        if outcome.changed:
            self.say(f"{way('undo')} undoes all of it.")
        if outcome.comments:
            self.say(COMMENTS_FOLLOW)
        context.say_unresolved()
        if number := len(join_duplicates.near_duplicates(self.canvas)):
            self.say(f"{counted(number, 'near duplicate')}: “duplicates” reads them.")

    def duplicates(self, words: str) -> None:
        """Read the near duplicates with their numbers, or decide about one of them."""
        found = join_duplicates.near_duplicates(self.canvas)
        if not found:
            self.say("No two groups say the same.")
            return
        if not words:
            self.say(*(f"{number}. {near_duplicates(pair)}" for number, pair in enumerate(found, 1)))
            self.say(
                "“duplicates 1 join” makes one of the first two, with the words of the first; “duplicates 1"
                " other” with those of the other; “duplicates 1 apart” keeps both."
            )
            return
        given, _, answer = words.partition(" ")
        number = whole_number(given)
        if number is None or not 0 < number <= len(found):
            raise UnclearAnswer("Which two? duplicates reads them with their numbers.")
        if answer.strip() not in _ANSWERS:
            raise UnclearAnswer("What should happen with them? join, other or apart.")
        one, other = found[number - 1].one.id, found[number - 1].other.id
        edit = (
            partial(join_duplicates.keep_apart, one=one, other=other)
            if answer.strip() == "apart"
            else partial(
                join_duplicates.join_duplicates, one=one, other=other, take_other=answer.strip() == "other"
            )
        )
        if self.context.run(edit):
            left = len(join_duplicates.near_duplicates(self.canvas))
            self.say(f"{counted(left, 'near duplicate')} left." if left else "No near duplicate is left.")
            self.context.say_unresolved()
