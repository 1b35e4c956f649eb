from __future__ import annotations

from pathlib import Path

from textual.geometry import Offset

from tests.app.driving import Driven, a_canvas, program

BEGIN = a_canvas(
    beneficiaries=["alpha", "bravo", "charlie"], vision=["delta", "echo"], leadership=["foxtrot"]
)


async def test_a_click_looks_at_the_item_under_the_mouse() -> None:
    async with program(BEGIN) as it:
        await it.click(it.place_of("vision", 1))
        assert it.where == ("vision", 1)
        await it.click(it.place_of("beneficiaries", 2))
        assert it.where == ("beneficiaries", 2)
        assert it.canvas is it.session.document.canvas


async def test_a_click_on_a_heading_or_an_empty_panel_or_the_readiness_goes_there() -> None:
    async with program(BEGIN) as it:
        for key in ("vision", "principles", "readiness", "beneficiaries"):
            await it.click(it.heading_of(key))
            assert it.board.active == key


async def test_a_double_click_opens_the_item_and_a_single_one_does_not() -> None:
    async with program(BEGIN) as it:
        await it.click(it.place_of("vision", 1))
        assert not it.is_typing
        await it.click(it.place_of("beneficiaries", 1), times=2)
        assert it.is_typing
        await it.burst("!", "enter")
        assert it.texts() == ["alpha", "bravo!", "charlie"]


async def test_a_double_click_where_no_item_is_opens_nothing() -> None:
    async with program(BEGIN) as it:
        await it.click(it.heading_of("vision") + Offset(0, 6), times=2)
        assert not it.is_typing


async def test_an_item_dragged_within_its_panel_lands_where_it_is_dropped() -> None:
    async with program(BEGIN) as it:
        await it.drag(it.place_of("beneficiaries", 0), it.place_of("beneficiaries", 2))
        assert it.texts() == ["bravo", "charlie", "alpha"]
        assert it.item
        assert it.item.text == "alpha"
        await it.drag(it.place_of("beneficiaries", 2), it.place_of("beneficiaries", 0))
        assert it.texts() == ["alpha", "bravo", "charlie"]
        await it.press("u", "u")
        assert it.texts() == ["alpha", "bravo", "charlie"]


async def test_an_item_dragged_below_the_last_becomes_the_last() -> None:
    async with program(BEGIN) as it:
        below = it.place_of("beneficiaries", 2) + Offset(0, 3)
        await it.drag(it.place_of("beneficiaries", 0), below)
        assert it.texts() == ["bravo", "charlie", "alpha"]


async def test_an_item_dragged_to_another_panel_stands_there() -> None:
    async with program(BEGIN) as it:
        way = it.place_of("beneficiaries", 0), it.place_of("vision", 1)
        await it.drag(it.place_of("beneficiaries", 1), *way)
        assert it.texts() == ["alpha", "charlie"]
        assert it.texts("vision") == ["delta", "bravo", "echo"]
        assert it.where == ("vision", 1)
        await it.press("u")
        assert it.canvas == BEGIN


async def test_an_item_dragged_onto_an_empty_panel_is_its_first() -> None:
    async with program(BEGIN) as it:
        await it.drag(it.place_of("beneficiaries", 1), it.heading_of("principles") + Offset(0, 3))
        assert it.texts("principles") == ["bravo"]


async def test_an_item_dropped_beside_every_panel_stays_where_it_was() -> None:
    async with program(BEGIN) as it:
        for place in (it.heading_of("readiness"), Offset(3, 0), Offset(3, 39)):
            await it.drag(it.place_of("beneficiaries", 1), place)
            assert it.canvas is it.session.document.canvas


async def test_a_drag_back_to_its_start_moves_nothing() -> None:
    async with program(BEGIN) as it:
        start = it.place_of("beneficiaries", 1)
        await it.drag(start, it.place_of("vision", 0), start)
        assert it.canvas == BEGIN


async def test_the_place_where_a_dragged_item_would_land_is_shown() -> None:
    async with program(BEGIN) as it:
        await it.mouse("down", it.place_of("beneficiaries", 0))
        await it.mouse("over", it.place_of("vision", 1))
        await it.settle()
        assert it.board.panels["vision"].target == 1
        await it.mouse("up", it.place_of("vision", 1))
        await it.settle()
        assert it.board.panels["vision"].target is None


async def test_a_drag_whose_end_another_screen_saw_moves_nothing_later() -> None:
    async with program(BEGIN) as it:
        await it.mouse("down", it.place_of("beneficiaries", 0))
        await it.mouse("over", it.place_of("vision", 1))
        await it.press("c")
        await it.mouse("up", it.place_of("vision", 1))
        await it.press("escape")
        await it.click(it.heading_of("principles"))
        assert it.canvas is it.session.document.canvas


async def test_escape_lets_go_of_what_is_dragged() -> None:
    async with program(BEGIN) as it:
        await it.mouse("down", it.place_of("beneficiaries", 0))
        await it.mouse("over", it.place_of("vision", 1))
        await it.press("escape")
        await it.mouse("up", it.place_of("vision", 1))
        await it.settle()
        assert it.canvas is it.session.document.canvas


async def test_a_double_click_opens_nothing_where_nothing_may_be_changed(here: Path) -> None:
    path = here / "newer.canvas.toml"
    path.write_text('format = 2\ntitle = "T"\n\n[[vision]]\ntext = "one"\n')
    async with program(path) as it:
        await it.click(it.place_of("vision", 0), times=2)
        assert not it.board.typing
        assert "newer" in it.said


async def test_keys_after_a_drag_that_never_ended_do_no_harm() -> None:
    async with program(BEGIN) as it:
        await it.mouse("down", it.place_of("beneficiaries", 0))
        await it.mouse("over", it.place_of("vision", 1))
        await it.burst("delete", "j", "space")
        await it.mouse("up", it.place_of("vision", 1))
        await it.settle()
        assert it.top_is("BoardScreen")
        await it.burst(*["u"] * len(it.session.history.done))
        assert it.canvas == BEGIN


async def test_the_wheel_scrolls_the_panel_under_the_mouse_and_moves_no_cursor() -> None:
    many = a_canvas(beneficiaries=["top"], vision=[f"statement {number}" for number in range(60)])
    async with program(many, size=(80, 24)) as it:
        await wheel(it, "vision", 3)
        assert "statement 0" not in it.shown.split()
        assert it.where == ("beneficiaries", 0)
        assert "↑3" in it.shown
        await wheel(it, "vision", 500)
        assert "statement 59" in it.seen
        await wheel(it, "vision", -500)
        assert it.board.panels["vision"].hidden[0] == 0


async def wheel(it: Driven, panel: str, turns: int) -> None:
    """Turn the mouse wheel over a panel, towards the user where ``turns`` is positive."""
    at = it.heading_of(panel) + Offset(0, 1)
    for _ in range(abs(turns)):
        it.wheel(at, down=turns > 0)
    await it.settle()
