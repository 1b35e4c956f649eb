"""Every action of the table is reached by a key, the mouse and the palette; the help is told elsewhere."""

from __future__ import annotations

from textual.geometry import Offset
from textual.widgets import OptionList

from canvas.app.actions.menu import ITEM_GROUPS, PANEL_GROUPS
from canvas.app.keys import ACTIONS, BY_NAME, MOVE
from canvas.app.screens.palette import PaletteScreen
from canvas.model.schema import CELLS
from tests.app.driving import Driven, a_canvas, program

BEGIN = a_canvas(beneficiaries=["alpha", "bravo"], vision=[f"statement {number}" for number in range(60)])

BY_CLICK = {"up", "down", "left", "right", "first", "last", "next_panel", "previous_panel"}
BY_WHEEL = {"page_up", "page_down"}
BY_NUMBER = {f"panel_{number}" for number in range(1, 9)}


async def commands(it: Driven) -> list[str]:
    """Every command that the mouse finds: a right click, then the last row of the menu."""
    await it.pilot.click(offset=it.place_of("beneficiaries", 0), button=3)
    await it.settle()
    rows = it.screen.query_one(OptionList)
    await it.click(rows.region.offset + Offset(6, rows.region.height - 1))
    await it.until(lambda: it.top_is("PaletteScreen") and listed(it))
    return listed(it)


def listed(it: Driven) -> list[str]:
    assert isinstance(it.screen, PaletteScreen)
    return [command.title for command in it.screen.shown]


def test_every_action_has_a_key() -> None:
    assert all(action.keys for action in ACTIONS)


async def test_every_action_is_found_with_the_mouse_alone_and_done_by_a_click() -> None:
    async with program(BEGIN, size=(120, 40)) as it:
        found = await commands(it)
        moves = {action.id for action in ACTIONS if action.group == MOVE}
        assert set(found) == {a.label for a in ACTIONS if a.id not in moves} - {BY_NAME["palette"].label}
        assert moves == BY_CLICK | BY_WHEEL | BY_NUMBER
        assert ITEM_GROUPS[-1][-1] == PANEL_GROUPS[-1][-1] == "palette"
        await it.click(it.find("All fields"))
        await it.until(lambda: it.top_is("FormScreen"))


def test_no_two_actions_have_one_name_in_the_palette() -> None:
    assert len({action.label for action in ACTIONS}) == len(ACTIONS)


async def test_the_numbers_above_a_small_board_lead_to_every_cell() -> None:
    async with program(BEGIN, size=(40, 12)) as it:
        for number, key in enumerate(CELLS, 1):
            label = f" {number} " if number < len(CELLS) else " R "
            await it.click(Offset(f"{it.lines[1]} ".index(label) + 1, 1))
            assert it.board.active == key


async def test_a_number_that_the_button_did_not_go_down_on_leads_nowhere() -> None:
    async with program(BEGIN, size=(40, 12)) as it:
        before = it.where
        await it.drag(Offset(it.lines[1].index(" 4 ") + 1, 1), Offset(it.lines[1].index(" 5 ") + 1, 1))
        assert it.where == before
