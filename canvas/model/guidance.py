"""Guidance for filling in a panel: an example of each kind of statement, and a sentence while there is none.

The hint of a kind is in `canvas.model.schema`. The examples are from one fictitious partnership, and fit a
column of forty characters.
"""

from __future__ import annotations

from typing import NamedTuple

from canvas.model.canvas import Canvas
from canvas.model.findings import findings, rules_for
from canvas.model.rule_finders import no_item_of_kind
from canvas.model.schema import BY_KEY, PANELS
from canvas.model.types import PanelKey, Place


class Guide(NamedTuple):
    """Help with one kind of statement.

    Attributes:
        kind: the kind's key; empty where the panel has no kinds.
        says: what a good statement says.
        example: one such statement.
        missing: the sentence shown where there is none.
    """

    kind: str
    says: str
    example: str
    missing: str


_PRINCIPLE = "a rule we can be held to, and in its practice what people see us doing"

_EXAMPLES: dict[PanelKey, dict[str, str]] = {
    "beneficiaries": {
        "group": "Otterbeck's children and teenagers who care for a parent, some 210 of them",
        "need": "Two in three have had no free afternoon since term began: we asked in May",
        "difference": "Every one of them has one afternoon a week to themselves",
        "voice": "Four of them sit with us and vote on what we pay for",
        "harm": "Being fetched from class could shame them; so we wait at the gate",
    },
    "vision": {
        "issue": "Children nurse their parents because nobody else was asked to",
        "goal": "Whoever cares for a parent gets to be young as well",
        "value": "The clinic knows who is ill, the school who is tired: together we know who cares",
        "outcome": "Free afternoons a week: from none to one, by next June",
        "scope": "Nursing the parents stays with the clinic",
    },
    "relationships": {
        "partner": "Otterbeck Health Centre",
        "stakeholder": "Parents who fear that help brings questions",
        "culture": "The school thinks in terms, the clinic in weeks: so we meet at half-term",
        "trust": "Bad news goes by telephone first, and into the minutes later",
    },
    "principles": {
        "": "Nobody is talked about who was not asked",
    },
    "roles": {
        "responsibility": "Drive the minibus on Wednesdays: the sports club is responsible",
        "monitoring": "Each month the school counts the free afternoons and shows us all",
        "resource": "A minibus with fourteen seats, ours from two o'clock",
    },
    "governance": {
        "agreement": "Three pages, signed by all four heads, renewed each June",
        "decisions": "Above 500 pounds all four agree; below, the chair decides",
        "disputes": "First the two concerned over tea, then the chair, then an outsider",
        "money": "The sports club holds the grant and opens its account each quarter",
        "data": "First names and free afternoons only, with the family's written yes",
        "risk": "The driver falls ill: two more may drive the minibus",
        "review": "One evening each May we ask: would we begin this again?",
        "exit": "Three months' notice; the minibus goes to whoever carries on",
    },
    "leadership": {
        "sponsor": "The head teacher can say yes for the school by herself",
        "chair": "Mina calls us together this year, the clinic next year",
        "backbone": "Jakob has six paid hours a week to keep us moving",
        "unease": "The clinic fears for its records; so nothing leaves it on paper",
        "succession": "The deputy comes along from March and takes over in June",
    },
    "communications": {
        "message": "Caring for someone at home? Wednesday afternoon is yours",
        "story": "Lena, 13, swam again after a year; these words are her own choice",
        "signoff": "Mina reads everything; a family reads whatever is about it",
        "internal": "A note in each staff room the day before the newspaper has it",
    },
}

_SENTENCES: dict[tuple[Place, str], str] = {
    (panel, rule.kind): rule.sentence
    for rule in rules_for("guidance")
    for panel in rule.places
    if rule.kind or rule.find is no_item_of_kind
}
"""The sentence where a panel has no item of a kind, by the keys of both."""


_HINTS = {(panel.key, kind.key): kind.hint for panel in PANELS for kind in panel.kinds}

GUIDES: dict[str, tuple[Guide, ...]] = {
    panel: tuple(
        Guide(kind, _HINTS.get((panel, kind), _PRINCIPLE), example, _SENTENCES[panel, kind])
        for kind, example in examples.items()
    )
    for panel, examples in _EXAMPLES.items()
}
"""The guides of each panel, by its key, in the order of its kinds."""


def missing(canvas: Canvas, panel: str) -> tuple[Guide, ...]:
    """The kinds of statement that a panel has none of yet; none for the readiness cell."""
    sentences = _findings(canvas, panel)
    return tuple(guide for guide in GUIDES.get(panel, ()) if guide.missing in sentences)


def unsorted(canvas: Canvas, panel: str) -> int:
    """The number of statements without a kind, in a panel with kinds: they may be what is missing."""
    has_kinds = any(guide.kind for guide in GUIDES.get(panel, ()))
    return sum(not item.kind for item in canvas.panels.get(panel, ())) if has_kinds else 0


def found(canvas: Canvas, panel: str) -> tuple[str, ...]:
    """The sentences of a panel's findings, except those about `missing` kinds."""
    known = {guide.missing for guide in GUIDES.get(panel, ())}
    return tuple(sentence for sentence in _findings(canvas, panel) if sentence not in known)


def _findings(canvas: Canvas, panel: str) -> list[str]:
    places = [BY_KEY[panel].key] if panel in BY_KEY else []
    return [finding.sentence for finding in findings(canvas, "guidance", places=places)]


def in_focus(canvas: Canvas, panel: str, kind: str) -> Guide | None:
    """The guide to show first: that of the selected statement's kind, of a missing kind, or any."""
    guides = GUIDES.get(panel, ())
    looked_at = [guide for guide in guides if guide.kind == kind]
    return next(iter((*looked_at, *missing(canvas, panel), *guides)), None)
