"""The types of findings: what a rule is, and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, Final, Literal, cast, get_args

from canvas.model.named_tuple import NamedTuple
from canvas.model.schema import PANEL_KEYS
from canvas.model.text_folding import folded
from canvas.model.types import ItemId, Place, Stage

if TYPE_CHECKING:
    from canvas.model.canvas import Canvas
    from canvas.model.records import Record

Severity = Literal["must", "should", "consider"]
SEVERITIES: Final[tuple[Severity, ...]] = get_args(Severity)
"""How much a finding matters, the gravest first."""

Reader = Literal["check", "guidance", "summary", "cell"]
"""What shows findings: the verb `check`, the guidance, the summary for partners, the readiness cell."""

READERS: Final[frozenset[Reader]] = frozenset(get_args(Reader))
STAGES: Final[tuple[Stage, ...]] = get_args(Stage)

HINTS: Final[frozenset[Reader]] = frozenset(("guidance",))
ASKED: Final[frozenset[Reader]] = frozenset(("check", "cell"))
COUNTED: Final[frozenset[Reader]] = frozenset(("summary",))
WITH_HINT: Final[frozenset[Reader]] = frozenset(("check", "cell", "guidance"))
"""The readers of a rule: the guidance, those by stage, both, and the counts of the summary."""

_LETTERS: Final[dict[str, Severity | None]] = {"M": "must", "S": "should", "C": "consider", "-": None}

ANSWERS: Final = "answers"
"""The key of the collection of answers to findings."""

FindingKey = tuple[str, str, str]
"""A rule, the id of a statement, and a name, folded for comparison; the last two may be empty."""

CANVAS: Final[Place] = ""
PLACES: Final[tuple[Place, ...]] = (CANVAS, *PANEL_KEYS)


def by_stage(letters: str) -> tuple[Severity | None, ...]:
    """The severities of a rule at the five stages, a letter each; a dash where it is not asked."""
    return tuple(map(_LETTERS.__getitem__, letters))


class Finding(NamedTuple):
    """One finding of a rule.

    Attributes:
        rule: the id of the rule.
        severity: how much it matters.
        panel: the key of the panel to mend it in; empty where it is about the canvas itself.
        item: the id of the item to mend, or None.
        field: the key of the field to mend, or None.
        sentence: what was found.
        why: why it matters, in a line; may be empty.
        about: what tells it from others of its rule and item: a name, or one word; may be empty.
    """

    rule: str
    severity: Severity
    panel: Place
    item: ItemId | None
    field: str | None
    sentence: str
    why: str = ""
    about: str = ""

    @property
    def finding(self) -> Finding:
        """Itself, so that what may be answered is read like an `Answered`."""
        return self

    @property
    def key(self) -> FindingKey:
        """What it is known by to an answer: not its panel or field, for its statement may move."""
        return self.rule, self.item or "", folded(self.about)


class Answered(NamedTuple):
    """A finding and the answer to it: the record that says why it does not apply."""

    finding: Finding
    answer: Record


class Found(NamedTuple):
    """What a rule finds in one place, before its severity is known.

    Attributes:
        item: the id of the item to mend, or None.
        field: the key of the field to mend, or None.
        sentence: what was found; empty for the rule's own sentence.
        about: what tells it from others that the rule finds about the same item; may be empty.
    """

    item: ItemId | None = None
    field: str | None = None
    sentence: str = ""
    about: str = ""


class Rule(NamedTuple):
    """One row of the table.

    Attributes:
        id: its name, which stays the same when its words change.
        by_stage: its severity at each stage in their order, None where it is not asked; or one for all.
        places: where it looks, and where its findings are mended.
        find: yields what it finds in one of these places.
        sentence: the sentence of its findings, unless `find` words each of them.
        why: why it matters, in a line.
        asks: what it asks for, as one sentence.
        reads: other places its findings depend on.
        reads_names: whether they depend on the partners and people that the canvas introduces.
        is_by_item: whether what it finds about an item depends on that item and the day alone.
        is_shut: for a gate, whether it is shut in a canvas: the details stay quiet meanwhile.
        is_detail: whether it stays quiet while a gate is shut.
        readers: what shows its findings.
        kind: the kind of item it asks for; may be empty.
        noun: what the summary calls what is missing; empty where it counts, or `readers` leaves it out.
        count_phrases: what the summary says after the number of findings, of one and of several.
        count_words: what the readiness cell says after the number of findings.
        is_answerable: whether its findings can be answered with a reason why they do not apply.
    """

    id: str
    by_stage: Severity | tuple[Severity | None, ...]
    places: tuple[Place, ...]
    find: Callable[[Rule, Canvas, Place, date | None], Iterable[Found]]
    sentence: str = ""
    why: str = ""
    asks: str = ""
    reads: tuple[Place, ...] = ()
    reads_names: bool = False
    is_by_item: bool = False
    is_shut: Callable[[Canvas], bool] | None = None
    is_detail: bool = True
    readers: frozenset[Reader] = READERS
    kind: str = ""
    noun: str = ""
    count_phrases: tuple[str, str] = ("", "")
    count_words: str = ""
    is_answerable: bool = True

    def severity_at(self, stage: Stage) -> Severity | None:
        """How much its findings matter at a stage; None where it is not asked there."""
        if isinstance(self.by_stage, str):
            return self.by_stage
        return self.by_stage[STAGES.index(stage)]

    @property
    def gravest(self) -> Severity:
        """Its severity at the stage where it matters most."""
        if isinstance(self.by_stage, str):
            return self.by_stage
        return min(cast("Iterable[Severity]", filter(None, self.by_stage)), key=SEVERITIES.index)

    def finding(self, found: Found, place: Place, severity: Severity) -> Finding:
        """A finding of this rule."""
        sentence = found.sentence or self.sentence
        return Finding(self.id, severity, place, found.item, found.field, sentence, self.why, found.about)
