"""Phrases shared by all outputs and front ends: values, names, days, counts and statuses in a sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from canvas.model.calendar_text import format_day
from canvas.model.fields import show_of_hands_in
from canvas.model.sanitize import printable_line, shorten

if TYPE_CHECKING:
    from canvas.model.schema import FieldValue
    from canvas.model.types import Audience

IN_FULL = 200
"""Maximum columns of a quoted text; a longer one is truncated."""

REFERENCE_LENGTH = 100
"""Maximum columns of an item's text that only refers to it."""

_MAX_NUMBER_BITS = 10_000
"""Python refuses to write far longer numbers in decimal digits."""

_PLAIN_NAME = r"[^\W_](?!.*\.\s)[\w '’&+/,.%£€$-]{0,60}"


def line(text: str) -> str:
    """Collapse a text to one line with single spaces."""
    return " ".join(printable_line(text).split())


def cut(text: str, room: int = IN_FULL) -> str:
    """Truncate a text to one line of at most ``room`` columns, at a word boundary if one is near."""
    return shorten(line(text), room, at_word=True)


def quoted(text: str, room: int = IN_FULL) -> str:
    """Quote a text, truncated."""
    return f"‘{cut(text, room)}’"


def quote_item(text: str, room: int = REFERENCE_LENGTH) -> str:
    """Quote the text of an item, truncated, to refer to it in a sentence."""
    return quoted(text, room) if line(text) else "a statement without words"


def name(text: str) -> str:
    """Format a name: quoted only where it could be misread in a sentence."""
    return line(text) if re.fullmatch(_PLAIN_NAME, line(text)) else quoted(text)


def format_value(value: object) -> str:
    """Format any value that a file may hold, for a sentence."""
    match value:
        case Mapping():
            entries = [f"{cut(str(key))} = {format_value(entry)}" for key, entry in value.items()]
            text = "{ " + ", ".join(entries) + " }" if entries else "an empty table"
        case list() | tuple():
            text = listed([format_value(entry) for entry in value]) if value else "an empty list"
        case str():
            text = quoted(value)
        case bool() | datetime():
            text = str(value).lower()
        case int() if value.bit_length() > _MAX_NUMBER_BITS:
            text = "a number of very many digits"
        case date():
            text = day(value)
        case _:
            text = "nothing" if value is None else line(str(value))
    return text


def format_field(value: FieldValue) -> str:
    """Format the value of a field, unquoted; empty where it has none."""
    match value:
        case None:
            return ""
        case tuple():
            return listed([line(entry) for entry in value if entry.strip()])
        case date():
            return day(value)
        case _:
            return str(value)


def day(when: date) -> str:
    """Format a day, the same in every locale: 1 September 2027."""
    return f"{format_day(when.day, when.month)} {when.year}"


def hands(written: str) -> str:
    """Describe a show of hands, as a file has it; empty where it cannot be parsed."""
    taken = show_of_hands_in(written)
    if taken is None:
        return ""
    when = f" on {day(taken.asked)}" if taken.asked else ""
    return f"{taken.shown}{when}, middle {taken.median}, {taken.voices}"


def listed(names: Sequence[str]) -> str:
    """Join names: A, B and C."""
    *most, last = names or ("",)
    return f"{', '.join(most)} and {last}" if most else last


def counted(number: int, noun: str) -> str:
    """A number with its noun: 1 statement, 2 statements."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def full_stop(sentence: str) -> str:
    """A sentence with its full stop, unless it ends with a sign of its own."""
    return sentence if sentence.endswith((".", "?", "!")) else f"{sentence}."


def status_words(status: str, audience: Audience) -> str:
    """Describe a status, a dispute gently to the public; empty for agreed, which goes without saying."""
    if audience == "public" and status == "disputed":
        return "still being discussed"
    return "" if status == "agreed" else status


def marked_for(audience: Audience) -> str:
    """The visibility that an audience requires, to follow ‘marked’: public, for partners."""
    return audience if audience == "public" else f"for {audience}"
