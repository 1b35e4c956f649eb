"""The program under a shell, which stops it and lets it go on: nothing is lost, the terminal is as it was."""

from __future__ import annotations

import os
import signal
import sys
import termios
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import ptyprocess
import pytest

from canvas.files.canvas_file import open_document
from canvas.files.journal.recovery import find_recoverable
from tests.cli.running import environment
from tests.small import ONE
from tests.terminal import Terminal, terminal
from tests.waiting import until

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="this system has no pseudo-terminals")

ENTER, ESCAPE, SAVE, QUIT = "\r", "\x1b", "\x13", "\x11"
BOARD = ("1 Beneficiaries", "2 Vision", "8 Communications", "Readiness")
TYPED = ("kept words", "half a sent")


@contextmanager
def shell() -> Iterator[Terminal]:
    """A terminal with a shell in it, which has jobs."""
    more = {"TERM": "xterm-256color", "TEXTUAL_ANIMATIONS": "none", "PS1": "READY ", "ENV": ""}
    process = ptyprocess.PtyProcess.spawn(
        ["/bin/sh", "-i"], dimensions=(40, 120), env={**environment(), **more}
    )
    it = Terminal(process, (120, 40))
    program = 0
    try:
        it.until_shown("READY")
        it.send(f"{sys.executable} -P -m canvas small.canvas.toml\n")
        it.until_shown("one", "? help")
        program = foreground(it)
        yield it
    finally:
        if program not in (0, process.pid) and not is_gone(program):
            os.killpg(program, signal.SIGKILL)
        process.close(force=True)


def foreground(it: Terminal) -> int:
    """The process group that has the terminal."""
    return os.tcgetpgrp(it.process.fd)


