from __future__ import annotations

from datetime import date

import pytest

from canvas.app.screens.show_of_hands import ShowOfHandsScreen
from canvas.model.canvas import Item
from canvas.model.show_of_hands import ShowOfHands
from tests.app.driving import TODAY, a_canvas, program

TWO = a_canvas(beneficiaries=["one", "two"])


async def test_plus_and_minus_count_votes_that_show_on_the_item_and_never_fall_below_none() -> None:
    async with program(TWO) as it:
        await it.press("plus", "plus", "plus", "minus")
        assert "○ one  2 votes" in it.shown
        assert it.said == "2 votes: ‘one’."
        await it.press("minus", "minus", "minus")
        assert it.said == "There is no vote to remove."
        assert it.canvas == TWO
        await it.press("u", "u", "u", "u", "u", "u")
        assert it.canvas is TWO
        await it.press("u")
        assert "nothing to undo" in it.said


async def test_votes_come_as_fast_as_they_are_typed() -> None:
    async with program(TWO) as it:
        await it.burst(*"+++j++-")
        assert [item.votes for _, item in it.canvas] == [3, 1]


async def test_a_panel_sorted_by_votes_is_one_change_and_the_eye_goes_with_its_item() -> None:
    canvas = a_canvas(
        vision=[Item(name, name, {"votes": votes}) for name, votes in zip("abcd", (1, 3, 1, 3), strict=True)]
    )
    async with program(canvas) as it:
        await it.press("2", "V")
        assert it.texts("vision") == ["b", "d", "a", "c"]
        assert it.where == ("vision", 2)
        await it.press("V")
        assert "is already in this order" in it.said
        await it.press("u")
        assert it.canvas is canvas
        assert it.where == ("vision", 0)


async def test_the_readiness_has_no_votes_to_sort_by() -> None:
    async with program(TWO) as it:
        await it.press("shift+tab", "V")
        assert "holds no statements of its own" in it.said


@pytest.mark.parametrize("typed", ["5442", "5 4 4 2", "2,5,4,4"])
async def test_hands_spread_out_while_they_are_typed_and_are_kept_with_their_day(
    typed: str,
) -> None:
    async with program(TWO) as it:
        await it.press("f")
        await it.write(typed)
        assert "4 hands · middle 4 · 1 low" in it.seen
        assert "5 fully for it ████ 1" in it.seen
        assert "4 for it ████████ 2" in it.seen
        assert "2 has doubts ████ 1 low" in it.seen
        await it.press("enter")
        assert it.item
        assert it.item.values == {"temperature": "5 4 4 2 on 2026-11-23"}
        assert it.said == "Middle 4, 1 low: ‘one’."
        assert "hands 4, 1 low" in it.seen
        await it.press("u")
        assert it.canvas is TWO


async def test_hands_that_follow_the_key_at_once_lose_none() -> None:
    async with program(TWO) as it:
        await it.burst("f", *"54421", "enter", "j", "f", *"00", "enter")
        assert [item.temperature for _, item in it.canvas] == [
            ShowOfHands((5, 4, 4, 2, 1), TODAY),
            ShowOfHands((0, 0), TODAY),
        ]


async def test_what_is_no_hand_is_told_and_stays_to_be_mended() -> None:
    async with program(TWO) as it:
        await it.burst("f", *"5 7", "enter")
        assert it.top_is("ShowOfHandsScreen")
        assert "7 is too many" in it.seen
        assert it.canvas is TWO
        await it.burst("backspace", "3", "enter")
        assert it.item
        assert it.item.temperature == ShowOfHands((5, 3), TODAY)


async def test_the_last_show_of_hands_is_there_until_the_next_one() -> None:
    item = Item("aaaaa", "one", {"temperature": "5 1 on 2026-01-09"})
    async with program(a_canvas(beneficiaries=[item])) as it:
        await it.press("f")
        assert "9 Jan: 2 hands · middle 3 · 1 low" in it.seen
        await it.press("enter")
        assert it.item
        assert it.item == item
        await it.burst("f", "4", "enter")
        assert it.item
        assert it.item.temperature == ShowOfHands((4,), date(2026, 11, 23))


@pytest.mark.parametrize("ends", ["escape", "ctrl+q"])
async def test_hands_that_were_typed_and_left_are_kept_for_redo(ends: str) -> None:
    async with program(TWO) as it:
        await it.burst("f", *"44", ends)
        assert it.top_is("BoardScreen")
        assert it.canvas is TWO
        assert "ctrl+r" in it.said
        await it.press("ctrl+r")
        assert it.item
        assert it.item.temperature == ShowOfHands((4, 4), TODAY)


async def test_leaving_without_a_hand_says_nothing_and_changes_nothing() -> None:
    async with program(TWO) as it:
        await it.burst("f", "escape", "f", "enter", "f", "5", "backspace", "escape")
        assert it.top_is("BoardScreen")
        assert it.canvas is TWO
        assert it.said == ""


@pytest.mark.parametrize("size", [(40, 12), (60, 18), (80, 24)])
async def test_the_low_voices_and_the_way_out_are_in_sight_on_every_screen(size: tuple[int, int]) -> None:
    async with program(TWO, size=size) as it:
        await it.burst("f", *"543210" * 6)
        assert "36 hands · middle 2.5 · 18 low" in it.seen
        assert "esc cancels" in it.seen
        assert "enter keeps" in it.seen
        assert "5 " in it.shown


async def test_hands_are_told_in_the_form_and_mended_there() -> None:
    item = Item("aaaaa", "one", {"temperature": "5 1 on 2026-01-09"})
    async with program(a_canvas(beneficiaries=[item]), size=(120, 60)) as it:
        await it.press("e")
        entry = next(entry for entry in it.form.entries if entry.field.key == "temperature")
        assert entry.shown == "5 1 on 2026-01-09"
        await it.form.go(entry)
        await it.burst("end", "ctrl+u", *"warm", "ctrl+s")
        assert "among the hands" in it.seen
        await it.burst("ctrl+u", *"5,3 on 2026-02-01", "ctrl+s")
        assert it.item
        assert it.item.values == {"temperature": "5 3 on 2026-02-01"}


async def test_hands_are_told_of_once_a_key_while_they_are_typed() -> None:
    told: list[str] = []
    async with program(a_canvas()) as it:
        it.app.push_screen(ShowOfHandsScreen("‘one’", None, told.append))
        await it.settle()
        await it.press(*"54")
        assert told == ["5", "54"]
