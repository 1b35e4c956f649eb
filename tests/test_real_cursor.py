"""The terminal's own cursor, at which input methods compose and which some screen readers follow."""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path

import pytest

from tests.program_time import ProgramTime
from tests.terminal import Terminal, terminal

EXAMPLE = Path(__file__).parent.parent / "examples" / "first-rung.canvas.toml"
_QUIET = 0.2
"""Seconds without output after which a frame is complete."""

_CURSOR_BYTES = 30
"""The most bytes that change the cursor alone, which is done before there is a frame."""

FIELDS: dict[str, tuple[tuple[str, str], ...]] = {
    "a": (("a", "keep and next"),),
    "the next after enter": (("a", "keep and next"), ("One\r", "One")),
    "reword": (("\r", "cancel"),),
    "find": (("/", "Find in"),),
    "title": (("c", "This canvas"), ("\x1b[F", "This canvas")),
    "owner of a next step": (("n", "to do"), ("o", "Who is responsible for")),
}
"""The keys to each field, from the board, with words to wait for after them."""

KEPT = ("a", "the next after enter")
"""Fields that keep their words at escape."""


def is_at(it: Terminal, x: int, y: int) -> bool:
    return (it.painted.cursor.x, it.painted.cursor.y) == (x, y)


def is_gone(it: Terminal, letter: str) -> bool:
    return not letter or letter not in it.shown


def settle(it: Terminal) -> None:
    """Read until a frame has been painted, and nothing more comes."""
    before = len(it.raw)
    it.until(lambda: len(it.raw) > before + _CURSOR_BYTES)
    finish_frame(it)


def finish_frame(it: Terminal) -> None:
    """Read until nothing more comes, from a program that does not wait for a processor meanwhile."""
    clock = ProgramTime(it.process.pid)
    limit = clock.now + _QUIET
    while clock.now < limit:
        if it._read(0.05):
            limit = clock.now + _QUIET


@pytest.mark.parametrize("size", [(120, 40), (60, 18)])
def test_the_cursor_is_at_the_caret_as_soon_as_a_field_is_painted(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    path = tmp_path / "e.canvas.toml"
    shutil.copy(EXAMPLE, path)
    with terminal(str(path), size=size) as it:
        it.until_shown("Vision")
        settle(it)
        for letter, (name, keys) in zip("ŴẂẀẄŶỲ", FIELDS.items(), strict=True):
            for key, words in keys:
                it.send(key)
                settle(it)
                it.until_shown(words)  # a busy machine may have rested before it painted them
                finish_frame(it)
            x, y = it.painted.cursor.x, it.painted.cursor.y
            is_placeholder = it.painted.display[y][x:].startswith(("words, in any", "a name, or how"))
            it.send(letter)
            it.until_shown(letter)
            row, line = next((row, line) for row, line in enumerate(it.painted.display) if letter in line)
            at = line.index(letter), row
            assert (x, y) == at or (is_placeholder and x == at[0]), name
            it.until(partial(is_at, it, x + 1, row))
            it.send("\x1b")
            settle(it)
            it.until(partial(is_gone, it, "" if name in KEPT else letter))
            it.until(lambda: "keep and next" not in it.shown)
            if name.startswith("owner"):
                it.send("\x1b")
                settle(it)
