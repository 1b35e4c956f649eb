"""The schema of a canvas: one table of the eight panels, their kinds and fields, and where each stands.

The board, the editor, the file, the exports and the documentation all read it from here (`Field` itself is in
`canvas.model.fields`). Everything is in reading order, which is also the order of keys in a file.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, get_args

from canvas.model.collections import VISIBILITY
from canvas.model.fields import Choice, Field, FieldType, FieldValue, line, names, prose, words
from canvas.model.named_tuple import NamedTuple
from canvas.model.types import Audience, CellKey, PanelKey

__all__ = [
    "AUDIENCES", "BOARD_ROWS", "BY_KEY", "CELLS", "COMMON", "CONTACT", "INTERNAL_FIELDS", "ORIGIN",
    "PANELS", "PANEL_KEYS", "PROPERTIES", "REASON", "REVIEW", "STAGE", "STATUS", "TEMPERATURE", "TITLE",
    "VISIBILITY", "VOTES", "Choice", "Field", "FieldType", "FieldValue", "Panel", "reads_as_name",
    "visible_to",
]  # fmt: skip


class Panel(NamedTuple):
    """One of the eight parts of a canvas.

    Attributes:
        key: its name in the file and on the command line.
        title: its name on the screen.
        question: what the people in the room answer here.
        kinds: the kinds of statement it holds; may be empty.
        own: the fields only this panel has.
        default_kind: the kind of a new statement for which nobody chose one; empty for none.
        is_default_for_names: whether that holds only for a text that reads as a name.
    """

    key: PanelKey
    title: str
    question: str
    kinds: tuple[Choice, ...]
    own: tuple[Field, ...]
    default_kind: str = ""
    is_default_for_names: bool = False

    @property
    def number(self) -> int:
        """Its position in reading order, 1 to 8."""
        return PANEL_KEYS.index(self.key) + 1

    @property
    def numbered_title(self) -> str:
        """Its number and its title, as screens name it."""
        return f"{self.number} {self.title}"

    def kind_of_new(self, text: str) -> str:
        """The kind of a new statement with this text for which nobody chose one; may be empty."""
        return "" if self.is_default_for_names and not reads_as_name(text) else self.default_kind

    def is_kind_asked_of(self, texts: Sequence[str]) -> bool:
        """Whether it is asked of several new statements at once if they have the default kind."""
        return self.is_default_for_names and len(texts) > 1 and any(map(reads_as_name, texts))

    @property
    def fields(self) -> tuple[Field, ...]:
        """Every field of its items beside the text, in the order of the file."""
        return _FIELDS[self.key]

    def field(self, key: str) -> Field | None:
        """The field with this key, or None."""
        return _BY_NAME[self.key].get(key)


_MAX_NAME_WORDS = 6


def reads_as_name(text: str) -> bool:
    """Whether a text reads as the name of a person or partner: few words, and no full stop at its end."""
    words = text.split()
    return 0 < len(words) <= _MAX_NAME_WORDS and not words[-1].endswith(".")


def _kinds(**hints: str) -> tuple[Choice, ...]:
    return tuple(Choice(key, hint) for key, hint in hints.items())


PANELS: tuple[Panel, ...] = (
    Panel(
        "beneficiaries",
        "Beneficiaries",
        "Whose life gets better, and how will they notice?",
        _kinds(
            group="the people this is for: who, where, how many",
            need="what they go without today, and how we know",
            difference="what changes for them once we have done our part",
            voice="how they have a say: told, asked, shaping it with us, or deciding",
            harm="what we might make worse for them, and how we watch for it",
        ),
        (prose("evidence", "how we know: a count, a survey, whom we asked", public=True),),
        default_kind="group",
    ),
    Panel(
        "vision",
        "Vision",
        "What should come true that none of us could bring about alone?",
        _kinds(
            issue="the problem that brought us together",
            goal="what we all want, short enough to say aloud to a stranger",
            value="what working together gives that working apart cannot",
            outcome="a change we can measure: what, from where, to where, by when",
            scope="what we have decided to leave to others",
        ),
        (
            line("measure", "what is counted", public=True),
            line("baseline", "where it stands today", public=True),
            line("target", "where it should stand by the due date", public=True),
        ),
    ),
    Panel(
        "relationships",
        "Relationships",
        "Who is at this table, and what does each bring and need?",
        _kinds(
            partner="an organisation at the table: its name and no more, the fields hold the rest",
            stakeholder="someone affected, or able to help or hinder, who is not a partner",
            culture="a way in which we work differently, and how we live with it",
            trust="one thing we do that lets us rely on each other",
        ),
        (
            names("people", "who speaks for them, two names at least", public=True),
            prose("gives", "what they put in", public=True),
            prose("gets", "what they need to get out of it", public=True),
        ),
        default_kind="partner",
        is_default_for_names=True,
    ),
    Panel(
        "principles",
        "Principles",
        "How do we want to treat each other, and what does that look like?",
        (),
        (prose("practice", "what people see us doing when we live by it", public=True),),
    ),
    Panel(
        "roles",
        "Roles",
        "Who is responsible for what, and how will we know it is done?",
        _kinds(
            responsibility="a piece of work that one partner is responsible for",
            monitoring="how progress is watched: what, how often, shown to whom",
            resource="money, rooms, hours, data or skills that the work rests on",
        ),
        (
            line("accountable", "the one partner who is responsible for it", public=True),
            names("responsible", "who does the work", public=True),
            names("consulted", "who is asked before", public=True),
            names("informed", "who is told after", public=True),
            line("measure", "what shows that it is done", public=True),
        ),
        default_kind="responsibility",
    ),
    Panel(
        "governance",
        "Governance",
        "What have we agreed in writing, before the day we need it?",
        _kinds(
            agreement="the document we sign, its state and who signed",
            decisions="who decides what, and how",
            disputes="where a dispute goes, and who hears it",
            money="who holds it, who may spend it, who reports on it",
            data="what we share about people, and on what basis",
            risk="what could go wrong, who watches it, what we would do",
            review="when we stop to look at ourselves",
            exit="how a partner leaves: notice, what stays, who takes over",
        ),
        (
            words(
                "state",
                "how far the document has come",
                ("draft", "being written"),
                ("agreed", "agreed, not yet signed"),
                ("signed", "signed"),
                public=True,
            ),
            Field("signed", "Signed", "date", "the day it was signed", default=None, public=True),
            names("signatories", "who signed", public=True),
            prose("response", "what we do about the risk", public=True),
        ),
    ),
    Panel(
        "leadership",
        "Leadership",
        "Who carries this when it gets difficult?",
        _kinds(
            sponsor="the person who can commit a partner",
            chair="who calls us together and keeps the meeting fair",
            backbone="who has paid hours to keep it all moving",
            unease="a worry someone has about the change, and our answer",
            succession="who takes over when a leader moves on",
        ),
        (
            line("partner", "which partner this is about", public=True),
            names("people", "who it is", public=True),
            prose("response", "how we answer the worry", public=True),
        ),
    ),
    Panel(
        "communications",
        "Communications",
        "What do we say, to whom, and who may say it?",
        _kinds(
            message="one thing we want people to hear",
            story="something that happened, told with the consent of those in it",
            signoff="who reads it before it goes out",
            internal="how our own colleagues hear about it first",
        ),
        (
            line("audience", "who should hear it", public=True),
            words(
                "purpose",
                "what it is for",
                ("trust", "so that people rely on us"),
                ("support", "so that people join in"),
                ("impact", "so that people see what has changed"),
                public=True,
            ),
            line("channel", "where it is said", public=True),
            line("frequency", "how often", public=True),
        ),
    ),
)

STATUS = words(
    "status",
    "how far the discussion has got",
    ("proposed", "said, not yet agreed"),
    ("agreed", "everyone can live with it"),
    ("disputed", "someone cannot live with it"),
    ("parked", "kept for another day"),
    ("done", "carried out"),
    default="proposed",
    public=True,
)
REASON = line("reason", "if disputed: what someone cannot live with")
VOTES = Field("votes", "Votes", "count", "how many chose it", default=0, public=True)
TEMPERATURE = Field(
    "temperature", "Show of hands", "hands", "the fingers shown for it, 0 to 5 for each hand, and the day"
)
ORIGIN: Final = Field(
    "origin", "Origin", "list", "which group of the room wrote it, while it was split", default=()
)
NEXT = line("next", "what happens next, beginning with a verb: ask, book, write", public=True)
COMMON: tuple[Field, ...] = (
    STATUS,
    REASON,
    line("owner", "who is responsible", public=True),
    NEXT,
    Field("due", "Due", "date", "by which day", default=None, public=True),
    VISIBILITY,
    VOTES,
    TEMPERATURE,
    ORIGIN,
    line("link", "where to read more: https://…", public=True),
    prose("note", "anything else worth keeping", public=True),
)
"""The fields that an item of any panel may carry, in the order of the file, after the panel's own.

