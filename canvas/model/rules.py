"""The rules that say what a canvas lacks: one table, with the severity of each rule at each stage.

What they find is in `canvas.model.rule_finders`; who reads them in `canvas.model.findings`.
"""

from __future__ import annotations

from typing import Any, Final

from canvas.model import rule_finders as find
from canvas.model.finding import CANVAS, PLACES, READERS, Reader, Rule, Severity
from canvas.model.schema import BY_KEY, PANEL_KEYS
from canvas.model.types import PanelKey

_HINTS: Final[frozenset[Reader]] = frozenset(("guidance",))
_ASKED: Final[frozenset[Reader]] = frozenset(("check",))
_WITH_HINT: Final[frozenset[Reader]] = frozenset(("check", "guidance"))

_LETTERS: Final[dict[str, Severity | None]] = {"M": "must", "S": "should", "C": "consider", "-": None}


def _by_stage(letters: str) -> tuple[Severity | None, ...]:
    """The severities of a rule at the five stages, a letter each; a dash where it is not asked."""
    return tuple(map(_LETTERS.__getitem__, letters))


def _hints(panel: PanelKey, **rows: str) -> list[Rule]:
    """Rows that ask for an item of a kind in the guidance alone, each with its sentence."""
    return [
        Rule(
            f"{panel}/any-{kind}",
            "consider",
            (panel,),
            find.no_item_of_kind,
            sentence,
            readers=_HINTS,
            kind=kind,
        )
        for kind, sentence in rows.items()
    ]


def _row(  # noqa: PLR0917 - one row of the table
    name: str,
    stages: str,
    finder: find.Find,
    sentence: str,
    why: str,
    asks: str,
    *,
    kind: str = "",
    noun: str = "",
    is_hint: bool = False,
    **more: Any,  # noqa: ANN401 - as `Rule` has it
) -> Rule:
    """A rule of the panel that its name begins with; the summary shows it where it has a noun."""
    panel = BY_KEY[name.split("/", maxsplit=1)[0]].key
    readers = _WITH_HINT if is_hint or finder is find.no_item_of_kind else _ASKED
    if noun:
        readers |= {"summary"}
    severities = _by_stage(stages)
    return Rule(
        name, severities, (panel,), finder, sentence, why, asks, readers=readers, kind=kind, noun=noun, **more
    )


