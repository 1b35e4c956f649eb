"""The whole program in a real terminal, from the first key to the last byte on disk."""

from __future__ import annotations

import difflib
import os
import re
import sys
from pathlib import Path

import pytest

from canvas.files.canvas_file import open_document
from tests.app.driving import a_copy
from tests.terminal import Terminal, terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="this system has no pseudo-terminals")

ENTER, ESCAPE, SAVE, QUIT = "\r", "\x1b", "\x13", "\x11"


def added_and_removed(before: str, after: str) -> tuple[list[str], list[str]]:
    """The lines that a file has more, and those that it has less."""
    lines = list(difflib.ndiff(before.splitlines(), after.splitlines()))
    return [line[2:] for line in lines if line[0] == "+"], [line[2:] for line in lines if line[0] == "-"]


def assert_terminal_restored(it: Terminal) -> None:
    """The program gave back the screen, the cursor, the mouse and pastes as it found them."""
    for mode in (b"1049", b"1000", b"1003", b"1006", b"2004"):
        switched = re.findall(rb"\x1b\[\?" + mode + rb"([hl])", it.raw)
        assert switched, mode
        assert switched[0] == b"h", mode
        assert switched[-1] == b"l", mode
    assert it.raw.rfind(b"\x1b[?25h") > it.raw.rfind(b"\x1b[?25l")


@pytest.mark.parametrize("size", [(120, 40), (80, 24)], ids=["120x40", "80x24"])
def test_two_statements_are_typed_one_agreed_saved_and_only_those_lines_change(
    here: Path, size: tuple[int, int]
) -> None:
    path = a_copy(here)
    before = path.read_text(encoding="utf-8")
    with terminal(path.name, size=size, anew=True) as it:
        it.until_shown("1 Beneficiaries", "8 Communications", "Readiness", "? help")
        it.send("4Ga")
        it.until_shown("esc keep and end")
        it.send("We say it first" + ENTER + "We say it twice" + ENTER)
        it.until_shown("We say it first", "We say it twice")
        it.send(ESCAPE)
        it.until_shown("* unsaved", "a add")
        it.send("k")
        it.send(" ")
        it.until_shown("Agreed: ‘We say it first’.")
        it.send(SAVE)
        it.until_shown("Saved")
        it.send(QUIT)
        assert it.left() == 0
        assert_terminal_restored(it)
    after = path.read_text(encoding="utf-8")
    added, removed = added_and_removed(before, after)
    canvas = open_document(str(path)).canvas
    first, second = canvas.panels["principles"][-2:]
    assert removed == []
    assert [line for line in added if line] == [
        *("[[principles]]", f'id = "{first.id}"', 'text = "We say it first"', 'status = "agreed"'),
        *("[[principles]]", f'id = "{second.id}"', 'text = "We say it twice"'),
    ]


def test_keys_that_come_in_one_read_all_act(here: Path) -> None:
    path = a_copy(here)
    before = len(open_document(str(path)).canvas)
    with terminal(path.name) as it:
        it.until_shown("? help")
        it.send("2ahi" + ENTER + "yo" + ENTER + ENTER + " ")
        it.until_shown("Agreed: ‘yo’")
        it.send(SAVE)
        it.until_shown("Saved")
        it.send(QUIT)
        assert it.left() == 0
    canvas = open_document(str(path)).canvas
    assert len(canvas) == before + 2
    assert [(item.text, item.status) for item in canvas.panels["vision"]][-2:] == [
        ("hi", "proposed"),
        ("yo", "agreed"),
    ]


def test_a_quit_with_unsaved_work_asks_and_escape_stays(here: Path) -> None:
    path = a_copy(here)
    before = path.read_bytes()
    with terminal(path.name) as it:
        it.until_shown("? help")
        it.send(" ")
        it.until_shown("* unsaved")
        it.send(QUIT)
        it.until_shown("has changes that are not saved")
        it.send(ESCAPE)
        it.until(lambda: "not saved" not in it.shown)
        it.send(QUIT)
        it.until_shown("has changes that are not saved")
        it.send("2")
        assert it.left() == 0
        assert_terminal_restored(it)
    assert path.read_bytes() == before


def test_a_paste_in_brackets_makes_an_item_a_line(here: Path) -> None:
    path = a_copy(here)
    before = len(open_document(str(path)).canvas.panels["vision"])
    with terminal(path.name) as it:
        it.until_shown("? help")
        it.send("2")
        it.paste("\r\n".join(f"- pasted {number}" for number in range(10)))
        it.until_shown("10 statements; list signs taken off")
        it.send(SAVE)
        it.until_shown("Saved")
        it.send(QUIT)
        assert it.left() == 0
    vision = open_document(str(path)).canvas.panels["vision"]
    assert len(vision) == before + 10
    assert [item.text for item in vision[before:]] == [f"pasted {number}" for number in range(10)]


def test_without_a_file_the_start_screen_offers_and_opens(here: Path) -> None:
    a_copy(here)
    with terminal() as it:
        it.until_shown("riverside-breakfast", "A new canvas", "Worked examples")
        it.send("a")
        it.until_shown("What is the partnership called?")
        it.send("Pty & Sons" + ENTER)
        it.until_shown("Pty & Sons", "1 Beneficiaries")
        it.send("afirst" + ENTER + ENTER)
        it.until_shown("first", "? help")
        it.send(SAVE)
        it.until_shown("Save as")
        it.send(ENTER)
        it.until_shown("Saved pty-sons.canvas.toml")
        it.send(QUIT)
        assert it.left() == 0
        assert_terminal_restored(it)
    assert open_document(str(here / "pty-sons.canvas.toml")).canvas.panels["beneficiaries"][0].text == "first"


