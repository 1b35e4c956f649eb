"""Where a finding is mended: the panel, statement and field to type in, and how findings are grouped."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal, NamedTuple

from canvas.model.canvas import Canvas
from canvas.model.conflicts import TEXT
from canvas.model.finding import ANSWERS, CANVAS, SEVERITIES, Answered, Finding
from canvas.model.findings import findings, rule_of
from canvas.model.schema import BY_KEY, PANEL_KEYS
from canvas.model.types import ItemId, Place

Way = Literal["reword", "field", "property", "add", "look", "settle", "answer", "file"]
"""What to do: reword the statement, fill in a field of it or of the canvas, add a statement, look at the
panel, resolve a difference, change an answer, or mend the file by hand."""

FILE_RULES = "file/"
"""What the names of the rules about a file begin with."""


class Mending(NamedTuple):
    """How a finding is mended.

    Attributes:
        way: what to do.
        panel: the key of the panel; empty for the canvas itself.
        item: the id of the statement, or None.
        field: the key of the field; empty for none.
        kind: the kind of the statement to add; empty for none.
    """

    way: Way
    panel: Place
    item: ItemId | None = None
    field: str = ""
    kind: str = ""


def mending_of(finding: Finding) -> Mending:
    """How a finding is mended."""
    panel, item, field = finding.panel, finding.item, finding.field or ""
    if finding.rule.startswith(FILE_RULES):
        return Mending("file", panel)
    if finding.rule.startswith(f"{ANSWERS}/"):
        return Mending("answer", panel)
    rule = rule_of(finding)
    if not rule.is_answerable:
        return Mending("settle", panel, item)
    if item is not None:
        return Mending("reword" if field in ("", TEXT) else "field", panel, item, field)
    if panel == CANVAS:
        return Mending("property", panel, field=field)
    kinds = [kind.key for kind in BY_KEY[panel].kinds]
    kind = finding.about if finding.about in kinds else rule.kind
    return Mending("add" if kind or not kinds else "look", panel, kind=kind)


def for_the_room(found: Iterable[Finding | Answered], readable: Canvas, today: date) -> list[Finding]:
    """The open findings that are found in what partners may read alone too: no other may be projected."""
    known = {(each.key, each.sentence) for each in findings(readable, "check", today)}
    return [each for each in found if isinstance(each, Finding) and (each.key, each.sentence) in known]


def grouped(found: Iterable[Finding | Answered]) -> list[tuple[Place, list[Finding | Answered]]]:
    """Findings by their panel, the panel with the gravest first, and in each the gravest first.

    What is answered comes last in its panel, and a panel in which all is answered after all others.
    """
    by_panel: dict[Place, list[Finding | Answered]] = {}
    for each in found:
        by_panel.setdefault(each.finding.panel, []).append(each)
    for entries in by_panel.values():
        entries.sort(key=_rank)
    order: list[Place] = [CANVAS, *PANEL_KEYS]
    return sorted(by_panel.items(), key=lambda group: (_rank(group[1][0]), order.index(group[0])))


def _rank(found: Finding | Answered) -> int:
    return SEVERITIES.index(found.severity) if isinstance(found, Finding) else len(SEVERITIES)
