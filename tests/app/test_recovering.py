"""Work that a program which was killed has left behind is offered back."""

from __future__ import annotations

import os
import time
from functools import partial
from pathlib import Path

import pytest

from canvas.app.board import screen
from canvas.app.screens import start
from canvas.app.screens.choose import ChooseScreen
from canvas.files.canvas_file import Document, open_document
from canvas.files.journal.paths import journals_of
from canvas.meet.cut_off import find_cut_off
from canvas.meet.log import MeetLog
from canvas.meet.room import Room
from canvas.model import edits
from canvas.model.canvas import Canvas
from canvas.model.meetings import running_meeting
from canvas.model.types import ItemId
from canvas.session import Session
from canvas.workspace import EditFunction
from tests.app.driving import Driven, program
from tests.meet.killed_log import abandon
from tests.small import ONE_BYTES
from tests.waiting import PATIENCE


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screen, "_RECOVERY_AFTER_SECONDS", 0.01)


def asked(it: Driven) -> bool:
    """Whether a question is on top that takes answers."""
    return isinstance(it.screen, ChooseScreen) and it.screen.is_readable


def texts(it: Driven) -> list[str]:
    return [item.text for _, item in it.canvas]


def killed(path: Path, *edits_made: EditFunction) -> None:
    """Leave the journal of a program that was killed after some edits; one statement was added if none."""
    session = Session(open_document(str(path)))
    for edit in edits_made or (ADD_TWO,):
        session.make(edit)
    session.journal_now()
    assert session.journal.flush(PATIENCE)
    session.close(keep=True)
    assert journals_of(str(path)), "nothing was left behind"


def killed_without_file() -> None:
    """The same for a new canvas."""
    session = Session(Document(Canvas("Bread")))
    session.make(partial(edits.add, panel="vision", texts=("for all",)))
    session.journal_now()
    assert session.journal.flush(PATIENCE)
    session.close(keep=True)


ADD_TWO = partial(edits.add, panel="vision", texts=("two",))


async def test_what_was_done_is_offered_and_taken_back_as_one_change(small: Path) -> None:
    killed(small, partial(edits.toggle_agreed, item_ids=[ItemId("aaaaa")]), ADD_TWO)
    async with program(small) as it:
        await it.until(lambda: asked(it))
        assert "Unsaved changes" in it.shown
        assert texts(it) == ["one"]
        await it.press("4")
        assert it.top_is("TextViewerScreen")
        assert "‘two’" in it.shown
        await it.press("escape")
        assert it.top_is("ChooseScreen")
        await it.press("1")
        assert texts(it) == ["one", "two"]
        assert "It is back on the board, not saved yet" in it.said
        assert "* unsaved" in it.shown
        await it.press("u")
        assert texts(it) == ["one"]
        await it.press("ctrl+r", "ctrl+s")
    assert b"two" in small.read_bytes()
    assert not journals_of(str(small))


async def test_what_was_being_typed_comes_back_as_well(small: Path) -> None:
    async with program(small) as it:
        await it.burst("2", "a", *"half a sent")
        assert it.session.journal.flush(PATIENCE)
    async with program(small) as it:
        await it.until(lambda: asked(it))
        await it.press("1")
        assert texts(it) == ["one", "half a sent"]


async def test_what_was_filled_into_a_form_comes_back_as_well(small: Path) -> None:
    async with program(small) as it:
        await it.burst("2", "e", *" and more")
        await it.until(lambda: it.form._reported == it.form._changed()[0] != {})  # a timer has seen them
        await it.until(lambda: it.session.journal.flush(0.1) and bool(journals_of(str(small))))
    async with program(small) as it:
        await it.until(lambda: asked(it))
        await it.press("1")
        assert texts(it) == ["one and more"]


async def test_what_is_left_is_offered_again_and_what_is_thrown_away_is_not(small: Path) -> None:
    killed(small)
    for keys in (("2",), ("escape",), ("3", "2"), ("3", "escape"), ("3", "3")):
        async with program(small) as it:
            await it.until(lambda: asked(it))
            await it.press(*keys)
            assert texts(it) == ["one"]
    assert not journals_of(str(small))


async def test_what_is_left_for_later_is_offered_again_by_its_key(small: Path) -> None:
    killed(small)
    async with program(small) as it:
        await it.until(lambda: asked(it))
        await it.press("2", "R")
        await it.until(lambda: asked(it))
        await it.press("1")
        assert texts(it) == ["one", "two"]


