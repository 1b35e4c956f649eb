"""Each rule: a canvas that breaks it alone, and one that meets it."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from datetime import date
from typing import Any, get_args

import pytest

from canvas.model.canvas import Canvas, Item
from canvas.model.finding import SEVERITIES, STAGES, Severity
from canvas.model.findings import findings, rules_for
from canvas.model.known_names import known_names
from canvas.model.rules import RULES
from canvas.model.types import Stage

TODAY = date(2026, 11, 29)
SOON = date(2027, 1, 15)

STAGE_TABLE = {
    "beneficiaries/group": "MMMMM",
    "beneficiaries/evidence": "CSSS-",
    "beneficiaries/difference": "SMMMM",
    "beneficiaries/voice": "CSSSC",
    "beneficiaries/harm": "CSMMS",
    "vision/issue": "MMSSS",
    "vision/shared-goal": "SMMMM",
    "vision/added-value": "SMSSS",
    "vision/measurable": "-SMMS",
    "vision/out-of-scope": "-CSC-",
    "relationships/two-partners": "SMMMM",
    "relationships/two-people": "-CSSS",
    "relationships/gives-and-gets": "CSSS-",
    "relationships/culture": "-CSCC",
    "principles/three-to-seven": "-CSS-",
    "principles/practice": "-CSC-",
    "principles/agreed": "-SMM-",
    "roles/one-accountable": "-MMMS",
    "roles/responsible": "-SMM-",
    "roles/every-partner": "-SSC-",
    "roles/concentration": "-CSC-",
    "roles/monitoring": "-SMMS",
    "governance/agreement": "-SMMM",
    "governance/decisions": "CSMSC",
    "governance/disputes": "-SMSC",
    "governance/money": "CSMMM",
    "governance/data": "-SMMM",
    "governance/exit": "-SSMM",
    "governance/risk-owned": "-CSSS",
    "governance/next-review": "CSMMS",
    "leadership/sponsors": "-CSSS",
    "leadership/coordination": "-SSSS",
    "leadership/unease": "CCSCC",
    "leadership/succession": "--CSC",
    "communications/message": "-CSSS",
    "steps/on-time": "CSMMM",
    "names/known": "CCSSS",
    "visibility/public-safe": "MMMMM",
}
"""The severity of each rule from exploring to closing, as the practice has it."""

LETTERS: dict[str, Severity | None] = {"M": "must", "S": "should", "C": "consider", "-": None}


KINDS_OF_RULES = ("decisions", "disputes", "money", "data", "exit")


def an_item(id: str, text: str, kind: str = "", **values: Any) -> Item:  # noqa: A002 - the name of the key in the file
    return Item(id, text, {**({"kind": kind} if kind else {}), "status": "agreed", **values})


def a_healthy_canvas(stage: Stage = "delivering") -> Canvas:
    """A canvas in which no rule finds anything."""
    both = {"people": ["Ana Ruiz", "Ben Osei"]}, {"people": ["Chi Lam", "Dora Weiss"]}
    swap = {"gives": "hours", "gets": "a hall"}
    panels = {
        "beneficiaries": (
            an_item("group", "Children who care for a parent", "group"),
            an_item("need", "No free afternoon", "need", evidence="asked 40 in May"),
            an_item("diff", "One afternoon a week", "difference"),
            an_item("voice", "Four of them vote with us", "voice"),
            an_item("harm", "Being fetched could shame them", "harm"),
        ),
        "vision": (
            an_item("issue", "Nobody else was asked", "issue"),
            an_item("goal", "Whoever cares gets to be young", "goal"),
            an_item("value", "Together we know who cares", "value"),
            an_item(
                "outco", "Free afternoons", "outcome",
                measure="a week", baseline="0", target="1", due=SOON, owner="Ana Ruiz",
            ),
            an_item("scope", "Nursing stays with the clinic", "scope"),
        ),
        "relationships": (
            an_item("clini", "Health Centre", "partner", **both[0], **swap),
            an_item("schoo", "Mill School", "partner", **both[1], **swap),
            an_item("cultu", "Terms and weeks", "culture"),
        ),
        "principles": tuple(an_item(f"prin{n}", f"Principle {n}", practice="seen") for n in range(3)),
        "roles": (
            *(
                an_item(
                    f"role{n}", f"Drive on day {n}", "responsibility",
                    accountable=("Health Centre", "Mill School")[n % 2], responsible=["Ben Osei"],
                )
                for n in range(4)
            ),
            an_item("monit", "Count every Friday", "monitoring"),
        ),
        "governance": (
            an_item("agree", "One page", "agreement", state="signed"),
            *(an_item(kind, f"How {kind} goes", kind) for kind in KINDS_OF_RULES),
            an_item("risk", "The bus breaks down", "risk", owner="Chi Lam", response="borrow one"),
        ),
        "leadership": (
            an_item("spon1", "Commits the centre", "sponsor", partner="Health Centre", people=["Eve Holt"]),
            an_item("spon2", "Commits it", "sponsor", partner="Mill School", people=["Finn Roe"]),
            an_item("backb", "A day a week", "backbone"),
            an_item("uneas", "Will it last?", "unease", response="three years are paid"),
            an_item("succe", "The deputy follows in June", "succession"),
        ),
        "communications": (
            an_item("messa", "Wednesday is yours", "message", audience="carers", owner="Ana Ruiz"),
            an_item("signo", "Ana reads it first", "signoff"),
        ),
    }  # fmt: skip
    return Canvas("Otterbeck", stage, SOON).with_items(panels)


Break = Callable[[Canvas], Canvas]


def without(item_id: str) -> Break:
    def break_(canvas: Canvas) -> Canvas:
        panel, _ = canvas.place(item_id) or pytest.fail(item_id)
        return canvas.with_items({panel: tuple(i for i in canvas.panels[panel] if i.id != item_id)})

    return break_


def changing(item_id: str, text: str | None = None, **values: Any) -> Break:
    def break_(canvas: Canvas) -> Canvas:
        panel, at = canvas.place(item_id) or pytest.fail(item_id)
        items = list(canvas.panels[panel])
        changed = items[at].with_values(values, panel)
        items[at] = changed if text is None else changed._replace(text=text)
        return canvas.with_items({panel: tuple(items)})

    return break_


def adding(panel: str, item: Item) -> Break:
    return lambda canvas: canvas.with_items({panel: (*canvas.panels[panel], item)})


def both(*breaks: Break) -> Break:
    def break_(canvas: Canvas) -> Canvas:
        for each in breaks:
            canvas = each(canvas)
        return canvas

    return break_


BROKEN: list[tuple[str, Break, str]] = [
    ("beneficiaries/group", without("group"), "Nobody named yet whom this is for"),
    ("beneficiaries/evidence", changing("need", evidence=None), "‘No free afternoon’ has no evidence yet."),
    ("beneficiaries/difference", without("diff"), "No difference for them stated yet"),
    ("beneficiaries/voice", without("voice"), "How they have a say is not said yet"),
    ("beneficiaries/harm", without("harm"), "No harm considered yet"),
    ("vision/issue", without("issue"), "No issue named yet"),
    ("vision/shared-goal", without("goal"), "No goal shared by all yet"),
    (
        "vision/shared-goal",
        changing("goal", " ".join(["word"] * 26)),
        "The goal has 26 words: say it in 25, as you would to a stranger.",
    ),
    (
        "vision/shared-goal",
        adding("vision", an_item("goal2", "Another", "goal")),
        "There are 2 goals: which one do all share?",
    ),
    ("vision/added-value", without("value"), "What together adds is not said yet"),
    ("vision/measurable", without("outco"), "No outcome to measure yet"),
    (
        "vision/measurable",
        changing("outco", measure=None, target=None, due=None),
        "‘Free afternoons’ has no measure, no target and no day.",
    ),
    ("vision/out-of-scope", without("scope"), "Nothing left out on purpose yet"),
    (
        "relationships/two-people",
        changing("schoo", people=["Chi Lam"]),
        "Only Chi Lam speaks for ‘Mill School’.",
    ),
    ("relationships/gives-and-gets", changing("schoo", gets=None), "‘Mill School’ has nothing it gets."),
    ("relationships/culture", without("cultu"), "No difference between us named yet"),
    (
        "principles/three-to-seven",
        without("prin0"),
        "There are 2 principles: between 3 and 7 are remembered.",
    ),
    (
        "principles/practice",
        changing("prin1", practice=None),
        "‘Principle 1’ does not say what it looks like.",
    ),
    ("principles/agreed", changing("prin1", status="disputed"), "‘Principle 1’ is disputed, not agreed."),
    (
        "roles/one-accountable",
        changing("role3", accountable=None),
        "Nobody is accountable for ‘Drive on day 3’.",
    ),
    (
        "roles/one-accountable",
        changing("role3", accountable="Mill School and Health Centre"),
        "Mill School and Health Centre are accountable for ‘Drive on day 3’: name one.",
    ),
    ("roles/responsible", changing("role3", responsible=None), "Nobody is named who does ‘Drive on day 3’."),
    (
        "roles/every-partner",
        both(
            adding(
                "relationships",
                an_item("club", "Boat Club", "partner", people=["G H", "I J"], gives="boats", gets="rowers"),
            ),
            adding("leadership", an_item("spon3", "Commits the club", "sponsor", partner="Boat Club")),
        ),
        "‘Boat Club’ has no part in any responsibility.",
    ),
    (
        "roles/concentration",
        changing("role1", accountable="Health Centre"),
        "‘Health Centre’ is accountable for 3 of 4 responsibilities.",
    ),
    ("roles/monitoring", without("monit"), "Nobody watches progress yet"),
    ("governance/agreement", without("agree"), "No written agreement yet"),
    ("governance/agreement", changing("agree", state="draft"), "‘One page’ is not agreed or signed yet."),
    ("governance/decisions", without("decisions"), "How we decide is not said yet"),
    ("governance/disputes", without("disputes"), "Nowhere to take a dispute yet"),
    ("governance/money", without("money"), "Who holds the money is not said yet"),
    ("governance/data", without("data"), "Nothing on data yet, not even none"),
    ("governance/exit", without("exit"), "How a partner leaves is not said yet"),
    ("governance/risk-owned", changing("risk", response=None), "‘The bus breaks down’ has no response."),
    ("governance/next-review", lambda canvas: canvas.replacing(review=None), "No review day yet"),
    (
        "governance/next-review",
        lambda canvas: canvas.replacing(review=date(2026, 11, 28)),
        "The review of 2026-11-28 is past: set the next one.",
    ),
    ("leadership/sponsors", without("spon2"), "Nobody is named who can commit ‘Mill School’."),
    ("leadership/coordination", without("backb"), "Nobody has paid hours for it yet"),
    ("leadership/unease", without("uneas"), "No worry named and answered yet"),
    ("leadership/unease", changing("uneas", response=None), "‘Will it last?’ has no answer yet."),
    ("leadership/succession", without("succe"), "Nobody yet to follow the lead"),
    ("communications/message", without("messa"), "No message agreed yet"),
    ("communications/message", changing("messa", audience=None), "‘Wednesday is yours’ has no audience."),
    ("communications/message", without("signo"), "Nobody signs off what goes out."),
    (
        "steps/on-time",
        changing("outco", due=date(2026, 11, 28)),
        "‘Free afternoons’ was due 2026-11-28.",
    ),
    ("steps/on-time", changing("voice", next="Ask them"), "‘Ask them’ has no owner and day."),
    ("names/known", changing("risk", owner="Chi Lamm"), "Chi Lamm: did you mean Chi Lam?"),
    ("names/known", changing("risk", owner="Zoë Quartz"), "Zoë Quartz: nobody here has that name."),
    (
        "visibility/public-safe",
        changing("voice", status="disputed", visibility="public"),
        "‘Four of them vote with us’ is public and disputed.",
    ),
    (
        "visibility/public-safe",
        both(
            changing("harm", visibility="internal"),
            changing("voice", "We know: being fetched could shame them", visibility="public"),
        ),
        (
            "‘We know: being fetched could shame them’ is public and quotes "
            "‘Being fetched could shame them’, which is internal."
        ),
    ),
]


def rules_found(canvas: Canvas) -> list[str]:
    return [finding.rule for finding in findings(canvas, "check", TODAY)]


def test_each_rule_matters_at_each_stage_as_the_practice_has_it() -> None:
    asked = {rule.id: rule for rule in RULES if "check" in rule.readers and rule.id != "settled"}
    assert set(asked) == set(STAGE_TABLE)
    for name, letters in STAGE_TABLE.items():
        expected = [LETTERS[letter] for letter in letters]
        assert [asked[name].severity_at(stage) for stage in STAGES] == expected, name


def test_every_rule_has_a_name_of_its_own_and_says_why_and_what_it_asks_for() -> None:
    assert len({rule.id for rule in rules_for("check")}) == len(rules_for("check"))
    for rule in rules_for("check"):
        assert rule.why, rule.id
        assert rule.asks.endswith("."), rule.id


@pytest.mark.parametrize("stage", get_args(Stage))
def test_a_healthy_canvas_has_no_finding_at_any_stage(stage: Stage) -> None:
    assert rules_found(a_healthy_canvas(stage)) == []


def test_every_rule_is_broken_below() -> None:
    assert {name for name, _, _ in BROKEN} | {"relationships/two-partners"} == set(STAGE_TABLE)


@pytest.mark.parametrize(("name", "break_", "sentence"), BROKEN, ids=[f"{n}-{s[:20]}" for n, _, s in BROKEN])
def test_a_canvas_that_breaks_one_rule_has_its_finding_alone(name: str, break_: Break, sentence: str) -> None:
    found = [*findings(break_(a_healthy_canvas()), "check", TODAY)]
    assert [(f.rule, f.sentence) for f in found] == [(name, sentence)]
    assert found[0].severity == LETTERS[STAGE_TABLE[name][2]]


def test_a_single_partner_is_no_partnership() -> None:
    canvas = without("schoo")(a_healthy_canvas())
    assert [(f.rule, f.sentence) for f in findings(canvas, "check", TODAY)] == [
        ("relationships/two-partners", "Only ‘Health Centre’ is a partner so far.")
    ]


@pytest.mark.parametrize("gate", ["group", "goal", "schoo"])
def test_while_a_gate_is_shut_details_stay_quiet(gate: str) -> None:
    canvas = both(without(gate), without("money"), changing("role3", accountable=None))(a_healthy_canvas())
    assert len(rules_found(canvas)) == 1
    late = changing("outco", due=date(2026, 1, 1))(canvas)
    assert "steps/on-time" in rules_found(late), "a promise that is late is no detail"


@pytest.mark.parametrize(
    "name",
    [
        "ana ruiz",
        "Dr Ana Ruiz",
        "Ana",
        "Ana  Ruiz",
        "Ana Ruiz (chair)",
        "ANA RUIZ",
        "Health Centre",
        "Chi Lam & Ana",
    ],
)
def test_a_name_is_known_whatever_its_case_spaces_title_or_remark(name: str) -> None:
    assert rules_found(changing("risk", owner=name)(a_healthy_canvas())) == []


def test_a_name_is_the_same_in_either_unicode_form_and_nearly_without_its_accent() -> None:
    canvas = changing("clini", people=["José Ruiz", "Ben Osei", "Ana Ruiz"])(a_healthy_canvas())
    assert rules_found(changing("risk", owner="Jose\u0301 Ruiz")(canvas)) == []
    (found,) = findings(changing("risk", owner="Jose Ruiz")(canvas), "check", TODAY)
    assert found.sentence == "Jose Ruiz: did you mean José Ruiz?"


def test_a_partner_with_and_in_its_name_is_one_partner() -> None:
    canvas = both(
        changing("schoo", "Parks and Gardens"),
        *(changing(f"role{n}", accountable="Parks and Gardens") for n in (1, 3)),
        changing("spon2", partner="Parks and Gardens"),
    )(a_healthy_canvas())
    assert rules_found(canvas) == []


def test_thresholds_are_the_canvas_s_own() -> None:
    canvas = changing("role1", accountable="Health Centre")(a_healthy_canvas())
    assert rules_found(canvas) == ["roles/concentration"]
    assert rules_found(canvas.replacing(values={"rules": {"concentration": 75}})) == []
    assert rules_found(canvas.replacing(values={"rules": {"concentration": "75"}})) == ["roles/concentration"]


def test_findings_come_in_reading_order_and_can_be_pickled_and_copied() -> None:
    canvas = Canvas("T", "delivering").with_items(a_healthy_canvas().panels)
    bare = both(without("harm"), without("exit"), without("scope"))(canvas)
    found = [*findings(bare, "check", TODAY)]
    assert [f.panel for f in found] == ["", "beneficiaries", "vision", "governance"]
    assert pickle.loads(pickle.dumps(found)) == copy.deepcopy(found) == found  # noqa: S301 - our own
    assert all(f.severity in SEVERITIES for f in found)


def test_names_are_read_once_a_canvas_and_anew_where_they_changed() -> None:
    canvas = a_healthy_canvas()
    names = known_names(canvas)
    assert known_names(canvas) is names
    item = canvas.panels["relationships"][0]
    renamed = canvas.with_items({"relationships": (item._replace(text="Zebra Trust"),)})
    assert "Zebra Trust" not in names
    assert "Zebra Trust" in known_names(renamed)
    assert "Zebra Trust" not in known_names(canvas)
