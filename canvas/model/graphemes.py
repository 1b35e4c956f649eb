"""Grapheme clusters: what a reader takes for one character, and the terminal columns it takes.

The rules are those of Unicode's annex 29, but that direction marks, soft hyphens and other characters that
paint nothing belong to the cluster before them, so that a cursor never stops at nothing. Widths are those
that Textual lays the screen out by.
"""

from __future__ import annotations

import re
from typing import Final
from unicodedata import category, east_asian_width

MAX_CODE_POINTS_PER_COLUMN: Final = 4
"""More of them, such as a thousand accents on a letter, count as further columns where text is truncated."""

_ZWJ, _EMOJI_STYLE = "\u200d", "\ufe0f"
_HANGUL_LEAD = "[\u1100-\u115f\ua960-\ua97c]"
_HANGUL_VOWEL = "[\u1160-\u11a7\ud7b0-\ud7c6]"
_HANGUL_TAIL = "[\u11a8-\u11ff\ud7cb-\ud7fb]"
_HANGUL_SYLLABLE = "[\uac00-\ud7a3]"
_FIRST_SYLLABLE, _SYLLABLES_PER_VOWEL = 0xAC00, 28
_EXTENDS = (
    "[\u00ad\u061c\u0e33\u0eb3\u200b-\u200f\u2060-\u2064\uff9e\uff9f"
    "\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]"
)
_PREPENDS = "[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd]"
_VIRAMAS = "\u094d\u09cd\u0acd\u0b4d\u0c4d\u0d4d"
_LETTERS_PER_BLOCK = 0x80
_EMOJI = (
    "[\xa9\xae\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u23ff\u25a0-\u27bf\u2934-\u2b55\u3030-\u3299"
    "\U0001f000-\U0001faff]"
)
_NO_WIDTH = "[\u1160-\u11ff\ud7b0-\ud7fb\u3164\uffa0\U0001f3fb-\U0001f3ff]"
_WIDE_BLOCKS = "[\U00016fe0-\U00018fff\U0001f300-\U0001faff\U00020000-\U0003fffd]"
_WIDE_SINCE_UNICODE_16 = "[\u2630-\u2637\u268a-\u268f\u4dc0-\u4dff\U0001d300-\U0001d376]"
_JOINED_EMOJI = f"{_EMOJI}[\ufe0f\U0001f3fb-\U0001f3ff]*\u200d$"
_REGIONAL = "[\U0001f1e6-\U0001f1ff]"
_WIDER_AS_EMOJI = (
    "[#*0-9\xa9\xae\u203c\u2049\u2122\u2139\u2194-\u21aa\u231a-\u23fa\u24c2\u25aa-\u2bff\u3030\u303d\u3297\u3299"
    "\U0001f000-\U0001f1e5\U0001f200-\U0001f6ff]"
)
_JOINS_NEXT = f"{_PREPENDS}|[{_VIRAMAS}\u200d\u1100-\u11ff\ua960-\ua97c\uac00-\ud7fb]|{_REGIONAL}"
"""What may form a cluster with a character after it that is no mark."""

_BEFORE_CONSONANT = "\u0e40\u0e41\u0e42\u0e43\u0e44\u0ec0\u0ec1\u0ec2\u0ec3\u0ec4"
_AFTER_CONSONANT = "\u0e2f\u0e30\u0e32\u0e45\u0e46\u0eb0\u0eb2\u0ec6"


def clusters(text: str) -> list[str]:
    """Split a text into its grapheme clusters."""
    if text.isascii() and text.isprintable():
        return [*text]
    starts = [at for at in range(len(text)) if is_boundary(text, at)]
    return [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]


def is_unseen_letter(char: str | None) -> bool:
    """Whether a typed character is part of a text, although it is not printable: joiners, direction marks."""
    unseen = "[\xad\u061c\u200b-\u200f\u2060\U000e0020-\U000e007f]"
    return char is not None and re.fullmatch(unseen, char) is not None


def syllables(word: str) -> list[str]:
    """Clusters, joined where Thai and Lao write the vowel of a syllable before or after its consonant."""
    units: list[str] = []
    for cluster in clusters(word):
        joins = units and (
            units[-1][-1] in _BEFORE_CONSONANT or cluster[0] in _AFTER_CONSONANT or cluster.isspace()
        )
        if joins:
            units[-1] += cluster
        else:
            units.append(cluster)
    return units


