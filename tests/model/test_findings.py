"""Findings about what two versions have differently."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.model.canvas import Canvas, Item
from canvas.model.finding import SEVERITIES, Answered, Finding, Severity
from canvas.model.finding_cache import FindingCache
from canvas.model.findings import answered_findings, findings
from canvas.model.sanitize import quote
from tests.editing import edited
from tests.model.test_rules import a_healthy_canvas
from tests.strategies import canvases, quick


def settled(canvas: Canvas) -> list[Finding]:
    """What the rule about differences finds."""
    return [finding for finding in findings(canvas, "check") if finding.rule == "settled"]


def test_a_canvas_without_conflicts_has_no_finding() -> None:
    canvas = Canvas("T").with_items({"vision": (Item("aaaaa", "one", {"status": "disputed"}),)})
    assert settled(canvas) == []


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({"text": "two"}, "Vision: ‘one’ is ‘two’ in another version."),
        ({"deleted": True}, "Vision: ‘one’ is deleted in another version."),
        ({"deleted": False}, "Vision: ‘one’ is deleted here and kept in another version."),
        ({"panel": "roles"}, "Vision: ‘one’ stands in Roles in another version."),
        ({"panel": "odd"}, "Vision: ‘one’ stands in ‘odd’ in another version."),
        ({"owner": "Ben"}, "Vision: the owner of ‘one’ is ‘Ana’ here and ‘Ben’ in another version."),
        ({"owner": ""}, "Vision: the owner of ‘one’ is ‘Ana’ here and nothing in another version."),
        (
            {"due": date(2027, 9, 1)},
            "Vision: the due of ‘one’ is nothing here and 2027-09-01 in another version.",
        ),
        ({"more": ["a", "b"]}, "Vision: the more of ‘one’ is nothing here and a and b in another version."),
    ],
)
def test_each_conflict_is_a_finding(said: dict[str, object], says: str) -> None:
    item = Item("aaaaa", "one", {"owner": "Ana", "theirs": [said]})
    (found,) = settled(Canvas("T").with_items({"vision": (item,)}))
    assert (found.rule, found.severity, found.panel, found.item) == ("settled", "must", "vision", "aaaaa")
    assert found.sentence == says


def test_findings_about_the_canvas_come_first() -> None:
    item = Item("aaaaa", "one", {"theirs": [{"text": "two"}]})
    canvas = Canvas("T", values={"theirs": [{"title": "U"}]}).with_items({"vision": (item,)})
    first, second = settled(canvas)
    assert first.sentence == "the title is ‘T’ here and ‘U’ in another version."
    assert (first.panel, first.item, second.item) == ("", None, "aaaaa")


def test_a_finding_has_nothing_in_it_that_a_terminal_would_obey() -> None:
    item = Item("aaaaa", "one\x1b[31m", {"theirs": [{"text": "two\x1b]52;\x07\n"}, {"\x1b[m": ["\x9b"]}]})
    for found in settled(Canvas("T").with_items({"vision": (item,)})):
        assert not set(found.sentence) & set("\x1b\x07\x9b\n")


@quick
@given(st.data())
def test_a_cache_finds_after_each_edit_what_is_found_without_one(data: st.DataObject) -> None:
    cache, today = FindingCache("cell"), date(2026, 11, 29)
    canvas = data.draw(st.sampled_from((a_healthy_canvas(), Canvas("T"))) | canvases())
    for _ in range(4):
        groups = cache.find(canvas, today)
        expected = [*answered_findings(canvas, "cell", today)]
        assert [each for group in groups for each in group.found] == [
            f for f in expected if isinstance(f, Finding)
        ]
        assert [each for group in groups for each in group.answered] == [
            f for f in expected if isinstance(f, Answered)
        ]
        for group in groups:
            assert {(each.rule, each.panel, each.severity) for each in group.found} <= {group[:3]}
        canvas = data.draw(edited(canvas, most=3))


@quick
@given(canvases(), st.sets(st.sampled_from(SEVERITIES)))
def test_findings_of_some_severities_are_those_of_all_without_the_others(
    canvas: Canvas, severities: set[Severity]
) -> None:
    today = date(2026, 11, 29)
    expected = [each for each in findings(canvas, "check", today) if each.severity in severities]
    assert [*findings(canvas, "check", today, severities=severities)] == expected


def test_a_cache_knows_a_name_that_another_item_of_the_panel_introduces() -> None:
    cache, today = FindingCache("cell"), date(2026, 11, 29)
    known = a_healthy_canvas().panels["relationships"]
    partner = Item("aaaa0", "Hill School", {"kind": "partner", "people": ["Zoe Quill"]})
    for owner, names in (("Zoe Quill", ""), ("Zoe Quill", ""), ("Nobody Known", "names/known")):
        promise = Item("aaaa1", "Opens the hall", {"owner": owner})
        canvas = a_healthy_canvas().with_items({"relationships": (*known, partner, promise)})
        rules = {group.rule for group in cache.find(canvas, today)}
        assert ("names/known" in rules) is bool(names)


def test_a_cache_runs_a_rule_that_judges_each_item_by_itself_for_those_that_changed_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[str] = []

    def noting(text: str) -> str:
        seen.append(text)
        return quote(text)

    monkeypatch.setattr("canvas.model.rule_finders.quote", noting)
    items = tuple(Item(f"aaaa{number}", f"need {number}", {"kind": "need"}) for number in range(5))
    healthy = a_healthy_canvas()
    canvas = healthy.with_items({"beneficiaries": (*healthy.panels["beneficiaries"], *items)})
    cache, today = FindingCache("cell"), date(2026, 11, 29)
    cache.find(canvas, today)
    assert {"need 0", "need 4"} <= {*seen}
    seen.clear()
    told = items[2]._replace(text="need told anew")
    beneficiaries = tuple(told if item is items[2] else item for item in canvas.panels["beneficiaries"])
    groups = cache.find(canvas.with_items({"beneficiaries": beneficiaries}), today)
    assert {*seen} == {"need told anew"}
    (found,) = [group.found for group in groups if group.rule == "beneficiaries/evidence"]
    assert [each.item for each in found] == [item.id for item in items]
