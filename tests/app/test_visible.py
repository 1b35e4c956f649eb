"""How much of the statements the board shows, and what gives way where they do not all fit."""

from __future__ import annotations

from datetime import date

import pytest

from benchmarks.visible import percent
from canvas.bundled_files import examples
from canvas.model.canvas import Item
from canvas.model.schema import PANELS
from tests.app.driving import a_canvas, program

SAID = {"kind": "outcome", "owner": "Ana Petrescu", "due": date(2026, 12, 4)}
LATE = {**SAID, "due": date(2026, 11, 1)}
LONG = "a statement of exactly thirty-six co"
FILL: list[str | Item] = [f"statement {n}" for n in range(20)]


@pytest.mark.parametrize("name", examples())
async def test_the_board_shows_most_of_the_words_of_each_example_and_on_a_wall_all_of_them(name: str) -> None:
    assert (await percent(examples()[name], (80, 24)))[1] >= 70
    assert (await percent(examples()[name], (120, 40)))[0] >= 85
    assert (await percent(examples()[name], (200, 60)))[0] == 100


async def test_where_all_fits_each_statement_says_all_there_is_to_it() -> None:
    async with program(a_canvas(vision=[Item("vis00", LONG, SAID)])) as it:
        assert "outcome · @Ana" in it.shown


async def test_where_not_all_fit_what_is_said_of_one_costs_no_line() -> None:
    items = [Item("vis00", LONG, SAID), Item("vis01", "short", SAID), *FILL]
    others = [panel.key for panel in PANELS if panel.key != "vision"]  # each wants as much: the board is even
    async with program(a_canvas(vision=items, **{key: [*FILL, *FILL] for key in others})) as it:
        view = it.board.panels["vision"]
        assert [row.item for row in view.rows] == list(range(view.size.height - 1))
        assert "short  @Ana Petrescu · 4 Dec" in it.shown
        await it.press("2", "z")
        assert "@Ana" in it.shown


async def test_what_is_late_or_internal_is_said_whatever_it_costs_and_then_votes_first() -> None:
    items = [
        Item("vis02", "nineteen characters", {**SAID, "votes": 4}),
        Item("vis00", LONG, LATE),
        Item("vis01", LONG, {"visibility": "internal"}),
        *FILL,
    ]
    async with program(a_canvas(vision=items)) as it:
        assert "late 1 Nov" in it.shown
        assert "internal" in it.shown
        assert "4 votes" in it.shown


async def test_a_panel_that_has_room_again_says_everything_again() -> None:
    items = [Item("vis00", LONG, SAID), *FILL]
    async with program(a_canvas(vision=items)) as it:
        assert "@Ana" not in it.shown
        await it.press("2", "down", *["delete"] * 20)
        assert "@Ana" in it.shown
        await it.press(*["u"] * 20)
        assert "@Ana" not in it.shown
