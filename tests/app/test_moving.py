from __future__ import annotations

import pytest

from canvas.model.schema import PANELS
from tests.app.driving import a_canvas, program

FULL = a_canvas(
    beneficiaries=["b0", "b1", "b2"],
    vision=["v0", "v1"],
    relationships=["r0"],
    governance=["g0", "g1"],
)


@pytest.mark.parametrize(
    ("keys", "where"),
    [
        ("", ("beneficiaries", 0)),
        ("down", ("beneficiaries", 1)),
        ("j j", ("beneficiaries", 2)),
        ("j j k", ("beneficiaries", 1)),
        ("j down up k", ("beneficiaries", 0)),
        ("G", ("beneficiaries", 2)),
        ("end g", ("beneficiaries", 0)),
        ("G home", ("beneficiaries", 0)),
        ("pagedown", ("beneficiaries", 2)),
        ("pagedown pageup", ("beneficiaries", 0)),
        ("l", ("governance", 0)),
        ("right left", ("beneficiaries", 0)),
        ("h", ("roles", 0)),
        ("h h h h", ("roles", 0)),
        ("l l l l", ("governance", 0)),
        ("tab", ("vision", 0)),
        ("tab tab", ("relationships", 0)),
        ("shift+tab", ("readiness", 0)),
        ("shift+tab tab", ("beneficiaries", 0)),
        ("j j j", ("communications", 0)),
        ("j j j j", ("communications", 0)),
        ("k", ("relationships", 0)),
        ("2 j j", ("roles", 0)),
        ("2 j j j", ("leadership", 0)),
        ("k k k", ("relationships", 0)),
        ("4 j", ("governance", 0)),
        ("4 j j j", ("readiness", 0)),
        ("4 j j j k", ("governance", 1)),
        ("6 j 1 6", ("governance", 1)),
        ("shift+tab j k G g pagedown", ("governance", 1)),
    ],
)
async def test_a_key_moves_the_eye_to_where_it_should(keys: str, where: tuple[str, int]) -> None:
    async with program(FULL) as it:
        await it.burst(*keys.split())
        assert it.where == where


@pytest.mark.parametrize("panel", PANELS, ids=lambda panel: panel.key)
async def test_a_digit_goes_to_its_panel_and_the_heading_says_which(panel: object) -> None:
    number = next(p.number for p in PANELS if p is panel)
    async with program(FULL) as it:
        await it.press("3" if number != 3 else "4", str(number))
        assert it.board.active == PANELS[number - 1].key
        assert [key for key, cell in it.board.cells.items() if cell.is_active] == [PANELS[number - 1].key]


async def test_the_tab_key_goes_round_all_nine_cells_and_comes_back() -> None:
    async with program(FULL) as it:
        seen = []
        for _ in range(9):
            seen.append(it.board.active)
            await it.burst("tab")
        assert len(set(seen)) == 9
        assert it.board.active == seen[0]


async def test_no_key_does_harm_on_an_empty_canvas() -> None:
    keys = [
        "j",
        "k",
        "h",
        "l",
        "g",
        "G",
        "home",
        "end",
        "pageup",
        "pagedown",
        "delete",
        "u",
        "ctrl+r",
        "J",
        "K",
        "space",
        "enter",
        "e",
        "E",
        "m",
        "s",
    ]
    async with program(a_canvas()) as it:
        for cell in ("1", "shift+tab"):
            await it.burst(cell, *keys)
            assert len(it.canvas) == 0
            assert it.top_is("BoardScreen")
            assert not it.is_typing


async def test_a_key_that_needs_an_item_says_so_where_there_is_none() -> None:
    async with program(a_canvas()) as it:
        for key in ("delete", "enter", "e", "E", "m", "s", "space", "J", "K"):
            await it.burst("1", key)
            assert "no statement under the cursor" in it.said, key


async def test_the_cursor_brings_its_item_into_sight_and_the_heading_counts_the_rest() -> None:
    many = a_canvas(beneficiaries=[f"statement {number:02}" for number in range(50)])
    async with program(many, size=(80, 24)) as it:
        assert "statement 00" in it.shown
        assert "↓" in it.shown
        await it.press("G")
        assert "statement 49" in it.shown
        assert "statement 00" not in it.shown
        hidden_above, hidden_below = it.board.panels["beneficiaries"].hidden
        assert f"↑{hidden_above}" in it.shown
        assert hidden_below == 0
        shown = sum(f"statement {number:02}" in it.shown for number in range(50))
        assert hidden_above + shown == 50


