"""The symbols, words and styles of findings by severity: a mark and a word, never colour alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from canvas.model.finding import SEVERITIES, Answered, Finding, Severity

MARKS: dict[Severity, str] = {"must": "▲", "should": "△", "consider": "·"}
"""The symbol of each severity."""

READY, ANSWERED = "✓", "‖"
"""Stand before what nothing is found in, and before a finding that is answered."""

STYLES: dict[Severity, str] = {"must": "bold $warning", "should": "bold", "consider": "$quiet"}
"""How a severity is written in a list."""


def counts(found: Iterable[Finding | Answered]) -> tuple[Counter[Severity], int]:
    """How many findings there are of each severity, and how many are answered."""
    entries = list(found)
    return Counter(each.severity for each in entries if isinstance(each, Finding)), sum(
        isinstance(each, Answered) for each in entries
    )


def counts_in_words(found: Iterable[Finding | Answered]) -> str:
    """The counts by severity as a sentence: ``2 must · 5 should · 1 answered``."""
    number, answered = counts(found)
    told = [f"{number[severity]} {severity}" for severity in SEVERITIES if number[severity]]
    told = told or ["nothing is missing"]
    return " · ".join([*told, f"{answered} answered"] if answered else told)
