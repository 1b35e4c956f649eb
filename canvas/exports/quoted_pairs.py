"""Two versions of a text, quoted around what differs between them."""

from __future__ import annotations

from canvas.exports.phrases import IN_FULL, cut, line, name, quoted
from canvas.model.graphemes import next_boundary, previous_boundary

_CONTEXT_LENGTH = 30
"""Characters shown of what two long texts have in common, on each side of the difference."""


def quote_both(before: str, after: str, *, bare: bool = False) -> tuple[str, str]:
    """Quote two versions of a text; of long ones only the surroundings of what differs.

    Args:
        before: the old version.
        after: the new version.
        bare: whether a name needs no quotation marks.
    """
    old, new = line(before), line(after)
    if max(len(old), len(new)) <= IN_FULL:
        return (name(old), name(new)) if bare else (quoted(old), quoted(new))
    head = _common_prefix(old, new)
    tail = min(_common_prefix(old[::-1], new[::-1]), min(len(old), len(new)) - head)
    return _quote_between(old, head, tail), _quote_between(new, head, tail)


def _quote_between(text: str, head: int, tail: int) -> str:
    """Quote a text without its first and last characters, but for some context."""
    start, end = max(0, head - _CONTEXT_LENGTH), min(len(text), len(text) - tail + _CONTEXT_LENGTH)
    if start:
        start = max(start, text.find(" ", start, head) + 1)
    if end < len(text) and (last := text.rfind(" ", len(text) - tail, end)) >= 0:
        end = last
    start, end = previous_boundary(text, start + 1), next_boundary(text, end - 1)
    shown = cut(text[start:end])
    before, after = "…" if start else "", "…" if end < len(text) and not shown.endswith("…") else ""
    return f"‘{before}{shown}{after}’"


def _common_prefix(one: str, other: str) -> int:
    """The length of the common prefix of two texts."""
    pairs = zip(one, other, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