RULES: tuple[Rule, ...] = (
    Rule(
        "settled",
        "must",
        PLACES,
        find.unresolved_conflicts,
        why="the two versions differ, and only people can say which is right",
        asks="Every difference between two versions is resolved.",
        is_detail=False,
        readers=READERS - {"summary"},
        count_words="not resolved",
        is_answerable=False,
    ),
    _row(
        "beneficiaries/group",
        "MMMMM",
        find.no_item_of_kind,
        "Nobody named yet whom this is for",
        "a partnership that makes nothing better for someone should not start",
        "At least one group of people whom this is for.",
        kind="group",
        noun="who benefits",
        is_detail=False,
        is_shut=lambda canvas: not find.live(canvas, "beneficiaries", "group"),
    ),
    *_hints("beneficiaries", need="No need named yet"),
    _row(
        "beneficiaries/evidence",
        "CSSS-",
        find.each("need", find.lacking(evidence="has no evidence yet")),
        "",
        "a need that nobody asked about is a guess",
        "Each need says how we know of it.",
    ),
    _row(
        "beneficiaries/difference",
        "SMMMM",
        find.no_item_of_kind,
        "No difference for them stated yet",
        "if nothing changes for anyone, working together is not worth its trouble",
        "A difference that people will notice.",
        kind="difference",
        noun="what changes for them",
    ),
    _row(
        "beneficiaries/voice",
        "CSSSC",
        find.voice_only_told,
        "How they have a say is not said yet",
        "what is decided about people without them seldom fits them",
        "How those it is for have a say, beyond being told.",
        kind="voice",
        is_hint=True,
    ),
    _row(
        "beneficiaries/harm",
        "CSMMS",
        find.no_item_of_kind,
        "No harm considered yet",
        "good intentions can hurt too, and those who are hurt rarely get asked",
        "What could get worse for them, and how we watch for it.",
        kind="harm",
    ),
    _row(
        "vision/issue",
        "MMSSS",
        find.no_item_of_kind,
        "No issue named yet",
        "people who see different problems pull in different directions",
        "The problem that brought us together.",
        kind="issue",
        is_detail=False,
    ),
    _row(
        "vision/shared-goal",
        "SMMMM",
        find.not_one_shared_goal,
        "No goal shared by all yet",
        "a goal that cannot be said aloud is not shared",
        "One goal that all share, short enough to say to a stranger.",
        kind="goal",
        noun="our shared goal",
        is_hint=True,
        is_detail=False,
        is_shut=lambda canvas: not find.live(canvas, "vision", "goal"),
    ),
    _row(
        "vision/added-value",
        "SMSSS",
        find.no_item_of_kind,
        "What together adds is not said yet",
        "it is the reason to bear with each other when it gets hard",
        "What working together gives that working apart cannot.",
        kind="value",
        noun="why we do it together",
    ),
    *_hints("vision", outcome="No outcome to measure yet"),
    _row(
        "vision/measurable",
        "-SMMS",
        find.unmeasurable_outcomes,
        "No outcome to measure yet",
        "without a number to start from and a day, nobody can tell whether it worked",
        "Each outcome has a measure, a baseline, a target and a day.",
    ),
    _row(
        "vision/out-of-scope",
        "-CSC-",
        find.no_item_of_kind,
        "Nothing left out on purpose yet",
        "what nobody ruled out will be asked of you",
        "Something that we leave to others.",
        kind="scope",
    ),
    _row(
        "relationships/two-partners",
        "SMMMM",
        find.too_few_partners,
        "No partner at the table yet",
        "one alone is no partnership",
        "Two partners or more.",
        kind="partner",
        noun="the partners",
        is_detail=False,
        is_shut=lambda canvas: len(canvas.partners) < find.LEAST_PARTNERS,
    ),
    *_hints(
        "relationships", partner="No partner at the table yet", stakeholder="Nobody else affected named yet"
    ),
    _row(
        "relationships/two-people",
        "-CSSS",
        find.too_few_people,
        "",
        "one person falls ill or leaves, and the partner is gone",
        "Two people who speak for each partner.",
    ),
    _row(
        "relationships/gives-and-gets",
        "CSSS-",
        find.each("partner", find.lacking(gives="has nothing it gives", gets="has nothing it gets")),
        "",
        "whoever only gives will stop, and whoever only gets is a client",
        "What each partner gives, and what it gets.",
    ),
    _row(
        "relationships/culture",
        "-CSCC",
        find.no_item_of_kind,
        "No difference between us named yet",
        "most partnerships that fail, fail over how the others work",
        "A way in which we work differently, and how we live with it.",
        kind="culture",
    ),
    *_hints("relationships", trust="Nothing that builds trust yet"),
    Rule(
        "principles/any",
        "consider",
        ("principles",),
        find.no_item_of_kind,
        "No principle yet",
        readers=_HINTS,
    ),
    _row(
        "principles/three-to-seven",
        "-CSS-",
        find.principle_count,
        "",
        "people live by what they can remember",
        "Three to seven principles.",
    ),
    _row(
        "principles/practice",
        "-CSC-",
        find.each("", find.lacking(practice="does not say what it looks like")),
        "",
        "without it everybody agrees and nothing changes",
        "What each principle looks like when we live by it.",
    ),
    _row(
        "principles/agreed",
        "-SMM-",
        find.principles_not_agreed,
        "",
        "nobody is held to what was only said",
        "Every principle is agreed.",
    ),
    *_hints("roles", responsibility="No work given to anyone yet"),
    _row(
        "roles/one-accountable",
        "-MMMS",
        find.not_one_accountable,
        "",
        "what two are accountable for, nobody is",
        "Exactly one partner accountable for each responsibility.",
        reads=("relationships", "leadership"),
    ),
    _row(
        "roles/responsible",
        "-SMM-",
        find.nobody_responsible,
        "",
        "work that is nobody's stays undone",
        "Someone who does each responsibility.",
    ),
    _row(
        "roles/every-partner",
        "-SSC-",
        find.partners_without_role,
        "",
        "a partner without a part is a name on the letterhead",
        "A part in the work for each partner.",
        reads=("relationships", "leadership"),
    ),
    _row(
        "roles/concentration",
        "-CSC-",
        find.concentration,
        "",
        "if that one falters, everything does",
        "No partner accountable for most of the work.",
        reads=(CANVAS, "relationships", "leadership"),
    ),
    _row(
        "roles/monitoring",
        "-SMMS",
        find.no_item_of_kind,
        "Nobody watches progress yet",
        "what nobody looks at is found out when it is too late",
        "How progress is watched, how often, and shown to whom.",
        kind="monitoring",
        noun="how we watch our progress",
    ),
    *_hints("roles", resource="Nothing the work rests on named yet"),
    _row(
        "governance/agreement",
        "-SMMM",
        find.agreement_state,
        "No written agreement yet",
        "what is written down outlives those who agreed on it",
        "A written agreement: agreed when the work begins, signed when it is reviewed.",
        kind="agreement",
        noun="our agreement",
        is_hint=True,
        reads=(CANVAS,),
    ),
    _row(
        "governance/decisions",
        "CSMSC",
        find.no_item_of_kind,
        "How we decide is not said yet",
        "it is the first question of the first crisis",
        "Who decides what, and how.",
        kind="decisions",
        noun="how we decide",
    ),
    _row(
        "governance/disputes",
        "-SMSC",
        find.no_item_of_kind,
        "Nowhere to take a dispute yet",
        "in the middle of a dispute nobody agrees on who hears it",
        "Where a dispute goes, and who hears it.",
        kind="disputes",
        noun="where a dispute goes",
    ),
    _row(
        "governance/money",
        "CSMMM",
        find.no_item_of_kind,
        "Who holds the money is not said yet",
        "money without a keeper costs trust first",
        "Who holds the money, who may spend it, who reports on it.",
        kind="money",
        noun="who holds the money",
    ),
    _row(
        "governance/data",
        "-SMMM",
        find.no_item_of_kind,
        "Nothing on data yet, not even none",
        "the law asks, whether you have an answer or not",
        "What is shared about people and on what basis, even if it is nothing.",
        kind="data",
        noun="what data we share",
    ),
    *_hints("governance", risk="No risk thought through yet"),
    _row(
        "governance/risk-owned",
        "-CSSS",
        find.each("risk", find.lacking(owner="has no owner", response="has no response")),
        "",
        "a list of risks that nobody watches is a list of excuses",
        "An owner and a response for each risk.",
    ),
    *_hints("governance", review="No look at ourselves planned yet"),
    _row(
        "governance/exit",
        "-SSMM",
        find.no_item_of_kind,
        "How a partner leaves is not said yet",
        "no other gap is regretted as often",
        "How a partner leaves: notice, what stays, who takes over.",
        kind="exit",
        noun="how a partner leaves",
    ),
    Rule(
        "governance/next-review",
        _by_stage("CSMMS"),
        (CANVAS,),
        find.review_day,
        "No review day yet",
        "without a day nobody looks, and the work drifts",
        "The day of the next review, in the future.",
        readers=_ASKED | {"cell"},
    ),
    _row(
        "leadership/sponsors",
        "-CSSS",
        find.partners_without_sponsor,
        "",
        "without one a partner can agree to nothing that costs it",
        "For each partner a person who can commit it.",
        reads=("relationships",),
    ),
    *_hints("leadership", sponsor="Nobody yet to commit a partner", chair="No chair yet"),
    _row(
        "leadership/coordination",
        "-SSSS",
        find.no_item_of_kind,
        "Nobody has paid hours for it yet",
        "what is done beside the real work stops first",
        "Someone with paid hours to keep it all moving.",
        kind="backbone",
    ),
    _row(
        "leadership/unease",
        "CCSCC",
        find.unanswered_unease,
        "No worry named and answered yet",
        "a worry that is not said aloud is acted on in silence",
        "A worry that someone has, and our answer.",
        kind="unease",
        is_hint=True,
    ),
    _row(
        "leadership/succession",
        "--CSC",
        find.no_item_of_kind,
        "Nobody yet to follow the lead",
        "those who carry it move on, usually at the worst time",
        "Who takes over when the one who leads moves on.",
        kind="succession",
    ),
    _row(
        "communications/message",
        "-CSSS",
        find.unaddressed_messages,
        "No message agreed yet",
        "partners who contradict each other in public lose both their trust",
        "A message with an audience, an owner and someone who signs it off.",
        kind="message",
        is_hint=True,
    ),
    *_hints(
        "communications",
        story="No story to tell yet",
        internal="Our own colleagues hear nothing yet",
    ),
    Rule(
        "communications/any-signoff",
        "consider",
        ("communications",),
        find.no_item_of_kind,
        "Nobody signs off what goes out yet",
        readers=_HINTS | {"summary"},
        kind="signoff",
        noun="who signs off what we publish",
    ),
    Rule(
        "steps/on-time",
        _by_stage("CSMMM"),
        PANEL_KEYS,
        find.late_or_loose_steps,
        "late",
        "a promise that nobody keeps teaches that promises are words",
        "No next step is late, and each has an owner and a day.",
        is_detail=False,
        readers=_ASKED,
    ),
    Rule(
        "names/known",
        _by_stage("CCSSS"),
        PANEL_KEYS,
        find.unknown_names,
        "",
        "a name that nobody recognises answers no telephone",
        "Every name stands among the partners, their people or those affected.",
        reads=("relationships", "leadership"),
        readers=_ASKED,
    ),
    Rule(
        "visibility/public-safe",
        _by_stage("MMMMM"),
        PANEL_KEYS,
        find.unsafe_in_public,
        "",
        "what went out too early is out",
        "Nothing disputed is public, and nothing public quotes what is internal.",
        reads=PANEL_KEYS,
        is_detail=False,
        readers=_ASKED,
    ),
)
"""Every rule; those of one place in the order in which their findings are shown."""
