"""The schema of a canvas: one table of the eight panels, their kinds and fields, and where each stands.

The board, the editor, the file, the exports and the documentation all read it from here (`Field` itself is in
`canvas.model.fields`). Everything is in reading order, which is also the order of keys in a file.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple, get_args

from canvas.model.fields import Choice, Field, FieldType, FieldValue, line, names, prose, words
from canvas.model.types import Audience, CellKey, PanelKey

__all__ = [
    "AUDIENCES", "BOARD_ROWS", "BY_KEY", "CELLS", "COLLECTIONS", "COMMON", "CONTACT", "MEETINGS",
    "MEETING_NOTES", "MEETING_STARTS", "PANELS", "PANEL_KEYS", "PROPERTIES", "REASON", "REVIEW",
    "REVIEWS", "REVIEW_ANSWERS", "REVIEW_STATEMENTS", "STAGE", "STATUS", "TEMPERATURE", "TITLE",
    "VISIBILITY", "VOTES", "Choice", "Collection", "Field", "FieldType", "FieldValue", "Panel",
    "reads_as_name", "visible_to",
]  # fmt: skip


class Panel(NamedTuple):
    """One of the eight parts of a canvas.

    Attributes:
        key: its name in the file and on the command line.
        number: its position in reading order, 1 to 8.
        title: its name on the screen.
        question: what the people in the room answer here.
        kinds: the kinds of statement it holds; may be empty.
        own: the fields only this panel has.
        default_kind: the kind of a new statement for which nobody chose one; empty for none.
        is_default_for_names: whether that holds only for a text that reads as a name.
    """

    key: PanelKey
    number: int
    title: str
    question: str
    kinds: tuple[Choice, ...]
    own: tuple[Field, ...]
    default_kind: str = ""
    is_default_for_names: bool = False

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
        1,
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
        2,
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
        3,
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
        4,
        "Principles",
        "How do we want to treat each other, and what does that look like?",
        (),
        (prose("practice", "what people see us doing when we live by it", public=True),),
    ),
    Panel(
        "roles",
        5,
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
        6,
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
        7,
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
        8,
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
VISIBILITY = words(
    "visibility",
    "who may read it in a summary",
    ("internal", "only those who keep the canvas"),
    ("partners", "every partner"),
    ("public", "anyone"),
    default="partners",
    public=True,
)
REASON = line("reason", "if disputed: what someone cannot live with")
VOTES = Field("votes", "Votes", "count", "how many chose it", default=0, public=True)
TEMPERATURE = Field(
    "temperature", "Show of hands", "hands", "the fingers shown for it, 0 to 5 for each hand, and the day"
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
    line("link", "where to read more: https://…", public=True),
    prose("note", "anything else worth keeping", public=True),
)
"""The fields that an item of any panel may carry, in the order of the file, after the panel's own.

