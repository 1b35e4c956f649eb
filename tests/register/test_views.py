"""What is told across the register."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.files.canonical_toml import canonical
from canvas.files.canvas_file import from_bytes
from canvas.model.canvas import Canvas
from canvas.model.near_names import near_names
from canvas.register.chunk import record_of
from canvas.register.row import Row
from canvas.register.views import VIEWS, By
from tests.model.test_rules import a_healthy_canvas, changing
from tests.strategies import quick

TODAY = date(2026, 11, 29)


def row(canvas: Canvas, file: str) -> Row:
    document = from_bytes(canonical(canvas).encode(), file)._replace(path=file)
    return record_of(document, TODAY, "parts").row


FIRST = row(a_healthy_canvas(), "a")
LATE = row(changing("outco", due=TODAY - timedelta(days=3), owner="Dr Ána Ruiz")(a_healthy_canvas()), "b")
OTHER = row(changing("clini", text="Health Centr")(a_healthy_canvas()), "c")


def told(by: By, *rows: Row, due: date | None = None) -> list[dict[str, object]]:
    view = VIEWS[by]
    keys = [column.key for column in view.columns]
    return [dict(zip(keys, line.values, strict=True)) for line in view.lines(rows, due)]


def test_each_partner_is_told_where_it_sits_and_what_it_promised() -> None:
    lines = told("partner", FIRST, LATE)
    school = [line for line in lines if line["partner"] == "Mill School"]
    assert {line["file"] for line in school} == {"a", "b"}
    assert {(line["role"], line["name"]) for line in school} >= {
        ("accountable", "Mill School"),
        ("gives", "Mill School"),
        ("owner", "Chi Lam"),
    }
    assert {line["text"] for line in lines if line["role"] == "gives"} == {"hours"}


def test_whoever_has_something_late_comes_first() -> None:
    lines = told("person", FIRST, LATE)
    assert (lines[0]["late"], lines[0]["due"], lines[0]["file"]) == (1, TODAY - timedelta(days=3), "b")
    assert {line["person"] for line in lines if line["file"] == lines[0]["file"]} == {lines[0]["person"]}
    assert [line["file"] for line in told("person", FIRST, LATE, due=TODAY)] == ["b"]


def test_names_that_are_probably_one_are_told_with_where_they_stand() -> None:
    lines = told("name", FIRST, LATE, OTHER)
    assert {(line["name"], line["others"]) for line in lines} == {
        ("Ana Ruiz", "Dr Ána Ruiz"),
        ("Health Centre", "Health Centr"),
    }
    assert {line["files"] for line in lines} == {("a", "b", "c")}
    assert not told("name", FIRST)


@pytest.mark.parametrize(
    ("one", "other", "is_near"),
    [
        ("Farah Siddiqi", "Farah Siddiqui", True),
        ("Mill School", "mill  schooł", True),
        ("Mrs Eve Holt", "Eve Holt (chair)", True),
        ("Mill Shcool", "Mill School", True),
        ("School 1", "School 2", False),
        ("Ana", "Ann", False),
        ("Mill School", "Hill Schools", False),
        ("", " ", False),
    ],
)
def test_names_are_near_where_one_letter_or_a_title_differs(one: str, other: str, is_near: bool) -> None:
    assert bool(near_names([one, other])) == is_near


@given(st.lists(st.text(alphabet="aábcdeo 1", max_size=9), max_size=9))
@quick
def test_no_name_stands_in_two_groups_and_the_order_changes_none(names: list[str]) -> None:
    groups = near_names(names)
    flat = [name for group in groups for name in group]
    assert len(flat) == len(set(flat))
    assert {*map(frozenset, near_names(reversed(names)))} == {*map(frozenset, groups)}
