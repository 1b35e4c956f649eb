"""What headings, labels and columns of an agreement stand for, in eight languages.

The words are in ``vocabulary.toml``, and compared without case and accents. The first phrase in a heading
decides; of several that begin at one place, the longest.
"""

from __future__ import annotations

import os
import re
import tomllib
from functools import cache
from typing import Final, Literal, NamedTuple, cast

from canvas.model.schema import BY_KEY
from canvas.model.text_folding import folded
from canvas.model.types import PanelKey, Status

Furniture = Literal["contents", "signatures"]
"""A part of an agreement that holds no statements."""

_NUMBERING: Final = (
    r"^\s*(?:(?:article|artikel|art\.?|section|abschnitt|clause|clausula|articulo|artigo|chapter|kapitel|part|teil|§|المادة|البند)"
    r"\s*)?(?:[0-9]{1,2}(?:\.[0-9]{1,2})*(?:[º°ª]|(?:er|re|o|a)\b)?|[ivx]{1,5}(?=[.):])|[a-z](?=[.)]))[.):、]?[\s–—:-]*"
    r"|^\s*第\s*[一二三四五六七八九十百0-9]+\s*[条章节部分]\s*[:：、.]?\s*"
    r"|^\s*[一二三四五六七八九十]{1,3}\s*[、.．]\s*|^\s*[(（][一二三四五六七八九十0-9]{1,3}[)）]\s*"
    r"|^\s*(?:primer[ao]|segund[ao]|tercer[ao]|terceir[ao]|cuart[ao]|quart[ao]|quint[ao]|sext[ao]|septim[ao]|setim[ao]"
    r"|octav[ao]|oitav[ao]|noven[ao]|non[ao]|decim[ao])\s*[.:–-]\s*"
    r"|^\s*(?:اولا|ثانيا|ثالثا|رابعا|خامسا|سادسا|سابعا|ثامنا|تاسعا|عاشرا)\s*[:،.–-]\s*"
)
_MAX_LABEL_WORDS: Final = 5


class HeadingMatch(NamedTuple):
    """What a heading or label stands for.

    Attributes:
        panel: the panel; None for a piece of furniture.
        kind: the kind; empty for any.
        is_step: whether next steps stand there.
        furniture: the piece of furniture; empty for a panel.
        share: how much of the heading the phrase covers, from 0 to 1.
    """

    panel: PanelKey | None
    kind: str = ""
    is_step: bool = False
    furniture: Furniture | Literal[""] = ""
    share: float = 1.0


def without_numbering(text: str) -> str:
    """A heading without its number, as in ``3.1`` or ``Article 3 –``."""
    return re.sub(_NUMBERING, "", text, count=1, flags=re.IGNORECASE).strip() or text.strip()


def match_heading(text: str) -> HeadingMatch | None:
    """What a heading stands for, or None where no phrase is in it."""
    said = _padded(without_numbering(folded(text)))
    found = ((-said.find(phrase), len(phrase), key) for phrase, key in _table("places") if phrase in said)
    best = max(found, default=None)
    if best is None:
        return None
    at, length, key = best
    share = (said.find(" ", length - at - 1) + 1 + at) / len(said)
    panel, _, kind = key.partition(".")
    if key == "next":
        return HeadingMatch("roles", "", is_step=True, share=share)
    if panel not in BY_KEY:
        return HeadingMatch(None, furniture=cast("Furniture", key), share=share)
    return HeadingMatch(cast("PanelKey", panel), kind, share=share)


def match_label(text: str) -> HeadingMatch | None:
    """What the few words before a colon stand for, where most of them are one phrase."""
    found = match_heading(text) if len(text.split()) <= _MAX_LABEL_WORDS else None
    return found if found and found.panel and found.share > 0.6 else None  # noqa: PLR2004 - more than half


def match_column(text: str) -> str:
    """The field that a column with this header holds; empty where no phrase fits."""
    said = _padded(folded(text))
    best = max(
        ((said == phrase, len(phrase), key) for phrase, key in _table("columns") if phrase in said),
        default=(False, 0, ""),
    )
    return best[2]


def match_status(text: str) -> Status | None:
    """The status that a word stands for, or None."""
    said = _padded(folded(text))
    return next((cast("Status", key) for phrase, key in _table("statuses") if phrase == said), None)


def _padded(text: str) -> str:
    """A text with a space around each word; a character of a script without spaces is a word."""
    words = re.sub(r"[^\w'’-]+", " ", text.replace("’", "'")).split()
    joined = " ".join(words)
    joined = re.sub(r"([\u3400-\u9fff])", r" \1 ", joined)
    return f" {' '.join(joined.split())} "


@cache
def _table(name: str) -> tuple[tuple[str, str], ...]:
    """Each phrase of a table, padded as texts are, with its key."""
    with open(os.path.join(os.path.dirname(__file__), "vocabulary.toml"), "rb") as file:
        table: dict[str, list[str]] = tomllib.load(file)[name]
    return tuple(
        (_padded(phrase[:-1]).rstrip() if phrase.endswith("*") else _padded(phrase), key)
        for key, phrases in table.items()
        for phrase in map(folded, phrases)
    )