def test_the_terminal_can_change_its_size(here: Path) -> None:
    path = a_copy(here)
    with terminal(path.name) as it:
        it.until_shown("5 Roles", "? help")
        it.resize(40, 12)
        it.until(lambda: "1 Beneficiaries" in it.shown and "5 Roles" not in it.shown)
        it.resize(20, 5)
        it.until_shown("please enlarge")
        it.resize(200, 60)
        it.until_shown("5 Roles", "1 Beneficiaries", "Readiness")
        it.send(QUIT)
        assert it.left() == 0


def test_the_theme_of_the_terminal_is_left_alone_where_no_colour_is_wanted(here: Path) -> None:
    path = a_copy(here)
    with terminal(path.name, also={"NO_COLOR": "1"}) as it:
        it.until_shown("1 Beneficiaries", "? help")
        it.send("2 ")
        it.until_shown("* unsaved")
        it.send(QUIT)
        it.until_shown("Discard changes and quit")
        it.send("2")
        assert it.left() == 0


def test_a_file_that_is_no_canvas_never_switches_the_screen(here: Path) -> None:
    (here / "bad.canvas.toml").write_text("title = = 1\n")
    with terminal("bad.canvas.toml") as it:
        assert it.left() == 2
        assert "bad.canvas.toml, line 1" in it.shown
        assert b"\x1b[?1049h" not in it.raw


def test_the_editor_of_the_user_has_the_terminal_to_itself(here: Path) -> None:
    path = a_copy(here)
    script = here / "editor.py"
    script.write_text(
        "import sys\nfrom pathlib import Path\n"
        "assert sys.stdin.isatty() and sys.stdout.isatty()\n"
        "print('EDITING'); input()\nfile = Path(sys.argv[-1])\n"
        "rule = next(line for line in file.read_text().splitlines() if line.startswith('==='))\n"
        "file.write_text(f'by the editor\\n{rule}\\na note\\n')\n"
    )
    with terminal(path.name, also={"EDITOR": f"{sys.executable} {script.name}"}) as it:
        it.until_shown("? help")
        it.send("E")
        it.until(lambda: b"EDITING" in it.raw)
        it.send(ENTER)
        it.until_shown("by the editor", "* unsaved")
        it.send(SAVE)
        it.until_shown("Saved")
        it.send(QUIT)
        assert it.left() == 0
        assert_terminal_restored(it)
    item = open_document(str(path)).canvas.panels["beneficiaries"][0]
    assert (item.text, item.note) == ("by the editor", "a note")


def test_an_editor_that_cannot_be_started_leaves_the_board_and_the_work_there(here: Path) -> None:
    path = a_copy(here)
    with terminal(path.name, also={"EDITOR": "/no/such/editor"}) as it:
        it.until_shown("? help")
        it.send("E")
        it.until_shown("could not be started", "1 Beneficiaries")
        it.send(" ")
        it.until_shown("* unsaved")
        it.send(SAVE)
        it.until_shown("Saved")
        it.send(QUIT)
        assert it.left() == 0
        assert_terminal_restored(it)


def test_a_canvas_open_elsewhere_and_changed_there_is_not_overwritten(here: Path) -> None:
    path = a_copy(here)
    with terminal(path.name) as it:
        it.until_shown("? help")
        before = path.read_bytes()
        path.write_bytes(before + b"\n# theirs\n")
        it.send(" ")
        it.until_shown("* unsaved")
        it.send(SAVE)
        it.until_shown("Saved")
        it.send(QUIT)
        assert it.left() == 0
    after = path.read_bytes()
    assert after.endswith(b"\n# theirs\n")
    assert after.count(b'"agreed"') == before.count(b'"agreed"') - 1


def test_no_byte_of_a_hostile_file_reaches_the_terminal(here: Path) -> None:
    path = here / "hostile.canvas.toml"
    path.write_text(
        'format = 1\ntitle = "\\u001b]0;OWNED\\u0007"\n'
        '[[vision]]\ntext = "\\u001b]52;c;T1dORUQ=\\u0007 \\u009b31m"\n',
        encoding="utf-8",
    )
    with terminal(path.name) as it:
        it.until_shown("? help")
        it.send("2")
        for key, words in (
            ("e", "Keep and save ctrl+s"),
            ("x", "Summary for"),
            ("/", "Find in every"),
            ("S", "Save as"),
        ):
            it.look_into(key, words)
        it.send(QUIT)
        assert it.left() == 0
    assert b"\x1b]52" not in it.raw
    assert b"\x1b]0;OWNED" not in it.raw
    assert "\x9b".encode() not in it.raw


def test_an_interrupt_leaves_the_program_running_and_the_work_safe(here: Path) -> None:
    path = a_copy(here)
    with terminal(path.name) as it:
        it.until_shown("? help")
        it.send(" ")
        it.until_shown("* unsaved")
        it.send("\x03")
        it.look_into("?", "Keys", "esc closes")  # read with the save in one go, they would be a burst
        os.kill(it.process.pid, 0)
        it.send(SAVE)
        it.until_shown("Saved")
        it.send(QUIT)
        assert it.left() == 0
