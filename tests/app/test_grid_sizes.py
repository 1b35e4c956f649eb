"""How the board's room is shared among its cells."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.app.widgets.grid_sizes import GUTTER, even_sizes, grid_sizes
from canvas.app.widgets.panel import MARGIN
from canvas.model.edits import add
from tests.app.driving import a_copy, program

CELL = st.lists(st.integers(0, 400), max_size=60)
CELLS = st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=3, max_size=3)
WIDTHS, HEIGHTS = st.integers(74, 400), st.integers(18, 150)


@given(st.integers(1, 9), st.integers(0, 500), st.integers(0, 3))
def test_even_parts_fill_the_room_and_differ_by_one_at_most(count: int, room: int, gutter: int) -> None:
    parts = even_sizes(count, room, gutter)
    assert max(parts) - min(parts) <= 1
    assert sum(parts) == max(0, room - gutter * (count - 1))
    assert list(parts) == sorted(parts, reverse=True)


@given(CELLS, WIDTHS, HEIGHTS)
def test_every_column_and_line_is_given_away_and_nobody_is_left_without(
    words: list[list[list[int]]], width: int, height: int
) -> None:
    widths, heights = grid_sizes(words, width, height, margin=MARGIN)
    assert sum(widths) + 2 * GUTTER == width
    assert sum(heights) == height
    for parts, room in ((widths, width - 2 * GUTTER), (heights, height)):
        assert min(parts) >= 0.69 * (room // 3) - 1
        assert max(parts) <= 1.5 * room / 3 + 2


@given(WIDTHS, HEIGHTS)
def test_with_nothing_to_read_the_board_is_even(width: int, height: int) -> None:
    got = grid_sizes([[[]] * 3] * 3, width, height, margin=MARGIN)
    assert got == (even_sizes(3, width, GUTTER), even_sizes(3, height))


def test_where_all_is_in_sight_anyway_the_board_is_even() -> None:
    got = grid_sizes([[[20, 20]] * 3] * 3, 120, 37, margin=MARGIN)
    assert got.widths == even_sizes(3, 120, GUTTER)
    assert max(got.heights) - min(got.heights) <= 1


@pytest.mark.parametrize("full", range(3))
def test_a_full_row_and_a_full_column_get_more_than_the_others(full: int) -> None:
    cells = [[[100] * (9 if full in (row, column) else 1) for column in range(3)] for row in range(3)]
    widths, heights = grid_sizes(cells, 120, 37, margin=MARGIN)
    assert widths[full] == max(widths)
    assert heights[full] == max(heights)
    assert min(heights[full] - high for row, high in enumerate(heights) if row != full) >= 2


async def test_the_board_stays_where_it_is_while_people_type_and_is_shared_anew_afterwards(
    here: Path,
) -> None:
    async with program(a_copy(here), size=(120, 40)) as it:
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
        sizes = [it.board.cells[key].size for key in it.board.page]
        assert max(s.width for s in sizes) - min(s.width for s in sizes) <= 1
        assert max(s.height for s in sizes) - min(s.height for s in sizes) <= 1
