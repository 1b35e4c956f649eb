"""What a summary lacks: told to those who keep the canvas before it is sent, never to its readers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from canvas.exports.audience_filter import filtered_for
from canvas.exports.phrases import counted, listed
from canvas.model.findings import findings, rule_of
from canvas.model.schema import BY_KEY

if TYPE_CHECKING:
    from datetime import date

    from canvas.model.canvas import Canvas
    from canvas.model.types import Audience


def missing(canvas: Canvas, audience: Audience, today: date) -> str:
    """What the copy for an audience lacks, in a sentence or two; nothing for that of the public."""
    if audience == "public":
        return ""
    canvas = filtered_for(canvas, audience)
    kindless = sum(bool(BY_KEY[panel].kinds) and not item.kind for panel, item in canvas)
    unreasoned = sum(item.status == "disputed" and not item.reason.strip() for _, item in canvas)
    told = (
        [f"{counted(kindless, 'statement')} {'has' if kindless == 1 else 'have'} no kind"] if kindless else []
    )
    if unreasoned:
        told.append(f"{counted(unreasoned, 'dispute')} {'gives' if unreasoned == 1 else 'give'} no reason")
    nouns = [rule_of(finding).noun for finding in findings(canvas, "summary", today)]
    parts = [f"{'; '.join(told)}." if told else "", f"Not written yet: {listed(nouns)}." if nouns else ""]
    return " ".join(filter(None, parts))
