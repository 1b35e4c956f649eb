"""How the board's room is shared among its cells."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.app.widgets.grid_sizes import even_sizes, grid_sizes, grows
from canvas.app.widgets.panel import MARGIN
from canvas.model.edits import add
from tests.app.driving import a_canvas, a_copy, program

CELL = st.lists(st.integers(0, 400), max_size=60)
CELLS = st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=3, max_size=3)
WIDTHS, HEIGHTS, TALL = st.integers(75, 400), st.integers(18, 150), st.integers(32, 150)


@given(st.integers(1, 9), st.integers(0, 500))
def test_even_parts_fill_the_room_and_differ_by_one_at_most(count: int, room: int) -> None:
    parts = even_sizes(count, room)
    assert max(parts) - min(parts) <= 1
    assert sum(parts) == room
    assert list(parts) == sorted(parts, reverse=True)


@given(CELLS, WIDTHS, HEIGHTS, st.integers(0, 2))
def test_columns_are_even_every_line_is_given_away_and_no_row_is_left_without(
    words: list[list[list[int]]], width: int, height: int, working: int
) -> None:
    widths, heights, airy = grid_sizes(words, width, height, margin=MARGIN, working=working)
    assert widths == even_sizes(3, width)
    assert sum(heights) == height
    assert len(airy) == 3
    if grows(height):
        assert heights[working] == max(heights)
        assert all(2 <= high <= heights[working] for row, high in enumerate(heights) if row != working)
    else:
        assert min(heights) >= 0.69 * (height // 3) - 1
        assert max(heights) <= 1.5 * height / 3 + 2


@given(WIDTHS, TALL)
def test_with_nothing_to_read_the_board_is_even(width: int, height: int) -> None:
    got = grid_sizes([[[]] * 3] * 3, width, height, margin=MARGIN, working=1)
    assert got == (even_sizes(3, width), even_sizes(3, height), (True,) * 3)


def test_where_all_is_in_sight_anyway_the_board_is_even_and_has_air() -> None:
    got = grid_sizes([[[20, 20]] * 3] * 3, 120, 37, margin=MARGIN, working=1)
    assert max(got.heights) - min(got.heights) <= 1
    assert got.airy == (True,) * 3


@pytest.mark.parametrize("full", range(3))
def test_a_full_row_gets_more_than_the_others_and_no_air(full: int) -> None:
    cells = [[[100] * (9 if row == full else 1)] * 3 for row in range(3)]
    _, heights, airy = grid_sizes(cells, 120, 37, margin=MARGIN, working=(full + 1) % 3)
    assert min(heights[full] - high for row, high in enumerate(heights) if row != full) >= 2
    assert airy == tuple(row != full for row in range(3))


def test_on_a_low_board_the_row_one_works_in_grows_with_its_words_and_the_others_share_the_rest() -> None:
    def heights(lines: int) -> tuple[int, ...]:
        empty: list[int] = []
        words = [[empty] * 3, [empty, [20] * lines, empty], [[20] * 50] * 3]
        return grid_sizes(words, 80, 22, margin=MARGIN, working=1).heights

    assert heights(0) == (5, 13, 4)
    assert heights(3) == (3, 16, 3)
    assert heights(50) == (2, 18, 2)


async def test_on_a_low_board_the_row_of_the_cursor_grows_but_not_while_people_type(here: Path) -> None:
    async with program(a_copy(here), size=(80, 24)) as it:
        heights = {key: cell.region.height for key, cell in it.board.cells.items()}
        assert heights["beneficiaries"] > 3 * heights["vision"] == 3 * heights["readiness"]
        await it.press("k")
        assert it.board.cells["relationships"].region.height == heights["beneficiaries"]
        assert it.board.cells["beneficiaries"].region.height == heights["vision"]
        await it.press("a", *"one more", "enter")
        assert it.board.cells["relationships"].region.height == heights["beneficiaries"]
        editor = it.screen.focused
        assert editor
        assert it.board.cells["relationships"].region.contains_region(editor.region)
        await it.press("escape", "8")
        assert it.board.cells["communications"].region.height == heights["beneficiaries"]


async def test_a_low_board_gives_a_row_more_lines_once_it_is_fuller_and_not_while_people_type() -> None:
    async with program(a_canvas(), size=(80, 24)) as it:
        cells = it.board.cells
        before = cells["beneficiaries"].region.height
        for others in ("vision", "leadership"):
            assert cells[others].region.height > 3
        await it.burst("a", *"one", "enter", *"two", "enter", *"three", "enter", *"four", "enter")
        assert it.is_typing
        assert cells["beneficiaries"].region.height == before
        await it.burst(*"five", "escape")
        await it.settle()
        assert cells["beneficiaries"].region.height >= before + 3
        await it.press("a")
        editor = it.screen.focused
        assert editor
        assert cells["beneficiaries"].region.contains_region(editor.region)


async def test_a_double_click_in_a_low_row_opens_what_was_clicked(here: Path) -> None:
    async with program(a_copy(here), size=(80, 24)) as it:
        item = it.canvas.panels["vision"][0]
        await it.click(it.place_of("vision", 0), times=2)
        assert it.is_typing
        await it.burst("!", "enter")
        assert it.canvas.panels["vision"][0].text == f"{item.text}!"
        assert it.board.cells["vision"].region.height > it.board.cells["roles"].region.height


async def test_at_forty_columns_there_is_one_panel(here: Path) -> None:
    async with program(a_copy(here), size=(40, 24)) as it:
        assert it.board.cursor.visible_cells == ("beneficiaries",)


async def test_the_board_stays_where_it_is_while_people_type_and_is_shared_anew_afterwards() -> None:
    async with program(a_canvas(leadership=["one"]), size=(120, 40)) as it:
        before = {key: cell.region for key, cell in it.board.cells.items()}
        it.at.commands.edit.make(partial(add, panel="leadership", texts=["word " * 30] * 9))
        await it.settle()
        assert len(it.texts("leadership")) > 9
        assert {key: cell.region for key, cell in it.board.cells.items()} == before
        await it.press("z", "z")
        after = it.board.cells["leadership"].region
        assert after.height > before["leadership"].height
        assert after.bottom == before["leadership"].bottom


async def test_by_pages_the_cells_are_even(here: Path) -> None:
    async with program(a_copy(here), size=(60, 18)) as it:
        assert not it.board.cursor.grid.is_whole
        sizes = [it.board.cells[key].size for key in it.board.cursor.visible_cells]
        assert max(s.width for s in sizes) - min(s.width for s in sizes) <= 1
        assert max(s.height for s in sizes) - min(s.height for s in sizes) <= 1
