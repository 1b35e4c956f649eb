"""Whom a statement names: who acts on it, who signed it, its people and their partner."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from canvas.exports.document import plain
from canvas.exports.phrases import day, listed
from canvas.model.schema import BY_KEY

if TYPE_CHECKING:
    from canvas.exports.document import Inline
    from canvas.model.canvas import Item


_AGREEMENT_STATES = {"draft": "still being written", "agreed": "agreed, not signed yet", "signed": "signed"}
_NAMING_FIELDS = ("accountable", "responsible", "people", "partner")


def to_act(item: Item) -> tuple[tuple[str, ...], ...]:
    """Who is to act on a next step: its owner; otherwise the names in each naming field."""
    if item.owner.strip():
        return ((item.owner,),)
    found = (
        _listed(item, key) or tuple(filter(str.strip, (item.line(key),)))
        for key in _NAMING_FIELDS
        if key in item.values
    )
    return tuple(filter(None, found))


def agreement_state(item: Item) -> str:
    """The state of a written agreement: signed on 3 March 2027 by A and B."""
    state = _AGREEMENT_STATES.get(item.line("state"), "")
    signed = item.values.get("signed")
    when = f" on {day(signed)}" if type(signed) is date else ""
    names = _names(item, "signatories")
    who = f" by {names}" if names else ""
    if not when and not who:
        return state
    if state in ("", "signed"):
        return f"signed{when}{who}"
    return f"{state}; so far signed{when}{who}"


def people_of(item: Item, panel: str) -> Inline:
    """The people an item names and their partner, in brackets: (Ana Petrescu, Riverside Kitchen)."""
    if not _names_people(panel):
        return ()
    people, partner = plain(_names(item, "people"), "people"), plain(item.line("partner"), "partner")
    if not item.line("partner").strip():
        partner = ()
    between = plain(", ") if people and partner else ()
    return (*plain(" ("), *people, *between, *partner, *plain(")")) if people or partner else ()


@cache
def _names_people(panel: str) -> bool:
    return any(field.key == "people" for field in BY_KEY[panel].own)


def _names(item: Item, key: str) -> str:
    return listed(_listed(item, key))


def _listed(item: Item, key: str) -> tuple[str, ...]:
    return tuple(name for name in item.names(key) if name.strip())
