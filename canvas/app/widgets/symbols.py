"""The symbols of the board: for each status and severity, the selection, and what changed since a version."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

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


SYMBOL_COLUMNS = 3
"""The columns of a symbol before the text of a row."""

NO_TEXT = "(no text)"
"""Stands for the text of an item that has none."""


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


def counts_in_words(found: Sequence[Finding | Answered]) -> str:
    """The counts by severity as a sentence: ``2 must · 5 should · 1 answered``."""
    number = Counter(each.severity for each in found if isinstance(each, Finding))
    return words_of(number, len(found) - number.total())


def words_of(number: Counter[Severity], answered: int) -> str:
    """Counts by severity in words."""
    told = [f"{number[severity]:,} {severity}" for severity in SEVERITIES if number[severity]]
    told = told or ["nothing is missing"]
    return " · ".join([*told, f"{answered:,} answered"] if answered else told)
