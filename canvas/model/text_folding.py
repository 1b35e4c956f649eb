"""Compare texts regardless of Unicode normalisation, letter case and accents."""

from __future__ import annotations

from typing import Final

_WITHOUT_ACCENT: Final = str.maketrans(
    {"æ": "ae", "œ": "oe", "đ": "d", "ħ": "h", "ı": "i", "ł": "l", "ø": "o", "ŧ": "t", "‘": "'", "’": "'"}
)
"""What normalisation does not decompose: letters with a stroke, ligatures, typographic apostrophes."""


def normalised(text: str) -> str:
    """The text in normalisation form C: equal for texts that look the same."""
    if text.isascii():
        return text
    from unicodedata import normalize  # noqa: PLC0415 - a shared library that ASCII needs not

    return normalize("NFC", text)


def folded_name(name: str) -> str:
    """Fold the name of a person or partner: case, white space and normalisation, but not accents."""
    return normalised(" ".join(normalised(name).casefold().split()))


def folded(text: str) -> str:
    """Fold a text for a search: case, accents and compatibility forms such as ligatures."""
    text = text.casefold()
    if text.isascii():
        return text
    from unicodedata import combining, normalize  # noqa: PLC0415 - as above

    decomposed = normalize("NFKD", normalize("NFKD", text).casefold())
    return "".join(char for char in decomposed if not combining(char)).translate(_WITHOUT_ACCENT)
