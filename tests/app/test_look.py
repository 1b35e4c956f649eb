"""What the board says around the statements: header, headings, the ninth cell, days, kinds and owners."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from canvas.app.paint.content_lines import AIR
from canvas.bundled_files import examples
from canvas.model.calendar_text import format_short
from canvas.model.canvas import Item
from tests.app.driving import a_canvas, a_copy, program
from tests.app.every_screen import OPENED

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 12, 4), "4 Dec"),
        (date(2027, 10, 22), "22 Oct"),
        (date(2027, 10, 23), "23 Oct 2027"),
        (date(2025, 12, 24), "24 Dec"),
        (date(2025, 12, 23), "23 Dec 2025"),
    ],
)
def test_the_year_is_left_out_within_eleven_months(day: date, words: str) -> None:
    assert format_short(day, TODAY) == words
    assert format_short(day, None).endswith(str(day.year))
    assert format_short(day, TODAY, "iso") == day.isoformat()


async def test_the_ninth_cell_says_in_words_where_the_partnership_is() -> None:
    statuses = ["agreed", "agreed", "proposed", "proposed", "disputed", "parked"]
    vision = [Item(f"vis0{n}", f"statement {n}", {"status": status}) for n, status in enumerate(statuses)]
    roles = [Item("rol00", "find rooms", {"due": date(2026, 11, 1)})]
    async with program(a_canvas(vision=vision, roles=roles)) as it:
        for words in (
            "2 of 7 agreed",
            "1 disputed · 3 proposed · 1 parked",
            "1 of 1 next steps late",
            "no review day yet",
            "most to discuss: Vision, 3",
        ):
            assert words in it.shown
        for words in ("1 ▲ must", "2 ▲ must", "3 △ should", "4 – later", "2 must · 2 should · 1 consider"):
            assert words in it.shown
        assert "Readiness ────────────────────── ▲2 △2" in it.shown
        await it.press("1", "a", *"Young carers", "escape")  # the cell follows each key
        assert "1 must · 2 should · 1 consider" in it.shown
    async with program(a_canvas(vision=vision, roles=roles), size=(80, 24)) as it:
        assert "2 of 7 agreed" in it.shown  # though two lines are all there are for it
        assert "▲2 △2" in it.shown


async def test_the_header_names_the_key_for_what_is_missing_and_a_click_opens_it() -> None:
    async with program(a_canvas(vision=["one"])) as it:
        assert "no review day: c" in it.shown
        await it.click(it.board.region.offset - (0, 1))
        assert it.top_is("FormScreen")
        await it.press("escape")
        assert not it.top_is("FormScreen")


async def test_the_default_kind_is_not_painted_and_others_where_there_is_room_for_all() -> None:
    few = [Item("ben00", "pupils", {"kind": "group"}), Item("ben01", "a warm room", {"kind": "need"})]
    many = [Item(f"ben1{n}", f"statement {n}", {"kind": "need"}) for n in range(30)]
    async with program(a_canvas(beneficiaries=few)) as it:
        assert "a warm room  need" in it.shown
        assert "group" not in it.shown
    async with program(a_canvas(beneficiaries=[*few, *many])) as it:
        assert "a warm room  need" not in it.shown
        assert "a warm room" in it.shown


async def test_nothing_of_a_cell_stands_at_its_right_edge_and_gold_headings_have_one_focus() -> None:
    async with program(OPENED["board"](), size=(80, 24)) as it:
        for cell in it.board.cells.values():
            for y in range(cell.size.height):
                assert cell.render_line(y).crop(cell.size.width - AIR).text == " " * AIR
        grounds = {}
        for key, cell in it.board.cells.items():
            it.board.look_at(key)
            active = next(iter(cell.render_line(0))).style
            assert active
            grounds[key] = (active.color, active.bgcolor)
        assert len(set(grounds.values())) == 1


@pytest.mark.parametrize("name", examples())
async def test_the_first_statements_of_a_row_stand_on_one_line(here: Path, name: str) -> None:
    async with program(a_copy(here, name), size=(200, 60)) as it:
        for size in ((200, 60), (120, 40), (100, 30)):
            await it.resize(*size)
            cells = [*it.board.cells.values()]
            rows = {(cell.region.y, cell.head) for cell in cells}
            assert len(rows) == len({y for y, _ in rows}), (size, rows)


async def test_no_line_of_a_cell_begins_or_ends_with_a_separator(here: Path) -> None:
    async with program(a_copy(here)) as it:
        for size in ((80, 24), (100, 40), (200, 60)):
            await it.resize(*size)
            lines = [strip.text for cell in it.board.cells.values() for strip in cell.lines()]
            shown = [line.strip(" ▌●○!✓‖") for line in lines if "consider" not in line]  # its sign is a dot
            assert any("·" in line for line in shown)
            assert [line for line in shown if line.startswith("·") or line.endswith("·")] == []
