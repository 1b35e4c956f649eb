"""The table for spreadsheets."""

from __future__ import annotations

import csv
import sys
import unicodedata
from datetime import date
from io import StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from canvas.exports import render_bytes
from canvas.exports.output_file import OutputPlan, perform
from canvas.model.canvas import Canvas, Item
from canvas.model.sanitize import printable
from canvas.model.schema import AUDIENCES, PANELS
from canvas.model.types import Audience
from tests.exports.strategies import canvases, texts

TODAY = date(2027, 3, 3)


def _rows(canvas: Canvas, audience: Audience = "partners") -> list[dict[str, str]]:
    """The rows by heading, as a program reads them that takes the byte order mark away."""
    source = render_bytes("csv", canvas, today=TODAY, audience=audience).decode("utf-8-sig")
    head, *rows = csv.reader(StringIO(source, newline=""))
    assert len(set(head)) == len(head)
    return [dict(zip(head, row, strict=True)) for row in rows]


def _one(text: str, panel: str = "vision", **values: object) -> dict[str, str]:
    (row,) = _rows(Canvas("A").with_items({panel: (Item("aaaaa", text, values),)}), "internal")
    return {heading: cell for heading, cell in row.items() if cell}


def test_a_statement_is_a_row_with_its_panel_first_and_every_value_in_its_column() -> None:
    values = {
        "kind": "partner", "people": ("Ines Marlow", "Joel Tan"), "gives": 'rooms,\n"tea"',
        "status": "agreed", "due": date(2027, 6, 30), "votes": 3, "temperature": "5 4 on 2026-11-23",
    }  # fmt: skip
    assert _one("Port Library", "relationships", **values) == {
        "Panel": "Relationships",
        "Id": "aaaaa",
        "Kind": "partner",
        "Text": "Port Library",
        "People": "Ines Marlow; Joel Tan",
        "Gives": 'rooms,\n"tea"',
        "Status": "agreed",
        "Due": "2027-06-30",
        "Visibility": "partners",
        "Votes": "3",
        "Show of hands": "5 4 on 2026-11-23",
    }


def test_what_has_no_value_is_an_empty_cell_and_an_id_that_no_file_has_is_not_told() -> None:
    row = _rows(Canvas("A").with_items({"vision": (Item("~1", "x", {"votes": 0}),)}))[0]
    assert {heading for heading, cell in row.items() if cell} == {"Panel", "Text", "Status", "Visibility"}


def test_fields_of_one_key_share_a_column() -> None:
    assert _one("x", "vision", measure="a")["Measure"] == "a"
    assert _one("x", "roles", measure="b")["Measure"] == "b"


def test_it_begins_with_a_byte_order_mark_and_no_carriage_return_is_in_it() -> None:
    found = render_bytes("csv", Canvas("A").with_items({"vision": (Item("a", "x\r\ny"),)}), today=TODAY)
    assert found.startswith(b"\xef\xbb\xbfPanel,Id,Kind,Text,")
    assert b"\r" not in found


def test_what_a_spreadsheet_would_calculate_is_text_to_it() -> None:
    for text in ('=HYPERLINK("x")', "+49 30 123", "-5", "@SUM(1)", "\tx", "＝1", "\n=1"):
        assert _one(text)["Text"].startswith("'")
    assert _one("a=b", owner="=1")["Text"] == "a=b"
    assert _one("a", owner="=1")["Owner"] == "'=1"
    assert _one("x", "relationships", people=("=1", "b"))["People"] == "'=1; b"


def test_what_two_versions_say_differently_is_told_in_a_last_column() -> None:
    item = Item("a", "one", {"theirs": [{"text": "two"}]})
    (row, settled) = _rows(Canvas("A").with_items({"vision": (item, Item("b", "three"))}))
    assert [*row][-1] == "Two versions"
    assert row["Two versions"] == "Two versions differ in the words (‘one’ or ‘two’)."
    assert settled["Two versions"] == ""


@given(canvas=canvases(), audience=st.sampled_from(AUDIENCES))
@settings(deadline=None, max_examples=60)
def test_every_statement_is_a_row_and_no_cell_begins_a_formula_or_acts(
    canvas: Canvas, audience: Audience
) -> None:
    rows = _rows(canvas, audience)
    carried = [
        (panel, item) for panel, item in canvas
        if audience == "internal" or AUDIENCES.index(item.visibility) >= AUDIENCES.index(audience)
    ]  # fmt: skip
    titles = {panel.key: panel.title for panel in PANELS}
    assert [row["Panel"] for row in rows] == [titles[panel] for panel, _ in carried]
    for row, (_, item) in zip(rows, carried, strict=True):
        assert row["Text"].removeprefix("'") == printable(item.text).removeprefix("'")
        for cell in row.values():
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
            assert printable(cell) == cell


@given(text=texts)
@settings(deadline=None, max_examples=100)
def test_any_text_comes_back_from_the_table_as_it_is_shown(text: str) -> None:
    shown = _one("x", note=text).get("Note", "")
    assert shown in (printable(text), "'" + printable(text))
    acting = ("Cc", "Cs", "Zl", "Zp")
    assert not [char for char in shown if unicodedata.category(char) in acting and char not in "\n\t"]


def test_a_terminal_gets_no_byte_order_mark(monkeypatch: pytest.MonkeyPatch) -> None:
    for is_terminal in (True, False):
        target = StringIO()
        monkeypatch.setattr(target, "isatty", lambda is_terminal=is_terminal: is_terminal)
        monkeypatch.setattr(sys, "stdout", target)
        content = render_bytes("csv", Canvas("A"), today=TODAY)
        assert perform(OutputPlan("-", content, overwrite=True)).code == "written"
        assert target.getvalue().startswith("\ufeff") != is_terminal
