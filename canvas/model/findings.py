"""What the rules find in a canvas.

The check, the guidance, the summary and the readiness cell all read the one table of `canvas.model.rules`. A
rule names those of them that show its findings, and has the words for each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from canvas.model.canvas import Canvas
from canvas.model.finding import CANVAS, PLACES, SEVERITIES, Finding, Reader, Rule, Severity
from canvas.model.rule_finders import no_item_of_kind
from canvas.model.rules import RULES
from canvas.model.types import Place, Stage

__all__ = [
    "CANVAS", "PLACES", "RULES", "SEVERITIES", "Finding", "Reader", "Rule", "Severity",
    "count_distinct", "findings", "findings_in", "no_item_of_kind", "rule_of", "rules_for",
]  # fmt: skip

_BY_STAGE = frozenset(("check", "cell"))
"""The readers for whom a finding depends on the stage; the guidance and the summary show what is missing."""


def findings(canvas: Canvas, reader: Reader, today: date | None = None) -> Iterator[Finding]:
    """The findings for a reader, the canvas's own fields first, then in reading order."""
    is_quiet = reader in _BY_STAGE and is_gated(canvas)
    for place in PLACES:
        yield from _findings_in(canvas, place, reader, today, is_quiet=is_quiet)


def findings_in(canvas: Canvas, place: Place, reader: Reader, today: date | None = None) -> Iterator[Finding]:
    """The findings for a reader in one place; without a day, no rule about days finds anything.

    While a gate is shut (no group, no shared goal, fewer than two partners), the check and the readiness cell
    show no details: they would bury what comes first.
    """
    is_quiet = reader in _BY_STAGE and is_gated(canvas)
    yield from _findings_in(canvas, place, reader, today, is_quiet=is_quiet)


def _findings_in(
    canvas: Canvas, place: Place, reader: Reader, today: date | None, *, is_quiet: bool
) -> Iterator[Finding]:
    for rule, severity in _asked(place, reader, canvas.stage):
        if not (is_quiet and rule.is_detail):
            for found in rule.find(rule, canvas, place, today):
                yield rule.finding(found, place, severity)


_Asked = tuple[tuple[Rule, Severity], ...]
_ASKED: dict[tuple[Place, Reader, Stage], tuple[tuple[Rule, ...], _Asked]] = {}
"""The table that each selection was made from, and the selection; a test may put another table in place."""


def _asked(place: Place, reader: Reader, stage: Stage) -> _Asked:
    """The rules that a reader shows in one place at a stage, each with its severity there."""
    table, asked = _ASKED.get((place, reader, stage), ((), ()))
    if table is not RULES:
        severities = (
            (rule, rule.severity_at(stage) if reader in _BY_STAGE else rule.gravest)
            for rule in rules_for(reader)
            if place in rule.places
        )
        asked = tuple((rule, severity) for rule, severity in severities if severity)
        _ASKED[place, reader, stage] = RULES, asked
    return asked


def is_gated(canvas: Canvas) -> bool:
    """Whether a gate is shut."""
    return any(rule.is_shut(canvas) for rule in RULES if rule.is_shut)


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
