"""Commands of reviews: a round begins, respondents answer in turn, and the result is read."""

from __future__ import annotations

from functools import partial
from secrets import token_hex

from canvas.exports.phrases import counted
from canvas.exports.review_result import as_lines, round_line
from canvas.files.review_set import load_review_set
from canvas.linear.answer_parser import UnclearAnswer
from canvas.linear.context import CommandGroup, dispatch
from canvas.model import review
from canvas.model.fields import whole_number
from canvas.model.review import Answer, Round, Statement
from canvas.model.sanitize import clean_line, quote, visible_line
from canvas.model.schema import BY_KEY

_HOW = "Type: reviews, reviews new NAME, reviews answer, reviews show, or reviews readers partners."
_WORD_BYTES = 8
_READERS = ("internal", "partners")


class ReviewCommands(CommandGroup):
    """Begin rounds of review, take answers, and read the result."""

    def reviews(self, words: str) -> None:
        """Read the latest round, or do with it what the first word says."""
        does = {
            "": self._read,
            "new": self._begin,
            "answer": self._answer,
            "show": self._show,
            "readers": self._readers,
        }
        dispatch(words, does, _HOW)

    def _latest(self) -> Round:
        found = review.round_called(self.canvas, "")
        if found is None:
            raise UnclearAnswer("There is no review yet: reviews new NAME begins one.")
        return found

    def _read(self, _: str) -> None:
        self.say(as_lines(self.canvas, self._latest()).rstrip("\n"))

    def _begin(self, words: str) -> None:
        name = clean_line(words)
        if not name:
            raise UnclearAnswer("A review needs a name: reviews new Spring 2027.")
        if review.round_called(self.canvas, name):
            raise UnclearAnswer("There is a review of this name already.")
        if self.context.refused():
            return
        asked = self.ask("How many people or organisations are asked? Empty: nobody knows.")
        number = whole_number(asked or "0")
        if number is None or number > review.MAX_INVITED:
            raise UnclearAnswer(f"How many are asked is a number up to {review.MAX_INVITED}.")
        is_named = self.context.confirms(
            "Should each answer stand beside its organisation? Say so to all before."
        )
        statements = review.asked_before(self.canvas) or load_review_set().statements
        start = partial(
            review.start,
            name=name,
            day=self.context.today,
            statements=statements,
            is_named=is_named,
            invited=number,
        )
        if self.context.run(
            start, say=f"Began the review {quote(name)} with {counted(len(statements), 'statement')}."
        ):
            self.say("reviews answer is for whoever is first.")

    def _answer(self, _: str) -> None:
        found = self._latest()
        if found.revealed is not None:
            raise UnclearAnswer("Its answers are shown already: reviews new NAME begins another.")
        if self.context.refused():
            return
        who = token_hex(_WORD_BYTES)
        if found.is_named:
            who = clean_line(self.ask("Which organisation answers? Its name will stand beside the answers."))
            if not who:
                self.say("Nothing was taken.")
                return
        said = {each.id: answer for each in found.statements if (answer := self._ask(each)) is not None}
        if said and self.context.run(partial(review.take, round_=found, who=who, answers=said), say=""):
            self.say(f"Thank you. {round_line(self.canvas, found)}.")

    def _ask(self, statement: Statement) -> Answer | None:
        """The answer to a statement; None where it is skipped."""
        self.say(f"{BY_KEY[statement.panel].title}. {visible_line(statement.says)}")
        self.say(*(f"  {number}: {visible_line(words)}." for number, words in enumerate(statement.levels, 1)))
        most = len(statement.levels)
        while True:
            word, _, because = self.ask(
                f"1 to {most}, or 0 and why it is not relevant. Empty: no answer."
            ).partition(" ")
            if not word:
                return None
            level = whole_number(word)
            if level is not None and level <= most:
                return Answer(level, because.strip())
            self.say(f"A number from 0 to {most}; words after it say why.")

    def _show(self, _: str) -> None:
        found = self._latest()
        if found.revealed is None:
            if self.context.refused():
                return
            if not review.answered(self.canvas, found):
                raise UnclearAnswer("Nobody has answered yet.")
            self.context.run(partial(review.reveal, round_=found, day=self.context.today), say="")
        self._read("")

    def _readers(self, words: str) -> None:
        found, wanted = self._latest(), words.casefold()
        if wanted not in _READERS:
            raise UnclearAnswer("The result is for internal or partners.")
        if not self.context.refused():
            self.context.run(partial(review.show_to, round_=found, visibility=wanted))
