"""What the rules find in a canvas.

The check, the guidance, the summary and the readiness cell all read the one table of `canvas.model.rules`. A
rule names those of them that show its findings, and has the words for each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from canvas.model.canvas import Canvas, Item, common_ends
from canvas.model.finding import (
    ANSWERS,
    CANVAS,
    PLACES,
    READERS,
    SEVERITIES,
    Answered,
    Finding,
    FindingKey,
    Found,
    Reader,
    Rule,
    Severity,
)
from canvas.model.known_names import NAMING_PANELS, KnownNames, known_names
from canvas.model.rule_finders import RULES_KEY, no_item_of_kind
from canvas.model.rules import RULES as CANVAS_RULES
from canvas.model.schema import PANEL_KEYS
from canvas.model.types import Place, Stage

if TYPE_CHECKING:
    from canvas.model.answers import CanvasAnswers
    from canvas.model.records import Record

__all__ = [
    "CANVAS",
    "PLACES",
    "RULES",
    "SEVERITIES",
    "Answered",
    "Finding",
    "FindingCache",
    "Group",
    "Reader",
    "Rule",
    "Severity",
    "answered_findings",
    "count_distinct",
    "finding_of",
    "findings",
    "findings_in",
    "is_answerable",
    "no_item_of_kind",
    "rule_of",
    "rules_for",
]  # fmt: skip

_BY_STAGE = frozenset(("check", "cell"))
"""The readers for whom a finding depends on the stage; the guidance and the summary show what is missing."""


def _answers(canvas: Canvas, today: date | None) -> CanvasAnswers | None:
    if ANSWERS not in canvas.values:
        return None
    from canvas.model.answers import CanvasAnswers  # noqa: PLC0415 - few canvases hold answers

    return CanvasAnswers(canvas, today)


def _answers_that_hold(canvas: Canvas, today: date | None) -> Mapping[FindingKey, Record]:
    answers = _answers(canvas, today)
    return answers.that_hold() if answers else {}


def _answers_that_do_not_stand(_: Rule, canvas: Canvas, __: Place, today: date | None) -> Iterable[Found]:
    answers = _answers(canvas, today)
    return answers.not_standing(RULES) if answers else ()


def _answers_to_nothing(_: Rule, canvas: Canvas, __: Place, today: date | None) -> Iterable[Found]:
    answers = _answers(canvas, today)
    return answers.not_needed(RULES) if answers else ()


RULES: tuple[Rule, ...] = (
    *CANVAS_RULES,
    Rule(
        "answers/stands",
        "should",
        (CANVAS,),
        _answers_that_do_not_stand,
        why="what was true when it was said may not be true today",
        asks="Each answer to a finding gives a reason, and is in date.",
        reads=PANEL_KEYS,
        is_detail=False,
        readers=READERS - {"summary", "guidance"},
        is_answerable=False,
    ),
    Rule(
        "answers/needed",
        "consider",
        (CANVAS,),
        _answers_to_nothing,
        why="an answer without a question hides the next one of its kind",
        asks="Each answer answers something that is found.",
        reads=PANEL_KEYS,
        is_detail=False,
        readers=READERS - {"summary", "guidance"},
        is_answerable=False,
    ),
)
"""Every rule: those about the canvas, and those about the answers to them."""


def findings(canvas: Canvas, reader: Reader, today: date | None = None) -> Iterator[Finding]:
    """The open findings for a reader, the canvas's own fields first, then in reading order."""
    return (found for found in answered_findings(canvas, reader, today) if isinstance(found, Finding))


def answered_findings(
    canvas: Canvas, reader: Reader, today: date | None = None, places: Iterable[Place] = PLACES
) -> Iterator[Finding | Answered]:
    """The findings for a reader, those that are answered with their answer; in the order of `findings`."""
    is_quiet = reader in _BY_STAGE and is_gated(canvas, today)
    found = (
        each for place in places for each in _findings_in(canvas, place, reader, today, is_quiet=is_quiet)
    )
    return with_answers(found, canvas, today)


def with_answers(
    found: Iterable[Finding], canvas: Canvas, today: date | None
) -> Iterator[Finding | Answered]:
    """Findings, those that are answered with their answer."""
    answers = _answers_that_hold(canvas, today)
    for each in found:
        answer = answers.get(each.key) if answers and is_answerable(each) else None
        yield Answered(each, answer) if answer else each


def findings_in(canvas: Canvas, place: Place, reader: Reader, today: date | None = None) -> Iterator[Finding]:
    """The open findings for a reader in one place; without a day, no rule about days finds anything.

    While a gate is shut (no group, no shared goal, fewer than two partners), the check and the readiness cell
    show no details: they would bury what comes first.
    """
    return (
        found for found in answered_findings(canvas, reader, today, (place,)) if isinstance(found, Finding)
    )


def _findings_in(
    canvas: Canvas, place: Place, reader: Reader, today: date | None, *, is_quiet: bool
) -> Iterator[Finding]:
    for rule, severity in asked(place, reader, canvas.stage):
        if not (is_quiet and rule.is_detail):
            for found in rule.find(rule, canvas, place, today):
                yield rule.finding(found, place, severity)


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
    return bool(shut) and not {(rule, "", "") for rule in shut} <= _answers_that_hold(canvas, today).keys()


def is_answerable(finding: Finding) -> bool:
    """Whether a finding can be answered with a reason why it does not apply."""
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


