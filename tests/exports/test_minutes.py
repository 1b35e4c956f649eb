"""Minutes: half a page that a stranger understands, with each outcome once, for whom they are."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from markdown_it import MarkdownIt

from canvas.exports import render_bytes, render_text
from canvas.exports.minutes import (
    counts_line,
    groups,
    named_meeting,
    readable_meeting,
    since_line,
)
from canvas.exports.minutes_file import MinutesFormat, render
from canvas.exports.slides.deck import Deck
from canvas.exports.slides.layout import plain
from canvas.exports.slides.slide_text import Room
from canvas.model.canvas import Canvas
from canvas.model.edits import add
from canvas.model.meeting_edits import begin
from canvas.model.meeting_outcomes import points
from canvas.model.meetings import Fate, Promise, latest_meeting, since_last
from canvas.model.types import Audience
from canvas.workspace_import import propose
from tests.model.test_meetings import BASE, DAY, LATER, begun, changed, ended
from tests.strategies import quick, typed

FORMS: tuple[MinutesFormat, ...] = ("md", "txt", "json")


def held() -> Canvas:
    """A meeting in which something of each sort came to be."""
    canvas = changed(begun(), "park1", status="proposed", owner="Ben", due=LATER, next="Ask the council")
    canvas = changed(canvas, "outc1", status="done")
    canvas = changed(canvas, "secr1", status="agreed", due=LATER)
    canvas = changed(canvas, "goal1", status="disputed", reason="too broad")
    return ended(canvas)


def minutes(canvas: Canvas, form: MinutesFormat = "txt", audience: Audience = "partners") -> str:
    found = named_meeting(canvas, "last")
    assert found
    meeting = readable_meeting(canvas, found, audience, DAY)
    assert meeting
    return render(canvas, meeting, audience, form)


def test_internal_minutes_alone_name_the_group_that_a_new_statement_came_from() -> None:
    canvas = begun()
    for name, status in (("Wash up", "proposed"), ("Bake rye", "agreed")):
        canvas = add(canvas, "roles", [name]).canvas
        wrote = canvas.panels["roles"][-1].id
        canvas = changed(canvas, wrote, status=status, origin=("North", "South"))
    for held_so_far in (canvas, ended(canvas)):
        said = minutes(held_so_far, audience="internal")
        assert "- Wash up (from North and South)\n" in said
        assert "- Bake rye (new, from North and South)\n" in said
        notes = json.loads(minutes(held_so_far, "json", "internal"))["notes"]
        assert {note["origin"] for note in notes if note["part"] == "added"} == {"North and South"}
        assert "North" not in "".join(minutes(held_so_far, form) for form in FORMS)


def test_the_minutes_as_text() -> None:
    said = minutes(held())
    assert said.split("\n\nWhat comes next:")[0] == (
        """\
River: minutes
Meeting 1, 23 November 2026, from 14:05.

Here: Ana and Ben

Disputed:
- Bread for all – why not: too broad

Promised:
- Ben: Ask the council (A van), by 7 December 2026

Done:
- Six schools

Open again:
- A van"""
    )
    found = latest_meeting(held())
    assert found
    assert counts_line(found) == ("1 agreed, 1 disputed, 1 done, 1 open again, 2 promised")


@pytest.mark.parametrize("form", FORMS)
def test_what_is_held_back_is_in_the_minutes_for_those_who_keep_the_canvas_alone(form: MinutesFormat) -> None:
    assert "A secret" in minutes(held(), form, "internal")
    assert "ecret" not in minutes(held(), form)
    hidden_since = changed(held(), "goal1", visibility="internal")
    assert "Bread for all" not in minutes(hidden_since, form)
    found = latest_meeting(held())
    assert found
    assert readable_meeting(held(), found, "public", DAY) is None


def test_the_summary_begins_with_the_minutes_where_that_is_chosen() -> None:
    canvas = held()
    told = render_text("md", canvas, today=DAY, minutes=True)
    assert told.index("## Minutes") < told.index("- **Disputed:**") < told.index("## At a glance")
    assert "ecret" not in told
    assert "## Minutes" not in render_text("md", canvas, today=DAY)
    assert render_text("md", canvas, today=DAY, audience="public", minutes=True) == render_text(
        "md", canvas, today=DAY, audience="public"
    )


def test_a_summary_with_minutes_that_comes_back_changes_nothing() -> None:
    canvas = held()
    told = render_text("md", canvas, today=DAY, audience="internal", minutes=True)
    found = propose(told.encode(), "back.md", canvas, DAY)
    assert found.differences.are_none, found.differences
    assert not found.problems


def test_since_last_time_in_one_line() -> None:
    canvas = held()
    assert since_line(()) == ""
    assert since_line(since_last(canvas, DAY)) == "Since last time: 2 promised, 2 still to come"
    fates: tuple[Fate, ...] = ("done", "done", "late", "gone", "parked", "open")
    note = since_last(canvas, DAY)[0].note
    assert since_line([Promise(note, fate) for fate in fates]) == (
        "Since last time: 6 promised, 2 done, 1 late, 1 still to come, 1 parked, 1 no longer here"
    )


def test_a_meeting_of_which_nothing_came_says_so() -> None:
    said = minutes(ended(begun()))
    assert "Nothing was added, agreed, parked or promised." in said
    assert "What comes next:" in said
    assert "it has not ended yet" in minutes(begun())


@quick
@given(typed)
def test_no_text_is_markup_or_moves_a_cursor(text: str) -> None:
    canvas = begun(BASE.replacing(title=text), name=f"x{text}")
    place = canvas.panels["vision"]
    canvas = canvas.with_items({"vision": tuple(item._replace(text=f"x{text}") for item in place)})
    canvas = changed(
        changed(canvas, "goal1", status="disputed", reason=text), "park1", status="agreed", owner=text
    )
    canvas = ended(canvas)
    for form in FORMS:
        said = minutes(canvas, form)
        assert "\x1b" not in said
    assert "<img" not in MarkdownIt().render(minutes(canvas, "md"))
    assert json.loads(minutes(canvas, "json"))["notes"]
    found = latest_meeting(canvas)
    assert found
    assert len(
        [line for group in groups(found) for line in group.lines if group.label != "What comes next"]
    ) == 2 + bool(text.strip())


def test_the_agenda_is_told_without_what_is_withheld() -> None:
    canvas = changed(BASE, "secr1", status="disputed")
    canvas = begin(canvas, "", DAY, "", (), points(canvas, DAY)).canvas
    said = minutes(canvas)
    assert "On the agenda: Six schools · Money is held by one ·" in said
    assert "ecret" not in said
    assert "A secret" in minutes(canvas, "txt", "internal")


def test_the_slide_has_each_point_of_the_agenda_on_a_line_of_its_own() -> None:
    canvas = ended(begin(BASE, "", DAY, "", (), points(BASE, DAY)).canvas)
    slides = Deck(canvas, DAY, Room(80, 60)).slides("minutes")
    lines = [plain(line).strip() for slide in slides for _, line in slide.rows]
    at = lines.index("On the agenda")
    assert lines[at + 1 : at + 3] == ["– Six schools", "– Money is held by one"]


@pytest.mark.parametrize("form", ["html", "docx", "pdf"])
def test_each_document_can_begin_with_them(form: str) -> None:
    data = render_bytes(form, held(), today=DAY, minutes=True)
    assert data != render_bytes(form, held(), today=DAY)
    if form == "html":
        assert b"<h2>Minutes</h2>" in data or b">Minutes</h2>" in data
