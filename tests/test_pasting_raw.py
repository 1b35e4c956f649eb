"""Pastes as a terminal sends them, in a real one: large, hostile, in pieces, and without an end."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from canvas.files.canvas_file import open_document
from canvas.model.sanitize import clean_line
from tests.small import ONE
from tests.terminal import Terminal, terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="this system has no pseudo-terminals")

ENTER, ESCAPE, SAVE, QUIT = "\r", "\x1b", "\x13", "\x11"
BEGUN, ENDED = "\x1b[200~", "\x1b[201~"
ESCAPE_WHOLE = "\x1b[27u"
"""The escape key as a terminal of the kitty protocol sends it: nothing may follow that belongs to it."""
AT_ONCE = 6.0
"""Seconds of work after which nobody waits any more: two on a quiet computer."""

MILLION = ("wörd 漢字 $`\"' " * 100_000)[:999_990] + "AND LAST"
LONG = MILLION[:300_000] + "AND LAST"
"""As long as a text gets in a field; the million shows once that no length is too much."""
MANY = [f"said {number:05}" for number in range(10_000)]
CONTROLS = "A\x1b[31m \x11 \x13 \x03 \x1a \x04 \x1b]0;named\x07 \x1b[3~ \x1bOP \x1b[11~ \x1b[D\x1bdZ"

ENDS_WITHIN = {
    f"{BEGUN}all{ENDED}u\x11dd\x13w{ENDED}": "alluddw",
    f"{BEGUN}all{ENDED}dd{ENDED}\x11w{ENDED}": "allddw",
    f"{BEGUN}bll{ENDED}dd{BEGUN}ww{ENDED}": "bllddww",
    f"{BEGUN}cll{BEGUN}dd{ENDED}": "cll[200~dd",
}


@contextmanager
def at_vision(small: Path, *, typing: bool, first: str = "") -> Iterator[Terminal]:
    """The program with the eye on the vision, or typing there; ``first`` is run in its process before."""
    with terminal(small.name, first=first) as it:
        it.until_shown("one", "? help")
        it.send("2a" if typing else "2")
        it.until_shown("esc keep and end" if typing else "2 Vision")
        yield it


def saved(it: Terminal, small: Path) -> list[str]:
    """Save and quit; the statements after the first."""
    if "esc keep and end" in it.shown:
        it.send(ESCAPE)
        it.until(lambda: "? help" in it.shown and "esc keep and end" not in it.shown)
    it.send(SAVE)
    it.until_shown("Saved")
    it.send(QUIT)
    assert it.left() == 0
    document = open_document(str(small))
    assert document.canvas.panels["vision"][0].text == "one"
    return [item.text for _, item in document.canvas][1:]


def assert_soon(it: Terminal, keys: str, *words: str) -> None:
    """Some keys show at once, however busy the machine is with other work."""
    began = it.seconds_worked
    it.send(keys)
    it.until_shown(*words)
    assert it.seconds_worked - began < AT_ONCE


def test_a_million_letters_on_one_line_come_onto_the_board_whole_and_the_next_key_answers(
    small: Path,
) -> None:
    with at_vision(small, typing=False) as it:
        assert_soon(it, f"{BEGUN}{MILLION}{ENDED}", "Pasted 1 statement", "wörd")
        assert_soon(it, " ", "Agreed")
        assert saved(it, small) == [MILLION]
    assert small.read_bytes().count("wörd 漢字 ".encode()) == MILLION.count("wörd 漢字 ")


def test_a_long_text_where_something_is_typed_is_kept_at_once_and_the_next_key_answers(
    small: Path,
) -> None:
    with at_vision(small, typing=True) as it:
        it.send("first ")
        it.until_shown("first")
        assert_soon(it, f"{BEGUN}{LONG}{ENDED}", "wörd 漢字", "↑2")  # its start is out of sight
        assert_soon(it, "then this" + ENTER, "then this")
        assert saved(it, small) == [f"first {LONG}", "then this"]


def test_a_long_text_in_another_wording_is_kept_at_once_and_the_next_key_answers(small: Path) -> None:
    with at_vision(small, typing=False) as it:
        it.send("a" + "two" + ENTER)
        it.until_shown("two", "esc keep and end")  # the hints too: "? help" may be what stood there before
        it.send(ESCAPE)
        it.until_shown("? help")
        it.send(ENTER)
        it.until_shown("cancel")
        assert_soon(it, f"{BEGUN} {LONG}{ENDED}", "two wörd 漢字", "? help")
        assert_soon(it, ENTER, "E opens it in your editor")
        assert_soon(it, " ", "Agreed")
        assert saved(it, small) == [f"two {LONG}"]


@pytest.mark.parametrize("typing", [False, True], ids=["board", "typing"])
def test_ten_thousand_lines_become_as_many_statements_and_the_next_key_answers(
    small: Path, *, typing: bool
) -> None:
    pasted = BEGUN + "\r".join(MANY) + ENDED
    with at_vision(small, typing=typing) as it:
        assert_soon(it, pasted, MANY[-1] if typing else "Pasted 10000 statements")
        if typing:
            assert_soon(it, "more" + ENTER, "more")
        else:
            assert_soon(it, " ", "Agreed")
        assert saved(it, small) == MANY + ["more"] * typing


@pytest.mark.parametrize("typing", [False, True], ids=["board", "typing"])
def test_no_key_in_a_paste_acts_and_no_letter_of_it_is_lost(small: Path, *, typing: bool) -> None:
    with at_vision(small, typing=typing) as it:
        it.paste(CONTROLS)
        it.until_shown("dZ")
        if typing:
            it.send(ENTER)
        assert small.read_text(encoding="utf-8") == ONE
        assert saved(it, small) == [clean_line(CONTROLS)]


@pytest.mark.parametrize("typing", [False, True], ids=["board", "typing"])
def test_an_end_within_a_paste_lets_no_key_out(small: Path, *, typing: bool) -> None:
    with at_vision(small, typing=typing) as it:
        for came, pasted in ENDS_WITHIN.items():
            it.send(came)
            it.until_shown(pasted)
            if typing:
                it.send(ENTER)
        assert small.read_text(encoding="utf-8") == ONE
        assert saved(it, small) == list(ENDS_WITHIN.values())


def test_keys_that_follow_a_paste_are_keys(small: Path) -> None:
    with at_vision(small, typing=True) as it:
        it.send(f"a {BEGUN}paste{ENDED}, and{ENTER}")
        it.send(f"{BEGUN}x\ry{ENDED}{BEGUN}z{ENDED}{ENTER}")
        it.until_shown("a paste, and", "x", "y", "z")
        assert saved(it, small) == ["a paste, and", "x", "y", "z"]


def test_a_paste_may_come_byte_by_byte(small: Path) -> None:
    patient = (  # a busy machine may sleep for longer than asked for
        "import textual.constants\n"
        "from canvas.app.terminal import escape_key, paste_parser\n"
        "textual.constants.ESCAPE_DELAY = escape_key.DELAY = 60.0\n"
        "paste_parser.UNTERMINATED_TIMEOUT = 60.0"
    )
    with at_vision(small, typing=True, first=patient) as it:
        for letter in f"a{BEGUN}\x1b[31m{ENDED}b":
            it.send(letter)
            time.sleep(0.002)  # longer than the program takes to read it
        it.until_shown("a[31mb")
        it.send(f"{ENTER}{ESCAPE_WHOLE}")
        it.until(lambda: "esc keep and end" not in it.shown)
        assert saved(it, small) == ["a[31mb"]


@pytest.mark.parametrize("typing", [False, True], ids=["board", "typing"])
def test_a_paste_without_an_end_is_taken_in_and_keys_are_keys_again(small: Path, *, typing: bool) -> None:
    with at_vision(small, typing=typing) as it:
        began = time.monotonic()
        it.send(f"{BEGUN}no end\x1b[3~")
        it.until_shown("no end[3~")
        assert time.monotonic() - began > 1.0
        if typing:
            assert_soon(it, ", more" + ENTER, "more")
        else:
            assert_soon(it, " ", "Agreed")
        assert saved(it, small) == ["no end[3~, more" if typing else "no end[3~"]
