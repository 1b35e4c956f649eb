"""The rules that say what a canvas lacks, and their findings.

The check, the guidance, the summary and the readiness cell all read this table. A rule names those of them
that show its findings, and has the words for each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any, Final, Literal, NamedTuple, get_args

from canvas.model.canvas import Canvas
from canvas.model.conflicts import PANEL, TEXT, Conflict, conflicts_in
from canvas.model.sanitize import quote, visible_line
from canvas.model.schema import BY_KEY, PANEL_KEYS, REVIEW
from canvas.model.types import ItemId, PanelKey, Place

Severity = Literal["must", "should", "consider"]
SEVERITIES: Final[tuple[Severity, ...]] = get_args(Severity)
"""How much a finding matters, the gravest first."""

Reader = Literal["check", "guidance", "summary", "cell"]
"""What shows findings: the verb `check`, the guidance, the summary for partners, the readiness cell."""

CANVAS: Final[Place] = ""
PLACES: Final[tuple[Place, ...]] = (CANVAS, *PANEL_KEYS)


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
    """

    rule: str
    severity: Severity
    panel: Place
    item: ItemId | None
    field: str | None
    sentence: str
    why: str = ""


class Rule(NamedTuple):
    """One row of the table.

    Attributes:
        id: its name, which stays the same when its words change.
        severity: how much its findings matter.
        places: where it looks.
        find: yields what it finds in one of these places.
        sentence: the sentence of its findings, unless `find` words each of them.
        why: why it matters, in a line.
        readers: what shows its findings.
        kind: the kind of item it asks for; may be empty.
        noun: what the summary calls what is missing; empty where `readers` leaves the summary out.
        count_words: what the readiness cell says after the number of findings.
    """

    id: str
    severity: Severity
    places: tuple[Place, ...]
    find: Callable[[Rule, Canvas, Place, date | None], Iterator[Finding]]
    sentence: str = ""
    why: str = ""
    readers: frozenset[Reader] = frozenset(get_args(Reader))
    kind: str = ""
    noun: str = ""
    count_words: str = ""


def findings(canvas: Canvas, reader: Reader, today: date | None = None) -> Iterator[Finding]:
    """The findings for a reader, the canvas's own fields first, then in reading order."""
    for place in PLACES:
        yield from findings_in(canvas, place, reader, today)


def findings_in(canvas: Canvas, place: Place, reader: Reader, today: date | None = None) -> Iterator[Finding]:
    """The findings for a reader in one place; without a day, no rule about days finds anything."""
    for rule in rules_for(reader):
        if place in rule.places:
            yield from rule.find(rule, canvas, place, today)


def rules_for(reader: Reader) -> list[Rule]:
    """The rules whose findings a reader shows."""
    return [rule for rule in RULES if reader in rule.readers]


def rule_of(finding: Finding) -> Rule:
    """The rule that made a finding."""
    return next(rule for rule in RULES if rule.id == finding.rule)


def count_distinct(found: Iterable[Finding]) -> int:
    """The number of distinct items found, plus the number of findings about no item."""
    found = tuple(found)
    items = {finding.item for finding in found if finding.item is not None}
    return len(items) + sum(finding.item is None for finding in found)


def _unresolved(rule: Rule, canvas: Canvas, place: Place, _: date | None) -> Iterator[Finding]:
    """Every unresolved conflict of a merge."""
    for conflict in conflicts_in(canvas, place):
        item = conflict.item.id if conflict.item else None
        sentence = _conflict_sentence(conflict)
        yield Finding(rule.id, rule.severity, place, item, conflict.key, sentence, rule.why)


def _overdue(rule: Rule, canvas: Canvas, place: Place, today: date | None) -> Iterator[Finding]:
    """Every overdue item of a panel."""
    for item in canvas.panels[place] if today else ():
        if today and item.is_overdue(today):
            yield Finding(rule.id, rule.severity, place, item.id, "due", rule.sentence, rule.why)


def _review(rule: Rule, canvas: Canvas, place: Place, today: date | None) -> Iterator[Finding]:
    """The day of the next review, where it is missing or past."""
    if canvas.review is None or (today is not None and canvas.review < today):
        yield Finding(rule.id, rule.severity, place, None, REVIEW.key, rule.sentence, rule.why)


def no_item_of_kind(rule: Rule, canvas: Canvas, place: Place, _: date | None) -> Iterator[Finding]:
    """A panel without an item of the rule's kind, or of any kind where the rule has none."""
    items = canvas.panels[place]
    if not (any(item.kind == rule.kind for item in items) if rule.kind else items):
        yield Finding(rule.id, rule.severity, place, None, None, rule.sentence, rule.why)


def _gaps(panel: PanelKey, *rows: tuple[str, str, str] | tuple[str, str, str, str]) -> list[Rule]:
    """Rows that ask for an item of a kind; the summary shows those with a noun, the check none yet.

    Args:
        panel: the key of the panel.
        rows: for each rule the rest of its id, the kind, the sentence, and perhaps the noun.
    """
    return [
        Rule(
            f"{panel}/{name}",
            "consider",
            (panel,),
            no_item_of_kind,
            sentence,
            readers=frozenset(("guidance", "summary") if noun else ("guidance",)),
            kind=kind,
            noun="".join(noun),
        )
        for name, kind, sentence, *noun in rows
    ]


