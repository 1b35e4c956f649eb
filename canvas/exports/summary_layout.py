"""The layout of the summary: which items stand under which heading, and how they are labelled.

Each kind of each panel has one place, and so have items without a known kind: none can be missing.
"""

from __future__ import annotations

from typing import Final

from canvas.model.named_tuple import NamedTuple
from canvas.model.schema import BY_KEY

BETWEEN_NOTES: Final = " · "
"""What stands between the details of a statement in one cell of a table."""

OTHER: Final = ""
"""The kind of an item that has none, or one its panel does not know."""


class Part(NamedTuple):
    """The items of one kind.

    Attributes:
        panel: the key of their panel.
        kind: the key of their kind, or `OTHER`.
        label: stands before each; where it is empty, an item stands before its own details.
        name: what to call one of them elsewhere; the label, or else the panel's title, where empty.
        owned: whether owner and due date stand beside the item, and not in the next steps alone.
    """

    panel: str
    kind: str
    label: str = ""
    name: str = ""
    owned: bool = False

    @property
    def called(self) -> str:
        """What to call one of these items outside its section."""
        return self.name or self.label or BY_KEY[self.panel].title


class Column(NamedTuple):
    """A column of a table of items; it is left out where all its cells are empty.

    Attributes:
        title: its heading.
        keys: the fields it shows; none for the item itself.
        fallback: what stands in an empty cell, and keeps the column.
    """

    title: str
    keys: tuple[str, ...] = ()
    fallback: str = ""


class Section(NamedTuple):
    """A heading and what stands below: it is left out where that is nothing.

    Attributes:
        title: the heading.
        parts: the items it lists, in reading order.
        tabled: the items in a table above the list; a table of one column is a list.
        columns: the columns of that table.
        review: whether it tells the day of the next review.
    """

    title: str
    parts: tuple[Part, ...]
    tabled: Part | None = None
    columns: tuple[Column, ...] = ()
    review: bool = False

    @property
    def all_parts(self) -> tuple[Part, ...]:
        """The parts in the table and in the list, in reading order."""
        return ((self.tabled,) if self.tabled else ()) + self.parts


SECTIONS: tuple[Section, ...] = (
    Section(
        "Who benefits, and what changes for them",
        (
            Part("beneficiaries", "group", "For", name="Who benefits"),
            Part("beneficiaries", "need", "Need"),
            Part("beneficiaries", "difference", "What changes"),
            Part("beneficiaries", "voice", "How they are involved"),
            Part("beneficiaries", "harm", "Risk for them"),
            Part("beneficiaries", OTHER),
        ),
    ),
    Section(
        "What we want, and why together",
        (
            Part("vision", "goal", "Our goal"),
            Part("vision", "issue", "Why it matters"),
            Part("vision", "value", "Why together"),
            Part("vision", OTHER),
            Part("vision", "scope", "What we leave out"),
        ),
    ),
    Section(
        "What we aim to change",
        (),
        Part("vision", "outcome", name="Outcome", owned=True),
        (
            Column("Outcome"),
            Column("What we count", ("measure",)),
            Column("Today", ("baseline",)),
            Column("Aim", ("target",)),
            Column("By when", ("due",)),
            Column("Owner", ("owner",)),
        ),
    ),
    Section(
        "Who we are",
        (
            Part("relationships", "stakeholder", "Other stakeholders"),
            Part("relationships", "culture", "Where we differ"),
            Part("relationships", "trust", "What builds trust"),
            Part("relationships", OTHER),
        ),
        Part("relationships", "partner", "Partner"),
        (
            Column("Partner"),
            Column("People", ("people",)),
            Column("Gives", ("gives",)),
            Column("Gets", ("gets",)),
        ),
    ),
    Section(
        "How we work",
        (),
        Part("principles", OTHER, name="Principle"),
        (Column("Principle"), Column("In practice", ("practice",))),
    ),
    Section(
        "Who does what",
        (Part("roles", "resource", "What it takes"), Part("roles", OTHER)),
        Part("roles", "responsibility", "Work"),
        (
            Column("What"),
            Column("Who is responsible", ("accountable",), "not assigned"),
            Column("Who does it", ("responsible",)),
            Column("Consulted, informed", ("consulted", "informed")),
            Column("What shows it", ("measure",)),
        ),
    ),
    Section(
        "How we handle decisions, disputes, money, data and risk",
        (
            Part("governance", "decisions", "Decisions"),
            Part("governance", "disputes", "Disputes"),
            Part("governance", "money", "Money"),
            Part("governance", "data", "Data"),
            Part("governance", "risk", "Risk", owned=True),
            Part("governance", "agreement", "Agreement"),
            Part("governance", OTHER),
            Part("governance", "exit", "Leaving"),
        ),
    ),
    Section(
        "How we check that it works",
        (Part("roles", "monitoring", "Progress"), Part("governance", "review", "Review")),
        review=True,
    ),
    Section(
        "Who leads, and how worries are met",
        (
            Part("leadership", "chair", "Chair"),
            Part("leadership", "backbone", "Coordination"),
            Part("leadership", "sponsor", "Sponsor"),
            Part("leadership", "unease", "Worry"),
            Part("leadership", "succession", "Who comes next"),
            Part("leadership", OTHER),
        ),
    ),
    Section(
        "What we tell others, and who signs it off",
        (
            Part("communications", "message", "Message", owned=True),
            Part("communications", "story", "Story", owned=True),
            Part("communications", "signoff", "Who signs it off", "Sign-off", owned=True),
            Part("communications", "internal", "Among ourselves", owned=True),
            Part("communications", OTHER, owned=True),
        ),
    ),
)

PARTS: tuple[Part, ...] = tuple(part for section in SECTIONS for part in section.all_parts)
"""Every part, in reading order."""

_BY_KIND = {(part.panel, part.kind): part for part in PARTS}


def part_of(panel: str, kind: str) -> Part:
    """The part for a kind, as the file has it, of a panel."""
    return _BY_KIND.get((panel, kind)) or _BY_KIND[panel, OTHER]
