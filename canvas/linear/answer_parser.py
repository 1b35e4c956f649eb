"""Parses answers: panels, statement numbers, fields and values.

Each function raises `UnclearAnswer` where an answer cannot be parsed.
"""

from __future__ import annotations

import re
from datetime import date
from typing import get_args

from canvas.model import show_of_hands
from canvas.model.calendar_text import DayError
from canvas.model.canvas import Canvas, Item
from canvas.model.date_parser import parse_date
from canvas.model.edits import clean_value
from canvas.model.fields import whole_number
from canvas.model.sanitize import quote
from canvas.model.schema import BY_KEY, PANELS, STATUS, Field, FieldValue, Panel
from canvas.model.types import Status

_REFERENCE = re.compile(r"(\d{1,2})[.:](\d{1,6})", re.ASCII)
_PUNCTUATION = ".,:"
_WHICH_STATEMENT = "Which statement? Say its number, such as 2.3 for the third of panel 2."


class UnclearAnswer(ValueError):  # noqa: N818 - it is a question back
    """An answer that cannot be parsed; its text says what can be."""


def panel_of(word: str) -> Panel | None:
    """The panel with this number or unambiguous prefix, or None."""
    word = word.casefold().rstrip(_PUNCTUATION)
    if word.isascii() and word.isdigit():
        return next((panel for panel in PANELS if str(panel.number) == word), None)
    found = [panel for panel in PANELS if word and panel.key.startswith(word)]
    return found[0] if len(found) == 1 else None


def wanted_panel(word: str) -> Panel:
    """Like `panel_of`, but an answer that names no panel is unclear."""
    panel = panel_of(word)
    if panel is None:
        raise UnclearAnswer(f"There is no panel {quote(word)}: say a number from 1 to 8, or its name.")
    return panel


def is_reference(word: str) -> bool:
    """Whether a word is a statement's number, such as ``2.3``."""
    return _REFERENCE.fullmatch(word.rstrip(_PUNCTUATION)) is not None


def is_number(word: str) -> bool:
    """Whether a word is the number of a panel or of a statement."""
    return is_reference(word) or word.rstrip(_PUNCTUATION).isdigit()


def item_of(canvas: Canvas, word: str) -> Item:
    """The statement with a number."""
    found = _REFERENCE.fullmatch(word.rstrip(_PUNCTUATION))
    if not found:
        raise UnclearAnswer(_WHICH_STATEMENT)
    panel = panel_of(found[1])
    items = canvas.panels[panel.key] if panel else ()
    if not 0 < int(found[2]) <= len(items):
        raise UnclearAnswer(f"There is no statement {found[0]}.")
    return items[int(found[2]) - 1]


def items_of(canvas: Canvas, words: list[str]) -> tuple[list[Item], list[str]]:
    """The statements that the first words name, and the words after them."""
    found: list[Item] = []
    while words and (not found or is_reference(words[0])):
        found.append(item_of(canvas, words[0]))
        words = words[1:]
    if not found:
        raise UnclearAnswer(_WHICH_STATEMENT)
    return list({item.id: item for item in found}.values()), words


def only_items_of(canvas: Canvas, words: str) -> list[Item]:
    """The statements that all of the words name, so that none of them is passed over."""
    found, others = items_of(canvas, words.split())
    if others:
        raise UnclearAnswer(
            f"{quote(others[0])} is no number of a statement: say only numbers, such as 2.3 2.4."
        )
    return found


def field_of(panel: Panel, word: str) -> Field:
    """The field of a panel's statements with this key."""
    spec = panel.field(word.casefold().rstrip(_PUNCTUATION))
    if spec is None:
        names = ", ".join(field.key for field in panel.fields)
        raise UnclearAnswer(f"There is no field {quote(word)} here. The fields are text, {names}.")
    return spec


def status_of(word: str) -> Status:
    """The status that begins with a word."""
    statuses: tuple[Status, ...] = get_args(Status)
    found = next((status for status in statuses if word and status.startswith(word.casefold())), None)
    if found is None:
        raise UnclearAnswer(f"A status is {STATUS.wanted}.")
    return found


def value_of(spec: Field, text: str, today: date) -> FieldValue:
    """Parse a field's value; entries of a list have semicolons between them."""
    match spec.type:
        case "date":
            return day_of(text, spec.label, today)
        case "count":
            number = whole_number(text)
            if number is None:
                raise UnclearAnswer(f"{spec.label}: say a whole number, 0 or more.")
            return number
        case "choice":
            if not spec.accepts(text.casefold()):
                raise UnclearAnswer(f"{spec.label} is {spec.wanted}.")
            return text.casefold()
        case "hands":
            try:
                return show_of_hands.parse(text).written
            except show_of_hands.HandsError as error:
                raise UnclearAnswer(f"{spec.label}: {error}") from None
        case _:
            return clean_value(tuple(text.split(";")) if spec.type == "list" else text, spec)


def day_of(text: str, label: str, today: date) -> date:
    """Parse a day, such as fri or 2027-09-01."""
    try:
        return parse_date(text, today)
    except DayError as error:
        raise UnclearAnswer(f"{label}: {error}") from None


def how(spec: Field) -> str:
    """How to type a value of a field, for a question."""
    match spec.type:
        case "list":
            return "with semicolons between them"
        case "date":
            return "a day such as fri, +2w, 1 dec or 2027-09-01"
        case "count":
            return "a whole number"
        case "choice":
            return spec.wanted
        case _:
            return spec.hint


def panel_holding(canvas: Canvas, item: Item) -> Panel:
    """The panel of a statement."""
    place = canvas.place(item.id)
    return BY_KEY[place[0]] if place else PANELS[0]
