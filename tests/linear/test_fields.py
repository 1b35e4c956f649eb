"""Owner, day and kind of several statements, by questions and answers."""

from __future__ import annotations

import pytest

from tests.app.driving import a_canvas
from tests.linear.talking import Talks

CANVAS = a_canvas(beneficiaries=["alpha", "bravo"], principles=["charlie"])


def test_owner_day_and_kind_are_set_on_several_statements_at_once(talks: Talks) -> None:
    said = talks.about(
        CANVAS,
        *("owner 1.1 1.2 Dr Weiss", "day 1.1 1.2", "+2w", "kind 1.1 1.2", "2", "kind 1.2 group", "read 1"),
        *("readers 1.1 internal", "readers 1.2", "3", "readers 1.2 nobody", "read 1"),
    )
    assert "Show ‘alpha’ to those who keep the canvas." in said.text or "internal" in said.text
    assert "  3 public: anyone." in said.lines
    assert "  2 need: what they go without today, and how we know." in said.lines
    assert "1.1 alpha. Need, proposed, owner Dr Weiss, due 7 December 2026." in said.lines
    assert "1.2 bravo. Group, proposed, owner Dr Weiss, due 7 December 2026." in said.lines


def test_an_owner_is_known_by_the_first_words_of_a_name(talks: Talks) -> None:
    said = talks.about(
        CANVAS, "owner 1.1 Moira Lennox", "owner 1.2 moira", "owner 4.1 Moi", "read 1", "read 4"
    )
    assert "1.2 bravo. Proposed, owner Moira Lennox." in said.lines
    assert "4.1 charlie. Proposed, owner Moi." in said.lines


@pytest.mark.parametrize("said", ['"Moira"', "“ Moira ”"])
def test_an_owner_in_quotation_marks_is_taken_as_it_stands(talks: Talks, said: str) -> None:
    told = talks.about(CANVAS, "owner 1.1 Moira Lennox", f"owner 1.2 {said}", "read 1")
    assert "1.2 bravo. Proposed, owner Moira." in told.lines


def test_what_cannot_be_understood_is_asked_again_and_changes_nothing(talks: Talks) -> None:
    said = talks.about(
        CANVAS,
        *("day 1.1 soon", "kind 4.1", "kind 1.1 4.1 need", "kind 1.1 goal", "owner 1.1", "", "owner Ana"),
        "read 1",
    )
    for sentence in (
        "Due: write a day such as fri, +2w, 1 dec or 2027-09-01.",
        "The statements of Principles have no kinds.",
        "Each panel has kinds of its own: name statements of one panel.",
        "Beneficiaries has no kind called ‘goal’.",
        "It is as it was.",
        "1.1 alpha. Proposed.",
    ):
        assert sentence in said.lines


def test_shorthand_is_understood_in_what_is_added_and_a_rewording_is_kept_as_typed(talks: Talks) -> None:
    said = talks.about(CANVAS, "add 1 need: find rooms @Dr Weiss by fri !!", "reword 1.3 @Ana by fri", "1.3")
    assert "Added to Beneficiaries as 1.3: find rooms" in said.lines
    due = "due 27 November 2026"
    assert f"1.3 find rooms. Need, disputed, owner Dr Weiss, {due}." in said.lines
    assert "1.3 @Ana by fri" in said.text