A new one is public wherever its statement is, unless there is a reason to hold it back as there is for three.
"""

INTERNAL_FIELDS: Final = frozenset((TEMPERATURE.key, ORIGIN.key))
"""The keys of the fields that stay with those who keep the canvas, whoever may read the statement."""

STAGE = words(
    "stage",
    "where the partnership is",
    ("exploring", "finding out whether to work together"),
    ("forming", "agreeing how"),
    ("delivering", "doing it"),
    ("reviewing", "looking at whether it worked"),
    ("closing", "ending it well"),
    default="exploring",
)
TITLE = line("title", "the partnership's name")
REVIEW = Field("review", "Next review", "date", "the day we look at ourselves next", default=None)
CONTACT = line("contact", "whom to write to: a name and a mail address")
PROPERTIES: tuple[Field, ...] = (TITLE, STAGE, REVIEW, CONTACT)
"""The fields of the canvas itself, in the order of the file."""

BY_KEY: dict[str, Panel] = {panel.key: panel for panel in PANELS}
"""Each panel by its key, in reading order."""

PANEL_KEYS: Final[tuple[PanelKey, ...]] = tuple(panel.key for panel in PANELS)
"""The keys of the panels in reading order."""

BOARD_ROWS: Final[tuple[tuple[CellKey, ...], ...]] = (
    ("vision", "relationships", "principles"),
    ("roles", "beneficiaries", "governance"),
    ("leadership", "communications", "readiness"),
)
"""The nine cells as the board places them, three by three."""

CELLS: Final[tuple[CellKey, ...]] = (*PANEL_KEYS, "readiness")
"""The nine cells in reading order."""

AUDIENCES: Final[tuple[Audience, ...]] = get_args(Audience)
"""From the narrowest to the widest."""


def _fields_of(panel: Panel) -> tuple[Field, ...]:
    kind = Field("kind", "Kind", "choice", "what sort of statement it is", panel.kinds, public=True)
    return (*((kind,) if panel.kinds else ()), *panel.own, *COMMON)


_FIELDS = {panel.key: _fields_of(panel) for panel in PANELS}
_BY_NAME = {key: {field.key: field for field in fields} for key, fields in _FIELDS.items()}


def visible_to(visibility: str, audience: Audience) -> bool:
    """Whether an export for ``audience`` holds an item of this visibility.

    Raises:
        ValueError: where either is no such word.
    """
    order: tuple[str, ...] = AUDIENCES
    return order.index(visibility) >= order.index(audience)
