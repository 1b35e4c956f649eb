"""A row that is made when it is painted takes as many lines as if it had been made before."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from textual.css.styles import RulesMap

from benchmarks.canvases import canvas_of
from canvas.app.screens import begin_meeting, findings, parked
from canvas.app.widgets import later_indent
from canvas.app.widgets.hanging_indent import HangingIndent
from canvas.app.widgets.later_indent import LaterIndent
from canvas.app.widgets.step_rows import listed
from canvas.files.canvas_file import Document
from canvas.model.canvas import Canvas, Item
from canvas.model.finding import PLACES, SEVERITIES, Finding, Severity
from canvas.model.meeting_outcomes import Point, Why
from canvas.model.next_steps import by_date, list_steps
from canvas.model.types import Place
from canvas.session import Session
from canvas.workspace import Workspace

TODAY = date(2026, 11, 23)
WORDS = st.sampled_from(
    ["of", "breakfast", "‘Ärzte’", "家族", "a\nb", "  ", "co-operation.", "\u202e", "\u2028", "."]
)
TEXTS = st.lists(WORDS, max_size=14).map(" ".join)
STATUSES = st.sampled_from(["agreed", "done"])


def check(row: LaterIndent, width: int) -> None:
    made = row._make()
    assert row._indent == made._indent
    assert row.get_height(RulesMap(), width) == made.get_height(RulesMap(), width)


@given(TEXTS, TEXTS, st.sampled_from(SEVERITIES), st.integers(12, 100))
def test_a_finding(sentence: str, why: str, severity: Severity, width: int) -> None:
    check(findings._row(Finding("rule", severity, "vision", None, None, sentence, why)), width)


@given(st.tuples(TEXTS, TEXTS, TEXTS), st.integers(-9, 600), STATUSES, st.booleans(), st.integers(12, 100))
@example(("Hall", "Book", "Anastasia"), 1, "done", True, 67)
def test_a_step(texts: tuple[str, str, str], days: int, status: str, is_named: bool, width: int) -> None:
    text, act, owner = texts
    fields = {"next": act, "owner": owner, "due": TODAY + timedelta(days), "status": status}
    item = Item("aaaaa", text, fields)
    steps = list_steps(Canvas("", panels={"communications": (item,)}), with_done=True)
    groups = by_date(steps, TODAY)
    for row, _ in listed(groups, TODAY, with_owner=is_named):
        if isinstance(row, LaterIndent):
            check(row, width)


@given(st.tuples(TEXTS, TEXTS, TEXTS), st.none() | st.integers(-9, 600), st.integers(12, 100))
@example(("Hall", "\u2028", "Ana"), None, 27)
def test_a_parked_statement(texts: tuple[str, str, str], days: int | None, width: int) -> None:
    text, act, owner = texts
    due = None if days is None else TODAY + timedelta(days)
    item = Item("aaaaa", text, {"next": act, "owner": owner, "due": due, "status": "parked"})
    check(parked._row("communications", item, TODAY), width)


@given(TEXTS, st.sampled_from([*begin_meeting._SIGNS]), st.sampled_from(PLACES), st.integers(12, 100))
def test_a_point(text: str, why: Why, panel: Place, width: int) -> None:
    screen = begin_meeting.BeginMeetingScreen(Workspace(Session(Document(Canvas("")))), TODAY)
    check(screen._row(Point(why, text, panel), 3), width)
    check(screen._row(text or "Ana"), width)


@pytest.mark.parametrize("with_owner", [False, True])
def test_the_lines_of_common_steps_are_counted_before_any_row_is_made(with_owner: bool) -> None:
    groups = by_date(list_steps(canvas_of(20)), TODAY)
    rows = [row for row, _ in listed(groups, TODAY, with_owner=with_owner) if isinstance(row, LaterIndent)]
    assert len(rows) > 50
    assert sum(row.get_height(RulesMap(), 100) for row in rows) > len(rows)
    assert not any("_rows" in vars(row) for row in rows)


def test_the_lines_of_a_row_are_counted_once_for_each_width(monkeypatch: pytest.MonkeyPatch) -> None:
    counted: list[int] = []

    def breaks(_: str, width: int) -> list[int]:
        counted.append(width)
        return []

    monkeypatch.setattr(later_indent, "breaks", breaks)
    row = LaterIndent(HangingIndent, 3, "Breakfast for all")
    for width in (10, 10, 12, 12, 10):
        row.get_height(RulesMap(), width)
    assert counted == [7, 9, 7]
