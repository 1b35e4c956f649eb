"""Answers to findings: “does not apply, because …”, kept in the canvas as records of its own.

An answer is known by the rule, the statement and, where a rule finds several things in one place, by the name
it is about. It holds until its last day; an answer without a reason does not hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from canvas.model.canvas import Canvas
from canvas.model.finding import ANSWERS, FindingKey, Found, Rule
from canvas.model.named_tuple import NamedTuple
from canvas.model.records import Record, records
from canvas.model.sanitize import quote, visible_line
from canvas.model.text_folding import folded


def key_of_answer(answer: Record) -> FindingKey:
    """The key of what it answers."""
    return answer.line("rule"), answer.line("statement"), folded(answer.line("about"))


def last_day(answer: Record) -> date | None:
    """The last day on which an answer holds; None for ever."""
    until = answer.values.get("until")
    return until if type(until) is date else None


def holds(answer: Record, today: date | None) -> bool:
    """Whether an answer gives a reason and is in date; without a day, it is in date."""
    until = last_day(answer)
    return bool(answer.line("because").strip()) and (until is None or today is None or today <= until)


class CanvasAnswers(NamedTuple):
    """The answers in a canvas, as on a day."""

    canvas: Canvas
    today: date | None

    def that_hold(self) -> Mapping[FindingKey, Record]:
        """Those that hold, by the key of what they answer; of several the first."""
        found: dict[FindingKey, Record] = {}
        for answer in records(self.canvas, ANSWERS):
            if holds(answer, self.today):
                found.setdefault(key_of_answer(answer), answer)
        return found

    def not_standing(self, rules: Iterable[Rule]) -> Iterator[Found]:
        """Those that are out of date, give no reason, or name a rule that there is not."""
        standing = self.that_hold()
        known = {rule.id for rule in rules if rule.is_answerable}
        for answer in records(self.canvas, ANSWERS):
            rule = visible_line(answer.line("rule")) or "no rule"
            if answer.line("rule") not in known:
                yield Found(sentence=f"An answer names {quote(rule)}, which is no rule.", about=answer.id)
            elif key_of_answer(answer) in standing or holds(answer, self.today):
                continue
            elif answer.line("because").strip():
                said = f"The answer to {rule} held until {last_day(answer)}: does it still?"
                yield Found(sentence=said, about=answer.id)
            else:
                yield Found(sentence=f"The answer to {rule} gives no reason.", about=answer.id)

    def not_needed(self, rules: Iterable[Rule]) -> Iterator[Found]:
        """Those to what is not found any more, where the stage asks for it."""
        by_id = {rule.id: rule for rule in rules if rule.is_answerable}
        found: dict[str, set[FindingKey]] = {}
        for answer in records(self.canvas, ANSWERS):
            rule = by_id.get(answer.line("rule"))
            if rule is None or not rule.severity_at(self.canvas.stage) or not holds(answer, self.today):
                continue
            if rule.id not in found:
                found[rule.id] = {
                    (rule.id, each.item or "", folded(each.about))
                    for place in rule.places
                    for each in rule.find(rule, self.canvas, place, self.today)
                }
            if key_of_answer(answer) not in found[rule.id]:
                because = quote(answer.line("because"))
                said = f"The answer {because} to {rule.id} is not needed any more."
                yield Found(sentence=said, about=answer.id)
