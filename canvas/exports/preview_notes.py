"""What a summary lacks: told to those who keep the canvas before it is sent, never to its readers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from canvas.exports.audience_filter import filtered_for
from canvas.exports.phrases import counted, listed
from canvas.model.finding import ANSWERS
from canvas.model.findings import Answered, Finding, answered_findings, rule_of
from canvas.model.schema import BY_KEY

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
    kindless = sum(bool(BY_KEY[panel].kinds) and not item.kind for panel, item in canvas)
    unreasoned = sum(item.status == "disputed" and not item.reason.strip() for _, item in canvas)
    told = (
        [f"{counted(kindless, 'statement')} {'has' if kindless == 1 else 'have'} no kind"] if kindless else []
    )
    if unreasoned:
        told.append(f"{counted(unreasoned, 'dispute')} {'gives' if unreasoned == 1 else 'give'} no reason")
    found = [*answered_findings(canvas, "summary", today)]
    nouns = [rule_of(each).noun for each in found if isinstance(each, Finding)]
    answered = [rule_of(each.finding).noun for each in found if isinstance(each, Answered)]
    parts = [f"{'; '.join(told)}." if told else "", f"Not written yet: {listed(nouns)}." if nouns else ""]
    parts += [f"Does not apply: {listed(answered)}."] if answered else []
    return " ".join(filter(None, parts))
