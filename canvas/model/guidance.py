"""What helps to fill a panel in: for each kind of statement an example, and what to say while there is none.

What a good statement of a kind says stands with the kind itself, in `canvas.model.schema`. The examples are
all from one partnership that does not exist; everything fits a column of forty characters on a few lines.
"""

from __future__ import annotations

from typing import NamedTuple

from canvas.model.canvas import Canvas
from canvas.model.findings import findings
from canvas.model.schema import BY_KEY


class Guide(NamedTuple):
    """Help with one kind of statement.

    Attributes:
        kind: the kind's key; empty where the panel has no kinds.
        says: what a good statement says.
        example: one such statement.
        missing: what is to be told where there is none.
    """

    kind: str
    says: str
    example: str
    missing: str


_PRINCIPLE = "a rule we can be held to, and in its practice what one sees us do"

_TABLE: dict[str, dict[str, tuple[str, str]]] = {
    "beneficiaries": {
        "group": (
            "Otterbeck's children and teenagers who care for a parent, some 210 of them",
            "Nobody named yet whom this is for",
        ),
        "need": (
            "Two in three have had no free afternoon since term began: we asked in May",
            "No need named yet",
        ),
        "difference": (
            "Every one of them has one afternoon a week to themselves",
            "No difference for them stated yet",
        ),
        "voice": (
            "Four of them sit with us and vote on what we pay for",
            "How they have a say is not said yet",
        ),
        "harm": (
            "Being fetched from class could shame them; so we wait at the gate",
            "No harm considered yet",
        ),
    },
    "vision": {
        "issue": (
            "Children nurse their parents because nobody else was asked to",
            "No issue named yet",
        ),
        "goal": ("Whoever cares for a parent gets to be young as well", "No goal shared by all yet"),
        "value": (
            "The clinic knows who is ill, the school who is tired: together we know who cares",
            "What together adds is not said yet",
        ),
        "outcome": ("Free afternoons a week: from none to one, by next June", "No outcome to measure yet"),
        "scope": ("Nursing the parents stays with the clinic", "Nothing left out on purpose yet"),
    },
    "relationships": {
        "partner": ("Otterbeck Health Centre", "No partner at the table yet"),
        "stakeholder": ("Parents who fear that help brings questions", "Nobody else affected named yet"),
        "culture": (
            "The school thinks in terms, the clinic in weeks: so we meet at half-term",
            "No difference between us named yet",
        ),
        "trust": (
            "Bad news goes by telephone first, and into the minutes later",
            "Nothing to build trust yet",
        ),
    },
    "principles": {
        "": ("Nobody is talked about who was not asked", "No principle yet"),
    },
    "roles": {
        "responsibility": (
            "Drive the minibus on Wednesdays: the sports club answers for it",
            "No work given to anyone yet",
        ),
        "monitoring": (
            "Each month the school counts the free afternoons and shows us all",
            "Nobody watches progress yet",
        ),
        "resource": (
            "A minibus with fourteen seats, ours from two o'clock",
            "Nothing the work rests on named yet",
        ),
    },
    "governance": {
        "agreement": ("Three pages, signed by all four heads, renewed each June", "No written agreement yet"),
        "decisions": (
            "Above 500 pounds all four agree; below, the chair decides",
            "How we decide is not said yet",
        ),
        "disputes": (
            "First the two concerned over tea, then the chair, then an outsider",
            "Nowhere to take a quarrel yet",
        ),
        "money": (
            "The sports club holds the grant and opens its account each quarter",
            "Who holds the money is not said yet",
        ),
        "data": (
            "First names and free afternoons only, with the family's written yes",
            "Nothing on data yet, not even none",
        ),
        "risk": ("The driver falls ill: two more may drive the minibus", "No risk thought through yet"),
        "review": (
            "One evening each May we ask: would we begin this again?",
            "No look at ourselves planned yet",
        ),
        "exit": (
            "Three months' notice; the minibus goes to whoever carries on",
            "How a partner leaves is not said yet",
        ),
    },
    "leadership": {
        "sponsor": (
            "The head teacher can say yes for the school by herself",
            "Nobody yet to commit a partner",
        ),
        "chair": ("Mina calls us together this year, the clinic next year", "No chair yet"),
        "backbone": ("Jakob has six paid hours a week to keep us moving", "Nobody has paid hours for it yet"),
        "unease": (
            "The clinic fears for its records; so nothing leaves it on paper",
            "No worry named and answered yet",
        ),
        "succession": (
            "The deputy comes along from March and takes over in June",
            "Nobody yet to follow the lead",
        ),
    },
    "communications": {
        "message": ("Caring for someone at home? Wednesday afternoon is yours", "No message agreed yet"),
        "story": (
            "Lena, 13, swam again after a year; these words are her own choice",
            "No story to tell yet",
        ),
        "signoff": (
            "Mina reads everything; a family reads whatever is about it",
            "Nobody yet reads before it goes out",
        ),
        "internal": (
            "A note in each staff room the day before the newspaper has it",
            "Our own colleagues hear nothing yet",
        ),
    },
}

GUIDES: dict[str, tuple[Guide, ...]] = {
    key: tuple(
        Guide(
            kind, next((choice.hint for choice in BY_KEY[key].kinds if choice.key == kind), _PRINCIPLE), *said
        )
        for kind, said in kinds.items()
    )
    for key, kinds in _TABLE.items()
}
"""The guides of each panel, by its key, in the order of its kinds."""


def missing(canvas: Canvas, panel: str) -> tuple[Guide, ...]:
    """The kinds of statement that a panel has none of yet.

    Args:
        canvas: the canvas.
        panel: the panel's key; the readiness, which is none, lacks nothing.
    """
    items = canvas.panels.get(panel, ())
    there = {item.kind for item in items}
    return tuple(
        guide for guide in GUIDES.get(panel, ()) if (guide.kind not in there if guide.kind else not items)
    )


def unsorted(canvas: Canvas, panel: str) -> int:
    """How many statements of a panel that has kinds are of none: what is missing may be among them.

    Args:
        canvas: the canvas.
        panel: the panel's key; the readiness has no statements.
    """
    has_kinds = any(guide.kind for guide in GUIDES.get(panel, ()))
    return sum(not item.kind for item in canvas.panels.get(panel, ())) if has_kinds else 0


def found(canvas: Canvas, panel: str) -> tuple[str, ...]:
    """What the rules of the readiness find in a panel, each as a sentence."""
    return tuple(finding.says for finding in findings(canvas) if finding.panel == panel)


def in_focus(canvas: Canvas, panel: str, kind: str) -> Guide | None:
    """The guide that matters most: that of the statement looked at, or of what is missing first.

    Args:
        canvas: the canvas.
        panel: the panel's key; the readiness has no guides.
        kind: the kind of the statement under the cursor; empty where it has none.
    """
    guides = GUIDES.get(panel, ())
    looked_at = [guide for guide in guides if guide.kind == kind]
    return next(iter((*looked_at, *missing(canvas, panel), *guides)), None)
