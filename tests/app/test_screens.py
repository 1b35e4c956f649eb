"""One visit to each screen, with every check: golden text, contrast, terminal sizes, keys that leave."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input, TextArea

from canvas.app.board.screen import BoardScreen
from canvas.app.paint.ascii_filter import _TABLE
from canvas.app.paint.themes import themes_for
from canvas.app.screens.present.screen import PresentScreen
from canvas.app.widgets.keys_line import KeysLine
from canvas.bundled_files import examples
from tests.app import golden
from tests.app.cut_off import cut_off
from tests.app.driving import EXAMPLE, Driven, a_copy, program
from tests.app.every_screen import EMPTY, FROM_BOARD, FROM_START, NAMES, OPENED, go_to
from tests.app.legible import MARK, TEXT_16, coarse, faint, painted

SIZES = ((120, 40), (80, 24))
"""The sizes whose text is kept."""

READABLE = (40, 12)
"""The smallest size that shows the screen rather than a request to enlarge the window."""

OTHER_SIZES = ((1, 1), READABLE)
"""The sizes in which no screen may break; the last has room for what follows."""

ODD_SIZES = ((39, 20), (60, 13), (200, 60), (200, 5), (10, 60))
"""Likewise, though each is tried with every fifth screen alone."""

WITHOUT_TEXT = ("partner", "rewording")
"""Screens whose text is not kept."""

OPENED_AFRESH = ("properties", "present-timed")
"""Screens that keep their height, or drop their message, when the terminal is resized: opened anew."""

OTHER_KEYS = {"guidance": "i"}
"""The key that leaves where it is not escape: the guidance beside the board is no screen."""

PREVIEWED = ("export", "partner")
"""Screens with pages that are laid out anew for each size and theme: a second each, so in few."""

MODES = ("typing", "rewording", "zoomed", "several", "guidance", "present-typing")
"""Modes of a screen rather than screens of their own: leaving them pops no screen."""

KEPT = ("typing", "new-step", "present-typing", "round")
"""Modes in which leaving keeps what was typed."""

NOT_LEFT = ("board", "marked", "unsettled", EMPTY, *FROM_START)
"""What one key does not leave."""

CURSOR_MOVES = ("typing", "several", "present-typing", "guidance-all", "starters")
"""Screens that put the board's cursor elsewhere."""


def state(it: Driven) -> tuple[object, ...]:
    """The open screens, and the modes of the one on top."""
    is_typing = it.is_typing or (isinstance(it.screen, PresentScreen) and it.screen.is_typing)
    return (
        *it.app.screen_stack,
        is_typing,
        it.board.cursor.zoomed,
        bool(it.board.cursor.selected),
        it.at.guidance.is_open,
    )


async def resize(it: Driven, size: tuple[int, int]) -> None:
    await it.resize(*size)


async def switch_theme(it: Driven) -> None:
    it.app.switch_theme()
    await it.settle()


def check_frame(it: Driven, size: tuple[int, int]) -> None:
    """Every line is as wide as the terminal, and there are as many as it has."""
    assert len(it.strips) == size[1]
    assert all(strip.cell_length == size[0] for strip in it.strips)


def check_ascii(it: Driven) -> None:
    """With the ASCII filter each symbol has its replacement, and only words that users wrote have more."""
    lines = it.lines
    it.app.ascii_filter.enabled = True
    plain = it.lines
    it.app.ascii_filter.enabled = False
    assert plain == [line.translate(_TABLE) for line in lines]
    strange = {char for line in plain for char in line if not char.isascii()}
    assert not strange - set(Path(examples()[EXAMPLE]).read_text(encoding="utf-8")), plain


def check_hints(it: Driven, size: tuple[int, int]) -> None:
    """The key hints of a dialog stand inside it, whatever else it holds."""
    for line in it.screen.query(KeysLine):
        found = it.screen.find_widget(line)
        assert found.region == found.visible_region, size
        assert line.size.height, size


def check_kept(it: Driven, name: str, size: tuple[int, int]) -> None:
    """The text is the golden one, none of it is cut off, and it can be read from the back of a room."""
    if name not in WITHOUT_TEXT and (size == SIZES[0] or name not in OPENED_AFRESH):
        golden.compare(name, size, it.lines)
    assert faint(it) == [], size
    assert cut_off(it) == [], size
    check_hints(it, size)


