"""One key leaves, wherever one is."""

from __future__ import annotations

from pathlib import Path

import pytest

from canvas.app.board.screen import BoardScreen
from canvas.app.screens.present.screen import PresentScreen
from canvas.files.canvas_file import Document
from tests.app.driving import Driven, a_copy, program
from tests.app.every_screen import FROM_BOARD, IN_GIT, UNSETTLED, go_to
from tests.app.in_git import meetings, unsettled
from tests.files.git.repository import Repository

SOMEWHERE = [name for name in FROM_BOARD if name != "board"]

OTHER_KEYS = {"guidance": "i"}
"""What leaves where that is not escape: the help beside the board is no screen, and tells its key itself."""


def where(it: Driven) -> tuple[object, ...]:
    """All that one can be in: the screens, and the modes of the one on top."""
    is_typing = it.is_typing or (isinstance(it.screen, PresentScreen) and it.screen.is_typing)
    return (*it.app.screen_stack, is_typing, it.board.zoomed, bool(it.board.selected), it.at.guidance)


async def leaves_with_one_key(it: Driven, name: str) -> None:
    """One key leads out, of the screen on top or of its mode, and changes nothing of the canvas."""
    board = it.app.screen_stack[0]
    assert isinstance(board, BoardScreen)
    top, was, canvas = it.screen, where(it), board.session.canvas
    await it.press(OTHER_KEYS.get(name, "escape"))
    assert where(it) != was
    is_mode = name in ("typing", "rewording", "zoomed", "several", "guidance", "present-typing")
    assert (top in it.app.screen_stack) == is_mode
    assert board.session.canvas is canvas


@pytest.mark.parametrize("name", SOMEWHERE)
async def test_one_key_leaves_every_screen(here: Path, name: str) -> None:
    async with program(a_copy(here), size=(80, 24)) as it:
        await go_to(it, name)
        await leaves_with_one_key(it, name)


@pytest.mark.parametrize("name", [name for name in IN_GIT if name != "marked"])
async def test_one_key_leaves_every_screen_of_a_canvas_in_git(repository: Repository, name: str) -> None:
    async with program(meetings(repository), size=(80, 24)) as it:
        await go_to(it, name)
        await leaves_with_one_key(it, name)


@pytest.mark.parametrize("name", [name for name in UNSETTLED if name != "unsettled"])
async def test_one_key_leaves_what_is_to_be_settled(name: str) -> None:
    async with program(Document(unsettled()), size=(80, 24)) as it:
        await go_to(it, name)
        await leaves_with_one_key(it, name)


@pytest.mark.parametrize("name", SOMEWHERE)
async def test_as_many_keys_as_were_opened_lead_back_to_the_board(here: Path, name: str) -> None:
    async with program(a_copy(here), size=(80, 24)) as it:
        await it.settle()
        home, board = where(it), it.where
        await go_to(it, name)
        for _ in range(3):
            if where(it) == home:
                break
            await it.press(OTHER_KEYS.get(name, "escape"))
        assert where(it) == home
        if name not in ("typing", "several", "present-typing", "guidance-all", "starters"):
            assert it.where == board
