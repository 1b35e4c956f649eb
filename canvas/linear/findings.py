"""Commands about what is missing: reading the findings, and answering why one does not apply."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from canvas.exports.phrases import full_stop
from canvas.files.check_file import file_findings
from canvas.linear.answer_parser import UnclearAnswer
from canvas.linear.context import CommandGroup
from canvas.model.answer_edits import answer_finding, withdraw_answer
from canvas.model.answers import last_day
from canvas.model.calendar_text import DayError
from canvas.model.date_parser import parse_date
from canvas.model.fields import whole_number
from canvas.model.finding import Answered, Finding
from canvas.model.findings import answered_findings, is_answerable
from canvas.model.mending import grouped
from canvas.model.sanitize import visible_line
from canvas.model.schema import BY_KEY

_WITHDRAWN = ("none", "nothing")


class FindingCommands(CommandGroup):
    """Read what is missing, and answer it."""

    def ready(self, _: str) -> None:
        """Read the findings with their numbers, the gravest first."""
        found = self._found()
        missing = sum(isinstance(each, Finding) for each in found)
        self.say(f"Missing: {missing}." if missing else "Nothing is missing.")
        for number, each in enumerate(found, 1):
            self.say(*self._lines(number, each))
        if missing:
            self.say("answer NUMBER REASON says why one does not apply.")

    def answer(self, words: str) -> None:
        """Say why a finding does not apply, or withdraw that."""
        word, _, because = words.partition(" ")
        number, found = whole_number(word) or 0, self._found()
        if not 0 < number <= len(found):
            raise UnclearAnswer("Type the number that ready gives: answer 2 we lend books only.")
        if self.context.refused():
            return
        each = found[number - 1]
        if not is_answerable(each.finding):
            raise UnclearAnswer("This cannot be answered: it has to be mended.")
        because = because.strip() or self.ask("Why does it not apply? Empty: no change; none withdraws it.")
        if isinstance(each, Answered) and because.casefold() in _WITHDRAWN:
            self.context.run(partial(withdraw_answer, answer=each.answer))
        elif because:
            by, until = self.ask("Who says so? Empty: nobody is named."), self._until()
            finding = each.finding
            self.context.run(partial(answer_finding, finding=finding, because=because, by=by, until=until))
        else:
            self.say("It is as it was.")

    def _until(self) -> date | None:
        """Ask until which day an answer holds, again where it is no day."""
        while said := self.ask("Until which day? Empty: for ever."):
            try:
                return parse_date(said, self.context.today)
            except DayError as error:
                self.say(str(error))
        return None

    def _found(self) -> list[Finding | Answered]:
        """The findings in the order in which they are read."""
        found = [*answered_findings(self.canvas, "check", self.context.today)]
        found += file_findings(self.context.workspace.document)
        return [each for _, entries in grouped(found) for each in entries]

    def _lines(self, number: int, found: Finding | Answered) -> Iterator[str]:
        finding = found.finding
        where = BY_KEY[finding.panel].title if finding.panel else "This canvas"
        at = self.context.number_of(finding.item)
        sentence = full_stop(visible_line(finding.sentence))
        severity = "answered" if isinstance(found, Answered) else finding.severity
        yield f"{number}. {where}, {severity}: {f'{at} ' if at else ''}{sentence}"
        if isinstance(found, Answered):
            until, by = last_day(found.answer), visible_line(found.answer.line("by"))
            more = ", ".join(filter(None, (by, f"until {until}" if until else "")))
            because = visible_line(found.answer.line("because"))
            yield f"   Does not apply, because {because}{f' ({more})' if more else ''}."
        elif finding.why:
            yield f"   Why: {visible_line(finding.why)}."
