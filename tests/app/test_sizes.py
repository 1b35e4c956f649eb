from __future__ import annotations

from pathlib import Path

from canvas.model.schema import PANELS
from tests.app.driving import Driven, a_canvas, a_copy, program

HEADINGS = [*(f"{panel.number} {panel.title}" for panel in PANELS), "Readiness"]
WIDTHS = (1, 2, 3, 5, 10, 20, 39, 40, 41, 60, 74, 80, 100, 120, 200)
HEIGHTS = (1, 2, 3, 5, 8, 11, 12, 13, 18, 20, 24, 30, 40, 60)


async def test_below_the_least_size_a_sentence_says_so(here: Path) -> None:
    async with program(a_copy(here), size=(39, 12)) as it:
        for size in ((39, 12), (40, 11), (20, 5), (39, 60), (200, 11)):
            await to(it, *size)
            assert "please enlarge the window" in it.seen
            assert "Beneficiaries" not in it.shown
            await to(it, 40, 12)
            assert "enlarge" not in it.seen
            assert "Beneficiaries" in it.shown


async def test_from_80_columns_and_24_lines_all_nine_headings_are_whole(here: Path) -> None:
    async with program(a_copy(here), size=(80, 24)) as it:
        for size in ((80, 24), (81, 25), (100, 24), (80, 60), (120, 40), (200, 60)):
            await to(it, *size)
            assert all(heading in it.shown for heading in HEADINGS), size
            assert len(it.lines) == size[1]


async def test_on_a_smaller_terminal_every_panel_can_be_reached_and_read(here: Path) -> None:
    async with program(a_copy(here), size=(40, 12)) as it:
        for size in ((40, 12), (60, 20), (79, 23), (40, 60), (200, 12)):
            await to(it, *size)
            for number, heading in enumerate(HEADINGS[:8], 1):
                await it.press(str(number))
                assert heading in it.shown, size
                assert it.item
                assert it.item.text.split()[0] in it.shown, size


async def test_no_width_or_height_breaks_the_board_or_the_start_screen(here: Path) -> None:
    for opened in (a_copy(here), None):
        async with program(opened, size=(80, 24)) as it:
            for number, width in enumerate(WIDTHS):
                for height in (HEIGHTS[number * 3 % len(HEIGHTS)], HEIGHTS[(number * 5 + 1) % len(HEIGHTS)]):
                    await to(it, width, height)
                    assert len(it.strips) == height
                    assert all(strip.cell_length == width for strip in it.strips)


async def test_the_board_is_never_taller_than_its_terminal(here: Path) -> None:
    async with program(a_copy(here)) as it:
        for width, height in ((80, 24), (120, 40), (40, 12), (200, 60)):
            await to(it, width, height)
            assert it.board.max_scroll_y == it.at.max_scroll_y == 0
            assert it.board.max_scroll_x == it.at.max_scroll_x == 0


async def test_keys_work_again_after_the_terminal_was_too_small() -> None:
    async with program(a_canvas(beneficiaries=["one"])) as it:
        await to(it, 10, 5)
        await to(it, 80, 24)
        await it.burst("a", *"two", "enter", "escape")
        assert it.texts() == ["one", "two"]


async def test_what_is_typed_while_the_terminal_is_too_small_is_kept() -> None:
    async with program(a_canvas(beneficiaries=["one"])) as it:
        await it.press("a", *"two")
        await to(it, 20, 5)
        await it.press(*" more", "enter", *"three")
        await to(it, 80, 24)
        await it.press(*" at last", "escape")
        assert it.texts() == ["one", "two more", "three at last"]


async def to(it: Driven, width: int, height: int) -> None:
    """Give the terminal another size."""
    await it.resize(width, height)
    await it.pilot.pause(0)
    await it.pilot.pause(0)
