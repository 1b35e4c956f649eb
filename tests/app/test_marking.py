from __future__ import annotations

from canvas.app.widgets.symbols import MARKED, MARKED_HERE
from canvas.model.canvas import Item
from tests.app.driving import Driven, a_canvas, program

THREE = a_canvas(beneficiaries=["one", "two", "three"], vision=["four"])


def statuses(it: Driven) -> list[str]:
    return [item.status for _, item in it.canvas]


async def test_v_marks_an_item_and_moves_on_and_v_again_takes_the_mark_away() -> None:
    async with program(THREE) as it:
        await it.press("v", "v")
        assert it.where == ("beneficiaries", 2)
        assert f"{MARKED}○ one" in it.shown
        assert f"{MARKED}○ two" in it.shown
        assert f"{MARKED}○ three" not in it.shown
        assert "2 selected" in it.lines[-1]
        await it.press("v")
        assert it.where == ("beneficiaries", 2)
        assert f"{MARKED_HERE}○ three" in it.shown
        await it.press("k", "v")
        assert "2 selected" in it.lines[-1]
        assert f"{MARKED}○ two" not in it.shown


async def test_marks_differ_from_the_cursor_by_shape_and_by_colour() -> None:
    async with program(THREE) as it:
        await it.press("v")
        line = next(strip for strip in it.strips if "○ one" in strip.text)
        mark = next(segment for segment in line if MARKED in segment.text)
        words = next(segment for segment in line if "one" in segment.text)
        assert mark.style
        assert words.style
        assert mark.style.color != words.style.color
        assert mark.style.bold
        assert len({MARKED, MARKED_HERE, "▌", " "}) == 4


async def test_the_last_line_says_how_many_are_selected_and_what_they_can_do() -> None:
    async with program(THREE) as it:
        await it.press("v", "v")
        for size in ((40, 12), (60, 18), (80, 24), (120, 40)):
            await it.resize(*size)
            assert it.lines[-1].strip().startswith("2 selected  space agree") == (size[0] >= 60)
            assert it.lines[-1].endswith("? help")
            assert "esc clear the selection" in it.lines[-1]
            assert ("+ vote" in it.lines[-1]) == (size[0] >= 120)


async def test_space_takes_all_that_are_marked_as_one_change_and_the_eye_stays() -> None:
    async with program(THREE) as it:
        await it.press("v", "v", "g", "2", "space")
        assert statuses(it) == ["agreed", "agreed", "proposed", "proposed"]
        assert it.where == ("vision", 0)
        assert "2 statements" in it.said
        await it.press("u")
        assert statuses(it) == ["proposed"] * 4
        assert "2 selected" in it.lines[-1]
        await it.press("u")
        assert "nothing to undo" in it.said


async def test_a_status_a_vote_a_move_and_a_deletion_are_of_all_that_are_marked() -> None:
    async with program(THREE) as it:
        await it.press("v", "j", "v", "s", "2")
        assert statuses(it) == ["agreed", "proposed", "agreed", "proposed"]
        await it.press("plus", "plus", "minus")
        assert [item.votes for _, item in it.canvas] == [1, 0, 1, 0]
        await it.press("m", "2")
        assert (it.texts(), it.texts("vision")) == (["two"], ["four", "one", "three"])
        assert "2 selected" in it.lines[-1]
        await it.press("delete")
        assert (it.texts(), it.texts("vision")) == (["two"], ["four"])
        assert "Deleted 2 statements" in it.said
        assert "selected" not in it.lines[-1]
        for _ in range(6):
            await it.press("u")
        assert it.canvas == THREE


async def test_marks_stay_through_undo_where_the_items_do_and_are_gone_with_them() -> None:
    async with program(THREE) as it:
        await it.press("v", "A", *"new", "enter", "escape", "v")
        assert it.texts() == ["one", "two", "new", "three"]
        assert len(it.board.cursor.selected) == 2
        await it.press("u")
        assert [item.text for _, item in it.canvas if item.id in it.board.cursor.selected] == ["one"]
        assert "1 selected" in it.lines[-1]


async def test_escape_clears_the_marks_first_and_then_shows_the_whole_board() -> None:
    async with program(THREE) as it:
        await it.press("z", "v", "escape")
        assert not it.board.cursor.selected
        assert it.board.cursor.zoomed
        assert MARKED not in it.shown
        await it.press("escape")
        assert not it.board.cursor.zoomed
        await it.press("escape")
        assert it.top_is("BoardScreen")


