"""What the rules find in a canvas.

The check, the guidance, the summary and the readiness cell all read the one table of `canvas.model.rules`. A
rule names those of them that show its findings, and has the words for each.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from canvas.model.answer_rules import ANSWER_RULES, answers_that_hold
from canvas.model.canvas import Canvas
from canvas.model.finding import PLACES, SEVERITIES, Answered, Finding, Reader, Rule, Severity
from canvas.model.rules import RULES as CANVAS_RULES
from canvas.model.types import Place, Stage

_BY_STAGE = frozenset(("check", "cell"))
"""The readers for whom a finding depends on the stage; the guidance and the summary show what is missing."""

RULES: tuple[Rule, ...] = (*CANVAS_RULES, *ANSWER_RULES)
"""Every rule: those about the canvas, and those about the answers to them."""


def findings(
    canvas: Canvas,
    reader: Reader,
    today: date | None = None,
    places: Iterable[Place] = PLACES,
    severities: Collection[Severity] = SEVERITIES,
) -> Iterator[Finding]:
    """The open findings for a reader, the canvas's own fields first, then in reading order.

    Without a day, no rule about days finds anything. While a gate is shut (no group, no shared goal, fewer
    than two partners), the check and the readiness cell show no details: they would bury what comes first.
    """
    found = answered_findings(canvas, reader, today, places, severities)
    return (each for each in found if isinstance(each, Finding))


def answered_findings(
    canvas: Canvas,
    reader: Reader,
    today: date | None = None,
    places: Iterable[Place] = PLACES,
    severities: Collection[Severity] = SEVERITIES,
) -> Iterator[Finding | Answered]:
    """The findings for a reader, those that are answered with their answer; in the order of `findings`.

    No rule is run whose findings are of another severity than those that are asked for.
    """
    is_quiet = reader in _BY_STAGE and is_gated(canvas, today)
    found = (
        rule.finding(each, place, severity)
        for place in places
        for rule, severity in asked(place, reader, canvas.stage)
        if severity in severities and not (is_quiet and rule.is_detail)
        for each in rule.find(rule, canvas, place, today)
    )
    return with_answers(found, canvas, today)


def with_answers(
    found: Iterable[Finding], canvas: Canvas, today: date | None
) -> Iterator[Finding | Answered]:
    """Findings, those that are answered with their answer."""
    answers = answers_that_hold(canvas, today)
    for each in found:
        answer = answers.get(each.key) if answers and is_answerable(each) else None
        yield Answered(each, answer) if answer else each


_Asked = tuple[tuple[Rule, Severity], ...]
_ASKED: dict[tuple[Place, Reader, Stage], tuple[tuple[Rule, ...], _Asked]] = {}
"""The table that each selection was made from, and the selection; a test may put another table in place."""


def asked(place: Place, reader: Reader, stage: Stage) -> _Asked:
    """The rules that a reader shows in one place at a stage, each with its severity there."""
    table, rules = _ASKED.get((place, reader, stage), ((), ()))
    if table is not RULES:
        severities = (
            (rule, rule.severity_at(stage) if reader in _BY_STAGE else rule.gravest)
            for rule in rules_for(reader)
            if place in rule.places
        )
        rules = tuple((rule, severity) for rule, severity in severities if severity)
        _ASKED[place, reader, stage] = RULES, rules
    return rules


def is_gated(canvas: Canvas, today: date | None) -> bool:
    """Whether a gate is shut, and nobody has answered why it does not apply."""
    shut = [rule.id for rule in RULES if rule.is_shut and rule.is_shut(canvas)]
    return bool(shut) and not {(rule, "", "") for rule in shut} <= answers_that_hold(canvas, today).keys()


def is_answerable(finding: Finding) -> bool:
    """Whether a finding can be answered; what is wrong with a file, or with an answer, cannot."""
    return any(rule.id == finding.rule and rule.is_answerable for rule in RULES)


def rules_for(reader: Reader) -> list[Rule]:
    """The rules whose findings a reader shows."""
    return [rule for rule in RULES if reader in rule.readers]


def rule_of(finding: Finding) -> Rule:
    """The rule that made a finding."""
    return next(rule for rule in RULES if rule.id == finding.rule)


def count_distinct(found: Iterable[Finding]) -> int:
    """The number of distinct items found, plus the number of findings about no item."""
    found = tuple(found)
    items = {finding.item for finding in found if finding.item is not None}
    return len(items) + sum(finding.item is None for finding in found)
