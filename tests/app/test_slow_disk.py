"""While git or the disk does not answer, the next key still acts and shows."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input

from canvas.files import canvas_save, watch
from canvas.files.canvas_file import open_document
from canvas.files.git import git_process
from canvas.operations import Operation
from tests.app.driving import Driven, a_canvas, a_copy, program
from tests.app.in_git import FIRST, committed
from tests.files.git.repository import Repository

FRAME_SECONDS = 5.0
"""How long a key may take here: far below the disk that hangs for 30, far above a frame on a loaded machine.

Half a second was not: a worker beside others may stand still for as long. What a frame takes is measured by
`python -m benchmarks`.
"""


@pytest.fixture
def answers() -> Iterator[threading.Event]:
    """Set once the disk and git are to answer."""
    event = threading.Event()
    yield event
    event.set()


def hang(monkeypatch: pytest.MonkeyPatch, owner: object, name: str, answers: threading.Event) -> None:
    """Have a function wait until `answers` is set."""
    real = getattr(owner, name)

    def waiting(*given: Any, **named: Any) -> Any:  # noqa: ANN401
        answers.wait(30)
        return real(*given, **named)

    monkeypatch.setattr(owner, name, waiting)


async def shows(it: Driven, key: str) -> float:
    """Press a key and wait until it is handled; how many seconds that took."""
    began = time.perf_counter()
    await it.pass_on(key)
    await it.pilot.pause(0)
    return time.perf_counter() - began


async def test_the_cursor_moves_while_a_save_hangs_and_what_is_edited_meanwhile_stays_unsaved(
    here: Path, monkeypatch: pytest.MonkeyPatch, answers: threading.Event
) -> None:
    async with program(a_copy(here)) as it:
        await it.press("space")
        hang(monkeypatch, canvas_save, "save", answers)
        it.send("ctrl+s")
        await it.until(lambda: it.app.is_operating)
        before = it.where
        assert await shows(it, "down") < FRAME_SECONDS
        assert it.where != before
        await it.pass_on("space")
        answers.set()
        await it.settle()
        assert "What was changed meanwhile is not saved yet." in it.said
        assert it.session.is_unsaved


async def test_keys_act_while_the_list_of_recent_canvases_hangs(
    here: Path, monkeypatch: pytest.MonkeyPatch, answers: threading.Event
) -> None:
    asked = threading.Event()
    is_given: list[bool] = []

    def remember(_: str) -> None:
        asked.set()
        is_given.append(answers.wait(2))

    monkeypatch.setattr("canvas.app.app.remember", remember)
    async with program(a_copy(here)) as it:
        await it.until(asked.is_set)
        before = it.where
        await it.pass_on("down")
        assert it.where != before
        answers.set()
        await it.until(lambda: bool(is_given))
    assert is_given == [True]


async def test_an_answer_typed_ahead_waits_for_the_question_that_waits_for_the_disk(
    answers: threading.Event,
) -> None:
    async with program(a_canvas()) as it:
        await it.press("a", "x", "enter", "escape")
        it.app.operate(lambda: Operation(lambda: answers.wait(30), lambda _: None), lambda _: None)
        it.send("ctrl+q")
        it.send("3")
        await it.pilot.pause(0.05)
        assert it.app.has_input_waiting
        answers.set()
        await it.settle()
        assert it.top_is("BoardScreen")
        assert not it.app._exit


async def test_a_key_behind_a_question_that_never_comes_waits_a_second_at_most() -> None:
    answers = threading.Event()
    async with program(a_canvas()) as it:
        await it.press("a", "x", "enter", "escape")
        it.app.operate(lambda: Operation(lambda: answers.wait(30), lambda _: None), lambda _: None)
        it.send("ctrl+q")
        it.send("2")
        await it.until(lambda: it.where[0] == "vision")
        answers.set()
        await it.settle()


async def test_a_message_is_typed_while_git_hangs(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, answers: threading.Event
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
            assert await shows(it, letter) < FRAME_SECONDS
        assert it.screen.query_one(Input).value == "Agreed"
        answers.set()
        await it.settle()
        await it.press("enter")
        assert "ommitted as " in it.said
    assert b"Agreed" in repository.git("log", "-1", "--format=%s")


async def test_the_board_goes_on_while_the_look_at_the_file_hangs(
    here: Path, monkeypatch: pytest.MonkeyPatch, answers: threading.Event
) -> None:
    async with program(a_copy(here)) as it:
        hang(monkeypatch, watch.Watch, "look", answers)
        it.at.poll_file()
        before = it.where
        assert await shows(it, "down") < FRAME_SECONDS
        assert it.where != before
        answers.set()
        await it.settle()


async def test_leaving_waits_for_a_save_that_is_under_way(
    here: Path, monkeypatch: pytest.MonkeyPatch, answers: threading.Event
) -> None:
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
    here: Path, monkeypatch: pytest.MonkeyPatch, answers: threading.Event
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
    here: Path, monkeypatch: pytest.MonkeyPatch, answers: threading.Event
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
    here: Path, monkeypatch: pytest.MonkeyPatch, answers: threading.Event
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
