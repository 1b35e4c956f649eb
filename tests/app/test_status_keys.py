from __future__ import annotations

from canvas.app.widgets.symbols import MARKS
from canvas.model.schema import STATUS
from tests.app.driving import a_canvas, program

NAMES = [choice.key for choice in STATUS.choices]


async def test_space_agrees_and_takes_that_back_and_does_nothing_to_what_is_done() -> None:
    async with program(a_canvas(beneficiaries=["statement"])) as it:
        for name in ("agreed", "proposed"):
            await it.press("space")
            assert it.item
            assert it.item.status == name
            assert f"{MARKS[name]} statement" in it.shown
            assert it.said == f"{name.capitalize()}: ‘statement’."
        await it.press("s", "5", "space")
        assert it.canvas.panels["beneficiaries"][0].status == "done"
        assert it.said == "‘statement’ is done already; s chooses another status."


async def test_what_is_said_of_several_statements_says_they_are() -> None:
    async with program(a_canvas(beneficiaries=["one", "two"])) as it:
        await it.press("v", "v", "w")
        assert it.said == "w says why 2 statements are disputed; ! disputes it first."
        await it.press("s", "5", "space")
        assert it.said == "2 statements are done already; s chooses another status."


async def test_one_key_disputes_and_asks_why() -> None:
    async with program(a_canvas(beneficiaries=["statement"])) as it:
        for reason in ("no money", "no time"):
            await it.press("exclamation_mark")
            assert it.top_is("DisputeReasonScreen")
            await it.press(*["backspace"] * 8, *reason, "enter")
            assert it.item
            assert (it.item.status, it.item.reason) == ("disputed", reason)
        await it.press("space")
        assert it.canvas.panels["beneficiaries"][0].status == "agreed"
        assert it.canvas.panels["beneficiaries"][0].values["reason"] == reason


async def test_each_status_can_be_chosen_by_its_number() -> None:
    async with program(a_canvas(beneficiaries=["statement"])) as it:
        for number, name in enumerate(NAMES, 1):
            await it.press("s")
            assert all(f"{MARKS[n]} {n}" in it.shown for n in NAMES)
            await it.press(str(number), *["escape"] * (name == "disputed"))  # why is asked
            assert it.item
            assert it.item.status == name


async def test_the_choice_begins_at_the_status_that_holds_now() -> None:
    async with program(a_canvas(beneficiaries=["statement"])) as it:
        await it.burst("exclamation_mark", "escape", "s", "enter", "escape")
        assert it.item
        assert it.item.status == "disputed"
        await it.burst("s", "down", "enter")
        assert it.canvas.panels["beneficiaries"][0].status == "parked"


async def test_leaving_the_choice_changes_nothing() -> None:
    async with program(a_canvas(beneficiaries=["statement"])) as it:
        before = it.canvas
        await it.burst("s", "down", "escape")
        assert it.canvas is before
        assert it.top_is("BoardScreen")


async def test_a_key_that_is_none_of_the_answers_is_told() -> None:
    async with program(a_canvas(beneficiaries=["statement"])) as it:
        await it.press("s", "8")
        assert "8 does nothing here; esc cancels." in it.shown
        await it.press("down")
        assert "does nothing" not in it.shown
        await it.press("escape", "comma", "8")
        assert "8 does nothing here; esc closes." in it.shown
        await it.press("down")
        assert "does nothing" not in it.shown


async def test_a_status_chosen_again_is_no_edit() -> None:
    async with program(a_canvas(beneficiaries=["statement"])) as it:
        await it.burst("s", "1", "u")
        assert "nothing to undo" in it.said


async def test_disputed_chosen_again_asks_why() -> None:
    async with program(a_canvas(beneficiaries=["statement"])) as it:
        await it.press("s", "3", "escape", "s", "3")
        assert it.top_is("DisputeReasonScreen")
        await it.press(*"no money", "enter")
        assert it.item
        assert it.item.reason == "no money"


async def test_a_status_can_be_clicked() -> None:
    async with program(a_canvas(beneficiaries=["statement"])) as it:
        await it.press("s")
        y, line = next((y, line) for y, line in enumerate(it.lines) if "‖ parked" in line)
        await it.click(it.offset(line.index("parked"), y))
        assert it.item
        assert it.item.status == "parked"


async def test_a_status_is_undone_and_redone_with_the_eye_on_its_item() -> None:
    async with program(a_canvas(beneficiaries=["one", "two"], vision=["three"])) as it:
        await it.burst("j", "space", "2", "u")
        assert it.where == ("beneficiaries", 1)
        assert it.item
        assert it.item.status == "proposed"
        await it.burst("2", "ctrl+r")
        assert it.where == ("beneficiaries", 1)
        assert it.canvas.panels["beneficiaries"][1].status == "agreed"
