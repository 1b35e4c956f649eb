"""What is missing, read and answered by questions and answers."""

from __future__ import annotations

from canvas.model.canvas import Item
from tests.linear.talking import Talks
from tests.model.test_rules import a_healthy_canvas, both, changing, without


def test_what_is_missing_is_read_the_gravest_first_and_answered(talks: Talks) -> None:
    canvas = both(without("money"), changing("need", evidence=None))(a_healthy_canvas())
    asked = ("answer 1 no money moves", "Ana Ruiz", "soon", "1 Mar 2027")
    said = talks.about(canvas, "check", *asked, "ready", "answer 2 none", "ready", "answer 9 x", "answer ² x")
    assert "Missing: 2." in said.lines
    assert "1. Governance, must: Who holds the money is not said yet." in said.lines
    assert "   Why: money without a keeper costs trust first." in said.lines
    assert "2. Beneficiaries, should: 1.2 ‘No free afternoon’ has no evidence yet." in said.lines
    assert "2. Governance, answered: Who holds the money is not said yet." in said.lines
    assert "   Does not apply, because no money moves (Ana Ruiz, until 2027-03-01)." in said.lines
    assert said.lines.count("Missing: 2.") == 2
    assert said.lines.count("Type the number that ready gives: answer 2 we lend books only.") == 2


def test_an_answer_asks_for_what_is_left_out_and_may_be_left(talks: Talks) -> None:
    said = talks.about(
        without("money")(a_healthy_canvas()), "answer 1", "", "answer 1", "no money", "", "", "ready"
    )
    assert "It is as it was." in said.lines
    assert "   Does not apply, because no money." in said.lines
    assert "Nothing is missing." in said.lines


def test_what_is_missing_and_may_be_talked_about_ends_with_one_sign(talks: Talks) -> None:
    healthy = a_healthy_canvas()
    canvas = healthy.with_items(
        {"vision": (*healthy.panels["vision"], Item("goal2", "Two", {"kind": "goal"}))}
    )
    said = talks.about(canvas, "ready", "begin", "Ana", "")
    found = [line for line in said.lines if "which one do all share" in line]
    assert len(found) == 2
    assert all("share?" in line and "share?." not in line for line in found)
