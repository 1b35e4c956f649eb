"""The conversation as a program of its own: in a terminal, behind a pipe, and told to go."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from canvas.files.journal.recovery import find_recoverable
from tests.app.driving import a_copy
from tests.cli.running import called, canvas, environment
from tests.cli.test_imports import SCREEN, imported_by
from tests.waiting import PATIENCE


def test_commands_from_a_pipe_are_run_and_questions_end_their_line(here: Path) -> None:
    path = a_copy(here)
    done = canvas("open", "--linear", str(path), given=b"add 2 Words with a bad byte \xff\nsave\nquit\n")
    assert done.returncode == 0
    assert done.stderr == b""
    assert done.stdout.count(b"Command:\n") == 3
    assert b"\x1b" not in done.stdout
    assert "Words with a bad byte \ufffd" in path.read_text(encoding="utf-8")


def test_the_verb_may_be_left_out(here: Path) -> None:
    done = called("--linear", str(a_copy(here)), given=b"quit\n")
    assert done.returncode == 0
    assert done.stdout.startswith(b"Riverside Breakfast Partnership\n")


def test_it_needs_nothing_of_the_screen(here: Path) -> None:
    code, modules = imported_by("open", "--linear", str(a_copy(here)))
    assert code == 0
    assert not {name for name in modules if name.startswith(SCREEN)}


@pytest.fixture
def hears_interrupts() -> Iterator[None]:
    """A program started now obeys ctrl+c: it would not where the tests themselves run in the background."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.skipif(sys.platform == "win32", reason="it has no such signals")
@pytest.mark.usefixtures("hears_interrupts")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_keeps_unsaved_work_for_recovery(here: Path, number: signal.Signals) -> None:
    path = a_copy(here)
    command = [sys.executable, "-m", "canvas", "open", "--linear", str(path)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment()
    ) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(b"add 2 Something new\n")
        process.stdin.flush()
        while b"Something new" not in process.stdout.readline():
            pass
        process.send_signal(number)
        process.stdout.read()
        assert process.wait(PATIENCE) == 128 + number
    (left,) = find_recoverable(str(path))
    assert "Something new" in [item.text for _, item in left.canvas]
    left.discard()


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such terminal")
def test_a_terminal_gets_no_escape_sequence(here: Path) -> None:
    from tests.terminal import terminal

    path = a_copy(here)
    with terminal("open", "--linear", str(path)) as it:
        it.until(lambda: b"Command:" in it.raw)
        it.send("read 2\n")
        it.until(lambda: it.raw.count(b"Command:") == 2)
        assert b"\x1b" not in it.raw
        it.send("\x04")
        it.until(lambda: b"Goodbye" in it.raw)