RULES: tuple[Rule, ...] = (
    Rule(
        "settled",
        "must",
        PLACES,
        _unresolved,
        why="the two versions differ, and only people can say which is right",
        readers=frozenset(("check", "guidance", "cell")),
        count_words="not resolved",
    ),
    Rule(
        "governance/next-review",
        "should",
        (CANVAS,),
        _review,
        "no review date yet",
        readers=frozenset(("cell",)),
    ),
    Rule("steps/on-time", "should", PANEL_KEYS, _overdue, "late", readers=frozenset(("cell",))),
    *_gaps(
        "beneficiaries",
        ("group", "group", "Nobody named yet whom this is for", "who benefits"),
        ("any-need", "need", "No need named yet"),
        ("difference", "difference", "No difference for them stated yet", "what changes for them"),
        ("any-voice", "voice", "How they have a say is not said yet"),
        ("harm", "harm", "No harm considered yet"),
    ),
    *_gaps(
        "vision",
        ("issue", "issue", "No issue named yet"),
        ("shared-goal", "goal", "No goal shared by all yet", "our shared goal"),
        ("added-value", "value", "What together adds is not said yet", "why we do it together"),
        ("any-outcome", "outcome", "No outcome to measure yet"),
        ("out-of-scope", "scope", "Nothing left out on purpose yet"),
    ),
    *_gaps(
        "relationships",
        ("any-partner", "partner", "No partner at the table yet", "the partners"),
        ("any-stakeholder", "stakeholder", "Nobody else affected named yet"),
        ("culture", "culture", "No difference between us named yet"),
        ("any-trust", "trust", "Nothing that builds trust yet"),
    ),
    *_gaps(
        "principles",
        ("any", "", "No principle yet"),
    ),
    *_gaps(
        "roles",
        ("any-responsibility", "responsibility", "No work given to anyone yet"),
        ("monitoring", "monitoring", "Nobody watches progress yet", "how we watch our progress"),
        ("any-resource", "resource", "Nothing the work rests on named yet"),
    ),
    *_gaps(
        "governance",
        ("agreement", "agreement", "No written agreement yet", "our agreement"),
        ("decisions", "decisions", "How we decide is not said yet", "how we decide"),
        ("disputes", "disputes", "Nowhere to take a dispute yet", "where a dispute goes"),
        ("money", "money", "Who holds the money is not said yet", "who holds the money"),
        ("data", "data", "Nothing on data yet, not even none", "what data we share"),
        ("any-risk", "risk", "No risk thought through yet", "what could go wrong"),
        ("any-review", "review", "No look at ourselves planned yet"),
        ("exit", "exit", "How a partner leaves is not said yet", "how a partner leaves"),
    ),
    *_gaps(
        "leadership",
        ("any-sponsor", "sponsor", "Nobody yet to commit a partner"),
        ("any-chair", "chair", "No chair yet"),
        ("any-backbone", "backbone", "Nobody has paid hours for it yet"),
        ("any-unease", "unease", "No worry named and answered yet"),
        ("succession", "succession", "Nobody yet to follow the lead"),
    ),
    *_gaps(
        "communications",
        ("any-message", "message", "No message agreed yet"),
        ("any-story", "story", "No story to tell yet"),
        ("any-signoff", "signoff", "Nobody signs off what goes out yet", "who signs off what we publish"),
        ("any-internal", "internal", "Our own colleagues hear nothing yet"),
    ),
)
"""Every rule; those of one place in the order in which their findings are shown."""


def _conflict_sentence(conflict: Conflict) -> str:
    """Describe the two versions of a conflict."""
    ours, theirs = _format(conflict.ours), _format(conflict.theirs)
    if conflict.item is None:
        return f"the {conflict.name} is {ours} here and {theirs} in another version."
    where = BY_KEY[conflict.panel].title
    name = quote(conflict.item.text)
    if conflict.key == TEXT:
        return f"{where}: {ours} is {theirs} in another version."
    if conflict.deletes is not None:
        here = "in another version" if conflict.deletes else "here and kept in another version"
        return f"{where}: {name} is deleted {here}."
    if conflict.key == PANEL:
        panel = BY_KEY.get(str(conflict.theirs))
        return f"{where}: {name} stands in {panel.title if panel else theirs} in another version."
    return f"{where}: the {conflict.name} of {name} is {ours} here and {theirs} in another version."


def _format(value: Any) -> str:  # noqa: ANN401 - a file may hold anything
    """Format a value for a sentence: one line, sanitised."""
    if isinstance(value, str):
        return f"‘{visible_line(value)}’" if value else "nothing"
    if isinstance(value, list | tuple):
        return visible_line(" and ".join(map(str, value))) or "nothing"
    return "nothing" if value is None else visible_line(str(value))
