from __future__ import annotations

import shlex
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from canvas.model.canvas import Item
from tests.app.driving import Driven, a_canvas, program

ONE = Item("aaaaa", "the text", {"note": "the note", "owner": "Kitchen"})
Editor = Callable[[str], None]


@pytest.fixture
def editor(here: Path, monkeypatch: pytest.MonkeyPatch) -> Editor:
    """Makes ``$EDITOR`` a program that does what the given Python says with ``file``, a `Path`."""

    def use(body: str) -> None:
        script = here / "an editor; with $(odd) 'name'.py"
        script.write_text(f"import sys, os\nfrom pathlib import Path\nfile = Path(sys.argv[-1])\n{body}\n")
        monkeypatch.setenv("EDITOR", f"{shlex.quote(sys.executable)} {shlex.quote(str(script))}")

    return use


async def edited(it: Driven) -> None:
    """Press the key of the editor, as if the terminal could be lent to it."""
    it.keep_terminal()
    await it.press("E")


async def test_the_text_and_the_note_are_as_the_editor_left_them(editor: Editor) -> None:
    editor(
        "file.write_text(file.read_text().replace('the text', 'a\\n\\nb').replace('the note', 'c\\n\\nd'))"
    )
    async with program(a_canvas(beneficiaries=[ONE])) as it:
        await edited(it)
        assert it.item
        assert (it.item.text, it.item.note) == ("a\n\nb", "c\n\nd")
        assert it.item.owner == "Kitchen"
        await it.press("u")
        assert it.canvas.panels["beneficiaries"] == (ONE,)


async def test_a_text_of_several_paragraphs_stays_apart_from_the_note(editor: Editor) -> None:
    editor("file.write_text(file.read_text().replace('First', 'My first'))")
    item = Item("aaaaa", "First\n\nsecond\nthird", {"note": "N"})
    async with program(a_canvas(beneficiaries=[item])) as it:
        await edited(it)
        assert it.item
        assert (it.item.text, it.item.note) == ("My first\n\nsecond\nthird", "N")


async def test_the_editor_is_given_the_text_and_the_note(editor: Editor, here: Path) -> None:
    editor(f"Path({str(here / 'seen')!r}).write_bytes(file.read_bytes())")
    async with program(a_canvas(beneficiaries=[ONE])) as it:
        before = it.canvas
        await edited(it)
        assert it.canvas is before
    text, rule, note = (here / "seen").read_text().split("\n\n")
    assert (text, note) == ("the text", "the note\n")
    assert rule.startswith("===")


async def test_an_editor_that_changes_nothing_changes_no_odd_value_either(editor: Editor) -> None:
    editor("pass")
    async with program(a_canvas(beneficiaries=[Item("aaaaa", "x", {"note": 5})])) as it:
        before = it.canvas
        await edited(it)
        assert it.canvas is before


@pytest.mark.parametrize(
    "body",
    [
        "file.write_text('changed'); sys.exit(1)",
        "file.write_text('')",
        "file.write_text('\\n\\n  \\n')",
        "file.write_bytes(b'\\xff\\xfe')",
        "file.unlink()",
        "os.kill(os.getpid(), 9)",
        "pass",
    ],
)
async def test_an_editor_that_fails_leaves_the_item_as_it_was(editor: Editor, body: str) -> None:
    editor(body)
    async with program(a_canvas(beneficiaries=[ONE])) as it:
        before = it.canvas
        await edited(it)
        assert it.canvas is before
        assert bool(it.said) == (body != "pass")


@pytest.mark.parametrize("body", ["file.write_text('mine'); sys.exit(1)", "file.write_bytes(b'mine\\xff')"])
async def test_what_was_written_in_an_editor_that_failed_can_be_had_back(editor: Editor, body: str) -> None:
    editor(body)
    async with program(a_canvas(beneficiaries=[ONE]), size=(200, 40)) as it:
        await edited(it)
        assert "ctrl+r" in it.said
        await it.press("ctrl+r")
        assert it.item
        assert it.item.text.startswith("mine")


async def test_control_characters_from_the_editor_are_not_kept(editor: Editor) -> None:
    said = "file.read_bytes().replace(b'the text', b'A\\x1b[31mB').replace(b'the note', b'C\\x07')"
    editor(f"file.write_bytes({said})")
    async with program(a_canvas(beneficiaries=[ONE])) as it:
        await edited(it)
        assert it.item
        assert (it.item.text, it.item.note) == ("A[31mB", "C")


async def test_no_shell_reads_the_editors_command(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", f"true; touch {here / 'pwned'} && touch $(echo {here / 'too'})")
    async with program(a_canvas(beneficiaries=[ONE])) as it:
        await edited(it)
        assert not (here / "pwned").exists()
        assert not (here / "too").exists()
        assert it.said


@pytest.mark.parametrize(
    ("command", "says"),
    [("no-such-editor-anywhere", "no-such-editor-anywhere"), ("'unfinished", "quotation mark")],
)
async def test_an_editor_that_cannot_be_started_is_told(
    command: str, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISUAL", command)
    async with program(a_canvas(beneficiaries=[ONE]), size=(200, 40)) as it:
        before = it.canvas
        await edited(it)
        assert says in it.said
        assert it.canvas is before


async def test_without_any_editor_the_user_hears_what_to_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    async with program(a_canvas(beneficiaries=[ONE])) as it:
        await edited(it)
        assert "$EDITOR" in it.said


async def test_a_terminal_that_cannot_be_lent_is_told(editor: Editor) -> None:
    editor("file.write_text('changed')")
    async with program(a_canvas(beneficiaries=[ONE])) as it:
        await it.press("E")
        assert "e opens all fields" in it.said
        assert it.canvas.panels["beneficiaries"] == (ONE,)
