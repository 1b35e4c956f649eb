"""Every byte that the verbs write to a terminal or into a pipe, whatever they are given.

Words, newlines and tabs are let pass, and nothing else: JSON has escapes of its own for the rest, Markdown
and plain lines show marks. Joiners and other characters without a width are words: they neither act nor turn
the line. What ``canvas merge -o -`` prints is not looked at: it is the file itself, to the letter.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from canvas.verbs import show
from tests.cli.running import canvas
from tests.raw import verbs
from tests.raw.corpus import CORPUS, NAMES, ONLY_WORDS, saying, written
from tests.raw.reader import of_words
from tests.raw.world import SUFFIX, World, a_world, settings
from tests.terminal import terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="this system has no pseudo-terminals")

TEXTS = tuple(CORPUS.values())
ALL = " ".join(TEXTS)
SOME = (ALL, *NAMES, *TEXTS[::17])


_PROGRESS = re.compile(rb"\r[0-9,]+ canvases read\xe2\x80\xa6|\r +\r")
"""What a slow machine shows of the progress, and its removal."""


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with a_world(tmp_path / "world", *TEXTS, most=7) as made:
        verbs.neighbours(made)
        yield made


def assert_ours(*line: str, given: bytes = b"", terminal: bool) -> bytes:
    """Nothing comes out that is not ours; what comes."""
    data = verbs.output(*line, given=given, terminal=terminal)
    # In a pipe a table begins with a byte order mark.
    data = _PROGRESS.sub(b"", data) if terminal else data.removeprefix(b"\xef\xbb\xbf")
    assert of_words(data).foreign == (), line
    return data


@pytest.mark.parametrize("terminal", [True, False], ids=["terminal", "pipe"])
def test_no_verb_lets_a_text_of_a_canvas_through_as_it_stands(world: World, *, terminal: bool) -> None:
    given = Path(world.path).read_bytes()
    seen = b"".join(assert_ours(*line, given=given, terminal=terminal) for line in verbs.of_canvas(world))
    assert [name for name in CORPUS if verbs.marked(name) not in seen] == []


@pytest.mark.parametrize("terminal", [True, False], ids=["terminal", "pipe"])
@pytest.mark.usefixtures("world")
def test_nor_does_any_repeat_a_hostile_word_of_its_command_line(*, terminal: bool) -> None:
    for text in SOME[terminal::2]:
        for line in verbs.of_text(text):
            assert_ours(*line, terminal=terminal)


@pytest.mark.usefixtures("world")
def test_nor_what_stands_where_a_file_is_at_fault() -> None:
    path = f"bad {NAMES[2]}{SUFFIX}"
    for number, text in enumerate((ALL, CORPUS["eight bits clipboard"])):
        for data in verbs.bad_files(text):
            Path(path).write_bytes(data)
            for line in verbs.of_bad_file(path):
                assert_ours(*line, terminal=bool(number))


@pytest.mark.parametrize("form", ["md", "json"])
def test_nor_does_a_file_that_is_exported_hold_one(world: World, form: str) -> None:
    assert_ours("export", world.path, "-o", f"out.{form}", terminal=False)
    found = of_words(Path(f"out.{form}").read_bytes())
    assert found.foreign == ()
    assert found.read > len(ALL)


def test_a_hostile_environment_says_nothing_through_the_program(world: World) -> None:
    text = NAMES[0]
    odd = dict.fromkeys(("TERM", "LANG", "LC_ALL", "COLUMNS", "LINES", "EDITOR", "XDG_STATE_HOME"), text)
    with settings({**odd, "HOME": None}):
        for line in (["show", world.path], [f"--{text}"], [f"{text}/x"]):
            with terminal(*line, also={"TERM": text}) as it:
                it.left()
            assert it.raw
            assert of_words(it.raw, newline="\r\n").foreign == ()
        done = canvas("check", world.path, f"{text}/x")
    assert done.stdout
    assert done.stderr
    assert of_words(done.stdout).foreign + of_words(done.stderr).foreign == ()


@pytest.mark.parametrize("name", sorted(set(CORPUS) - ONLY_WORDS)[::9])
def test_a_verb_that_lets_a_text_through_is_found_out(
    here: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    path = here / "x.canvas.toml"
    path.write_bytes(written(saying(CORPUS[name])))
    monkeypatch.setattr(show, "render_text", lambda _, canvas, **__: canvas.title)
    assert of_words(verbs.output("show", str(path), terminal=False)).foreign
