from __future__ import annotations

import pytest

from canvas.model.canvas import Item
from tests.app.driving import a_canvas, program

BEGIN = a_canvas(
    beneficiaries=["Breakfast every day", "Lunch"],
    roles=[Item("rol00", "Deliver bread", {"responsible": ("Ana Lima",), "note": "before school"})],
    vision=["breakfast for ALL"],
)


@pytest.mark.parametrize(
    ("words", "panel", "text"),
    [
        ("lunch", "beneficiaries", "Lunch"),
        ("ALL BREAKFAST", "vision", "breakfast for ALL"),
        ("lima", "roles", "Deliver bread"),
        ("school before", "roles", "Deliver bread"),
        ("breakfast day", "beneficiaries", "Breakfast every day"),
    ],
)
async def test_words_in_any_order_and_field_lead_to_their_item(words: str, panel: str, text: str) -> None:
    async with program(BEGIN) as it:
        await it.burst("8", "slash", *words, "enter")
        assert it.board.active == panel
        assert it.item
        assert it.item.text == text


async def test_what_two_versions_differ_in_has_not_the_symbol_of_its_status() -> None:
    item = Item("vis00", "Bread", {"status": "agreed", "owner": "Ana", "theirs": [{"status": "disputed"}]})
    async with program(a_canvas(vision=[item])) as it:
        for keys in (("slash", *"bre"), ("n",)):
            await it.press(*keys)
            assert "≠ Bread" in it.shown
            await it.press("escape")


async def test_the_arrows_choose_among_what_was_found() -> None:
    async with program(BEGIN) as it:
        await it.press("slash", *"breakfast")
        assert "2 found" in it.shown
        await it.press("down", "enter")
        assert it.where == ("vision", 0)


async def test_nothing_found_is_said_and_enter_stays() -> None:
    async with program(BEGIN) as it:
        await it.press("slash", *"zebra")
        assert "0 found" in it.shown
        await it.press("enter")
        assert it.top_is("FindScreen")
        await it.press("escape")
        assert it.where == ("beneficiaries", 0)


async def test_a_found_item_can_be_clicked() -> None:
    async with program(BEGIN) as it:
        await it.press("slash", *"bread")
        await it.click(it.find("Deliver bread"))
        assert it.where == ("roles", 0)


async def test_what_was_found_comes_into_sight_even_where_one_panel_shows_at_a_time() -> None:
    many = a_canvas(governance=[f"rule {number}" for number in range(80)])
    async with program(many, size=(40, 12)) as it:
        await it.burst("slash", *"rule 77", "enter")
        assert "rule 77" in it.shown
