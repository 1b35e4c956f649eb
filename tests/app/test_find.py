from __future__ import annotations

import pytest
from textual.widgets import Input

from canvas.model.canvas import Item
from tests.app.driving import Driven, a_canvas, program

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


@pytest.mark.parametrize("size", [(40, 20), (80, 24)])
async def test_why_a_long_statement_matches_is_told_beside_it(size: tuple[int, int]) -> None:
    long = Item("vis00", "All children have a breakfast " * 4, {"owner": "Ana Blum", "status": "disputed"})
    async with program(a_canvas(vision=[long]), size=size) as it:
        for words, why in (("ana", "…  owner Ana"), ("disputed", "…  status disp")):
            await it.burst("slash", *words)
            assert why in it.shown
            await it.press("escape")


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


async def test_tab_gives_the_keys_to_the_list_where_statements_are_edited_as_on_the_board() -> None:
    async with program(BEGIN) as it:
        await it.press("slash", *"breakfast", "tab")
        assert "space agreed" in it.shown
        await it.press("space", "down", "s", "4")
        assert [it.canvas.panels[key][0].status for key in ("beneficiaries", "vision")] == [
            "agreed",
            "parked",
        ]
        assert "2 found" not in it.shown
        await it.press("o", *"Ana Lima", "enter")
        assert it.canvas.panels["vision"][0].owner == "Ana Lima"
        assert it.top_is("FindScreen")
        await it.press("u")
        assert it.canvas.panels["vision"][0].owner == ""
        await it.press("tab", *" day")
        assert "1 found" in it.shown
        await it.press("enter")
        assert it.where == ("beneficiaries", 0)
        assert it.texts() == ["Breakfast every day", "Lunch"]


async def test_what_no_longer_matches_stays_listed_until_other_words_are_typed() -> None:
    async with program(BEGIN) as it:
        await it.press("slash", *"proposed", "tab", "space", "space")
        assert "agreed" not in it.canvas.panels["beneficiaries"][0].status
        await it.press("down", "space")
        assert it.canvas.panels["beneficiaries"][1].status == "agreed"
        await it.press("u", "down", "s", "5")
        assert it.canvas.panels["vision"][0].status == "done"
        assert "breakfast for ALL  status proposed · 2 Vision" in it.shown
        await it.press("tab", "space")
        assert "3 found" in it.shown
        assert "breakfast for ALL  status" not in it.shown
        assert "Marked" not in it.shown


async def test_a_key_of_the_list_is_a_letter_among_the_words() -> None:
    async with program(BEGIN) as it:
        await it.press("slash", *"do 4!")
        assert it.canvas == BEGIN
        assert it.screen.query_one(Input).value == "do 4!"
        await it.press("tab")
        assert it.screen.query_one("Input").has_focus, "there is no list to go to"


def colours(it: Driven, text: str) -> set[object]:
    """The colours in which the words of a statement are painted."""
    return {
        segment.style.color
        for strip in it.strips
        for segment in strip
        if segment.style and text in segment.text
    }


async def test_what_was_found_stands_out_on_the_board_until_escape() -> None:
    async with program(BEGIN) as it:
        plain = colours(it, "Lunch")
        assert colours(it, "Deliver bread") == plain
        await it.press("slash", *"bread", "tab", "*")
        assert it.top_is("BoardScreen")
        assert it.said == "1 statement stands out; esc ends that."
        await it.press("j")
        assert colours(it, "Deliver bread") == plain
        assert colours(it, "Breakfast every day") != plain
        await it.press("k", "escape")
        assert not it.board.is_emphasising
        assert colours(it, "Lunch") == plain