async def test_every_item_of_a_long_panel_can_be_reached_and_seen() -> None:
    many = a_canvas(beneficiaries=[f"s{number:02} " + "word " * (number % 23) for number in range(40)])
    async with program(many, size=(80, 24)) as it:
        for keys in ("down", "up"):
            for _ in range(39):
                await it.press(keys)
                assert it.item
                assert it.item.text[:3] in it.shown
        assert it.where == ("beneficiaries", 0)


async def test_an_item_taller_than_its_panel_shows_its_beginning() -> None:
    tall = a_canvas(beneficiaries=["short", "BEGINNING " + "word " * 300, "after"])
    async with program(tall, size=(80, 24)) as it:
        await it.press("j")
        assert "BEGINNING" in it.shown
        await it.press("j")
        assert "after" in it.shown
        await it.press("k")
        assert "BEGINNING" in it.shown


async def test_where_only_one_cell_fits_the_arrows_still_lead_to_every_other() -> None:
    async with program(a_canvas(), size=(40, 12)) as it:
        seen = {it.board.active}
        for _ in range(9):
            await it.press("down")
            seen.add(it.board.active)
            assert len(it.board.cursor.visible_cells) == 1
            assert it.board.cells[it.board.active].display
        assert len(seen) == 9


async def test_one_panel_fills_the_board_until_z_is_pressed_again() -> None:
    async with program(FULL) as it:
        await it.press("z")
        assert [key for key, cell in it.board.cells.items() if cell.display] == ["beneficiaries"]
        assert "b0" in it.shown
        assert "v0" not in it.shown
        await it.press("tab")
        assert "v0" in it.shown
        await it.press("z")
        assert "b0" in it.shown
        assert "v0" in it.shown
        assert it.board.active == "vision"


async def test_where_only_one_cell_fits_z_says_so() -> None:
    async with program(FULL, size=(40, 15)) as it:
        await it.press("z")
        assert it.said == "One panel at a time fits this window."
        await it.resize(80, 24)
        assert not it.board.cursor.zoomed
        await it.press("z")
        assert it.said == "z shows the whole board again."
        await it.resize(40, 15)
        await it.press("z")
        assert it.said == "One panel at a time fits this window."
        await it.resize(80, 24)
        await it.press("escape")
        assert not it.board.cursor.zoomed
        assert not it.said
        await it.press("Z", "escape")
        assert not it.said, "what the key before did not do"


async def test_no_rows_are_blank_below_hidden_statements() -> None:
    def blank() -> int:
        view = it.board.panels["beneficiaries"]
        return view.size.height - 1 - len(view.rows)

    many = a_canvas(beneficiaries=[f"statement {number:02}" for number in range(60)])
    async with program(many, size=(80, 24)) as it:
        await it.press("G", "z")
        assert blank() == 0
        await it.press("delete", "delete", "delete")
        assert blank() == 0
        await it.press("a", *"new words", "enter", "escape")
        assert blank() == 0
        await it.resize(80, 40)
        assert blank() == 0
        await it.press("z")
        await it.resize(120, 40)
        assert blank() == 0


async def test_a_statement_longer_than_the_zoomed_panel_is_read_by_scrolling_within_it() -> None:
    words = [f"w{number:03}" for number in range(1, 999)]
    assert len(" ".join(words)) > 4_800
    tall = a_canvas(beneficiaries=["short", " ".join(words), "after it"])
    async with program(tall, size=(80, 24)) as it:
        await it.press("z", "down")
        first = it.shown
        assert "w010" in first
        assert "…" in first
        assert "↑1 ↓2" in first
        await it.press("down", "space")
        assert it.where == ("beneficiaries", 1), "one line further down, and still there after an edit"
        assert "w010" not in it.shown
        assert "↑2" in it.shown
        for _ in range(60):
            await it.press("pagedown")
            if words[-1] in it.shown:
                break
        assert it.where == ("beneficiaries", 1)
        await it.press("down")
        assert it.where == ("beneficiaries", 2)
        await it.press("up", "g", "down")
        assert it.where == ("beneficiaries", 1)
        assert "w001" in it.shown
        await it.press("pagedown", "pageup", "pageup")
        assert it.where == ("beneficiaries", 0)
        await it.press("down", "pagedown", "z")
        assert "w001" in it.shown, "the board shows how it begins"
