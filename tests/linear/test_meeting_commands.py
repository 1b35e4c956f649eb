"""Hands, timer, parked and repair by questions and answers, and how long lines are wrapped."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.files.canonical_toml import canonical
from canvas.files.canvas_file import Document
from canvas.linear.answer_parser import UnclearAnswer
from canvas.linear.console import Console, wrapped
from canvas.linear.context import Context
from canvas.linear.timer import TimerCommands
from canvas.model.canvas import Item
from canvas.model.graphemes import width
from canvas.session import Session
from canvas.workspace import Workspace
from tests.app.driving import TODAY, a_canvas
from tests.linear.talking import Talks

CANVAS = a_canvas(vision=["alpha", Item("bbbbb", "bravo", {"status": "parked"})])


def test_hands_are_recorded_told_and_refused_in_a_sentence(talks: Talks) -> None:
    asked = ("hands 2.1", "", "hands 2.1", "5 7")
    said = talks.about(CANVAS, "hands 2.1 2 5 44", *asked, "hands 2.1 3 3")
    assert "‘alpha’: 5 4 4 2 on 23 November 2026, middle 4, 1 low." in said.lines
    assert "Last time: 5 4 4 2 on 23 November 2026, middle 4, 1 low." in said.lines
    assert "It is as it was." in said.lines
    assert "7 is too many" in said.text
    assert "‘alpha’: 3 3 on 23 November 2026, middle 3, none low." in said.lines


def test_what_is_parked_is_read_and_taken_up_again(talks: Talks) -> None:
    said = talks.about(CANVAS, "parked", "parked 2.1", "parked 2.2", "parked", "undo", "parked")
    assert said.lines.count("Parked: 1.") == 2
    assert "2.2 bravo. Parked." in said.lines
    assert "2.1 is not parked; it is proposed." in said.lines
    assert "Nothing is parked." in said.lines


def test_the_timer_tells_the_time_left_and_its_end_before_the_next_question(
    capsys: pytest.CaptureFixture[str],
) -> None:
    context = Context(Workspace(Session(Document(CANVAS))), Console(), TODAY, "partners")
    clock = [0.0]
    context.clock = lambda: clock[0]
    timer = TimerCommands(context)

    def said(seconds: float, words: str | None = None) -> str:
        """What is said after some seconds: to a command, or before the next question."""
        clock[0] += seconds
        if words is None:
            timer.tell_news()
        else:
            timer.command(words)
        return capsys.readouterr().out.strip()

    assert said(0, "") == "No timer is running. Say: timer 5, or timer 40 all."
    assert said(0) == ""
    assert said(0, "5") == "Timer: 5 minutes for Beneficiaries."
    assert said(10) == ""
    assert said(60) == "Timer: Beneficiaries, 4 min left."
    assert said(0, "pause") == "Timer: Beneficiaries, 3:50 paused."
    assert said(600) == ""
    assert said(0, "go") == "Timer: Beneficiaries, 4 min left."
    assert said(230).startswith("Time is up for Beneficiaries.")
    assert said(10) == "", "it is told once"
    assert said(0, "more") == "Timer: Beneficiaries, 1:00 left."
    assert said(0, "stop") == "The timer is stopped."
    assert said(0, "40 all") == "Timer: all eight, 5:00 each, 40 min."
    assert said(300).splitlines() == ["Time is up for Beneficiaries.", "Timer: Vision, 5 min left."]
    assert said(0, "next") == "Timer: Relationships, 5 min left."
    with pytest.raises(UnclearAnswer):
        timer.command("soon")


def test_text_that_looks_wrongly_decoded_is_said_and_repaired_only_when_asked_to(talks: Talks) -> None:
    wrong = a_canvas(vision=["donâ€™t", "fine"])
    said = talks.about(wrong, "read 2", "add 2 itâ€™s", "repair", "", "repair 2.2")
    assert "This looks wrongly decoded: 2.1 ‘donâ€™t’. repair offers it repaired." in said.lines
    assert "This looks wrongly decoded: 2.3 ‘itâ€™s’. repair offers it repaired." in said.lines
    assert "2.1 donâ€™t. Proposed." in said.lines
    assert "2.1 ‘donâ€™t’ would be ‘don’t’." in said.lines
    assert "It is as it was." in said.lines
    assert "That does not look wrongly decoded." in said.lines
    said = talks.about(wrong, "repair all", "read 2", "repair")
    assert "2.1 don’t. Proposed." in said.lines
    assert "Nothing here looks wrongly decoded." in said.lines


@given(st.lists(st.text("abc漢é", min_size=1, max_size=5), max_size=20).map(" ".join), st.integers(10, 30))
def test_a_wrapped_line_breaks_no_word_and_fits(line: str, columns: int) -> None:
    parts = wrapped(line, columns)
    assert " ".join(parts).split() == line.split()
    assert all(width(part) < columns for part in parts)


def test_a_review_begins_is_answered_in_turn_and_shown(talks: Talks) -> None:
    answers = ("9", "1 since May", *("4",) * 12, "0 no rooms")
    said = talks.about(
        *(CANVAS, "reviews", "reviews new Spring", "3", "yes", "reviews show", "reviews answer", "Bakery"),
        *(*answers, "reviews", "reviews show", "reviews readers partners", "reviews answer", "reviews x"),
    )
    assert "There is no review yet: reviews new NAME begins one." in said.text
    assert "Began the review ‘Spring’ with 14 statements." in said.lines
    assert "Nobody has answered yet." in said.lines
    assert "Beneficiaries. The people this is for have changed something we do." in said.lines
    assert "A number from 0 to 4; words after it say why." in said.lines
    assert "Thank you. Spring, 23 November 2026: 1 of 3 answered." in said.lines
    assert "The answers are not shown yet." in said.lines
    assert "    We have not asked them               ● Bakery" in said.text
    assert "“no rooms”" in said.text
    assert "Its answers are shown already" in said.text
    assert "Type: reviews, reviews new NAME" in said.text


def test_a_consent_round_asks_every_proposed_statement_and_records_what_the_room_answers(
    talks: Talks,
) -> None:
    four = a_canvas(vision=["one", "two"], roles=["three", Item("h", "hidden", {"visibility": "internal"})])
    said = talks.about(
        *(four, "consent", "7", "back", "skip", "5 1", "no rooms", "perhaps", "51", "no rooms"),
        *("disputed", "low", "", "reword", "number three", "5 4", "", "read 5", "consent 2", "consent 9"),
    )
    assert "Left out: 1 internal statement." in said.lines
    assert "A hand has five fingers, so 7 is too many" in said.text
    assert "This is the first statement of the round." in said.lines
    assert "1 low: 2 fingers or fewer." in said.lines
    assert "It is one of disputed, reword, parked and agreed; hands again." in said.lines
    assert "2 of 3 answered." in said.lines
    assert "Hands again, for the new words." in said.lines
    assert "Consent round: 2 agreed, 1 disputed." in said.lines
    assert "5.1 number three. Agreed." in said.text
    assert "Nothing is proposed that the room could answer." in said.lines
    assert "There is no panel ‘9’" in said.text
    said = talks.about(four, "consent 2", "", "stop", "undo", "read 2")
    assert "Consent round: 1 agreed, 1 still proposed." in said.lines
    assert "2.1 one. Proposed." in said.lines


def test_a_meeting_begins_ends_and_its_minutes_are_read(talks: Talks) -> None:
    said = talks.about(
        *(
            CANVAS,
            "minutes",
            "end",
            "begin Kick-off",
            "Ana, Ben, ana",
            "99",
            "begin Kick-off",
            "Ana, Ben",
            "Tea",
        ),
        *("status 2.1 agreed", "owner 2.1 Ben", "minutes", "begin", "end", "minutes kick-off", "minutes x"),
        *("begin", "", "none"),
    )
    assert "There is no meeting yet: begin begins one." in said.lines
    assert "No meeting runs: begin begins one." in said.lines
    assert "There is no number 99 in the list." in said.lines
    assert "‘Kick-off’ began; end ends it with its minutes." in said.lines
    assert "‘Kick-off’ has not ended yet: end ends it, minutes reads it." in said.text.replace("\n", " ")
    assert "Ended ‘Kick-off’: 1 agreed, 1 promised." in said.lines
    assert "Here: Ana and Ben" in said.lines
    assert "On the agenda: Tea" in said.lines
    assert said.lines.count("Agreed:") == 3
    assert "There is no such meeting." in said.lines
    assert "Since last time: 1 promised, 1 still to come." in said.lines
    assert "  open: Ben: alpha" in said.text


def test_an_export_begins_with_the_minutes_where_that_is_said(talks: Talks, here: Path) -> None:
    path = here / "river.canvas.toml"
    path.write_text(canonical(CANVAS), encoding="utf-8")
    meeting = ("begin", "Ana", "none", "status 2.1 agreed", "end")
    said = talks.about(path, "export minutes", *meeting, "export public minutes", "export minutes", "save")
    assert said.lines.count("There are no minutes that partners may read.") == 1
    assert "There are no minutes that the public may read." in said.lines
    written = (here / "river.md").read_text(encoding="utf-8")
    assert written.index("## Minutes\n\nMeeting 1, 23 November 2026") < written.index("## At a glance")
