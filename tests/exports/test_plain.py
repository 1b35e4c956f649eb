"""The plain lines, for screen readers and other programs."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given, settings

from canvas.app.widgets import conflict_text
from canvas.exports import ExportError, plain
from canvas.exports.conflict_phrases import both_values
from canvas.model.canvas import Canvas, Item
from canvas.model.conflicts import conflicts
from canvas.model.sanitize import printable
from canvas.model.schema import PANELS
from tests.exports.strategies import canvases

TODAY = date(2027, 3, 3)
ITEM = Item(
    "a",
    "Warm\tRooms\n\n  upstairs\n",
    {
        "kind": "agreement",
        "state": "signed",
        "signed": date(2027, 3, 1),
        "signatories": ("Ada", "Bo\nCy", " "),
        "response": "\n",
        "owner": "Ada",
        "due": date(2027, 3, 2),
        "visibility": "internal",
        "votes": 3,
        "note": "one\ntwo",
        "whim": "gold",
    },
)
GOVERNANCE = """\
6. Governance
What have we agreed in writing, before the day we need it?

6.1 Warm Rooms

      upstairs
  Kind: agreement
  State: signed
  Signed: 1 March 2027
  Signatories: Ada and Bo Cy
  Status: proposed
  Owner: Ada
  Due: 2 March 2027, overdue
  Visibility: internal
  Votes: 3
  Note: one
    two

6.2 (no words yet)
  Status: done
  Due: 2 March 2027
"""
CANVAS = Canvas("Warm\nRooms", "forming", date(2027, 3, 1)).with_items(
    {"governance": (ITEM, Item("b", " ", {"status": "done", "due": date(2027, 3, 2)}))}
)


def test_an_item_is_told_field_by_field_in_words() -> None:
    assert plain.render(CANVAS, panel="governance", today=TODAY) == GOVERNANCE


def test_the_whole_canvas_comes_in_reading_order_with_its_questions() -> None:
    found = plain.render(CANVAS, panel=None, today=TODAY)
    head = "Warm Rooms\nStage: forming, agreeing how\nNext review: 1 March 2027, overdue\n2 statements\n\n\n"
    assert found.startswith(head + "1. Beneficiaries\nWhose life gets better")
    assert GOVERNANCE in found
    assert found.count("Nothing here yet.\n") == 7
    positions = [found.index(f"{panel.number}. {panel.title}\n{panel.question}\n") for panel in PANELS]
    assert positions == sorted(positions)


def test_a_canvas_without_a_name_or_review_says_so() -> None:
    found = plain.render(Canvas(" ").replacing(stage="else\nwhere"), panel=None, today=TODAY)
    assert found.startswith(
        "A partnership without a name\nStage: else where\nNext review: not set yet\n0 statements\n"
    )


def test_a_panel_may_be_asked_for_in_capitals() -> None:
    assert plain.render(CANVAS, panel=" Governance ", today=TODAY) == GOVERNANCE


def test_an_unknown_panel_is_answered_with_those_there_are() -> None:
    with pytest.raises(ExportError, match="no panel called ‘money’; choose one of beneficiaries, vision"):
        plain.render(CANVAS, panel="money", today=TODAY)


@given(canvas=canvases())
@settings(deadline=None, max_examples=40)
def test_no_character_of_it_acts_and_no_statement_is_missing(canvas: Canvas) -> None:
    found = plain.render(canvas, panel=None, today=TODAY)
    assert found.encode()
    assert not [
        char for char in found if unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") and char != "\n"
    ]
    assert printable(found) == found
    assert all(line == line.rstrip() for line in found.split("\n"))
    told = " ".join(found.split())
    for _, item in canvas:
        assert not item.text.strip() or " ".join(printable(item.text).split()) in told


def test_a_show_of_hands_and_a_reason_are_told_in_words() -> None:
    values = {"status": "disputed", "reason": "no money", "temperature": "4521 on 2027-03-01"}
    items = (Item("a", "one", values), Item("b", "two", {"temperature": "warm"}))
    told = plain.render(Canvas("T").with_items({"vision": items}), panel="vision", today=TODAY)
    assert "  Reason: no money\n" in told
    assert "  Show of hands: 5 4 2 1 on 1 March 2027, middle 3, 2 low\n" in told
    assert "warm" not in told


def test_what_two_versions_say_differently_is_told_in_words() -> None:
    canvas = Canvas("T").with_items(
        {
            "vision": (
                Item("a", "one", {"theirs": [{"text": "two", "due": date(2027, 9, 1), "panel": "roles"}]}),
                Item("b", "three", {"theirs": [{"deleted": True}]}),
            )
        }
    )
    told = plain.render(canvas, panel="vision", today=TODAY).splitlines()
    assert [line for line in told if "Not resolved" in line] == [
        "  Not resolved: the words. This version: one; the other version: two",
        "  Not resolved: due. This version: nothing; the other version: 1 September 2027",
        "  Not resolved: the panel. This version: Vision; the other version: Roles",
        "  Not resolved: whether it stays. This version: keeps it; the other version: deleted it",
    ]


def test_a_value_of_an_unknown_key_is_told_in_words_and_never_as_python() -> None:
    odd = {"x": 1, "y": [True, {"z": "one"}]}
    item = Item("a", "one", {"whim": "gold", "theirs": [{"whim": odd}]})
    canvas = Canvas("T").with_items({"vision": (item,)})
    (conflict,) = conflicts(canvas)
    told = both_values(conflict)[1]
    assert told == conflict_text.sides(conflict)[1] == "{ x = 1, y = true and { z = ‘one’ } }"
    assert both_values(conflict._replace(theirs=[odd, True]))[1].endswith(" and true")
