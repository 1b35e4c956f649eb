"""The rows of the register as values."""

from __future__ import annotations

import pickle
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.files.canonical_toml import canonical
from canvas.files.canvas_file import Document, from_bytes
from canvas.model.answer_edits import answer_finding
from canvas.model.answers import last_day
from canvas.model.canvas import Canvas
from canvas.model.findings import findings
from canvas.register.chunk import Wanted, record_of
from canvas.register.row import FileRecord, Part, RecordError, Row, row_of
from tests.model.test_rules import a_healthy_canvas, changing, without
from tests.strategies import canvases, quick

TODAY = date(2026, 11, 29)


def _document(canvas: Canvas) -> Document:
    return from_bytes(canonical(canvas).encode(), "x")


@pytest.mark.parametrize("wanted", ["row", "parts", "findings"])
@given(canvas=canvases())
@quick
def test_a_record_is_the_same_once_it_was_written_or_sent_to_another_process(
    wanted: Wanted, canvas: Canvas
) -> None:
    record = record_of(_document(canvas), TODAY, wanted)
    assert FileRecord.decoded(record.encoded(), "") == record
    sent = pickle.loads(pickle.dumps(record))  # noqa: S301 - what was pickled just now
    assert repr(sent) == repr(record)  # which names the types; plain tuples would be equal, too


@given(canvases(), st.integers(-4000, 4000))
@quick
def test_a_record_holds_on_each_day_between_its_first_and_its_last(canvas: Canvas, days: int) -> None:
    document = _document(canvas)
    record = record_of(document, TODAY, "findings")
    assert record.first <= TODAY <= record.last
    near = [record.first, record.last, TODAY + timedelta(days=days)]
    for day in (day for day in near if record.first <= day <= record.last):
        assert record_of(document, day, "findings")._replace(first=record.first, last=record.last) == record


def test_an_answer_is_counted_and_told_until_its_last_day() -> None:
    canvas = without("harm")(a_healthy_canvas())
    (finding,) = findings(canvas, "check", TODAY)
    document = _document(answer_finding(canvas, finding, because="asked", by="Ana", until=TODAY).canvas)
    record = record_of(document, TODAY, "findings")
    (answered,) = FileRecord.decoded(record.encoded(), "").answered
    assert (answered.answer.line("because"), answered.answer.line("by")) == ("asked", "Ana")
    assert last_day(answered.answer) == TODAY
    assert (record.row.answered, record.row.must, record.last) == (1, 0, TODAY)
    assert record_of(document, TODAY + timedelta(days=1)).row.must == 1


def test_a_step_that_becomes_late_ends_what_holds() -> None:
    canvas = changing("outco", due=TODAY)(a_healthy_canvas())
    record = record_of(_document(canvas), TODAY)
    assert (record.row.late, record.last) == (0, TODAY)
    assert record_of(_document(canvas), TODAY + timedelta(days=1)).row.late > 0


@pytest.mark.parametrize(
    "text",
    [
        "", "[]", "{}", "nonsense", '[[1,2],[],"2026-01-01","2026-01-01"]', "[[],[],null,null]",
        '[["t","forming",[1],null,0,0,null,0,0,0,[],"",0,"",[]],[],"0001-01-01","9999-12-31"]',
        '[["t","forming",[],"soon",0,0,null,0,0,0,[],"",0,"",[]],[],"0001-01-01","9999-12-31"]',
        '[["t","forming",[],null,0,0,null,0,0,0,[],"",0,"",[["a"]]],[],"0001-01-01","9999-12-31"]',
        '[["t","forming",[],null,0,0,null,0,0,0,[],"",0,"",[]],[[1]],"0001-01-01","9999-12-31"]',
    ],
)  # fmt: skip
def test_what_is_no_record_is_refused(text: str) -> None:
    with pytest.raises(RecordError):
        FileRecord.decoded(text, "")


def test_a_row_tells_what_a_coordinator_asks() -> None:
    canvas = changing("outco", due=TODAY - timedelta(days=1))(a_healthy_canvas())
    row = row_of(_document(canvas), "x", TODAY)
    assert row == Row(
        "x", canvas.title, "delivering", canvas.partners, canvas.review, row.steps, row.late,
        TODAY - timedelta(days=1), row.must, row.should, row.consider, row.rules, "signed", 0,
    )  # fmt: skip
    assert row.late > 0
    assert row.must >= row.late
    assert "steps/on-time" in row.rules


def test_the_names_of_a_canvas_stand_with_what_they_promised() -> None:
    parts = record_of(_document(a_healthy_canvas()), TODAY, "parts").row.parts
    assert all(isinstance(part, Part) for part in parts)
    assert {part.role for part in parts} >= {"partner", "accountable", "people"}
