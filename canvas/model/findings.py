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
from canvas.model.types import Place

__all__ = [
    "CANVAS", "PLACES", "RULES", "SEVERITIES", "Finding", "Reader", "Rule", "Severity",
    "count_distinct", "findings", "findings_in", "no_item_of_kind", "rule_of", "rules_for",
]  # fmt: skip

_BY_STAGE = frozenset(("check", "cell"))
"""The readers for whom a finding depends on the stage; the guidance and the summary show what is missing."""


def findings(canvas: Canvas, reader: Reader, today: date | None = None) -> Iterator[Finding]:
    """The findings for a reader, the canvas's own fields first, then in reading order."""
    for place in PLACES:
        yield from findings_in(canvas, place, reader, today)


def findings_in(canvas: Canvas, place: Place, reader: Reader, today: date | None = None) -> Iterator[Finding]:
    """The findings for a reader in one place; without a day, no rule about days finds anything.

    While a gate is shut (no group, no shared goal, fewer than two partners), the check and the readiness cell
    show no details: they would bury what comes first.
    """
    by_stage = reader in _BY_STAGE
    gated = by_stage and is_gated(canvas)
    for rule in rules_for(reader):
        if place not in rule.places or (gated and rule.is_detail):
            continue
        severity = rule.severity_at(canvas.stage) if by_stage else rule.gravest
        if severity:
            for found in rule.find(rule, canvas, place, today):
                yield rule.finding(found, place, severity)


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