def is_gone(group: int) -> bool:
    """Whether nothing is left of a process group."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return True
    return False


def is_cooked(it: Terminal) -> bool:
    """Whether the terminal is as a shell wants it: whole lines, and shown as they are typed."""
    flags = termios.tcgetattr(it.process.fd)[3]
    return bool(flags & termios.ICANON) and bool(flags & termios.ECHO) and bool(flags & termios.ISIG)


def type_words(it: Terminal) -> None:
    it.send("2a")
    it.until_shown("esc keep and end")
    it.send(TYPED[0] + ENTER)
    it.until_shown(TYPED[0])  # in one read they would be a paste
    it.send(TYPED[1])
    it.until_shown(*TYPED)
    it.until_kept("small.canvas.toml", TYPED[1], foreground(it))


def stop(it: Terminal, number: signal.Signals) -> int:
    """Stop the program; its process group."""
    program = foreground(it)
    os.kill(program, number)
    it.until(lambda: foreground(it) == it.process.pid)
    return program


def go_on(it: Terminal) -> None:
    """Have it go on, in a terminal that shows nothing of it any more."""
    it.painted.reset()
    it.send("fg\n")
    it.until(lambda: foreground(it) != it.process.pid)


def finish(it: Terminal, small: Path) -> None:
    """Type on, save and quit; all of it is in the file, and the shell has its terminal again."""
    it.send("ence" + ENTER)
    it.until_shown("half a sentence")
    it.send(ESCAPE)
    it.until_shown("? help")
    it.send(SAVE)
    it.until_shown("Saved")
    it.send(QUIT)
    it.until(lambda: foreground(it) == it.process.pid)
    it.until(lambda: is_cooked(it))
    texts = [item.text for _, item in open_document(str(small)).canvas]
    assert texts == ["one", "kept words", "half a sentence"]


def test_stopped_it_gives_the_terminal_back_and_goes_on_where_it_was(small: Path) -> None:
    with shell() as it:
        type_words(it)
        before = len(it.raw)
        stop(it, signal.SIGTSTP)
        it.until(lambda: is_cooked(it))
        it.until(lambda: b"\x1b[?1049l" in it.raw[before:])
        for mode in (b"1000", b"1003", b"1006", b"2004"):
            assert it.raw.rfind(b"\x1b[?" + mode + b"l") > it.raw.rfind(b"\x1b[?" + mode + b"h"), mode
        assert it.raw.rfind(b"\x1b[?25h") > it.raw.rfind(b"\x1b[?25l")
        go_on(it)
        it.until(lambda: not is_cooked(it))
        it.until_shown(*BOARD, *TYPED)
        finish(it, small)


def test_stopped_without_being_asked_it_takes_the_terminal_again(small: Path) -> None:
    with shell() as it:
        type_words(it)
        stop(it, signal.SIGSTOP)
        go_on(it)
        it.until(lambda: not is_cooked(it))
        it.until_shown(*BOARD, *TYPED)
        finish(it, small)


def test_a_terminal_of_another_size_is_filled_when_it_goes_on(small: Path) -> None:
    with shell() as it:
        type_words(it)
        stop(it, signal.SIGTSTP)
        it.resize(90, 30)
        go_on(it)
        it.until_shown(*BOARD, *TYPED)
        it.until(lambda: max(map(len, it.shown.splitlines())) > 80)
        finish(it, small)


def test_told_to_go_on_in_the_background_it_leaves_the_terminal_alone(small: Path) -> None:
    with shell() as it:
        type_words(it)
        program = stop(it, signal.SIGTSTP)
        it.until(lambda: is_cooked(it))
        before = len(it.raw)
        it.send("bg\n")
        it.until(lambda: b"READY" in it.raw[before:])
        it.send("echo AND $((20 + 1))\n")
        it.until(lambda: b"AND 21" in it.raw[before:])
        assert is_cooked(it)
        assert b"\x1b[?1049h" not in it.raw[before:]
        assert not is_gone(program)
        go_on(it)
        it.until_shown(*TYPED[1:])
        finish(it, small)


@pytest.mark.parametrize("number", [signal.SIGTSTP, signal.SIGSTOP])
def test_killed_while_it_is_stopped_it_has_lost_nothing(small: Path, number: signal.Signals) -> None:
    with shell() as it:
        type_words(it)
        program = stop(it, number)
        os.kill(program, signal.SIGKILL)
        found = until(lambda: find_recoverable(str(small)))  # as soon as nobody has it any more
        texts = [item.text for _, item in found[0].canvas]
        for left in found:
            left.release()
    assert texts == ["one", *TYPED]
    assert small.read_text(encoding="utf-8") == ONE


def test_a_stop_that_is_told_of_while_nothing_was_stopped_changes_nothing(small: Path) -> None:
    with shell() as it:
        type_words(it)
        before = len(it.raw)
        os.kill(foreground(it), signal.SIGCONT)
        it.until(lambda: b"\x1b[?1049h" in it.raw[before:])
        it.painted.reset()
        finish(it, small)


def test_told_to_go_on_while_it_ends_it_ends_all_the_same(small: Path) -> None:
    """A thread holds the end up; by then the terminal was given back, and stays so."""
    slow = (
        "import os, time\n"
        "from canvas.app import app\n"
        "from canvas.app.app import CanvasApp\n"
        "app._LEFT_SECONDS = 60\n"
        "before = CanvasApp.on_mount\n"
        "def hold():\n"
        "    while not os.path.exists('go'): time.sleep(0.01)\n"
        "def on_mount(self):\n"
        "    before(self)\n"
        "    self.run_worker(hold, thread=True)\n"
        "CanvasApp.on_mount = on_mount"
    )
    with terminal(small.name, first=slow) as it:
        it.until_shown("one", "? help")
        it.send(QUIT)
        it.until(lambda: b"\x1b[?1049l" in it.raw)
        it.process.kill(signal.SIGCONT)
        it.process.kill(signal.SIGTSTP)
        (small.parent / "go").touch()
        assert it.left() == 0
        assert it.raw.count(b"\x1b[?1049h") == 1
        assert it.raw.count(b"\x1b[?1049l") == 1
