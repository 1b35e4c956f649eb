"""The table of rules that says what a canvas lacks, and the findings its rules make.

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
    """One answer of a rule.

    Attributes:
        rule: the id of the rule.
        severity: how much it matters.
        panel: the key of the panel to mend it in; empty where it is about the canvas itself.
        item: the id of the item to mend; None where it is about none in particular.
        field: the key of the field to mend; None where it is about none in particular.
        sentence: what was found.
        why: why it matters, in a line; empty where the rule does not say.
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
        sentence: what its findings say, unless `find` words each of them.
        why: why it matters, in a line.
        readers: what shows its findings.
        kind: the kind of item it asks for; empty where it asks for none in particular.
        noun: what the summary calls the thing that is missing; empty where `readers` leaves the summary out.
        count_words: what the readiness cell says after the number of things found.
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
    """What the rules find for a reader, the canvas's own fields first, then in reading order.

    Args:
        canvas: the canvas.
        reader: whose rules are asked.
        today: the current day; without it no rule about days finds anything.
    """
    for place in PLACES:
        yield from findings_in(canvas, place, reader, today)


def findings_in(canvas: Canvas, place: Place, reader: Reader, today: date | None = None) -> Iterator[Finding]:
    """What the rules find for a reader in one panel, or in the canvas's own fields (`CANVAS`)."""
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
    """How many items are found, however often each, and how many findings about no item."""
    found = tuple(found)
    items = {finding.item for finding in found if finding.item is not None}
    return len(items) + sum(finding.item is None for finding in found)


def _unresolved(rule: Rule, canvas: Canvas, place: Place, _: date | None) -> Iterator[Finding]:
    """Every conflict of a merge that nobody has resolved."""
    for conflict in conflicts_in(canvas, place):
        item = conflict.item.id if conflict.item else None
        sentence = _conflict_sentence(conflict)
        yield Finding(rule.id, rule.severity, place, item, conflict.key, sentence, rule.why)


def _overdue(rule: Rule, canvas: Canvas, place: Place, today: date | None) -> Iterator[Finding]:
    """Every item of a panel that is overdue."""
    for item in canvas.panels[place] if today else ():
        if today and item.is_overdue(today):
            yield Finding(rule.id, rule.severity, place, item.id, "due", rule.sentence, rule.why)


def _review(rule: Rule, canvas: Canvas, place: Place, today: date | None) -> Iterator[Finding]:
    """The day of the next review, where it is not set or past."""
    if canvas.review is None or (today is not None and canvas.review < today):
        yield Finding(rule.id, rule.severity, place, None, REVIEW.key, rule.sentence, rule.why)


def no_item_of_kind(rule: Rule, canvas: Canvas, place: Place, _: date | None) -> Iterator[Finding]:
    """A panel without an item of the rule's kind; without any item, where the rule has no kind."""
    items = canvas.panels[place]
    if not (any(item.kind == rule.kind for item in items) if rule.kind else items):
        yield Finding(rule.id, rule.severity, place, None, None, rule.sentence, rule.why)


def _gap(rule_id: str, panel: PanelKey, kind: str, sentence: str, noun: str = "") -> Rule:
    """A row that asks for an item of a kind; the summary shows it where it has a noun, the check not yet."""
    readers: frozenset[Reader] = frozenset(("guidance", "summary") if noun else ("guidance",))
    return Rule(
        rule_id, "consider", (panel,), no_item_of_kind, sentence, readers=readers, kind=kind, noun=noun
    )


