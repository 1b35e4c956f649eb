from __future__ import annotations

import pytest

from canvas.model.canvas import Item
from tests.app.driving import Driven, a_canvas, program

TWO = a_canvas(beneficiaries=["one", "two"])


def reasons(it: Driven) -> list[str]:
    return [item.reason for _, item in it.canvas]


async def test_whoever_disputes_an_item_is_asked_why_and_it_stands_beside_the_item() -> None:
    async with program(TWO) as it:
        await it.burst("s", "3", *"no money", "enter")
        assert reasons(it) == ["no money", ""]
        assert "Why not: no money" in it.seen
        await it.press("u")
        assert [item.status for _, item in it.canvas] == ["disputed", "proposed"]
        assert reasons(it) == ["", ""]
        await it.press("u")
        assert it.canvas is TWO


@pytest.mark.parametrize("ends", ["enter", "escape"])
async def test_one_key_goes_on_without_a_reason(ends: str) -> None:
    async with program(TWO) as it:
        await it.press("s", "3")
        assert it.top_is("DisputeReasonScreen")
        await it.press(ends)
        assert it.top_is("BoardScreen")
        assert it.item
        assert it.item.values == {"status": "disputed"}


async def test_the_reason_can_be_said_later_and_stays_when_it_is_agreed_after_all() -> None:
    async with program(TWO) as it:
        await it.press("exclamation_mark", "escape")
        assert reasons(it) == ["", ""]
        await it.burst("w", *"no money", "enter", "space")
        assert it.item
        assert it.item.values == {"status": "agreed", "reason": "no money"}


async def test_a_reason_is_asked_of_what_is_disputed_alone() -> None:
    async with program(TWO) as it:
        await it.press("w")
        assert it.top_is("BoardScreen")
        assert "! disputes it first" in it.said


async def test_a_reason_that_is_known_is_there_to_be_reworded() -> None:
    item = Item("aaaaa", "one", {"status": "disputed", "reason": "no money"})
    async with program(a_canvas(beneficiaries=[item])) as it:
        await it.press("w")
        assert "no money" in it.shown
        await it.press("enter")
        assert it.item == item
        await it.burst("w", "end", *" yet", "enter")
        assert reasons(it) == ["no money yet"]
        await it.burst("w", *"too late", "enter")
        assert reasons(it) == ["too late"]


async def test_one_reason_is_for_all_that_were_marked() -> None:
    async with program(TWO) as it:
        await it.burst("v", "v", "s", "3", *"no money", "enter")
        assert reasons(it) == ["no money", "no money"]
        await it.press("u", "u")
        assert it.canvas is TWO


async def test_a_reason_that_was_typed_and_left_is_kept_for_redo() -> None:
    async with program(TWO) as it:
        await it.burst("s", "3", *"no money", "escape")
        assert reasons(it) == ["", ""]
        await it.press("ctrl+r")
        assert reasons(it) == ["no money", ""]


async def test_a_reason_stays_in_the_file_when_all_is_settled_and_is_shown_no_more() -> None:
    item = Item("aaaaa", "one", {"status": "disputed", "reason": "no money"})
    async with program(a_canvas(beneficiaries=[item])) as it:
        await it.press("s", "2")
        assert "no money" not in it.shown
        assert it.item
        assert it.item.values["reason"] == "no money"
        await it.press("s", "3")
        assert "no money" in it.shown


async def test_a_reason_is_one_clean_line_however_it_comes() -> None:
    async with program(TWO) as it:
        await it.press("s", "3")
        await it.paste("no\nmoney \x1b[31m")
        await it.press("enter")
        assert reasons(it)[0].startswith("no money")
        assert "\x1b" not in reasons(it)[0]
