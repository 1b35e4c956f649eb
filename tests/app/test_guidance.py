"""Help beside the panel that is looked at."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.geometry import Offset

from canvas.app.widgets.grid import Grid
from canvas.app.widgets.guidance import spot
from canvas.model.canvas import Item
from canvas.model.guidance import GUIDES, in_focus
from canvas.model.schema import BY_KEY, CELLS, PANELS
from tests.app.driving import Driven, a_canvas, a_copy, program
from tests.strategies import quick


def helped(it: Driven) -> str:
    """The words of the help beside the board."""
    guidance = it.at.guidance.widget
    assert guidance
    region = guidance.region
    rows = it.strips[region.y : region.bottom]
    return " ".join(" ".join(strip.crop(region.x, region.right).text for strip in rows).split())


@pytest.mark.parametrize("size", [(120, 40), (200, 60), (80, 24), (60, 18)])
async def test_the_help_follows_the_eye_from_panel_to_panel_and_never_covers_it(
    here: Path, size: tuple[int, int]
) -> None:
    async with program(a_copy(here), size=size) as it:
        await it.press("i")
        for panel in PANELS:
            await it.press(str(panel.number))
            assert panel.question in helped(it)
            guide = in_focus(it.canvas, panel.key, it.item.kind if it.item else "")
            assert guide
            assert guide.says in helped(it)
            guidance, cell = it.at.guidance.widget, it.board.cells[panel.key]
            assert guidance
            assert not guidance.region.overlaps(cell.region)
            assert guidance.region.bottom <= size[1] - 1
            assert panel.title in it.shown
        assert it.app.focused is None


async def test_every_kind_is_told_with_what_is_missing_and_its_example_where_there_is_room() -> None:
    async with program(a_canvas(), size=(200, 60)) as it:
        await it.press("i")
        for panel in PANELS:
            await it.press(str(panel.number))
            for guide in GUIDES[panel.key]:
                assert guide.says in helped(it)
                assert f"? {guide.missing}" in helped(it)
                assert f"“{guide.example}”" in helped(it)


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 18)])
async def test_the_least_room_shows_what_is_missing_and_the_kind_of_the_statement_looked_at(
    size: tuple[int, int],
) -> None:
    items = [Item("gov01", "one", {"kind": "money"}), Item("gov02", "two", {"kind": "exit"})]
    async with program(a_canvas(governance=items), size=size) as it:
        await it.press("i", "6")
        guides = {guide.kind: guide for guide in GUIDES["governance"]}
        assert guides["money"].example in helped(it)
        assert guides["exit"].example not in helped(it)
        await it.press("down")
        assert guides["exit"].example in helped(it)
        assert guides["money"].example not in helped(it)
        missing = helped(it)
        assert guides["risk"].missing in missing or "Nothing yet on" in missing
        for kind in ("disputes", "data", "risk", "review"):
            assert kind in missing


async def test_what_is_missing_goes_once_it_is_said() -> None:
    async with program(a_canvas()) as it:
        await it.press("i", "4")
        assert "No principle yet" in helped(it)
        await it.burst("a", *"Be fair", "enter", "escape")
        assert "No principle yet" not in helped(it)
        await it.press("u")
        assert "No principle yet" in helped(it)


async def test_i_shows_the_help_and_takes_it_away_and_the_board_is_as_it_was(here: Path) -> None:
    async with program(a_copy(here)) as it:
        before = it.shown
        await it.press("i")
        assert "Guidance" in it.shown
        assert all(f"{panel.number} {panel.title}" in it.shown for panel in PANELS)
        await it.press("i")
        assert it.shown == before
        await it.press("i")
        await it.click(it.find("i closes"))
        assert it.shown == before


async def test_the_help_takes_no_key_and_a_click_on_it_does_nothing_to_what_it_covers(here: Path) -> None:
    async with program(a_copy(here), size=(80, 24)) as it:
        await it.press("i", "j")
        where = it.where
        assert it.at.guidance.widget
        await it.click(it.at.guidance.widget.region.offset + Offset(3, 1), times=2)
        assert it.where == where
        assert not it.is_typing
        await it.burst("a", *"typed", "enter", "escape")
        assert "typed" in it.texts()


async def test_where_there_is_no_room_beside_the_help_has_the_screen_and_goes_from_panel_to_panel() -> None:
    async with program(a_canvas(), size=(40, 12)) as it:
        await it.press("i")
        assert it.top_is("GuidanceScreen")
        assert "Guidance · 1 Beneficiaries" in it.shown
        await it.press("end")
        await it.until(lambda: GUIDES["beneficiaries"][-1].missing in it.seen)  # scrolling takes its time
        await it.press("tab")
        assert "Guidance · 2 Vision" in it.shown
        await it.press("left", "left")
        assert "Guidance · Readiness" in it.shown
        await it.press("7", "escape")
        assert it.where == ("leadership", 0)


async def test_the_help_finds_its_place_when_the_terminal_changes_its_size(here: Path) -> None:
    async with program(a_copy(here)) as it:
        await it.press("i")
        for size in ((40, 12), (80, 24), (60, 18), (20, 5), (200, 60), (120, 40)):
            await it.resize(*size)
            assert all(strip.cell_length == size[0] for strip in it.strips)
            assert "Guidance" not in it.shown or "1 Beneficiaries" in it.shown
        assert BY_KEY["beneficiaries"].question in helped(it)


async def test_capital_i_tells_all_of_it_and_in_principles_offers_some_to_begin_with() -> None:
    async with program(a_canvas(), size=(120, 60)) as it:
        await it.press("6", "I")
        for guide in GUIDES["governance"]:
            assert guide.example in it.seen
        await it.press("escape", "4", "I")
        assert it.top_is("StartersScreen")


@quick
@given(st.integers(1, 300), st.integers(1, 100), st.sampled_from(CELLS), st.booleans())
def test_the_help_stands_within_the_screen_and_beside_the_active_cell(
    width: int, height: int, active: str, zoomed: bool
) -> None:
    where = spot(width, height, active, zoomed=zoomed)
    if where is None:
        return
    assert 0 <= where.x < where.x + where.width <= width
    assert where.width >= 24
    if where.docked:
        left = width - where.width - 1
        assert zoomed or Grid.of(left, height, zoomed=False).columns == 3
    else:
        arrangement = Grid.of(width, height, zoomed=zoomed)
        column = arrangement.page(active).index(active) % arrangement.columns
        assert (where.x == 0) == (column == arrangement.columns - 1)


async def test_what_was_just_typed_has_no_kind_and_that_is_told_beside_what_is_missing() -> None:
    async with program(a_canvas(), size=(120, 40)) as it:
        await it.press("2", "i", "a", *"We want this", "enter", "escape")
        assert "1 statement has no kind yet: # sets it" in helped(it)
        await it.press("4", "a", *"A principle", "enter", "escape")
        assert "no kind yet" not in helped(it)
