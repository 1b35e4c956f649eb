"""Findings of a canvas that changes: only what an edit concerns is judged again."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from canvas.model import findings
from canvas.model.canvas import Canvas, Item, common_ends
from canvas.model.finding import (
    ANSWERS,
    CANVAS,
    PLACES,
    Answered,
    Finding,
    Reader,
    Rule,
    Severity,
)
from canvas.model.findings import asked, is_gated, with_answers
from canvas.model.known_names import NAMING_PANELS, KnownNames, known_names
from canvas.model.rule_finders import RULES_KEY
from canvas.model.schema import PANEL_KEYS
from canvas.model.types import Place


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
        conditions = findings.RULES, today, canvas.stage, canvas.values.get(RULES_KEY)
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
