"""The lines that git compares: one for each field of the file."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from canvas.exports import textconv
from canvas.model.canvas import UNWRITTEN, Canvas, Item
from canvas.model.compare import compare
from canvas.model.sanitize import printable
from canvas.model.schema import PANELS
from tests.editing import edited
from tests.strategies import canvases, quick

ITEM = Item(
    "aaaaa",
    "Warm\nrooms",
    {
        "kind": "agreement",
        "signed": date(2027, 3, 1),
        "signatories": ("Ada", "Bo\nCy"),
        "status": "maybe",
        "votes": 3,
        "note": "one\n\ntwo",
        "whim": ["a", 1.5],
        "an odd key": True,
        "theirs": [{"text": "Warm", "due": date(2027, 9, 1)}],
    },
)
GOVERNANCE = """\

6. Governance

- Warm␊rooms
  kind: agreement
  signed: 1 March 2027
  signatories: Ada
  signatories: Bo␊Cy
  status = "maybe"
  votes: 3
  note: one

    two
  whim[] = "a"
  whim[] = 1.5
  "an odd key" = true
  theirs[] = { text = "Warm", due = 2027-09-01 }

-
  status: proposed

7. Leadership
"""


def test_each_field_has_a_line_of_its_own() -> None:
    canvas = Canvas("A", "forming", date(2027, 3, 1), values={"more": {"x": 1}, "none": []}).with_items(
        {"governance": (ITEM, Item("b", ""))}
    )
    found = textconv.render(canvas)
    assert found.startswith(
        "title: A\nstage: forming\nreview: 1 March 2027\nmore = { x = 1 }\nnone = []\n\n1. "
    )
    assert GOVERNANCE in found
    assert "aaaaa" not in found


def test_a_statement_that_goes_takes_its_own_lines_and_no_others() -> None:
    items = tuple(Item(name, name) for name in "abc")
    before, after = (
        textconv.render(Canvas("A").with_items({"vision": kept})) for kept in (items, (items[0], items[2]))
    )
    assert before.replace("- b\n  status: proposed\n\n", "") == after


def test_git_finds_the_panels_by_their_headings_and_nothing_else() -> None:
    title = "5. Roles"
    canvas = Canvas(title).with_items({"vision": (Item("a", title, {"note": f"x\n{title}"}),)})
    found = [line for line in textconv.render(canvas).split("\n") if re.search(r"^[1-8]\. .*$", line)]
    assert found == [f"{panel.number}. {panel.title}" for panel in PANELS]


@given(data=st.data())
@settings(max_examples=100, deadline=None)
def test_whatever_changes_in_a_canvas_changes_in_its_lines(data: st.DataObject) -> None:
    old = data.draw(canvases())
    new = data.draw(edited(old))
    assert compare(old, new).are_none or textconv.render(old) != textconv.render(new)


@given(canvas=canvases())
@quick
def test_no_character_of_it_acts(canvas: Canvas) -> None:
    found = textconv.render(canvas)
    assert printable(found) == found
    assert found.endswith("\n")


def test_an_id_does_not_count() -> None:
    named, unnamed = (
        Canvas("A").with_items({"vision": (Item(name, "x"),)}) for name in ("a", f"{UNWRITTEN}1")
    )
    assert textconv.render(named) == textconv.render(unnamed)


@pytest.mark.parametrize(
    ("data", "shown"),
    [
        (b"", ""),
        (b"a\r\nb\n", "a\nb\n"),
        (b"<<<<<<< ours\n\x1b[31m\xff\n", "<<<<<<< ours\n␛[31m<DCFF>\n"),
    ],
)
def test_what_is_no_canvas_stands_as_it_is_made_visible(data: bytes, shown: str) -> None:
    assert textconv.as_it_stands(data) == shown
