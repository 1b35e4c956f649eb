"""Phrases shared by all outputs and front ends: values, names, days, counts and statuses in a sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from canvas.model.calendar_text import named
from canvas.model.sanitize import visible_line

IN_FULL = 200
"""Maximum length of a quoted text in characters; a longer one is truncated."""

REFERENCE_LENGTH = 100
"""Maximum length in characters of an item's text that only refers to it."""

_CONTEXT_LENGTH = 30
"""How much is said of what two long texts have in common, on each side of what differs."""

_LARGEST_BITS = 10_000
"""How many bits a number may have: Python refuses to write far longer ones in decimal digits."""

_BARE = r"[^\W_](?!.*\.\s)[\w '’&+/,.%£€$-]{0,60}"


def line(text: str) -> str:
    """A text on one line, each run of white space as one space."""
    return " ".join(visible_line(text).split())


def cut(text: str, room: int = IN_FULL) -> str:
    """Truncate a text to one line of at most ``room`` characters, at a word boundary if one is near."""
    text = line(text)
    if len(text) <= room:
        return text
    at = text.rfind(" ", 0, room)
    return text[: at if at >= room // 2 else room - 1].rstrip(" ,;:–-") + "…"


def quoted(text: str, room: int = IN_FULL) -> str:
    """What somebody said, in quotation marks."""
    return f"‘{cut(text, room)}’"


def quote_item(text: str, room: int = REFERENCE_LENGTH) -> str:
    """Quote the text of an item, truncated, to refer to it in a sentence."""
    return quoted(text, room) if line(text) else "a statement without words"


def name(text: str) -> str:
    """A name or a few plain words as they are; what could be misread in a sentence in quotation marks."""
    return line(text) if re.fullmatch(_BARE, line(text)) else quoted(text)


def format_value(value: object) -> str:
    """Format any value that a file may hold, for a sentence."""
    if isinstance(value, Mapping):
        entries = [f"{cut(str(key))} = {format_value(entry)}" for key, entry in value.items()]
        return "{ " + ", ".join(entries) + " }" if entries else "an empty table"
    if isinstance(value, list | tuple):
        return listed([format_value(entry) for entry in value]) if value else "an empty list"
    return "nothing" if value is None else _simple(value)


def _simple(value: object) -> str:
    match value:
        case str():
            return quoted(value)
        case bool() | datetime():
            return str(value).lower()
        case int():
            return str(value) if value.bit_length() <= _LARGEST_BITS else "a number of very many digits"
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
    start, end = max(0, head - _CONTEXT_LENGTH), min(len(text), len(text) - tail + _CONTEXT_LENGTH)
    if start:
        start = max(start, text.find(" ", start, head) + 1)
    if end < len(text) and (last := text.rfind(" ", len(text) - tail, end)) >= 0:
        end = last
    told = cut(text[start:end])
    before, after = "…" if start else "", "…" if end < len(text) and not told.endswith("…") else ""
    return f"‘{before}{told}{after}’"


_STANDING = {
    "proposed": "proposed",
    "agreed": "",
    "disputed": "disputed",
    "parked": "parked for now",
    "done": "done",
}
_STANDING_IN_PUBLIC = {**_STANDING, "disputed": "still being discussed"}


def day(when: date) -> str:
    """A day as people write it, the same on every computer: 1 September 2027."""
    return f"{named(when.day, when.month)} {when.year}"


def hands(line: str) -> str:
    """A show of hands in words, from the line that a file has; nothing where that tells none."""
    from canvas.model.show_of_hands import HandsError, read  # noqa: PLC0415 - most canvases hold none

    try:
        taken = read(line)
    except HandsError:
        return ""
    when = f" on {day(taken.asked)}" if taken.asked else ""
    what = "hand" if len(taken.hands) == 1 else "hands"
    return f"the {what} {taken.shown}{when}: median {taken.median}, {taken.voices}"


def listed(names: Sequence[str]) -> str:
    """Names in a sentence: A, B and C."""
    *most, last = names or ("",)
    return f"{', '.join(most)} and {last}" if most else last


def counted(number: int, noun: str) -> str:
    """How many there are of something: 1 statement, 2 statements."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def status_words(status: str, audience: str) -> str:
    """The words that tell how far a statement has come; none where it is agreed, as it should be.

    Args:
        status: one of the five.
        audience: who reads it. The public is told of a difference of opinion more gently.
    """
    return (_STANDING_IN_PUBLIC if audience == "public" else _STANDING)[status]


def marked_for(audience: str) -> str:
    """The visibility that a statement needs for an audience, after ‘marked’: public, for partners."""
    return audience if audience == "public" else f"for {audience}"
