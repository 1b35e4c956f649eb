"""Answers to findings: “does not apply, because …”, kept in the canvas as records of its own.

An answer is known by the rule, the statement and, where a rule finds several things in one place, by the name
it is about. It holds until its last day; an answer without a reason does not hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from canvas.model.canvas import UNWRITTEN, Canvas
from canvas.model.edits import Edit, EditError, new_id
from canvas.model.finding import ANSWERS, Finding, FindingKey, Found, Rule
from canvas.model.records import Record, add_record, delete_record, records, set_record
from canvas.model.sanitize import quote, visible_line
from canvas.model.text_folding import folded
from canvas.model.types import ItemId

Answers = Mapping[FindingKey, Record]


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


def answers_in(canvas: Canvas, today: date | None) -> Answers:
    """The answers that hold, by the key of what they answer; of several the first."""
    found: dict[FindingKey, Record] = {}
    for answer in records(canvas, ANSWERS):
        if holds(answer, today):
            found.setdefault(key_of_answer(answer), answer)
    return found


def not_standing(canvas: Canvas, today: date | None, rules: Iterable[Rule]) -> Iterator[Found]:
    """Answers that are out of date, give no reason, or name a rule that there is not."""
    standing = answers_in(canvas, today)
    known = {rule.id for rule in rules if rule.is_answerable}
    for answer in records(canvas, ANSWERS):
        rule = visible_line(answer.line("rule")) or "no rule"
        if answer.line("rule") not in known:
            yield Found(sentence=f"An answer names {quote(rule)}, which is no rule.", about=answer.id)
        elif key_of_answer(answer) in standing or holds(answer, today):
            continue
        elif answer.line("because").strip():
            said = f"The answer to {rule} held until {last_day(answer)}: does it still?"
            yield Found(sentence=said, about=answer.id)
        else:
            yield Found(sentence=f"The answer to {rule} gives no reason.", about=answer.id)


def not_needed(canvas: Canvas, today: date | None, rules: Iterable[Rule]) -> Iterator[Found]:
    """Answers to what is not found any more, where the stage asks for it."""
    by_id = {rule.id: rule for rule in rules if rule.is_answerable}
    found: dict[str, set[FindingKey]] = {}
    for answer in records(canvas, ANSWERS):
        rule = by_id.get(answer.line("rule"))
        if rule is None or not rule.severity_at(canvas.stage) or not holds(answer, today):
            continue
        if rule.id not in found:
            found[rule.id] = {
                (rule.id, each.item or "", folded(each.about))
                for place in rule.places
                for each in rule.find(rule, canvas, place, today)
            }
        if key_of_answer(answer) not in found[rule.id]:
            because = quote(answer.line("because"))
            yield Found(
                sentence=f"The answer {because} to {rule.id} is not needed any more.", about=answer.id
            )


def answer_finding(
    canvas: Canvas, finding: Finding, *, because: str, by: str = "", until: date | None = None
) -> Edit:
    """Say why a finding does not apply; an earlier answer to it is replaced.

    Raises:
        EditError: where no reason is given, or the statement is gone.
    """
    if not because.strip():
        raise EditError("Say why it does not apply.", "text-empty")
    label = f"answer {quote(finding.sentence.replace('‘', '').replace('’', ''))}"  # not quoted twice
    focus: ItemId | None = None
    if finding.item is not None:
        canvas, focus = _with_written_id(canvas, finding.item)
    said = {"because": because, "by": by, "until": until}
    key = (finding.rule, focus or "", folded(finding.about))
    known = next((each for each in records(canvas, ANSWERS) if key_of_answer(each) == key), None)
    if known:
        edit = set_record(canvas, ANSWERS, known.id, said, label)
    else:
        which = {"rule": finding.rule, "statement": focus or "", "about": finding.about}
        edit = add_record(canvas, ANSWERS, {**which, **said}, label)
    return Edit(label, edit.canvas, focus)


def withdraw_answer(canvas: Canvas, answer: Record) -> Edit:
    """Delete an answer."""
    return delete_record(canvas, ANSWERS, answer.id, f"delete the answer {quote(answer.line('because'))}")


def _with_written_id(canvas: Canvas, item_id: ItemId) -> tuple[Canvas, ItemId]:
    """The canvas and the id of a statement, which gets one that the file will hold."""
    place = canvas.place(item_id)
    if place is None:
        raise EditError("That statement is no longer here.", "item-gone")
    if not item_id.startswith(UNWRITTEN):
        return canvas, item_id
    panel, position = place
    items = [*canvas.panels[panel]]
    items[position] = items[position].with_id(new_id({item.id for _, item in canvas}))
    return canvas.with_items({panel: tuple(items)}), items[position].id