async def test_escape_while_typing_is_about_what_is_typed() -> None:
    async with program(THREE) as it:
        await it.press("v", "a", "x", "escape")
        assert not it.is_typing
        assert len(it.board.cursor.selected) == 1


async def test_there_is_nothing_to_mark_on_an_empty_panel() -> None:
    async with program(THREE) as it:
        await it.press("3", "v")
        assert "no statement under the cursor" in it.said
        assert not it.board.cursor.selected
        for key in ("space", "s", "delete", "o", "d", "#", "m", "plus", "minus", "f", "w"):
            await it.press(key)
            assert "no statement under the cursor" in it.said
            assert it.top_is("BoardScreen")


async def test_a_click_with_a_key_held_down_marks_and_moves_nothing() -> None:
    async with program(THREE) as it:
        for held in ("control", "shift", "meta"):
            for position in (0, 2):
                await it.click(it.place_of("beneficiaries", position), held=held)
            assert "2 selected" in it.lines[-1]
            assert it.where == ("beneficiaries", 2)
            await it.click(it.place_of("beneficiaries", 0), times=2, held=held)
            assert not it.is_typing
            assert it.canvas is THREE
            await it.press("escape")


async def test_a_click_on_the_shape_offers_the_statuses_of_that_item() -> None:
    async with program(THREE) as it:
        at = it.place_of("beneficiaries", 1)
        shape = it.offset(it.board.panels["beneficiaries"].region.x + 1, at.y)
        await it.click(shape)
        assert it.top_is("ChooseScreen")
        await it.click(it.find("● agreed"))
        assert statuses(it) == ["proposed", "agreed", "proposed", "proposed"]


async def test_a_click_on_the_shape_of_a_marked_item_is_for_all_marked_and_elsewhere_for_one() -> None:
    async with program(THREE) as it:
        await it.press("v", "v")
        x = it.board.panels["beneficiaries"].region.x + 1
        await it.click(it.offset(x, it.place_of("beneficiaries", 0).y))
        await it.press("2")
        assert statuses(it) == ["agreed", "agreed", "proposed", "proposed"]
        await it.click(it.offset(x, it.place_of("beneficiaries", 2).y))
        await it.press("5")
        assert statuses(it) == ["agreed", "agreed", "done", "proposed"]
        assert not it.board.cursor.selected


async def test_a_button_that_comes_up_on_another_shape_offers_nothing() -> None:
    async with program(THREE) as it:
        x = it.board.panels["beneficiaries"].region.x + 1
        first, second = (it.offset(x, it.place_of("beneficiaries", at).y) for at in (0, 1))
        words = it.offset(x + 4, first.y)
        for start, end in ((first, second), (first, words), (words, first)):
            it.button("down", start)
            it.button("up", end)
            await it.settle()
            assert it.top_is("BoardScreen")
        it.button("down", first)
        it.button("up", first)
        await it.settle()
        assert it.top_is("ChooseScreen")


async def test_a_marked_item_that_is_dragged_takes_the_others_along() -> None:
    async with program(THREE) as it:
        await it.press("v", "j", "v")
        goal = it.place_of("vision", 0)
        await it.drag(it.place_of("beneficiaries", 0), goal)
        assert it.texts() == ["two"]
        assert set(it.texts("vision")) == {"one", "three", "four"}
        await it.press("u")
        assert it.canvas == THREE


async def test_what_is_marked_out_of_sight_is_counted_in_its_panels_heading() -> None:
    async with program(THREE) as it:
        await it.press("v", "v", "2")
        assert f"{MARKED}2" in it.find_line("1 Beneficiaries")


async def test_a_canvas_that_may_not_be_changed_can_be_marked_and_is_not_changed() -> None:
    async with program(THREE) as it:
        it.session.read_only_reason = "This canvas is only to be read."
        for keys in (("space",), ("delete",), ("plus",), ("V",), ("s",), ("f",), ("w",), ("m", "2")):
            await it.press("v", *keys, "escape")
            assert it.canvas is THREE, keys


async def test_an_item_with_an_unknown_status_goes_on_from_the_first() -> None:
    async with program(a_canvas(vision=[Item("aaaaa", "odd", {"status": "maybe"}), "x"])) as it:
        await it.press("2", "v", "v", "space")
        assert [item.status for _, item in it.canvas] == ["agreed", "agreed"]
