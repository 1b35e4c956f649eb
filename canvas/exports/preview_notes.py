"""What a summary lacks: told to those who keep the canvas before it is sent, never to its readers."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from canvas.exports.audience_filter import filtered_for
from canvas.exports.phrases import listed
from canvas.model.finding import ANSWERS, Answered
from canvas.model.findings import answered_findings, rule_of, rules_for

if TYPE_CHECKING:
    from datetime import date

    from canvas.model.canvas import Canvas
    from canvas.model.types import Audience


def missing(canvas: Canvas, audience: Audience, today: date) -> str:
    """What the copy for an audience lacks, in a sentence or two; nothing for that of the public."""
    if audience == "public":
        return ""
    readable = filtered_for(canvas, audience)
    kept = {ANSWERS: canvas.values[ANSWERS]} if ANSWERS in canvas.values else {}  # internal, but not lacking
    canvas = readable.replacing(values={**readable.values, **kept})
    counts: Counter[str] = Counter()
    nouns: list[str] = []
    answered: list[str] = []
    for each in answered_findings(canvas, "summary", today):
        if isinstance(each, Answered):
            answered.append(rule_of(each.finding).noun)
        elif rule_of(each).noun:
            nouns.append(rule_of(each).noun)
        else:
            counts[each.rule] += 1
    told = [
        f"{counts[r.id]} {r.count_phrases[counts[r.id] > 1]}" for r in rules_for("summary") if counts[r.id]
    ]
    parts = (
        "; ".join(told),
        f"Not written yet: {listed(nouns)}" if nouns else "",
        f"Does not apply: {listed(answered)}" if answered else "",
    )
    return " ".join(f"{part}." for part in parts if part)
