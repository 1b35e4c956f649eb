"""Choose, sort and tell the rows of the register."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Final, Literal, NamedTuple

from canvas.model.text_folding import folded
from canvas.model.types import Stage
from canvas.register.row import Row
from canvas.register.table import Column, Line

Order = Literal["urgency", "title", "stage", "review", "late", "must", "partners", "file"]

COLUMNS: Final = (
    Column("title", "Title", least=16),
    Column("stage", "Stage", 2),
    Column("partners", "Partners", 6),
    Column("review", "Review", 1),
    Column("late", "Late"),
    Column("must", "Must"),
    Column("should", "Should", 4),
    Column("consider", "Consider", 8),
    Column("answered", "Answered", 9),
    Column("agreement", "Agreement", 3),
    Column("differences", "Differences", 5),
    Column("steps", "Next steps", is_shown=False),
    Column("due", "Next day", is_shown=False),
    Column("rules", "Rules", is_shown=False),
    Column("file", "File", 7, least=20),
    Column("problem", "Problem", is_shown=False),
)
"""The columns of the register; their keys are attributes of a row."""


class Filters(NamedTuple):
    """Which rows are wanted; each that is given must hold.

    Attributes:
        due: something is due by this day: the review, or a next step.
        partner: words of a partner's name.
        stage: the stage.
        rule: a rule that has findings.
    """

    due: date | None = None
    partner: str = ""
    stage: Stage | None = None
    rule: str = ""

    def keeps(self, row: Row) -> bool:
        """Whether a row is wanted; one that cannot be read always is: nobody knows what it holds."""
        if row.problem:
            return True
        days = [day for day in (row.review, row.due) if day]
        words = folded(self.partner).split()
        return (
            (self.due is None or any(day <= self.due for day in days))
            and (not words or any(all(word in folded(name) for word in words) for name in row.partners))
            and (self.stage is None or row.stage == self.stage)
            and (not self.rule or self.rule in row.rules)
        )


_FAR: Final = date.max
_STAGES: Final = ("", "exploring", "forming", "delivering", "reviewing", "closing")

ORDERS: Final[dict[Order, Callable[[Row], tuple[object, ...]]]] = {
    "urgency": lambda row: (-row.differences, -row.must, -row.late, row.review or _FAR, -row.should),
    "title": lambda _: (),
    "stage": lambda row: (_STAGES.index(row.stage) if row.stage in _STAGES else 0,),
    "review": lambda row: (row.review or _FAR,),
    "late": lambda row: (-row.late,),
    "must": lambda row: (-row.must, -row.should),
    "partners": lambda row: (-len(row.partners),),
    "file": lambda row: (row.file,),
}
"""What rows are sorted by; then by title. What cannot be read comes first."""


def ordered(rows: Iterable[Row], by: Order = "urgency") -> list[Row]:
    """Rows in an order."""
    return sorted(rows, key=lambda row: order_key(row, by))


def order_key(row: Row, by: Order = "urgency") -> tuple[object, ...]:
    """What a row is sorted by; no two rows of different files have the same."""
    return (not row.problem, *ORDERS[by](row), folded(row.title), row.file)


def line_of(row: Row) -> Line:
    """A row as a line of the table."""
    title = row.title.strip() or row.file
    values = tuple(title if c.key == "title" else getattr(row, c.key) for c in COLUMNS)
    return Line(values, row.problem)


def totals(rows: Sequence[Row], read: int) -> str:
    """What the rows come to, as one sentence.

    Args:
        rows: those that are shown.
        read: how many files were read.
    """
    parts = [count_phrase(len(rows), read)]
    if must := sum(row.must > 0 for row in rows):
        parts.append(f"{must:,} with something that must be mended")
    if late := sum(row.late for row in rows):
        parts.append(_counted(late, "late step"))
    if wrong := sum(bool(row.problem) for row in rows):
        parts.append(f"{wrong:,} cannot be read")
    return ", ".join(parts) + "."


def count_phrase(shown: int, read: int) -> str:
    """How many canvases are shown of how many."""
    return f"{shown:,} of {read:,} canvases" if shown != read else _counted(shown, "canvas")


def _counted(number: int, noun: str) -> str:
    plural = f"{noun}es" if noun.endswith("s") else f"{noun}s"
    return f"{number:,} {noun if number == 1 else plural}"
