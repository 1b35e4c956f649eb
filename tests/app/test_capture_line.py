"""One statement from anywhere, in a line."""

from __future__ import annotations

from datetime import date

from canvas.model.canvas import Item
from tests.app.driving import a_canvas, program

PLAN = a_canvas(
    beneficiaries=["one", "two"],
    relationships=[Item("kitch", "Riverside Kitchen", {"kind": "partner"})],
)


async def test_a_line_adds_a_statement_to_the_panel_in_front_and_the_eye_stays() -> None:
    async with program(PLAN) as it:
        await it.burst("down", ":", *"5 find rooms @riv")
        assert "tab takes Riverside Kitchen" in it.shown
        await it.burst("tab", *"by fri")
        assert "→ 5 Roles · @Riverside Kitchen · by Fri 27 Nov · responsibility" in it.shown
        await it.press("enter")
        (made,) = it.canvas.panels["roles"]
        assert made.text == "find rooms"
        values = {"kind": "responsibility", "owner": "Riverside Kitchen", "due": date(2026, 11, 27)}
        assert made.values == values
        assert it.said == "Added to 5 Roles: ‘find rooms’; u undoes it."
        assert it.where == ("beneficiaries", 1)
        await it.burst(":", *"Vision: issue: rents rise", "enter", ":", *"plain @riv", "right", "enter")
        assert [(item.text, item.kind) for item in it.canvas.panels["vision"]] == [("rents rise", "issue")]
        assert it.canvas.panels["beneficiaries"][-1].owner == "Riverside Kitchen"
        assert it.where == ("beneficiaries", 1)
        await it.press("u", "u", "u")
        assert it.canvas == PLAN


async def test_a_line_can_be_kept_as_typed_and_left_and_brought_back() -> None:
    async with program(PLAN) as it:
        await it.burst(":", *"5 @Ana comes", "ctrl+t")
        assert "→ 1 Beneficiaries · as typed · group" in it.shown
        await it.burst("f12", "enter")
        made = it.canvas.panels["beneficiaries"][-1]
        assert (made.text, made.kind, made.owner) == ("5 @Ana comes", "need", "")
        await it.burst(":", *"4 listen first", "escape")
        assert not it.texts("principles")
        await it.press("ctrl+r")
        assert it.texts("principles") == ["listen first"]
        await it.burst(":", "enter", "u", "u")
        assert it.canvas == PLAN


async def test_on_the_readiness_a_line_needs_a_panel() -> None:
    async with program(PLAN) as it:
        await it.burst("shift+tab", ":", *"find rooms", "enter")
        assert it.top_is("CaptureLineScreen")
        assert "Begin with the number or the name of a panel" in it.shown
        await it.burst("home", *"6 ", "enter")
        assert it.texts("governance") == ["find rooms"]
        assert it.board.active == "readiness"


async def test_a_line_adds_from_an_unlocked_slide_and_from_the_list_of_what_is_parked() -> None:
    parked = Item("parkd", "later", {"status": "parked"})
    async with program(a_canvas(beneficiaries=["one"], vision=[parked])) as it:
        await it.burst("p", "1", ":")
        assert "Nothing can be changed here" in it.shown
        await it.press("U")
        await it.burst(":", *"5 find rooms by fri", "enter")
        assert it.texts("roles") == ["find rooms"]
        assert "Added to 5 Roles" in it.shown
        assert "1 Beneficiaries" in it.shown
        await it.burst(":", *"two", "enter")
        assert it.texts() == ["one", "two"]
        await it.burst(":", *"not kept", "escape")
        assert "ctrl+r brings back what you typed" in it.lines[-1]
        await it.press("ctrl+r")
        assert it.texts() == ["one", "two", "not kept"]
        await it.press("u", "U", "ctrl+r")
        assert "Nothing can be changed here" in it.lines[-1]
        assert it.texts() == ["one", "two"]
        await it.press("escape", "P")
        await it.burst(":", *"a third", "enter")
        assert it.top_is("ParkedScreen")
        assert it.texts("vision") == ["later", "a third"]
        assert "Added to 2 Vision" in it.shown
        await it.press("u")
        assert it.texts("vision") == ["later"]
        await it.burst("escape", "n", ":", *"6 sign it by fri", "enter")
        assert it.top_is("StepsScreen")
        assert it.texts("governance") == ["sign it"]
        assert "sign it" in it.shown
