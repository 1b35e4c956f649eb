"""The place of each kind in the summary, and the fields that are shown there."""

import pytest

from canvas.exports.summary_layout import OTHER, PARTS, part_of
from canvas.model.schema import PANELS
from tests.exports.example import BEFORE, canvas_of, lines


def test_each_kind_has_one_place_and_so_has_what_is_of_no_known_kind() -> None:
    places = [(part.panel, part.kind) for part in PARTS]
    wanted = {
        (panel.key, kind) for panel in PANELS for kind in (OTHER, *(choice.key for choice in panel.kinds))
    }
    assert len(places) == len(wanted)
    assert set(places) == wanted


def test_an_unknown_kind_stands_with_what_has_none() -> None:
    assert part_of("roles", "budget") == part_of("roles", OTHER)


SAID = [
    ("beneficiaries", {"kind": "group"}, ["- **For:** X"]),
    (
        "beneficiaries",
        {"kind": "need", "evidence": "A count"},
        ["- **Need:** X", "    - How we know: A count"],
    ),
    ("beneficiaries", {"kind": "difference"}, ["- **What changes:** X"]),
    ("beneficiaries", {"kind": "voice"}, ["- **How they are involved:** X"]),
    ("beneficiaries", {"kind": "harm", "note": "N"}, ["- **Risk for them:** X", "    - N"]),
    ("beneficiaries", {"kind": "fate"}, ["- X"]),
    ("vision", {"kind": "goal"}, ["- **Our goal:** X"]),
    ("vision", {"kind": "issue"}, ["- **Why it matters:** X"]),
    ("vision", {"kind": "value"}, ["- **Why together:** X"]),
    ("vision", {"kind": "scope"}, ["- **What we leave out:** X"]),
    (
        "vision",
        {"measure": "M", "baseline": "1", "target": "2"},
        ["- X", "    - Shown by M; today: 1; aim: 2"],
    ),
    (
        "vision",
        {"kind": "outcome", "link": "L"},
        ["| X | More at L |"],
    ),
    (
        "relationships",
        {"kind": "partner", "people": ("A", "B")},
        ["| Partner | People |", "| --- | --- |", "| X | A and B |"],
    ),
    (
        "relationships",
        {"kind": "partner", "gives": "G", "gets": "H"},
        ["| Partner | Gives | Gets |", "| --- | --- | --- |", "| X | G | H |"],
    ),
    ("relationships", {"kind": "stakeholder"}, ["- **Other stakeholders:** X"]),
    ("relationships", {"kind": "culture"}, ["- **Where we differ:** X"]),
    ("relationships", {"kind": "trust", "status": "done"}, ["- **What builds trust:** X *(done)*"]),
    ("relationships", {}, ["- X"]),
    ("relationships", {"kind": "partner"}, ["- **Partner:** X"]),
    ("principles", {}, ["- **X**"]),
    ("principles", {"practice": "P"}, ["| Principle | In practice |", "| --- | --- |", "| X | P |"]),
    ("roles", {"kind": "responsibility"}, ["| X | not assigned |"]),
    (
        "roles",
        {"kind": "responsibility", "accountable": "A", "consulted": ("C",), "informed": ("I", "J")},
        ["| X | A | asked: C; told: I and J |"],
    ),
    ("roles", {"kind": "monitoring", "responsible": ("A",)}, ["- **Progress:** X", "    - Done by A"]),
    ("roles", {"kind": "resource"}, ["- **What it takes:** X"]),
    ("roles", {"accountable": "A"}, ["- X", "    - Responsible: A"]),
    ("governance", {"kind": "decisions"}, ["- **Decisions:** X"]),
    ("governance", {"kind": "disputes"}, ["- **Disputes:** X"]),
    ("governance", {"kind": "money"}, ["- **Money:** X"]),
    ("governance", {"kind": "data"}, ["- **Data:** X"]),
    ("governance", {"kind": "exit"}, ["- **Leaving:** X"]),
    ("governance", {"kind": "review"}, ["- **Review:** X"]),
    ("governance", {"status": "parked"}, ["- X *(parked)*"]),
    (
        "governance",
        {"kind": "risk", "response": "R", "owner": "O", "due": BEFORE},
        [
            "- **Risk:** X *(proposed)*",
            "    - What we do about it: R",
            "    - Owner: O, by 2 March 2027 (overdue)",
        ],
    ),
    (
        "governance",
        {"kind": "agreement", "state": "agreed"},
        ["- **Agreement:** X", "    - Agreed, not signed yet"],
    ),
    (
        "governance",
        {"kind": "agreement", "state": "signed", "signed": BEFORE, "signatories": ("A", "B")},
        ["- **Agreement:** X", "    - Signed on 2 March 2027 by A and B"],
    ),
    (
        "governance",
        {"kind": "agreement", "state": "draft", "signatories": ("A",)},
        ["- **Agreement:** X", "    - Still being written; so far signed by A"],
    ),
    ("leadership", {"kind": "sponsor", "partner": "P", "people": ("A",)}, ["- **Sponsor:** X (A, P)"]),
    ("leadership", {"kind": "chair"}, ["- **Chair:** X"]),
    ("leadership", {"kind": "backbone"}, ["- **Coordination:** X"]),
    ("leadership", {"kind": "unease", "response": "R"}, ["- **Worry:** X", "    - Our answer: R"]),
    ("leadership", {"kind": "succession"}, ["- **Who comes next:** X"]),
    ("leadership", {"partner": "P"}, ["- X (P)"]),
    (
        "communications",
        {
            "kind": "message",
            "audience": "A",
            "purpose": "trust",
            "channel": "C",
            "frequency": "F",
            "link": "L",
        },
        ["- **Message:** X", "    - For A; so that people rely on us; through C; how often: F; more at L"],
    ),
    ("communications", {"kind": "story", "purpose": "fame"}, ["- **Story:** X"]),
    (
        "communications",
        {"kind": "signoff", "owner": "O"},
        ["- **Who signs it off:** X", "    - Owner: O"],
    ),
    ("communications", {"kind": "internal"}, ["- **Among ourselves:** X"]),
    ("communications", {"status": "disputed"}, ["- X *(disputed)*"]),
]


@pytest.mark.parametrize(("panel", "values", "expected"), SAID)
def test_a_statement_is_told_with_what_it_holds(
    panel: str, values: dict[str, object], expected: list[str]
) -> None:
    status = {} if values.get("kind") == "risk" else {"status": "agreed"}
    found = lines(canvas_of(panel, ("X", {**status, **values})))
    start = found.index(expected[0])
    assert found[start : start + len(expected)] == expected