class Group(NamedTuple):
    """What a rule finds in a place, all of one severity; the answered findings apart."""

    rule: str
    place: Place
    severity: Severity
    found: tuple[Finding, ...]
    answered: tuple[Answered, ...] = ()


class FindingCache:
    """Finds as `answered_findings` does; an edit runs again only the rules that read what it changed.

    A rule that judges each item by itself is run for the items that changed.

    Attributes:
        is_quiet: whether a gate was shut in the canvas in which it found last.
    """

    def __init__(self, reader: Reader) -> None:
        """A cache of the findings for one reader."""
        self.is_quiet = False
        self._reader: Reader = reader
        self._canvas = Canvas("")
        self._names: KnownNames | None = None
        self._conditions: tuple[object, ...] = ()
        self._known: dict[tuple[str, Place], tuple[Finding, ...]] = {}

    def find(self, canvas: Canvas, today: date | None) -> list[Group]:
        """What each rule finds in each place where it finds anything; in the order of `answered_findings`."""
        groups = self._groups(canvas, today)
        return [_answered(group, canvas, today) for group in groups] if ANSWERS in canvas.values else groups

    def _groups(self, canvas: Canvas, today: date | None) -> list[Group]:
        changed, has_new_names = self._changed(canvas, today)
        before, self._canvas = self._canvas, canvas
        is_quiet = self.is_quiet = is_gated(canvas, today)
        groups = []
        for place in PLACES:
            for rule, severity in asked(place, self._reader, canvas.stage):
                key = rule.id, place
                if is_quiet and rule.is_detail:
                    self._known.pop(key, None)  # what changes meanwhile is not followed
                    continue
                found = self._known.get(key)
                is_other = (has_new_names and rule.reads_names) or not changed.isdisjoint(rule.reads)
                if found is None or is_other or place in changed:
                    is_by_item = rule.is_by_item and not (rule.reads_names and place in NAMING_PANELS)
                    if found is not None and is_by_item and not is_other and place != CANVAS:
                        found = _found_again(
                            rule, canvas, place, today, severity, before.panels[place], found
                        )
                    else:
                        seen = rule.find(rule, canvas, place, today)
                        found = tuple(rule.finding(each, place, severity) for each in seen)
                    self._known[key] = found
                if found:
                    groups.append(Group(rule.id, place, severity, found))
        return groups

    def _changed(self, canvas: Canvas, today: date | None) -> tuple[set[Place], bool]:
        """The places where anything is other than in the canvas before, and whether the known names are.

        Forgets everything where what all rules depend on is another.
        """
        before = self._canvas
        conditions = RULES, today, canvas.stage, canvas.values.get(RULES_KEY)
        if len(self._conditions) != len(conditions) or not all(
            one is other or (isinstance(one, date | str) and one == other)
            for one, other in zip(self._conditions, conditions, strict=True)
        ):
            self._known.clear()
        names, known = self._names, known_names(canvas)
        self._names, self._conditions = known, conditions
        changed: set[Place] = {key for key in PANEL_KEYS if canvas.panels[key] is not before.panels[key]}
        if canvas.review != before.review or canvas.values is not before.values:
            changed.add(CANVAS)
        return changed, known is not names


def _answered(group: Group, canvas: Canvas, today: date | None) -> Group:
    """A group with the answers to its findings."""
    found = [*with_answers(group.found, canvas, today)]
    return group._replace(
        found=tuple(each for each in found if isinstance(each, Finding)),
        answered=tuple(each for each in found if isinstance(each, Answered)),
    )


def _found_again(  # noqa: PLR0917 - as rules find
    rule: Rule,
    canvas: Canvas,
    place: Place,
    today: date | None,
    severity: Severity,
    was: tuple[Item, ...],
    found: tuple[Finding, ...],
) -> tuple[Finding, ...]:
    """What a rule finds that judges each item by itself: anew for the items that are not among those before.

    Args:
        rule: the rule.
        canvas: the canvas now.
        place: the panel.
        today: the day it is.
        severity: that of its findings here.
        was: the items of the panel before.
        found: what it found among them.
    """
    now = canvas.panels[place]
    front, back = common_ends(was, now)
    was, between, after = was[front : len(was) - back], now[front : len(now) - back], now[len(now) - back :]
    known = {id(item) for item in was}
    changed = tuple(item for item in between if id(item) not in known)
    only_changed: dict[str, tuple[Item, ...]] = {place: changed}
    seen = rule.find(rule, canvas.with_items(only_changed), place, today) if changed else ()
    were, new = {item.id for item in was}, {item.id for item in changed}
    begin = end = -1
    by_item: dict[str | None, list[Finding]] = {}
    for at, finding in enumerate(found):
        if finding.item in were:
            begin, end = at if begin < 0 else begin, at + 1
            if finding.item not in new:
                by_item.setdefault(finding.item, []).append(finding)
    for each in seen:
        by_item.setdefault(each.item, []).append(rule.finding(each, place, severity))
    if not by_item and begin < 0:
        return found
    if begin < 0:
        later = {item.id for item in after}
        begin = end = next((at for at, finding in enumerate(found) if finding.item in later), len(found))
    return (*found[:begin], *(each for item in between for each in by_item.get(item.id, ())), *found[end:])


def finding_of(found: Finding | Answered) -> Finding:
    """The finding, answered or not."""
    return found if isinstance(found, Finding) else found.finding
