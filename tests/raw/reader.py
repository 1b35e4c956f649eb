"""Reads what was written to a terminal or into a pipe, and lets pass only what the program itself sends.

What is let pass is told by its place as well as by its form. A frame is made of stretches, each one opened by
its look, then words, then closed: whatever stands between the words of a stretch came with the words, be it a
sequence that the program might send itself.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_COLOUR = r"[34]8;(?:5;[0-9]{1,3}|2;[0-9]{1,3};[0-9]{1,3};[0-9]{1,3})"
_LOOK = rf"\x1b\[(?!0m)(?:(?:[123479];)*{_COLOUR}(?:;{_COLOUR})?|[123479](?:;[123479])*)m"
_MODES = "1000|1003|1004|1006|1015|1049|2004|2026|25|7"
_OURS = re.compile(
    rf"(?P<opens>{_LOOK})"
    r"|(?P<closes>\x1b\[0m)"
    r"|(?P<between>"
    r"\x1b\[[0-9]{1,3};[0-9]{1,3}H"  # a place on the screen
    rf"|\x1b\[\?(?:{_MODES})[hl]"  # the mouse, pastes, the cursor, the other screen and the like
    r"|\x1b\[\?20(?:26|48)\$p"  # can frames be kept together, and does a new size come as a key?
    r"|\x1b\[(?:>[0-9]+|<)u"  # keys in full, and as before
    r"|\x1b\]22;(?:default|pointer|text)\x07"  # the shape of the mouse pointer
    r"|\r{0,2}\n)"  # the terminal itself puts a carriage return before each
)
_WORDS = (
    "[^\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
    "\u2028\u2029\ufeff\ud800-\udfff\U000e0000-\U000e007f]+"
)
"""What is neither obeyed nor deceives; a byte that is no UTF-8 is read as half of a surrogate pair."""
_IN_WORDS = re.compile(_WORDS)
_IN_DOCUMENTS = re.compile(f"{_WORDS}|[\u061c\u200e\u200f]+")
"""Marks of direction belong to a text; on a screen they are not painted."""
_ALTERNATE = "\x1b[?1049"
_AROUND = 32


class Reading(NamedTuple):
    """What was read.

    Attributes:
        read: how many bytes.
        sequences: how many control sequences of ours.
        foreign: what is not ours, each with its surroundings.
    """

    read: int
    sequences: int
    foreign: tuple[str, ...]


def of_screen(data: bytes) -> Reading:
    """What a program with a screen wrote to its terminal, from the first byte to the last."""
    text = data.decode("utf-8", "surrogateescape")
    sequences, foreign = 0, []
    at, is_open, is_alternate = 0, False, False
    while at < len(text):
        words = _IN_WORDS.match(text, at)
        if words:
            if is_alternate and not is_open:
                foreign.append(f"words without a look: {_around(text, *words.span())}")
            at = words.end()
            continue
        ours = _OURS.match(text, at)
        if not ours:
            foreign.append(f"{text[at]!a} in {_around(text, at, at + 1)}")
            at += 1
            continue
        place = ours.lastgroup
        if is_open != (place == "closes"):
            foreign.append(f"{ours[0]!a} is out of place in {_around(text, *ours.span())}")
        is_open = place == "opens"
        if ours[0].startswith(_ALTERNATE):
            is_alternate = ours[0].endswith("h")
        sequences += ours[0].strip() != ""
        at = ours.end()
    return Reading(len(data), sequences, tuple(foreign))


def of_words(data: bytes, *, newline: str = "\n") -> Reading:
    """What a program without a screen wrote: words, tabs and line ends, and not one sequence.

    Args:
        data: all of it.
        newline: how a line ends: a terminal puts a carriage return before each.
    """
    text = data.decode("utf-8", "surrogateescape").replace(newline, "\n")
    rest = _IN_DOCUMENTS.sub("", text.replace("\n", "").replace("\t", ""))
    foreign = [
        f"{char!a} in {_around(text, at, at + 1)}" for char in sorted(set(rest)) for at in [text.index(char)]
    ]
    return Reading(len(data), 0, tuple(foreign))


def _around(text: str, start: int, end: int) -> str:
    return ascii(text[max(0, start - _AROUND) : end + _AROUND])
