"""Turns of phrase that every export shares: days, lists of names, counts, and where a statement stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from canvas.model.days import named
from canvas.model.text import visible_line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

_STANDING = {
    "proposed": "proposed",
    "agreed": "",
    "disputed": "disputed",
    "parked": "parked for now",
    "done": "done",
}
_STANDING_IN_PUBLIC = {**_STANDING, "disputed": "still being discussed"}
_SHORT = 100


def day(when: date) -> str:
    """A day as people write it, the same on every computer: 1 September 2027."""
    return f"{named(when.day, when.month)} {when.year}"


def hands(line: str) -> str:
    """A show of hands in words, from the line that a file has; nothing where that tells none."""
    from canvas.model.temperature import HandsError, read  # noqa: PLC0415 - most canvases hold none

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


def standing(status: str, audience: str) -> str:
    """The words that tell how far a statement has come; none where it is agreed, as it should be.

    Args:
        status: one of the five.
        audience: who reads it. The public is told of a difference of opinion more gently.
    """
    return (_STANDING_IN_PUBLIC if audience == "public" else _STANDING)[status]


def short(text: str) -> str:
    """A statement on one line, cut at a word where it is long: to point at what stands in full elsewhere."""
    line = " ".join(visible_line(text).split())
    if len(line) <= _SHORT:
        return line
    head = line[: _SHORT - 1]
    return (head.rsplit(" ", 1)[0] if " " in head else head).rstrip(" ,;:–-") + "…"