RULES: tuple[Rule, ...] = (
    Rule(
        "settled",
        "must",
        PLACES,
        _unresolved,
        why="two versions say different things, and only people can tell which of them holds",
        readers=frozenset(("check", "guidance", "cell")),
        count_words="not settled",
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
    _gap(
        "beneficiaries/group", "beneficiaries", "group", "Nobody named yet whom this is for", "who benefits"
    ),
    _gap("beneficiaries/any-need", "beneficiaries", "need", "No need named yet"),
    _gap(
        "beneficiaries/difference",
        "beneficiaries",
        "difference",
        "No difference for them stated yet",
        "what changes for them",
    ),
    _gap("beneficiaries/any-voice", "beneficiaries", "voice", "How they have a say is not said yet"),
    _gap("beneficiaries/harm", "beneficiaries", "harm", "No harm considered yet"),
    _gap("vision/issue", "vision", "issue", "No issue named yet"),
    _gap("vision/shared-goal", "vision", "goal", "No goal shared by all yet", "our shared goal"),
    _gap(
        "vision/added-value", "vision", "value", "What together adds is not said yet", "why we do it together"
    ),
    _gap("vision/any-outcome", "vision", "outcome", "No outcome to measure yet"),
    _gap("vision/out-of-scope", "vision", "scope", "Nothing left out on purpose yet"),
    _gap(
        "relationships/any-partner", "relationships", "partner", "No partner at the table yet", "the partners"
    ),
    _gap("relationships/any-stakeholder", "relationships", "stakeholder", "Nobody else affected named yet"),
    _gap("relationships/culture", "relationships", "culture", "No difference between us named yet"),
    _gap("relationships/any-trust", "relationships", "trust", "Nothing to build trust yet"),
    _gap("principles/any", "principles", "", "No principle yet"),
    _gap("roles/any-responsibility", "roles", "responsibility", "No work given to anyone yet"),
    _gap(
        "roles/monitoring", "roles", "monitoring", "Nobody watches progress yet", "how we watch our progress"
    ),
    _gap("roles/any-resource", "roles", "resource", "Nothing the work rests on named yet"),
    _gap("governance/agreement", "governance", "agreement", "No written agreement yet", "our agreement"),
    _gap("governance/decisions", "governance", "decisions", "How we decide is not said yet", "how we decide"),
    _gap(
        "governance/disputes",
        "governance",
        "disputes",
        "Nowhere to take a quarrel yet",
        "where a dispute goes",
    ),
    _gap(
        "governance/money",
        "governance",
        "money",
        "Who holds the money is not said yet",
        "who holds the money",
    ),
    _gap("governance/data", "governance", "data", "Nothing on data yet, not even none", "what data we share"),
    _gap("governance/any-risk", "governance", "risk", "No risk thought through yet", "what could go wrong"),
    _gap("governance/any-review", "governance", "review", "No look at ourselves planned yet"),
    _gap(
        "governance/exit",
        "governance",
        "exit",
        "How a partner leaves is not said yet",
        "how a partner leaves",
    ),
    _gap("leadership/any-sponsor", "leadership", "sponsor", "Nobody yet to commit a partner"),
    _gap("leadership/any-chair", "leadership", "chair", "No chair yet"),
    _gap("leadership/any-backbone", "leadership", "backbone", "Nobody has paid hours for it yet"),
    _gap("leadership/any-unease", "leadership", "unease", "No worry named and answered yet"),
    _gap("leadership/succession", "leadership", "succession", "Nobody yet to follow the lead"),
    _gap("communications/any-message", "communications", "message", "No message agreed yet"),
    _gap("communications/any-story", "communications", "story", "No story to tell yet"),
    _gap(
        "communications/any-signoff",
        "communications",
        "signoff",
        "Nobody yet reads before it goes out",
        "who signs off what we publish",
    ),
    _gap("communications/any-internal", "communications", "internal", "Our own colleagues hear nothing yet"),
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
    """Format a value of a conflict for a sentence: one line, sanitised."""
    if isinstance(value, str):
        return f"‘{visible_line(value)}’" if value else "nothing"
    if isinstance(value, list | tuple):
        return visible_line(" and ".join(map(str, value))) or "nothing"
    return "nothing" if value is None else visible_line(str(value))
