"""Findings about what two versions have differently."""

from __future__ import annotations

from datetime import date

import pytest

from canvas.model.canvas import Canvas, Item
from canvas.model.finding import Finding
from canvas.model.findings import findings


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