A new one is public wherever its statement is, unless there is a reason to hold it back as there is for two.
"""

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

RECORD_VISIBILITY = VISIBILITY._replace(default="internal")
"""The visibility of a record: withheld from partners until somebody marks it for them."""


class Collection(NamedTuple):
    """An array of tables beside the panels: a row here makes it known to every part of the program.

    Attributes:
        key: its name in the file.
        title: what it is called in a list of changes.
        noun: what one of its records is called in a sentence.
        name: the key of the field that names a record.
        own: the fields of a record, in the order of the file; each record also has a visibility.
        hint: what it holds, as a sentence.
        identity: the keys of the fields from which the id of a record is made; a random id where empty.
        is_counted: whether a list of changes tells how many of its records changed, and not which.
        about: the key of the field with the id of the statement that a record repeats: it is withheld
            where that statement is; empty where a record repeats none.
    """

    key: str
    title: str
    noun: str
    name: str
    own: tuple[Field, ...]
    hint: str
    identity: tuple[str, ...] = ()
    is_counted: bool = False
    about: str = ""

    @property
    def fields(self) -> tuple[Field, ...]:
        """Every field of a record but its id, in the order of the file."""
        return (*self.own, RECORD_VISIBILITY)

    def field(self, key: str) -> Field | None:
        """One of its fields, or None."""
        return next((field for field in self.fields if field.key == key), None)


_ANSWERS = Collection(
    "answers",
    "Answers",
    "answer",
    "rule",
    (
        line("rule", "the rule whose finding does not apply, as canvas check names it"),
        line("statement", "the id of the statement it is about; none where it is about a whole panel"),
        line("about", "the name it is about, where the rule asks about each one"),
        prose("because", "why it does not apply here"),
        line("by", "who says so"),
        Field("until", "Until", "date", "the last day on which it holds", default=None),
    ),
    "Why a finding of the readiness check does not apply here.",
    identity=("rule", "statement", "about"),
)

REVIEWS: Final = Collection(
    "reviews",
    "Reviews",
    "review",
    "name",
    (
        line("name", "what the round is called"),
        Field("day", "Day", "date", "the day it began", default=None),
        words(
            "named",
            "whose names stand beside the answers",
            ("nobody", "nobody's, and the answers are shown from five on"),
            ("organisations", "each answer stands beside its organisation, as was announced"),
            default="nobody",
        ),
        Field("invited", "Invited", "count", "how many were asked, never who", default=0),
        names("statements", "the ids of the statements that were asked"),
        Field("revealed", "Revealed", "date", "the day from which the answers are shown", default=None),
    ),
    "A round in which partners look at their partnership.",
    identity=("name",),
)
REVIEW_STATEMENTS: Final = Collection(
    "review_statements",
    "Review statements",
    "review statement",
    "says",
    (
        line("panel", "the key of the panel it is about"),
        line("says", "the words that are answered"),
        names("levels", "the words of each level, the worst first"),
    ),
    "What is asked in a review; the same words have the same id in every round.",
    identity=("panel", "says", "levels"),
    is_counted=True,
)
REVIEW_ANSWERS: Final = Collection(
    "review_answers",
    "Review answers",
    "review answer",
    "who",
    (
        line("round", "the id of the review"),
        line("who", "the organisation; none where nobody is named"),
        line("statement", "the id of the review statement"),
        Field("level", "Level", "count", "the level, from 1, the worst; none where not relevant", default=0),
        prose("because", "why, or why it is not relevant"),
    ),
    "What one respondent says to one statement of a review.",
    identity=("round", "who", "statement"),
    is_counted=True,
)

MEETINGS: Final = Collection(
    "meetings",
    "Meetings",
    "meeting",
    "name",
    (
        line("name", "what the meeting is called"),
        Field("day", "Day", "date", "the day it was", default=None),
        line("begun", "the time it began, such as 14:05"),
        names("present", "who was there"),
    ),
    "A meeting about this canvas.",
    identity=("name", "day"),
)
MEETING_STARTS: Final = Collection(
    "meeting_starts",
    "Meeting starts",
    "start of a meeting",
    "meeting",
    (
        line("meeting", "the id of the meeting"),
        names("stood", "a status, two checksums and an id for each statement"),
    ),
    "How each statement stood when a meeting began that still runs; deleted when it ends.",
    identity=("meeting",),
    is_counted=True,
)
MEETING_NOTES: Final = Collection(
    "meeting_notes",
    "Meeting notes",
    "meeting note",
    "text",
    (
        line("meeting", "the id of the meeting"),
        words(
            "part",
            "the part of the minutes that it belongs to",
            ("agenda", "to be talked about"),
            ("added", "new"),
            ("agreed", "agreed at this meeting"),
            ("disputed", "somebody cannot live with it"),
            ("parked", "kept for another day"),
            ("done", "carried out"),
            ("reopened", "open again: proposed, and was not before"),
            ("unresolved", "two versions of it differ"),
            ("promised", "who does it, by when"),
            ("next", "what the check said comes next"),
        ),
        line("statement", "the id of the statement; none where it is about no statement"),
        line("rule", "the rule that found it, as canvas check names it"),
        line("text", "the statement as it stood at the end, or what was found"),
        line("next", "what happens next"),
        line("owner", "who promised it"),
        Field("due", "Due", "date", "by which day it was promised", default=None),
        line("reason", "if disputed: what someone cannot live with"),
    ),
    "What a meeting was to talk about, and what came of it; written at its end, and kept as it was then.",
    identity=("meeting", "part", "statement", "rule", "text"),
    is_counted=True,
    about="statement",
)

COLLECTIONS: Final[dict[str, Collection]] = {
    collection.key: collection
    for collection in (
        *(_ANSWERS, REVIEWS, REVIEW_STATEMENTS, REVIEW_ANSWERS, MEETINGS, MEETING_STARTS, MEETING_NOTES),
    )
}
"""The collections beside the panels by their key, in the order of the file.

A record is a table with an id and these fields. Nested data has no place in one: a record for each value,
with an id that says whose it is, merges without a conflict.
"""

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
