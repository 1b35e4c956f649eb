"""Widths of text, and wrapping by them, without a font at hand.

The picture names no font but the generic one, so that the widths are those of the widest sans-serif in common
use; a narrower one leaves a little more air at the end of a line.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final
from unicodedata import category, east_asian_width, normalize

from canvas.model.graphemes import clusters, syllables

_BOLD: Final = 1.12
_NARROW, _LOWER, _UPPER, _WIDE, _EMOJI = 0.42, 0.65, 0.8, 1.0, 1.3
_FIRST_EMOJI = "\U0001f000"
_ASCII: Final = dict(
    zip(
        map(chr, range(0x20, 0x7F)),
        # Hundredths of the font size, from the space to the tilde.
        (
            *(32, 40, 46, 84, 64, 95, 78, 28, 39, 39, 50, 84, 32, 36, 32, 34),
            *(64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 34, 34, 84, 84, 84, 53),
            *(100, 68, 69, 70, 77, 63, 58, 77, 75, 30, 30, 66, 56, 86, 75, 79),
            *(60, 79, 70, 63, 61, 73, 68, 99, 69, 61, 69, 39, 34, 39, 84, 50),
            *(50, 61, 63, 55, 63, 62, 35, 63, 63, 28, 28, 58, 28, 97, 63, 61),
            *(63, 63, 41, 52, 39, 63, 59, 82, 59, 59, 52, 64, 34, 64, 84),
        ),
        strict=True,
    )
)
_NEVER_FIRST = frozenset("、。，．：；？！）」』】〉》〕］｝・ー…‥々ぁぃぅぇぉっゃゅょァィゥェォッャュョ’”")
_NEVER_LAST = frozenset("（「『【〈《〔［｛‘“")


def text_width(text: str, *, bold: bool = False) -> float:
    """The width of a text of one line, in parts of the font size."""
    return sum(map(_width, text)) * (_BOLD if bold else 1)


@lru_cache(maxsize=4096)
def _width(char: str) -> float:
    base = normalize("NFD", char)[0]
    kind = category(char)
    if kind in ("Mn", "Me", "Cf"):
        return 0
    if base in _ASCII:
        return _ASCII[base] / 100
    if _is_wide(char) or char in "—…‰":
        return _EMOJI if char >= _FIRST_EMOJI else _WIDE
    if kind[0] == "P":
        return _NARROW
    return _UPPER if kind == "Lu" or kind[0] == "S" else _LOWER


def wrap(text: str, width: float, most: int, *, bold: bool = False) -> list[str]:
    """Break a text of one line into lines of a width, in parts of the font size.

    Lines end after spaces, between letters of scripts without spaces, or within a word that is longer than a
    line; the last of ``most`` lines ends in ``…`` where more follows.
    """
    lines: list[str] = []
    line = ""
    for piece in _pieces(text):
        if line and text_width(line + piece.rstrip(), bold=bold) > width:
            lines.append(line.rstrip())
            line = ""
            if len(lines) == most:
                return [*lines[:-1], _cut(lines[-1] + "…", width, bold=bold)]
        line += piece
        while text_width(line.rstrip(), bold=bold) > width:
            start = _fitting(line, width, bold=bold)
            lines.append(line[:start].rstrip())
            line = line[start:]
            if len(lines) == most:
                return [*lines[:-1], _cut(lines[-1] + "…", width, bold=bold)]
    return [*lines, line.rstrip()] if line.strip() else lines


def _pieces(text: str) -> Iterator[str]:
    """Parts of a text between which a line may end, each with the spaces after it."""
    piece = ""
    for cluster in clusters(text):
        first = cluster[0]
        is_break = piece and (
            (piece[-1] == " " and first != " ")
            or (
                (_is_wide(first) or _is_wide(piece[-1]))
                and first != " "
                and first not in _NEVER_FIRST
                and piece[-1] not in _NEVER_LAST
            )
        )
        if is_break:
            yield piece
            piece = ""
        piece += cluster
    if piece:
        yield piece


def _is_wide(char: str) -> bool:
    return east_asian_width(char) in "WF"


def _fitting(text: str, width: float, *, bold: bool) -> int:
    """The index up to which whole syllables fit; at least one of them."""
    used = 0.0
    at = 0
    for unit in syllables(text):
        used += text_width(unit, bold=bold)
        if at and used > width:
            break
        at += len(unit)
    return at


def _cut(text: str, width: float, *, bold: bool) -> str:
    """A text that ends in an ellipsis, shortened before it until it fits, after a word where one is near."""
    if text_width(text, bold=bold) <= width:
        return text
    kept = text[: _fitting(text, width - _WIDE, bold=bold)]
    space = kept.rfind(" ")
    if space > len(kept) // 2:
        kept = kept[:space]
    return kept.rstrip(" ,;:–-…") + "…"
