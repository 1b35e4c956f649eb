"""How a value is said within a sentence: on one line, harmless, and no longer than a reader bears."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime

from canvas.exports.wording import day, listed
from canvas.model.text import visible_line

IN_FULL = 200
"""How many characters of a text are said before it is shortened."""

_NAMED = 100
"""How many characters of a statement are said to point at it."""

_AROUND = 30
"""How much is said of what two long texts have in common, on each side of what differs."""

_LONGEST = 10_000
"""How many bits a number may have: Python refuses to write far longer ones in decimal digits."""

_BARE = r"[^\W_](?!.*\.\s)[\w '’&+/,.%£€$-]{0,60}"


def line(text: str) -> str:
    """A text on one line, each run of white space as one space."""
    return " ".join(visible_line(text).split())


def cut(text: str, room: int = IN_FULL) -> str:
    """A text on one line, cut where it is longer than there is room: at a word, if one ends thereabouts."""
    text = line(text)
    if len(text) <= room:
        return text
    at = text.rfind(" ", 0, room)
    return text[: at if at >= room // 2 else room - 1].rstrip(" ,;:–-") + "…"


def quoted(text: str, room: int = IN_FULL) -> str:
    """What somebody said, in quotation marks."""
    return f"‘{cut(text, room)}’"


def called(text: str, room: int = _NAMED) -> str:
    """A statement, to point at it in a sentence."""
    return quoted(text, room) if line(text) else "a statement without words"


def name(text: str) -> str:
    """A name or a few plain words as they are; what could be misread in a sentence in quotation marks."""
    return line(text) if re.fullmatch(_BARE, line(text)) else quoted(text)


def said(value: object) -> str:
    """Any value that a file may hold."""
    if isinstance(value, Mapping):
        entries = [f"{cut(str(key))} = {said(entry)}" for key, entry in value.items()]
        return "{ " + ", ".join(entries) + " }" if entries else "an empty table"
    if isinstance(value, list | tuple):
        return listed([said(entry) for entry in value]) if value else "an empty list"
    return "nothing" if value is None else _simple(value)


def _simple(value: object) -> str:
    match value:
        case str():
            return quoted(value)
        case bool() | datetime():
            return str(value).lower()
        case int():
            return str(value) if value.bit_length() <= _LONGEST else "a number of very many digits"
        case date():
            return day(value)
        case _:
            return line(str(value))


def nearly_alike(before: str, after: str, *, bare: bool = False) -> tuple[str, str]:
    """Two wordings of one text: in full, or where that is too long as much as shows what differs.

    Args:
        before: the old one.
        after: the new one.
        bare: whether what is a name or a few plain words needs no quotation marks.
    """
    old, new = line(before), line(after)
    if max(len(old), len(new)) <= IN_FULL:
        return (name(old), name(new)) if bare else (quoted(old), quoted(new))
    head = _common(old, new)
    tail = min(_common(old[::-1], new[::-1]), min(len(old), len(new)) - head)
    return _around(old, head, tail), _around(new, head, tail)


def _common(one: str, other: str) -> int:
    """How many characters two texts have in common from their beginning."""
    pairs = zip(one, other, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _around(text: str, head: int, tail: int) -> str:
    """What of a text stands between its first and its last so many characters, with some around it."""
    start, end = max(0, head - _AROUND), min(len(text), len(text) - tail + _AROUND)
    if start:
        start = max(start, text.find(" ", start, head) + 1)
    if end < len(text) and (last := text.rfind(" ", len(text) - tail, end)) >= 0:
        end = last
    told = cut(text[start:end])
    before, after = "…" if start else "", "…" if end < len(text) and not told.endswith("…") else ""
    return f"‘{before}{told}{after}’"
