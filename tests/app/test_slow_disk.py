"""While git or the disk does not answer, the next key still acts and shows."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input

from canvas.app.terminal import input_queue
from canvas.files import canvas_save, watch
from canvas.files.canvas_file import open_document
from canvas.files.git import git_process
from canvas.operations import Operation
from tests.app.driving import Driven, a_canvas, a_copy, program
from tests.app.in_git import FIRST, committed
from tests.files.git.repository import Repository
from tests.waiting import PATIENCE


class Answers:
    """Says when the disk and git answer; a test that had to wait for them itself has failed."""

    def __init__(self) -> None:
        self._come = threading.Event()
        self._is_late = False

    def set(self) -> None:
        """Let them answer."""
        self._come.set()

    def wait(self) -> None:
        """Hang, as a disk does, until they are to answer."""
        self._is_late = not self._come.wait(PATIENCE) or self._is_late

    def check(self) -> None:
        """Fail where somebody waited in vain: the program stood still until then."""
        assert not self._is_late, "it waited for the disk"


@pytest.fixture
def answers() -> Iterator[Answers]:
    """Set once the disk and git are to answer."""
    answers = Answers()
    yield answers
    answers.set()
    answers.check()


def hang(monkeypatch: pytest.MonkeyPatch, owner: object, name: str, answers: Answers) -> None:
    """Have a function wait until `answers` is set."""
    real = getattr(owner, name)

    def waiting(*given: Any, **named: Any) -> Any:
        answers.wait()
        return real(*given, **named)

    monkeypatch.setattr(owner, name, waiting)


async def shows(it: Driven, key: str) -> None:
    """Press a key and wait until it is handled."""
    await it.pass_on(key)
    await it.pilot.pause(0)


async def test_the_cursor_moves_while_a_save_hangs_and_what_is_edited_meanwhile_stays_unsaved(
    here: Path, monkeypatch: pytest.MonkeyPatch, answers: Answers
) -> None:
    async with program(a_copy(here)) as it:
        await it.press("space")
        hang(monkeypatch, canvas_save, "save", answers)
        it.send("ctrl+s")
        await it.until(lambda: it.app.is_operating)
        before = it.where
        await shows(it, "down")
        assert it.where != before
        await it.pass_on("space")
        answers.set()
        await it.settle()
        assert "What was changed meanwhile is not saved yet." in it.said
        assert it.session.is_unsaved


async def test_keys_act_while_the_list_of_recent_canvases_hangs(
    here: Path, monkeypatch: pytest.MonkeyPatch, answers: Answers
) -> None:
    asked, is_given = threading.Event(), threading.Event()

    def remember(_: str) -> None:
        asked.set()
        answers.wait()
        is_given.set()

    monkeypatch.setattr("canvas.app.app.remember", remember)
    monkeypatch.setattr("canvas.app.app._PREPARE_AFTER_SECONDS", 3600)  # the test says when
    async with program(a_copy(here)) as it:
        it.app._prepare()
        await it.until(asked.is_set)
        before = it.where
        await it.pass_on("down")
        assert it.where != before
        answers.set()
        await it.until(is_given.is_set)


async def test_an_answer_typed_ahead_waits_for_the_question_that_waits_for_the_disk(answers: Answers) -> None:
    async with program(a_canvas()) as it:
        await it.press("a", "x", "enter", "escape")
        it.app.operate(lambda: Operation(answers.wait, lambda _: None), lambda _: None)
        it.send("ctrl+q")
        it.send("3")
        await it.pilot.pause(0.05)
        assert it.app.has_input_waiting
        answers.set()
        await it.settle()
        assert it.top_is("BoardScreen")
        assert not it.app._exit


async def test_a_key_behind_a_question_that_never_comes_waits_a_second_at_most(
    answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(input_queue, "_MAX_WAIT_SECONDS", 0.05)
    async with program(a_canvas()) as it:
        await it.press("a", "x", "enter", "escape")
        it.app.operate(lambda: Operation(answers.wait, lambda _: None), lambda _: None)
        it.send("ctrl+q")
        it.send("2")
        await it.until(lambda: it.where[0] == "vision")
        answers.set()
        await it.settle()


async def test_a_message_is_typed_while_git_hangs(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, answers: Answers
) -> None:
    async with program(committed(repository, FIRST)) as it:
        await it.press("space")
        hang(monkeypatch, git_process, "run_query", answers)
        for module in ("history", "repository", "commit", "versions"):
            found = getattr(__import__(f"canvas.files.git.{module}", fromlist=["x"]), "run_query", None)
            if found:
                monkeypatch.setattr(f"canvas.files.git.{module}.run_query", git_process.run_query)
        it.send("C")
        await it.until(lambda: it.top_is("CommitScreen"))
        for letter in "Agreed":
            await shows(it, letter)
        assert it.screen.query_one(Input).value == "Agreed"
        answers.set()
        await it.settle()
        await it.press("enter")
        assert "ommitted as " in it.said
    assert b"Agreed" in repository.git("log", "-1", "--format=%s")


async def test_the_board_goes_on_while_the_look_at_the_file_hangs(
    here: Path, monkeypatch: pytest.MonkeyPatch, answers: Answers
) -> None:
    async with program(a_copy(here)) as it:
        hang(monkeypatch, watch.Watch, "look", answers)
        it.at.poll_file()
        before = it.where
        await shows(it, "down")
        assert it.where != before
        answers.set()
        await it.settle()


async def test_leaving_waits_for_a_save_that_is_under_way(
    here: Path, monkeypatch: pytest.MonkeyPatch, answers: Answers
) -> None:
    monkeypatch.setattr(input_queue, "_MAX_WAIT_SECONDS", 0.05)
    path = a_copy(here)
    async with program(path) as it:
        await it.press("2", "a", *"Lasting", "enter", "escape")
        hang(monkeypatch, canvas_save, "save", answers)
        it.send("ctrl+s")
        await it.until(lambda: it.app.is_operating)
        await it.pass_on("ctrl+q")
        assert not it.app._exit
        assert it.top_is("BoardScreen")
        answers.set()
        await it.until(lambda: it.app._exit)
    assert b"Lasting" in path.read_bytes()


async def test_a_save_behind_a_look_at_the_file_that_hangs_writes_what_there_was_at_its_key(
    here: Path, monkeypatch: pytest.MonkeyPatch, answers: Answers
) -> None:
    path = a_copy(here)
    async with program(path) as it:
        hang(monkeypatch, watch.Watch, "look", answers)
        it.at.poll_file()
        for key in ("space", "ctrl+s", "u"):
            await it.pass_on(key)
        saved = it.session.history.undone[-1].after
        answers.set()
        await it.settle()
        assert it.session.is_unsaved
        assert open_document(str(path)).canvas == saved


async def test_a_dialog_that_is_left_at_once_has_saved_all_the_same(
    here: Path, monkeypatch: pytest.MonkeyPatch, answers: Answers
) -> None:
    async with program(a_copy(here)) as it:
        await it.press("space", "S")
        await it.burst(*"other")
        hang(monkeypatch, os.path, "isdir", answers)
        await it.pass_on("enter")
        await it.pass_on("escape")
        assert it.top_is("BoardScreen")
        answers.set()
        await it.settle()
        assert not it.session.is_unsaved


async def test_a_dialog_can_be_left_while_its_disk_hangs(
    here: Path, monkeypatch: pytest.MonkeyPatch, answers: Answers
) -> None:
    async with program(a_copy(here)) as it:
        await it.press("space", "S")
        hang(monkeypatch, canvas_save, "save_as", answers)
        await it.burst(*"other")
        it.send("enter")
        await it.until(lambda: it.app.is_operating)
        await it.pass_on("escape")
        await it.until(lambda: it.top_is("BoardScreen"))
        answers.set()
        await it.settle()
        assert it.top_is("BoardScreen")
        assert not it.session.is_unsaved


async def test_what_a_disk_answers_after_the_end_reaches_for_no_screen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[object] = []
    async with program(a_canvas()) as it:
        board, app = it.at, it.app
        performed: list[Callable[[], None]] = []
        app.operate(lambda: Operation(lambda: 0, lambda _: 0), told.append)
        await it.settle()
        monkeypatch.setattr(app, "run_worker", lambda work, **_: performed.append(work))
        app.operate(lambda: Operation(lambda: 1, lambda _: board._is_idle()), told.append)
    assert not app.screen_stack
    monkeypatch.setattr(app, "call_from_thread", lambda call, *given: call(*given))
    for work in performed:
        work()
    assert told == [0]
    assert not app.is_operating
