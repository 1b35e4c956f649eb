"""What is done in the terminal, from the program's start to its end, in a world that is hostile."""

from __future__ import annotations

import signal
from collections.abc import Iterable
from pathlib import Path

from tests.raw.corpus import CORPUS, MARKS, NAMES, saying, written
from tests.raw.screens import ENTER, ESCAPE, QUIT, SAVE, SCREENS, SIZES, Walk, walk
from tests.raw.world import World, hostile_settings, settings

_FAILS = """
from canvas.app.widgets.board import Board
def fail(*_): raise RuntimeError({0!r})
Board.zoom = fail
"""
LEAKS = """
from canvas.app.paint.output_filter import OutputFilter
OutputFilter.apply = lambda self, segments, background: segments
from canvas.model import sanitize
sanitize.visible = lambda text: text
sanitize.visible_line = sanitize.quote = lambda text: text.replace("\\n", " ")
"""
"""Lines of Python that let every text through as it stands."""

_PASTED = list(CORPUS.values())


def screens(world: World, size: tuple[int, int] = SIZES[0]) -> bytes:
    """Every screen; at the end the program is told to go while work is not saved."""
    with settings(hostile_settings()), walk(world.path, size=size) as it:
        _begun(it)
        it.visit_all()
        _paged(it, world.texts)
        it.press("ahalf a sentence", "keep and next")
        it.it.process.kill(signal.SIGTERM)
        assert it.it.left() == 128 + signal.SIGTERM
    return it.it.raw


def every_size(world: World, sizes: Iterable[tuple[int, int]] = SIZES) -> tuple[bytes, int]:
    """Every screen in every size and both themes; how many screens were seen, too."""
    seen = 0
    with settings(hostile_settings()), walk(world.path, size=SIZES[0]) as it:
        _begun(it)
        for columns, lines in sizes:
            it.it.resize(columns, lines)
            for _ in range(2):
                it.visit_all()
                _paged(it, world.texts)
                it.press("T2", "Vision")
                seen += len(SCREENS)
        _left(it)
    return it.it.raw, seen


def troubles(world: World, size: tuple[int, int] = SIZES[1]) -> bytes:
    """Work that was left behind, pastes, an editor that is none, a hook that says no, a file others write."""
    world.leave_work()
    world.refuse_commits()
    with settings(hostile_settings()), walk(world.path, size=size) as it:
        it.see("Unsaved changes", "Restore")
        it.press("4", "esc closes")
        it.press(ESCAPE, "Restore")
        it.press("1", "It is back on the board")
        _pasted(it)
        it.press("E", "could not be")
        it.press("S", "Save as")
        it.paste(f"{NAMES[3]}/{NAMES[2]}/x", "x")
        it.press(ENTER, "such")
        it.back()
        it.press("C", "enter commits")
        it.press(ENTER, "git commits;", "esc closes")
        it.back()
        path = Path(world.path)
        path.write_bytes(written(saying(*reversed(world.texts))))
        it.since()
        it.see("Somebody else changed the file")
        path.write_bytes(b'format = 1\ntitle = "\x1b]0;Q\x07')
        it.since()
        it.see("cannot be read now")
        path.unlink()
        it.since()
        it.see("no longer there")
        path.mkdir()
        it.press(" ", "unsaved")
        it.press(SAVE, "Not saved")
        path.rmdir()
        it.press(SAVE, "Saved")
        _left(it)
    return it.it.raw


def leaking(world: World) -> bytes:
    """The board alone, of a program that makes nothing visible."""
    with walk(world.path, first=LEAKS) as it:
        it.see("Beneficiaries")
        it.press(QUIT)
        it.it.left()
    return it.it.raw


def start(world: World, size: tuple[int, int] = SIZES[1]) -> bytes:
    """The start screen: what it lists, what it cannot open, what it offers back, and a new canvas."""
    world.add_neighbours()
    with walk(size=size) as it:
        it.see("Unsaved changes from", "Not now")
        it.press(ESCAPE, "adds a new one")
        it.press(ENTER, "line 2")
        it.press("a", "What is the partnership called?", "enter")
        it.paste(" ".join(_PASTED), "Qj")
        it.press(ENTER, "Beneficiaries")
        it.press("O", "Recent")
        it.page_down_to("Take the tour")  # the last row
        it.press(ESCAPE + "2", "Vision")
        _left(it)
    return it.it.raw


def failure(world: World, said: str) -> bytes:
    """A program that fails, with words that nobody may see."""
    with walk(world.path, first=_FAILS.format(said)) as it:
        it.see("Beneficiaries")
        it.press(" ", "unsaved")
        it.it.send("z")
        assert it.it.left() == 1
        assert b"the program failed" in it.it.raw
    return it.it.raw


def unseen(data: bytes, names: Iterable[str]) -> list[str]:
    """The texts of the corpus that never showed, by their names."""
    text = data.decode("utf-8", "replace")
    return [name for name in names if MARKS[name] not in text]


def _begun(it: Walk) -> None:
    it.see("Beneficiaries")
    it.keep_frames()


def _paged(it: Walk, texts: Iterable[str]) -> None:
    """Go through a panel's items until each has shown."""
    marks = [MARKS[name] for name, text in CORPUS.items() if text in set(texts)]
    it.press("1z", "whole board")
    for _ in marks:
        if all(mark.encode() in it.it.raw for mark in marks):
            break
        it.press("jjj", "Qj")
    it.back()


def _pasted(it: Walk) -> None:
    """Paste everything wherever something can be pasted."""
    it.paste("\n".join(_PASTED), "Pasted")
    for keys, words in (
        ("/", "Find in"),
        ("S", "Save as"),
        ("c", "This canvas"),
        ("e", "Keep"),
        ("a", "esc"),
    ):
        it.press(keys, words)
        it.paste(" ".join(_PASTED), MARKS["several lines"] if keys == "/" else "")
        it.back()


def _left(it: Walk) -> None:
    """Leave without saving."""
    it.press(QUIT)
    it.it.send("2")
    assert it.it.left() == 0
