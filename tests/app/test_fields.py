"""Owner, day and kind by one key each, on one statement or on all that are selected."""

from __future__ import annotations

from datetime import date

from canvas.app.screens.ask_name import NameScreen
from canvas.model.canvas import Canvas, Item
from canvas.model.schema import BY_KEY
from tests.app.driving import a_canvas, program

FRIDAY = date(2026, 11, 27)


def a_plan() -> Canvas:
    return a_canvas(
        beneficiaries=["one", "two", Item("three", "three", {"kind": "harm", "owner": "Ben"})],
        relationships=[Item("kitch", "Riverside Kitchen", {"kind": "partner"})],
        principles=["four"],
    )


async def test_owner_and_day_are_set_from_the_board_with_the_name_completed_and_the_day_told() -> None:
    async with program(a_plan()) as it:
        await it.burst("o", *"kit", "enter")
        assert it.item
        assert it.item.owner == "Riverside Kitchen"
        assert "Set the owner of ‘one’ to ‘Riverside Kitchen’" in it.said
        await it.burst("d", *"fri")
        assert "→ Friday 27 November 2026, in 4 days" in it.shown
        await it.press("enter")
        assert (it.item.due, it.where) == (FRIDAY, ("beneficiaries", 0))
        await it.burst("down", "@", *"Dr Weiss", "enter", "u", "u", "u")
        assert it.canvas == a_plan()


async def test_all_that_are_selected_get_owner_day_and_kind_each_as_one_change() -> None:
    async with program(a_plan()) as it:
        await it.press("v", "v", "v", "o")
        assert isinstance(it.screen, NameScreen)
        assert it.screen.names == ["Riverside Kitchen", "Ben", ""]  # nobody, too: one of them has an owner
        await it.burst(*"Ana", "enter", "d", *"fri", "enter", "#", "2")
        here = it.canvas.panels["beneficiaries"]
        assert [(item.owner, item.due, item.kind) for item in here] == [("Ana", FRIDAY, "need")] * 3
        await it.press("d", "backspace")
        assert "No day" in it.shown
        await it.press("enter", "#")
        assert "0  no kind" in it.shown
        await it.press("0", "u", "u", "u", "u", "u")
        assert it.canvas == a_plan()


async def test_different_days_are_told_and_a_list_of_kinds_tells_what_each_means() -> None:
    async with program(a_plan()) as it:
        await it.burst("d", *"fri", "enter", "v", "v", "d")
        assert "They have different days" in it.shown
        await it.burst("escape", "escape", "up", "#")
        assert "3  difference  what changes for them once we have done our part" in it.shown
        assert "no kind" not in it.shown
        await it.press("down", "enter")
        assert it.canvas.panels["beneficiaries"][1].kind == "need"
        await it.press("4", "f12")
        assert it.said == "The statements of Principles have no kinds."
        await it.press("1", "v", "v", "4", "v", "#")
        assert it.said == "Each panel has kinds of its own: select statements of one panel."


async def test_what_a_kind_means_is_told_to_its_end_on_eighty_columns() -> None:
    async with program(a_canvas(relationships=["one"]), size=(80, 24)) as it:
        await it.press("3", "number_sign")
        inside = " ".join(line.split("│")[1] for line in it.lines if line.count("│") == 2)
        for kind in BY_KEY["relationships"].kinds:
            assert f"{kind.key} {kind.hint}" in " ".join(inside.split())
