"""The program in a real terminal, ended by others: nothing is lost, nothing is left spinning."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest

from canvas.files.canvas_file import open_document
from canvas.files.journal.paths import journals_of
from tests.small import ONE
from tests.terminal import Terminal, terminal
from tests.test_program import assert_terminal_restored
from tests.waiting import until

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="this system has no pseudo-terminals")

ENTER, ESCAPE, SAVE, QUIT = "\r", "\x1b", "\x13", "\x11"


def typed(it: Terminal) -> None:
    """Something was done, and something is being typed."""
    it.until_shown("one", "? help")
    it.send("2a")
    it.until_shown("esc keep and end")
    it.send("kept words" + ENTER)
    it.until_shown("kept words")  # in one read they would be a paste
    it.send("half a sent")
    it.until_shown("kept words", "half a sent")
    it.until_kept("small.canvas.toml", "half a sent")


def assert_offered(small: Path) -> None:
    """What was done and typed is offered, taken back and saved."""
    with terminal(small.name) as it:
        it.until_shown("Unsaved changes", "Restore")
        it.send("1")
        it.until_shown("It is back on the board", "kept words", "half a sent")
        it.send(SAVE)
        it.until_shown("Saved")
        it.send(QUIT)
        assert it.left() == 0
    texts = [item.text for _, item in open_document(str(small)).canvas]
    assert texts == ["one", "kept words", "half a sent"]
    assert not journals_of(str(small))


def wait_for_end(it: Terminal) -> None:
    """Wait until the program has ended, without reading its terminal."""
    until(lambda: not it.process.isalive())


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_told_to_go_it_keeps_the_work_gives_the_terminal_back_and_goes(
    small: Path, number: signal.Signals, code: int
) -> None:
    patient = (
        "from canvas.app.terminal import shutdown\n"
        "from canvas.files.journal import writer\n"
        "shutdown.force_exit_after.__defaults__ = (60.0,)\n"
        "writer._CLOSE_SECONDS = 60.0"
    )
    with terminal(small.name, first=patient) as it:
        typed(it)
        it.process.kill(number)
        assert it.left() == code
        assert_terminal_restored(it)
        assert b"What was not saved is kept: opening small.canvas.toml again offers it." in it.raw
    assert small.read_text(encoding="utf-8") == ONE
    assert_offered(small)


def test_a_disk_that_never_answers_does_not_keep_the_program_from_ending(small: Path) -> None:
    hanging = (
        "import time\n"
        "from canvas.app import app\n"
        "def hang(*_): open('hangs', 'w').close(); time.sleep(600)\n"
        "app.remember = hang"
    )
    with terminal(small.name, first=hanging) as it:
        it.until_shown("one", "? help")
        it.until((small.parent / "hangs").exists)
        it.send(QUIT)
        assert it.left() == 0
        assert_terminal_restored(it)


def test_killed_it_has_lost_nothing(small: Path) -> None:
    with terminal(small.name) as it:
        typed(it)
        it.process.kill(signal.SIGKILL)
        wait_for_end(it)
    assert small.read_text(encoding="utf-8") == ONE
    assert_offered(small)


def test_work_on_a_file_that_is_gone_or_broken_since_is_kept_until_it_can_be_offered(small: Path) -> None:
    with terminal(small.name) as it:
        typed(it)
        it.process.kill(signal.SIGKILL)
        wait_for_end(it)
    small.write_text("format = [", encoding="utf-8")
    with terminal(small.name) as it:
        assert it.left() == 2
        assert b"Work on it is kept, and offered once it can be opened." in b" ".join(it.raw.split())
    small.unlink()
    assert_offered(small)


def test_without_a_terminal_it_keeps_the_work_and_does_not_stay_behind(small: Path) -> None:
    with terminal(small.name) as it:
        typed(it)
        it.process.fileobj.close()
        wait_for_end(it)
        it.process.closed = True
    assert_offered(small)


def test_a_program_that_fails_says_so_in_a_sentence_and_keeps_the_work(small: Path) -> None:
    broken = (
        "from canvas.app.widgets.board import Board\n"
        "def fail(*_): raise RuntimeError('a secret of the inside')\n"
        "Board.zoom = fail"
    )
    with terminal(small.name, first=broken) as it:
        typed(it)
        it.send(ESCAPE)
        it.until_shown("u undo")
        it.send("z")
        assert it.left() == 1
        assert_terminal_restored(it)
        said = b" ".join(it.raw.split())
        assert b"canvas: the program failed (RuntimeError)." in said
        assert b"What was not saved is kept" in said
        assert b"Traceback" not in said
        assert b"secret" not in said
    with terminal(small.name) as it:
        it.until_shown("Unsaved changes")
        it.send("1")
        it.until_shown("kept words")


def test_bytes_that_are_no_text_neither_end_it_nor_become_text(small: Path) -> None:
    with terminal(small.name) as it:
        it.until_shown("one", "? help")
        it.send("2a")
        os.write(it.process.fd, b"be\xff\xfe\xc3(fore\xe2\x82")
        it.until_shown("be(fore")
        os.write(it.process.fd, b"\x1b]11;rgb:0000/0000/0000\x1b\\\x1b[?62;c\x1b[12;40R")
        it.send(" and after" + ENTER)
        it.until_shown("and after")
        it.send(ESCAPE)
        it.until_shown("a add")
        it.send(SAVE)
        it.until_shown("Saved")
        it.send(QUIT)
        assert it.left() == 0
    texts = [item.text for _, item in open_document(str(small)).canvas]
    assert texts == ["one", "be(fore and after"]


def test_a_paste_without_an_end_comes_in_and_keys_are_keys_again(small: Path) -> None:
    with terminal(small.name) as it:
        it.until_shown("one", "? help")
        it.send("2")
        it.send("\x1b[200~pasted words")
        it.until_shown("pasted words")
        it.send(" ")
        it.until_shown("Agreed")
        it.send(SAVE)
        it.until_shown("Saved")
        it.send(QUIT)
        assert it.left() == 0


def test_two_thousand_sizes_later_it_still_works(small: Path) -> None:
    with terminal(small.name) as it:
        it.until_shown("one", "? help")
        for number in range(2000):
            columns, lines = (0, 0) if number % 50 == 0 else (number % 150 + 1, number % 60 + 1)
            it.process.setwinsize(lines, columns)
        it.resize(120, 40)
        it.until_shown("one", "? help")
        it.send("2a")  # in several goes: where the sizes still keep it busy, many keys at once are a paste
        it.until_shown("esc keep and end")
        it.send("words")
        it.until_shown("words")
        it.send(ENTER)
        it.until_shown("words", "esc keep and end")
        it.send(ESCAPE)
        it.until_shown("a add")
        it.send(SAVE)
        it.until_shown("Saved")
        it.send(QUIT)
        assert it.left() == 0
