"""The collections beside the panels: one table of their records and fields."""

from __future__ import annotations

from typing import Final

from canvas.model.fields import Field, line, names, prose, words
from canvas.model.named_tuple import NamedTuple

VISIBILITY = words(
    "visibility",
    "who may read it in a summary",
    ("internal", "only those who keep the canvas"),
    ("partners", "every partner"),
    ("public", "anyone"),
    default="partners",
    public=True,
)
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
        names("stood", "of each statement its status, two checksums, who may read it, its id and its words"),
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
            ("reworded", "agreed already, in other words now"),
            ("removed", "deleted"),
            ("promised", "who does it, by when"),
            ("next", "what the check said comes next"),
        ),
        line("statement", "the id of the statement; none where it is about no statement"),
        line("rule", "the rule that found it, as canvas check names it"),
        line("text", "the statement as it stood at the end, or what was found"),
        line("next", "what happens next"),
        line("owner", "who promised it"),
        Field("due", "Due", "date", "by which day it was promised", default=None),
        line("reason", "if disputed: what someone cannot live with; if reworded: the words before"),
    ),
    "What a meeting was to talk about, and what came of it; written at its end, and kept as it was then.",
    identity=("meeting", "part", "statement", "rule", "text"),
    is_counted=True,
    about="statement",
)
GROUPS: Final = Collection(
    "groups",
    "Groups",
    "group",
    "name",
    (
        line("name", "what the group is called"),
        names("panels", "the keys of the panels that it works on"),
        line("base", "in a group's copy: the canvas before the split, compressed"),
        line("joined", "a checksum of the copy, once it was joined"),
    ),
    "A group of the room that works, or has worked, on a copy of the canvas.",
    is_counted=True,
)
KEPT_APART: Final = Collection(
    "kept_apart",
    "Kept apart",
    "pair kept apart",
    "one",
    (
        line("one", "the id of a statement"),
        line("other", "the id of one that says nearly the same, and is another one"),
    ),
    "Two statements that are alike and were kept apart.",
    identity=("one", "other"),
    is_counted=True,
)

COLLECTIONS: Final[dict[str, Collection]] = {
    collection.key: collection
    for collection in (
        *(_ANSWERS, REVIEWS, REVIEW_STATEMENTS, REVIEW_ANSWERS, MEETINGS, MEETING_STARTS, MEETING_NOTES),
        *(GROUPS, KEPT_APART),
    )
}
"""The collections beside the panels by their key, in the order of the file.

A record is a table with an id and these fields. Nested data has no place in one: a record for each value,
with an id that says whose it is, merges without a conflict.
"""
