"""How the change of each field is told."""

from __future__ import annotations

from typing import NamedTuple


class ChangeWording(NamedTuple):
    """How the change of one field is told; ``{new}`` and ``{old}`` are its values.

    Attributes:
        now: the field has another value.
        ended: it has no value any more.
        first: it has a value for the first time; where empty, as ``now``.
        was: the old value, to follow ``now``.
        bare: whether names and short plain texts need no quotation marks.
        brief: how it is told, in brackets, of a new item; empty where it is not.
        counted: the noun that its number counts.
        hinted: whether a choice is told by its hint.
    """

    now: str
    ended: str
    first: str = ""
    was: str = " (was {old})"
    bare: bool = False
    brief: str = ""
    counted: str = ""
    hinted: bool = False


WORDINGS: dict[str, ChangeWording] = {
    "text": ChangeWording("now reads {new}", "has no words any more", "now reads {new}", ""),
    "kind": ChangeWording(
        "is now listed as ‘{new}’", "is no longer listed as ‘{old}’", was=" (was ‘{old}’)", brief="{new}"
    ),
    "evidence": ChangeWording(
        "now has other evidence: {new}", "no longer has evidence (it was {old})", "now has evidence: {new}"
    ),
    "measure": ChangeWording("is now measured by {new}", "is no longer measured by {old}"),
    "baseline": ChangeWording("now starts from {new}", "no longer says that it starts from {old}", bare=True),
    "target": ChangeWording("now aims at {new}", "no longer aims at {old}", bare=True),
    "gives": ChangeWording("now gives {new}", "no longer gives {old}"),
    "gets": ChangeWording("now gets {new}", "no longer gets {old}"),
    "practice": ChangeWording(
        "now looks like this in practice: {new}",
        "no longer says what it looks like in practice (it was {old})",
    ),
    "accountable": ChangeWording(
        "is now accountable to {new}",
        "is no longer accountable to {old}, nor to anybody else",
        was=" (was {old})",
        bare=True,
        brief="accountable to {new}",
    ),
    "state": ChangeWording("now stands in writing as {new}", "no longer stands in writing as {old}"),
    "signed": ChangeWording(
        "was signed on {new}", "no longer says that it was signed on {old}", was=" (not on {old}, as it said)"
    ),
    "response": ChangeWording("is now answered with {new}", "is no longer answered with {old}"),
    "partner": ChangeWording("is now about {new}", "is no longer about {old}", bare=True),
    "audience": ChangeWording("is now meant for {new}", "is no longer meant for {old}", bare=True),
    "purpose": ChangeWording(
        "is now told {new}", "is no longer told {old}", was=" (before, {old})", hinted=True
    ),
    "channel": ChangeWording("is now told by {new}", "is no longer told by {old}", bare=True),
    "frequency": ChangeWording("is now told {new}", "is no longer told {old}", bare=True),
    "status": ChangeWording("is now {new}", "is no longer {old}", brief="{new}"),
    "reason": ChangeWording(
        "now has something else against it: {new}",
        "no longer has anything against it (it was {old})",
        "now has this against it: {new}",
        brief="against it: {new}",
    ),
    "owner": ChangeWording(
        "is now owned by {new}",
        "is no longer owned by {old}",
        bare=True,
        brief="owner {new}",
    ),
    "next": ChangeWording(
        "now has as its next step: {new}",
        "has no next step any more (it was {old})",
        was=" (before: {old})",
        brief="next: {new}",
    ),
    "due": ChangeWording("is now due on {new}", "has no due date any more (it was {old})", brief="due {new}"),
    "visibility": ChangeWording("may now be read by {new}", "", was=" (before, by {old})", hinted=True),
    "votes": ChangeWording(
        "now has {new}", "has no votes any more (it had {old})", was=" (it had {old})", counted="vote"
    ),
    "temperature": ChangeWording(
        "now has a show of hands: {new}",
        "has no show of hands any more (it was {old})",
        was=" (before: {old})",
    ),
    "link": ChangeWording("now leads on to {new}", "no longer leads on to {old}"),
    "note": ChangeWording(
        "now has another note: {new}", "no longer has its note {old}", "now has a note: {new}"
    ),
}
LISTS: dict[str, str] = {
    "people": "its people",
    "responsible": "those who do it",
    "consulted": "those who are asked before",
    "informed": "those who are told after",
    "signatories": "those who signed",
    "origin": "the groups that wrote it",
}
"""What to call the names in a list."""
