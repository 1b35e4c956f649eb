from __future__ import annotations

from pathlib import Path

import pytest

from canvas.files.canvas_file import Document
from canvas.model.canvas import Canvas
from tests.app import golden
from tests.app.driving import Driven, a_copy, program
from tests.app.every_screen import FROM_BOARD, IN_GIT, UNSETTLED, go_to
from tests.app.in_git import meetings, unsettled
from tests.app.legible import faint
from tests.files.git.repository import Repository

SIZES = ((40, 12), (80, 24), (120, 40), (200, 60))
NAMES = [name for name in FROM_BOARD if name not in ("palette", "partner", "rewording")]
sizes = pytest.mark.parametrize("size", SIZES, ids=[f"{width}x{height}" for width, height in SIZES])


async def looks_as_it_did(it: Driven, name: str, size: tuple[int, int]) -> None:
    """The screen says what it said, and can be read from the back of a room in both themes."""
    golden.compare(name, size, it.lines)
    assert faint(it) == []
    if name == "export" and size != SIZES[1]:
        return  # its pages are laid out anew for the other theme, which takes a while
    it.app.switch_theme()
    await it.settle()
    assert faint(it) == []


@sizes
@pytest.mark.parametrize("name", NAMES)
async def test_every_screen_looks_as_it_did(here: Path, name: str, size: tuple[int, int]) -> None:
    async with program(Path(a_copy(here).name), size=size) as it:
        await go_to(it, name)
        await looks_as_it_did(it, name, size)


@sizes
@pytest.mark.parametrize("name", IN_GIT)
async def test_every_screen_of_a_canvas_in_git_looks_as_it_did(
    repository: Repository, name: str, size: tuple[int, int]
) -> None:
    async with program(meetings(repository), size=size) as it:
        await go_to(it, name)
        await looks_as_it_did(it, name, size)


@sizes
@pytest.mark.parametrize("name", UNSETTLED)
async def test_what_is_not_settled_looks_as_it_did(name: str, size: tuple[int, int]) -> None:
    async with program(Document(unsettled()), size=size) as it:
        await go_to(it, name)
        await looks_as_it_did(it, name, size)


@sizes
async def test_the_board_of_an_empty_canvas_looks_as_it_did(size: tuple[int, int]) -> None:
    async with program(Document(Canvas("River & Sons")), size=size) as it:
        await looks_as_it_did(it, "empty", size)


@sizes
async def test_the_start_screen_looks_as_it_did(here: Path, size: tuple[int, int]) -> None:
    a_copy(here)
    async with program(size=size) as it:
        await looks_as_it_did(it, "start", size)


@sizes
async def test_the_tour_looks_as_it_did(size: tuple[int, int]) -> None:
    async with program(size=size) as it:
        await it.press("enter", "right", "i")
        await looks_as_it_did(it, "tour", size)


async def test_a_terminal_that_is_too_small_looks_as_it_did(here: Path) -> None:
    async with program(a_copy(here), size=(30, 8)) as it:
        await looks_as_it_did(it, "too-small", (30, 8))


def test_every_golden_screen_is_looked_at() -> None:
    wanted = {
        golden.path_of(name, size).name
        for name in (*NAMES, *IN_GIT, *UNSETTLED, "empty", "start", "tour")
        for size in SIZES
    }
    wanted.add("too-small-30x8.txt")
    if golden.WRITE:
        for path in golden.FOLDER.glob("*.txt"):
            if path.name not in wanted:
                path.unlink()
    assert {path.name for path in golden.FOLDER.glob("*.txt")} == wanted
