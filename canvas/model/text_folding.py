"""Compare texts regardless of Unicode normalisation, letter case and accents."""

from __future__ import annotations

from typing import Final
from unicodedata import combining, normalize

_WITHOUT_ACCENT: Final = str.maketrans(
    {"æ": "ae", "œ": "oe", "đ": "d", "ħ": "h", "ı": "i", "ł": "l", "ø": "o", "ŧ": "t", "‘": "'", "’": "'"}
)
"""What normalisation does not decompose: letters with a stroke, ligatures, typographic apostrophes."""

_UNSEEN: Final = dict.fromkeys(
    map(ord, "\u00ad\u034f\u061c\u200b\u200c\u200d\u200e\u200f\u2060\ufe0e\ufe0f\ufeff")
)
"""What nobody sees or types into a search: soft hyphens, joiners, direction marks, styles of emoji."""


def normalised(text: str) -> str:
    """The text in normalisation form C: equal for texts that look the same."""
    if text.isascii():
        return text
    return normalize("NFC", text)


def folded_name(name: str) -> str:
    """Fold the name of a person or partner: case, white space and what is not seen, but not accents."""
    if not name.isascii():
        name = normalised(name.translate(_UNSEEN))
    return normalised(" ".join(name.casefold().split()))


def folded(text: str) -> str:
    """Fold a text for a search: case, accents, compatibility forms such as ligatures, what is not seen."""
    text = text.casefold()
    if text.isascii():
        return text
    decomposed = normalize("NFKD", normalize("NFKD", text.translate(_UNSEEN)).casefold())
    return "".join(char for char in decomposed if not combining(char)).translate(_WITHOUT_ACCENT)
