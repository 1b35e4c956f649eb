"""Canvases to measure with: as many items as wanted, worded, owned and dated as people do it.

Nothing here is random: the same number of items is the same canvas on every machine and day.
"""

from __future__ import annotations

import os
from datetime import date, timedelta
from typing import Final

from canvas.files.canonical_toml import canonical
from canvas.model.canvas import Canvas, Item
from canvas.model.schema import PANELS, Panel

_WHO: Final = (
    "The six schools",
    "Riverside Kitchen",
    "The health board",
    "Every partner",
    "Two young trainees",
    "The allotment society",
    "Our street wardens",
    "The county library service",
    "A parent from each school",
    "Northbank Housing Association",
    "The college’s catering course",
)
_DOES: Final = (
    "keep a warm room open",
    "meet on the first Tuesday",
    "share their figures in plain words",
    "answer for the money that was spent",
    "say within a week what they cannot do",
    "ask the people it is for before they decide",
    "bring a van, a driver and four hours a week",
    "look after the list of who must not eat nuts",
    "write down what was agreed and send it round",
    "hold back until the data agreement is signed",
    "put up half the costs of the café on the corner",
    "train volunteers – cooking, hygiene, safeguarding",
    "tell the others early when a worker is about to leave",
)
_WHEN: Final = (
    "",
    " every school morning",
    " until the lease runs out",
    ", even in the holidays",
    " from the second year on",
    ", and nobody is asked to prove that they are poor",
    " so that no one partner has to carry it alone",
)
_OWNERS: Final = ("Tom Whitby", "Shanice", "Ana Lindqvist", "Riverside Kitchen", "J. O’Neill", "Dr Mehta")
_STATUSES: Final = ("", "agreed", "", "agreed", "disputed", "", "parked", "done")
_PARTNERS: Final = 6
_FIRST_DAY: Final = date(2027, 1, 4)
_DIGITS: Final = "0123456789abcdefghjkmnpqrstvwxyz"


def canvas_of(items: int) -> Canvas:
    """A canvas with so many items in each of the eight panels."""
    panels = {panel.key: tuple(_item(panel, number) for number in range(items)) for panel in PANELS}
    return Canvas("Riverside Breakfast Partnership", "forming", _FIRST_DAY, panels)


def text_of(items: int) -> str:
    """The text of a file with so many items in each of the eight panels."""
    return canonical(canvas_of(items))


def file_of(items: int, folder: str) -> str:
    """The path of a new file in a folder, with so many items in each of the eight panels."""
    path = os.path.join(folder, f"eight-times-{items}.canvas.toml")
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write(text_of(items))
    return path


def _item(panel: Panel, number: int) -> Item:
    """One item of a panel; neighbours differ in words, length and in what else is known of them."""
    n = number * 8 + panel.number
    values: dict[str, object] = {"kind": _kind(panel, number), "status": _STATUSES[n // 3 % len(_STATUSES)]}
    if n % 3 == 0:
        values["owner"] = _OWNERS[n // 3 % len(_OWNERS)]
    if n % 4 == 1:
        values["due"] = _FIRST_DAY + timedelta(days=n % 400)
    if n % 5 == 2:  # noqa: PLR2004 - any of the five would do
        values["votes"] = 1 + n % 9
    if n % 7 == 0:
        values["note"] = f"Said at the meeting in the {_WHO[n % len(_WHO)].lower()} hall.\nNot counted yet."
    text = _WHO[n % len(_WHO)] + " " + _DOES[n // 2 % len(_DOES)] + _WHEN[n // 5 % len(_WHEN)]
    return Item(_id(n), text, {key: value for key, value in values.items() if value})


def _kind(panel: Panel, number: int) -> str:
    """Kinds in turn; partners, whom the board names at its top, are the first few and no more."""
    kinds = [choice.key for choice in panel.kinds]
    if "partner" in kinds:
        return "partner" if number < _PARTNERS else kinds[1 + number % (len(kinds) - 1)]
    return kinds[number % len(kinds)] if kinds else ""


def _id(number: int) -> str:
    """Five characters as the program makes them, spread like random ones, no two numbers alike."""
    spread = number * 0x9E3779B1 % (1 << 25)
    return "".join(_DIGITS[spread >> shift & 31] for shift in range(0, 25, 5))
