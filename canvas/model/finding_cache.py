"""The findings of the check from one canvas to the next: a rule runs again where what it reads changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from canvas.model.canvas import Canvas
from canvas.model.finding import CANVAS, PLACES, Answered, Finding, Rule
from canvas.model.findings import Reader, asked, is_gated, with_answers
from canvas.model.known_names import known_names
from canvas.model.rule_finders import RULES_KEY
from canvas.model.types import Place


class FindingCache:
    """Finds as `answered_findings` does; an edit of one panel runs the rules that read it and no others."""

    def __init__(self, reader: Reader) -> None:
        """A cache of the findings for one reader."""
        self._reader: Reader = reader
        self._known: dict[tuple[str, Place], tuple[tuple[Any, ...], tuple[Finding, ...]]] = {}

    def find(self, canvas: Canvas, today: date | None) -> list[Finding | Answered]:
        """The findings in reading order after those of the canvas itself, the answered with their answer."""
        return [*with_answers(self._found(canvas, today), canvas, today)]

    def _found(self, canvas: Canvas, today: date | None) -> Iterator[Finding]:
        is_quiet = is_gated(canvas, today)
        for place in PLACES:
            for rule, severity in asked(place, self._reader, canvas.stage):
                if is_quiet and rule.is_detail:
                    continue
                read = (canvas.stage, today, *_read(rule, place, canvas))
                known = self._known.get((rule.id, place))
                if known is None or not _same(known[0], read):
                    seen = rule.find(rule, canvas, place, today)
                    found = tuple(rule.finding(each, place, severity) for each in seen)
                    known = self._known[rule.id, place] = read, found
                yield from known[1]


def _read(rule: Rule, place: Place, canvas: Canvas) -> Iterator[object]:
    """What a rule reads of a canvas in a place."""
    yield canvas.values.get(RULES_KEY)
    if rule.reads_names:
        yield known_names(canvas)
    for each in (place, *rule.reads):
        if each == CANVAS:
            yield canvas.review
            yield canvas.values
        else:
            yield canvas.panels[each]


def _same(before: tuple[Any, ...], now: tuple[Any, ...]) -> bool:
    """Whether nothing that was read changed, by identity; days and stages by value."""
    return len(before) == len(now) and all(
        one is other or (not isinstance(one, tuple | dict | list) and one == other)
        for one, other in zip(before, now, strict=True)
    )
