"""Editors that misbehave: the statement is as it was, a sentence says so, and nothing of it lies about."""

from __future__ import annotations

import json
import os
import shlex
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from canvas.files.journal.recovery import find_recoverable
from canvas.model.canvas import Item
from tests.app.driving import Driven, a_canvas, program

ONE = Item("aaaaa", "the text", {"note": "the note"})
Editor = Callable[..., None]


@pytest.fixture
def editor(here: Path, monkeypatch: pytest.MonkeyPatch) -> Editor:
    """Makes ``$EDITOR`` a program that does what the given Python says with ``file``, a `Path`."""

    def use(body: str, *words: str) -> None:
        script = here / "editor.py"
        script.write_text(
            f"import json, os, sys\nfrom pathlib import Path\nfile = Path(sys.argv[-1])\n{body}\n"
        )
        monkeypatch.setenv(
            "EDITOR", " ".join((shlex.quote(sys.executable), shlex.quote(str(script)), *words))
        )

    (here / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(here / "temporary"))
    return use


async def edited(it: Driven) -> None:
    """Press the key of the editor, as if the terminal could be lent to it."""
    it.keep_terminal()
    await it.press("E")


AGAIN = "file.unlink(); "
UNIX = pytest.mark.skipif(sys.platform == "win32", reason="this system has no such files")


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("file.write_bytes(b'')", id="truncates"),
        pytest.param("file.unlink()", id="deletes"),
        pytest.param("file.unlink(); file.parent.rmdir()", id="deletes-all"),
        pytest.param("sys.exit(1)", id="fails"),
        pytest.param("os.kill(os.getpid(), 15)", id="is-killed", marks=UNIX),
        pytest.param("file.write_bytes(b'\\xff' + file.read_bytes())", id="no-utf-8"),
        pytest.param(AGAIN + "file.mkdir()", id="folder"),
        pytest.param(AGAIN + "file.mkdir(); (file / 'deep').mkdir()", id="full-folder"),
        pytest.param("file.write_bytes(b'much ' * 10_000_000)", id="50-mb"),
        pytest.param(AGAIN + "os.mkfifo(file)", id="fifo", marks=UNIX),
        pytest.param(AGAIN + "file.symlink_to(Path('other').absolute())", id="symlink", marks=UNIX),
        pytest.param(AGAIN + "file.symlink_to(Path('nowhere').absolute())", id="dead-symlink", marks=UNIX),
        pytest.param(AGAIN + "file.symlink_to('/dev/zero')", id="device", marks=UNIX),
    ],
)
async def test_what_a_bad_editor_leaves_is_not_taken_in_and_does_not_stay(
    editor: Editor, here: Path, body: str
) -> None:
    editor(body)
    (here / "other").write_text("somebody else's")
    async with program(a_canvas(beneficiaries=[ONE]), size=(200, 40)) as it:
        before = it.canvas
        await edited(it)
        assert it.canvas is before
        assert it.said.endswith(".")
        await it.press("space")
        assert "Agreed" in it.said
    assert not list((here / "temporary").iterdir())
    assert (here / "other").read_text() == "somebody else's"


@UNIX
async def test_nobody_else_can_read_what_is_edited(editor: Editor, here: Path) -> None:
    seen = here / "seen"
    editor(
        "modes = [oct(place.stat().st_mode & 0o777) for place in (file, file.parent)]\n"
        f"Path({str(seen)!r}).write_text(json.dumps(modes))"
    )
    before = os.umask(0)
    try:
        async with program(a_canvas(beneficiaries=[ONE])) as it:
            await edited(it)
    finally:
        os.umask(before)
    assert json.loads(seen.read_text()) == ["0o600", "0o700"]


async def test_each_word_of_the_command_reaches_the_editor_as_it_stands(editor: Editor, here: Path) -> None:
    seen = here / "seen"
    odd = ["$(touch", "pwned)", ";", "touch", "pwned;", "`touch", "pwned`", "|", "&&", "$HOME", "*"]
    editor(f"Path({str(seen)!r}).write_text(json.dumps(sys.argv[1:-1]))", *odd)
    async with program(a_canvas(beneficiaries=[ONE])) as it:
        await edited(it)
    assert json.loads(seen.read_text()) == odd
    assert not (here / "pwned").exists()


async def test_without_a_place_for_the_text_the_user_hears_of_it(
    editor: Editor, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor("file.write_text('changed')")
    monkeypatch.setattr(tempfile, "tempdir", str(here / "no such folder"))
    async with program(a_canvas(beneficiaries=[ONE])) as it:
        await edited(it)
        assert it.canvas.panels["beneficiaries"] == (ONE,)
        assert it.said.endswith("e opens all fields.")


async def test_while_the_editor_is_open_the_journal_holds_the_work(
    editor: Editor, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = here / "small.canvas.toml"
    path.write_text('format = 1\ntitle = "Small"\n', encoding="utf-8")
    state, copy = Path(os.environ["XDG_STATE_HOME"]), here / "copy"
    editor(
        "import shutil, time\nlimit = time.monotonic() + 20\n"
        f"state = Path({str(state)!r})\n"
        "while not any(b'kept words' in j.read_bytes() for j in state.rglob('*.journal')):\n"
        "    assert time.monotonic() < limit\n    time.sleep(0.02)\n"
        f"shutil.copytree(state, {str(copy)!r})\n"
    )
    async with program(path) as it:
        await it.press("a")
        await it.write("kept words")
        await it.press("enter", "escape")
        await edited(it)
        assert it.said == ""
    monkeypatch.setenv("XDG_STATE_HOME", str(copy))
    found = find_recoverable(str(path))
    assert [item.text for left in found for _, item in left.canvas] == ["kept words"]
    for left in found:
        left.discard()
