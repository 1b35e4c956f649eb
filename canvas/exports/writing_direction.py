"""The writing direction of a text."""

from __future__ import annotations

from unicodedata import bidirectional


def is_right_to_left(text: str) -> bool:
    """Whether the first letter that has a direction runs from right to left, as in Arabic and Hebrew."""
    if text.isascii():
        return False
    return next((kind for kind in map(bidirectional, text) if kind in ("L", "R", "AL")), "L") != "L"