async def test_the_key_pressed_twice_takes_nothing_out_of_the_bin_beside_what_it_found(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed(small, partial(edits.add, panel="vision", texts=("thrown away",)))
    async with program(small) as it:
        await it.until(lambda: asked(it))
        await it.press("3", "3")
        await it.until(lambda: "Deleted" in it.said)
    monkeypatch.setattr(screen, "_RECOVERY_AFTER_SECONDS", 3600)
    killed(small)
    async with program(small) as it:
        for _ in range(2):  # the second key comes before an answer to the first
            it.at.commands.late.recovery.restore()
        await it.until(lambda: asked(it) and not it.app.is_operating)
        await it.press("1")
        assert texts(it) == ["one", "two"]
        assert it.top_is("BoardScreen")


async def test_work_on_a_file_that_was_changed_since_is_merged_with_it(small: Path) -> None:
    killed(small)
    small.write_bytes(ONE_BYTES.replace(b"one", b"theirs"))
    async with program(small) as it:
        await it.until(lambda: asked(it))
        await it.press("1")
        assert texts(it) == ["theirs", "two"]


async def test_a_clean_end_leaves_nothing_behind(small: Path) -> None:
    for keys in (
        ("2", "space", "ctrl+s", "ctrl+q"),
        ("2", "space", "ctrl+q", "2"),
        ("2", "space", "u", "ctrl+q"),
    ):
        async with program(small) as it:
            await it.press(*keys)
            await it.until(lambda: it.app._exit)
        assert not journals_of(str(small))


async def test_nothing_is_offered_over_what_somebody_types(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed(small)
    monkeypatch.setattr(screen, "_RECOVERY_AFTER_SECONDS", 3600)  # the test says when the time has come
    async with program(small) as it:
        await it.burst("2", "a", *"new")
        it.at.commands.late.recovery.look()
        await it.settle()
        assert not it.top_is("ChooseScreen")
        assert "R offers them" in it.said
        await it.burst("enter", "escape")
        assert not it.top_is("ChooseScreen")
        await it.press("R", "1")
        assert sorted(texts(it)) == ["new", "one", "two"]


async def test_a_second_board_is_not_offered_the_work_of_the_first(small: Path) -> None:
    async with program(small) as one:
        await one.burst("2", "a", *"two", "enter", "escape")
        assert one.session.journal.flush(PATIENCE)
        async with program(small) as other:
            other.at.commands.late.recovery.look()
            await other.settle()
            assert not other.top_is("ChooseScreen")


async def test_a_journal_that_cannot_be_written_is_told_until_it_can(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screen, "_POLL_SECONDS", 0.02)
    trouble = ["the disk is full"]
    async with program(small) as it:
        monkeypatch.setattr(
            type(it.session.journal), "problem", property(lambda _: trouble[0] if trouble else "")
        )
        await it.until(lambda: "the journal cannot be written (the disk is full)" in it.said)
        assert "not kept safe" in it.shown
        trouble.clear()
        await it.until(lambda: "not kept safe" not in it.shown)


def test_a_session_keeps_nothing_of_what_may_not_be_changed(small: Path) -> None:
    small.write_bytes(ONE_BYTES.replace(b"format = 1", b"format = 2"))
    session = Session(open_document(str(small)))
    session.journal_now()
    assert session.journal.flush(PATIENCE)
    session.close(keep=True)
    assert not journals_of(str(small))


async def test_work_that_never_had_a_file_is_offered_at_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start, "_RECOVERY_AFTER_SECONDS", 0.01)
    async with program(None) as it:
        await it.burst("a", *"Bread", "enter")
        await it.until(lambda: "Bread" in it.shown)
        await it.burst("2", "a", *"for all", "enter", "escape")
        assert it.session.journal.flush(PATIENCE)
    assert journals_of(None)
    for key in ("2", "1"):
        async with program(None) as it:
            await it.until(lambda: asked(it))
            assert "‘Bread’, which has no file" in it.seen
            await it.press(key)
            if key == "1":
                await it.until(lambda: "for all" in it.shown)
                assert it.session.is_worth_keeping
                await it.press("ctrl+q", "2")
                await it.until(lambda: it.app._exit)
    assert not journals_of(None)


async def test_an_answer_pressed_before_the_question_can_be_read_is_none(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed(small)
    monkeypatch.setattr(ChooseScreen, "_painted", lambda _: None)  # as where no frame is out yet
    async with program(small) as it:
        await it.until(lambda: it.top_is("ChooseScreen"))
        await it.press("3", "t", "enter", "escape")
        assert it.top_is("ChooseScreen")
        assert texts(it) == ["one"]
    assert journals_of(str(small))


async def test_at_the_start_nothing_opens_over_what_somebody_types(monkeypatch: pytest.MonkeyPatch) -> None:
    killed_without_file()
    monkeypatch.setattr(start, "_RECOVERY_AFTER_SECONDS", 3600)  # the test says when the time has come
    async with program(None) as it:
        assert isinstance(it.screen, start.StartScreen)
        await it.press("down")
        it.screen._look_for_work()
        await it.settle()
        assert it.top_is("StartScreen")
        assert "R restores" in it.shown
        await it.press("R")
        await it.until(lambda: asked(it))
        await it.press("3", "2")
    assert journals_of(None)


async def test_what_was_thrown_away_is_brought_back_from_the_bin(small: Path) -> None:
    killed(small)
    async with program(small) as it:
        await it.until(lambda: asked(it))
        await it.press("3")
        await it.until(lambda: asked(it))
        await it.press("3")
        assert it.said == "Deleted; R brings it back within 30 days."
    assert not journals_of(str(small))
    async with program(small) as it:
        await it.settle()
        assert it.top_is("BoardScreen")
        await it.press("R")
        await it.until(lambda: asked(it))
        it.at.commands.late.recovery._looked([])  # the look at the start may end after a key
        await it.press("1")
        assert texts(it) == ["one", "two"]
        await it.press("ctrl+s", "R")
        assert "none of it in the bin" in it.said


async def test_work_without_a_file_that_was_thrown_away_is_brought_back_at_the_start(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(start, "_RECOVERY_AFTER_SECONDS", 0.01)
    killed_without_file()
    async with program(None) as it:
        await it.until(lambda: asked(it))
        await it.press("3")
        await it.until(lambda: asked(it))
        await it.press("3")
        await it.until(lambda: "R brings it back" in it.shown)
        assert not journals_of(None)
        await it.press("R")
        await it.until(lambda: asked(it))
        await it.press("1")
        await it.until(lambda: "for all" in it.shown)


def cut_off_meeting(path: Path, *slips: str) -> None:
    """Leave the log of a meeting on a file whose program was killed."""
    log = MeetLog.open(str(path))
    room = Room(Canvas("Small"), now=time.time, chance=os.urandom, keeper=log)
    for text in slips:
        room.slip(text, "vision")
    assert log.flush(PATIENCE)
    abandon(log)


def is_meeting_left(path: Path) -> bool:
    return find_cut_off(str(path), time.time()) is not None


async def test_a_meeting_that_was_cut_off_is_told_and_goes_on_or_is_deleted(small: Path) -> None:
    cut_off_meeting(small, "Bake", "Sing")
    async with program(small) as it:
        await it.until(lambda: "was cut off on" in it.said)
        assert "2 statements wait in its tray. F goes on with it, or deletes it." in it.said
        await it.press("F", "1")
        assert "How do people in the room write" in it.seen
        await it.press("1")
        await it.until(lambda: it.top_is("TrayScreen"))
        await it.until(lambda: "2 statements in the tray" in it.shown)
    async with program(small) as it:
        await it.until(lambda: "was cut off on" in it.said)
        await it.press("F", "2", "1")
        assert is_meeting_left(small)
        await it.press("F", "2", "2")
        await it.until(lambda: "is deleted" in it.said)
        assert not is_meeting_left(small)
        await it.press("F")
        assert "How do people in the room write" in it.seen


@pytest.mark.parametrize("answers", ["1", "2", "33", "32"])
async def test_a_meeting_that_was_cut_off_is_still_told_once_unsaved_work_was_decided_on(
    small: Path, answers: str
) -> None:
    cut_off_meeting(small)
    killed(small)
    async with program(small) as it:
        for answer in answers:
            await it.until(lambda: asked(it))
            await it.press(answer)
        await it.until(lambda: not isinstance(it.screen, ChooseScreen))
        await it.until(lambda: "was cut off on" in it.said)


@pytest.mark.parametrize("slips", [(), ("Bake",)])
async def test_the_end_of_a_meeting_deletes_the_room_that_was_cut_off_once_that_is_confirmed(
    small: Path, slips: tuple[str, ...]
) -> None:
    cut_off_meeting(small, *slips)
    async with program(small) as it:
        await it.until(lambda: "was cut off on" in it.said)
        await it.press("B", "enter", "B", "B")
        if slips:
            assert "Delete them, and end" in it.seen
            await it.press("2", "enter")
            assert running_meeting(it.canvas)
            await it.press("B", "B", "2", "2")
        await it.until(lambda: not is_meeting_left(small))
        assert not running_meeting(it.canvas)