def is_boundary(text: str, at: int) -> bool:
    """Whether a cluster begins or ends at an index of a text."""
    if not 0 < at < len(text):
        return True
    before, after = text[at - 1], text[at]
    if before.isascii() and after.isascii():
        return before != "\r" or after != "\n"
    if before in "\r\n" or after in "\r\n\t":
        return True
    if category(after)[0] == "M" or re.match(_EXTENDS, after):
        return False
    return not re.match(_JOINS_NEXT, before) or not _is_joined(text, at)


def next_boundary(text: str, at: int) -> int:
    """The index of the end of the cluster at an index."""
    return next((end for end in range(at + 1, len(text)) if is_boundary(text, end)), len(text))


def previous_boundary(text: str, at: int) -> int:
    """The index of the beginning of the cluster before an index."""
    return next((start for start in range(at - 1, 0, -1) if is_boundary(text, start)), 0)


def width(text: str) -> int:
    """The terminal columns that a text of one line takes."""
    if text.isascii() and text.isprintable():
        return len(text)
    columns = 0
    last = ""
    is_joined = False
    for char in text:
        if is_joined:
            is_joined = False
        elif char == _ZWJ:
            is_joined = True
        elif char == _EMOJI_STYLE:
            columns += bool(last) and _width(last) == 1 and re.match(_WIDER_AS_EMOJI, last) is not None
            last = ""
        elif wide := _width(char):
            columns += wide
            last = char
    return columns


def fitting(text: str, columns: int) -> int:
    """The index up to which whole clusters of a text fit into some columns."""
    if text.isascii() and text.isprintable():
        return min(len(text), max(0, columns))
    used = at = 0
    for cluster in clusters(text):
        used += max(width(cluster), -(-len(cluster) // MAX_CODE_POINTS_PER_COLUMN) - 1)
        if used > columns:
            break
        at += len(cluster)
    return at


def wrap_offsets(line: str, columns: int) -> list[int]:
    """Where a line is broken to fit into some columns: after spaces, or else between syllables."""
    offsets: list[int] = []
    used = 0
    for word in re.finditer(r"\S+\s*|\s+", line):
        start = word.start()
        whole = width(word[0].rstrip())
        if used + whole <= columns:
            used += width(word[0])
            continue
        if start and used:
            offsets.append(start)
        used = width(word[0])
        if whole <= columns:
            continue
        used = 0
        at = start
        for unit in syllables(word[0]):
            wide = width(unit.rstrip())
            if used and used + wide > columns:
                offsets.append(at)
                used = 0
            used += width(unit)
            at += len(unit)
    return offsets


def _is_joined(text: str, at: int) -> bool:
    """Whether the characters around an index form a cluster, although the second is no mark."""
    before, after = text[at - 1], text[at]
    virama = text[at - 2 : at - 1] if before == _ZWJ else before
    if virama and virama in _VIRAMAS:
        return _is_consonant_of(virama, after)
    if before == _ZWJ:
        return bool(re.match(_EMOJI, after) and re.search(_JOINED_EMOJI, text[max(0, at - 8) : at]))
    if re.match(_REGIONAL, before):
        letters = re.search(f"{_REGIONAL}*$", text[:at])
        return bool(re.match(_REGIONAL, after) and letters and len(letters[0]) % 2)
    return bool(re.match(_PREPENDS, before)) or _is_one_syllable(before, after)


def _is_consonant_of(virama: str, char: str) -> bool:
    return category(char) == "Lo" and ord(char) // _LETTERS_PER_BLOCK == ord(virama) // _LETTERS_PER_BLOCK


def _is_one_syllable(before: str, after: str) -> bool:
    """Whether two Korean letters belong to one syllable."""
    if re.match(_HANGUL_LEAD, before):
        following = f"{_HANGUL_LEAD}|{_HANGUL_VOWEL}|{_HANGUL_SYLLABLE}"
    elif re.match(_HANGUL_TAIL, before) or (
        re.match(_HANGUL_SYLLABLE, before) and (ord(before) - _FIRST_SYLLABLE) % _SYLLABLES_PER_VOWEL
    ):
        following = _HANGUL_TAIL
    else:
        following = f"{_HANGUL_VOWEL}|{_HANGUL_TAIL}"
    return re.match(following, after) is not None


def _width(char: str) -> int:
    kind = category(char)
    if kind in ("Mn", "Me", "Mc", "Cc", "Zl", "Zp") or re.match(_NO_WIDTH, char):
        return 0
    if kind == "Cf":
        return 1 if re.match(f"\xad|{_PREPENDS}", char) else 0
    if kind == "Cn":  # a character newer than this Python's tables
        return 2 if re.match(_WIDE_BLOCKS, char) else 1
    return 2 if east_asian_width(char) in "WF" or re.match(_WIDE_SINCE_UNICODE_16, char) else 1