async def check_other_sizes(it: Driven, name: str) -> None:
    """No size breaks the screen, and what is painted can be read wherever there is room."""
    odd = ODD_SIZES[NAMES.index(name) % len(ODD_SIZES)]
    for size in (READABLE,) if name in PREVIEWED else (odd, *OTHER_SIZES):
        await resize(it, size)
        check_frame(it, size)
        if name not in WITHOUT_TEXT and size[0] >= READABLE[0] and size[1] >= READABLE[1]:
            assert faint(it) == [], size
            assert cut_off(it) == [], size
            check_hints(it, size)


async def check_sixteen_colours(it: Driven, name: str) -> None:
    """On a terminal of sixteen colours, too, all can be read: half of the screens in each of its themes."""
    theme = themes_for("standard")[NAMES.index(name) % 2]
    it.app.register_theme(theme)
    it.app.theme = theme.name
    await it.settle()
    for part in painted(it, coarse):
        assert part.contrast >= (MARK if part.is_mark else TEXT_16), (theme.name, part)


async def check_every_size(it: Driven, name: str) -> None:
    """The kept sizes, each in a theme of its own, then all others."""
    check_kept(it, name, SIZES[0])
    await resize(it, SIZES[1])
    await switch_theme(it)
    check_kept(it, name, SIZES[1])
    await check_other_sizes(it, name)


async def check_unknown_key(it: Driven, name: str) -> None:
    """A key that does nothing is answered wherever no field takes the keys, and none that does something."""
    if not isinstance(it.app.focused, Input | TextArea):
        await it.press("f11")
        assert "f11 does nothing" in it.seen
        for key in ("pagedown", "pageup"):
            if key in it.screen.active_bindings and name not in KEPT:
                await it.press(key)
                assert f"{key} does nothing" not in it.seen


async def check_leaving(it: Driven, name: str) -> None:
    """One key leaves the screen or its mode; it keeps new words, and changes nothing else of the canvas."""
    board = it.app.screen_stack[0]
    assert isinstance(board, BoardScreen)
    top, before, canvas = it.screen, state(it), board.session.canvas
    await it.press(OTHER_KEYS.get(name, "escape"))
    assert state(it) != before
    assert (top in it.app.screen_stack) == (name in MODES)
    assert (board.session.canvas is canvas) == (name not in KEPT)


async def check_way_home(it: Driven, name: str, home: tuple[object, ...]) -> None:
    """At most two more keys lead back to the board."""
    for _ in range(2):
        if state(it) == home:
            break
        await it.press(OTHER_KEYS.get(name, "escape"))
    assert state(it) == home


@pytest.mark.usefixtures("git_environment")
@pytest.mark.parametrize("name", NAMES)
async def test_a_screen_looks_as_it_did_bears_every_size_and_is_left_by_one_key(name: str) -> None:
    async with program(OPENED[name](), size=SIZES[0]) as it:
        on_board = name in FROM_BOARD
        home, cursor = (state(it), it.where) if on_board else ((), ("", 0))
        await go_to(it, name)
        await check_every_size(it, name)
        if name not in PREVIEWED:
            await check_sixteen_colours(it, name)
        await check_unknown_key(it, name)
        if name not in NOT_LEFT:
            await check_leaving(it, name)
        if on_board:
            await check_way_home(it, name, home)
            assert it.where == cursor or name in CURSOR_MOVES


@pytest.mark.parametrize("name", OPENED_AFRESH)
async def test_a_screen_opened_in_a_small_terminal_looks_as_it_did(name: str) -> None:
    async with program(OPENED[name](), size=SIZES[1]) as it:
        await go_to(it, name)
        golden.compare(name, SIZES[1], it.lines)


async def test_a_terminal_that_is_too_small_looks_as_it_did(here: Path) -> None:
    async with program(a_copy(here), size=(30, 8)) as it:
        golden.compare("too-small", (30, 8), it.lines)
        assert faint(it) == []


def test_every_golden_screen_is_looked_at() -> None:
    wanted = {golden.path_of(name, size).name for name in NAMES if name not in WITHOUT_TEXT for size in SIZES}
    wanted.add("too-small-30x8.txt")
    if golden.WRITE:
        for path in golden.FOLDER.glob("*.txt"):
            if path.name not in wanted:
                path.unlink()
    assert {path.name for path in golden.FOLDER.glob("*.txt")} == wanted
