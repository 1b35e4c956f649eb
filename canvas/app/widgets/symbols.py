"""The symbols of the board: for each status and severity, the selection, and what changed since a version."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from canvas.model.canvas import Item
from canvas.model.finding import SEVERITIES, Answered, Finding, Severity

MARKS: dict[str, str] = {"proposed": "○", "agreed": "●", "disputed": "!", "parked": "‖", "done": "✓"}
"""The symbol of each status: distinct without colour, and one column wide in every terminal."""

DIFFERS = "≠"
"""Stands before a difference between two versions."""

MARKED, MARKED_HERE = "»", "►"
"""Stand before a selected item, and before the selected item that is under the cursor."""

NEW, CHANGED, MOVED = "+", "~", ">"
"""Stand beside an item that was added, changed or moved since an older version."""

SINCE: dict[str, str] = {NEW: "new", CHANGED: "changed", MOVED: "moved here", DIFFERS: "not resolved"}
"""The symbols beside the status, and what they mean."""


def symbol(item: Item) -> str:
    """The symbol of an item in a list: that of its status, unless two versions of it differ."""
    return DIFFERS if item.is_unresolved else MARKS[item.status]


SEVERITY_MARKS: dict[Severity, str] = {"must": "▲", "should": "△", "consider": "·"}
"""The symbol of each severity."""

READY = MARKS["done"]
ANSWERED = MARKS["parked"]
"""Stand before what nothing is found in, and before a finding that is answered."""

SEVERITY_STYLES: dict[Severity, str] = {"must": "bold $warning", "should": "bold", "consider": "$quiet"}
"""How a severity is written in a list."""


def counts(found: Iterable[Finding | Answered]) -> tuple[Counter[Severity], int]:
    """How many findings there are of each severity, and how many are answered."""
    number: Counter[Severity] = Counter()
    answered = 0
    for each in found:
        if isinstance(each, Finding):
            number[each.severity] += 1
        else:
            answered += 1
    return number, answered


def counts_in_words(found: Iterable[Finding | Answered]) -> str:
    """The counts by severity as a sentence: ``2 must · 5 should · 1 answered``."""
    return words_of(*counts(found))


def words_of(number: Counter[Severity], answered: int) -> str:
    """Counts by severity in words."""
    told = [f"{number[severity]:,} {severity}" for severity in SEVERITIES if number[severity]]
    told = told or ["nothing is missing"]
    return " · ".join([*told, f"{answered:,} answered"] if answered else told)
