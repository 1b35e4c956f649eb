from __future__ import annotations

from pathlib import Path

import pytest
from textual.geometry import Offset

from tests.app.driving import a_canvas, a_copy, program

TEN = "\n".join(f"line {number}" for number in range(10))


async def test_text_enter_text_enter_escape_makes_two_items() -> None:
    async with program(a_canvas()) as it:
        await it.press("a", *"hello", "enter", *"you", "enter", "escape")
        assert it.texts() == ["hello", "you"]
        assert not it.is_typing
        assert it.item
        assert it.item.text == "you"


async def test_enter_on_nothing_ends() -> None:
    async with program(a_canvas()) as it:
        await it.press("a", *"hi", "enter", "enter")
        assert it.texts() == ["hi"]
        assert not it.is_typing


async def test_blanks_alone_make_no_item() -> None:
    async with program(a_canvas()) as it:
        await it.press("a", "space", "space", "enter")
        assert it.texts() == []
        assert not it.is_typing
        assert not it.session.is_unsaved or it.session.document.data is None


async def test_new_statements_come_last_and_with_another_key_right_after_the_cursor() -> None:
    async with program(a_canvas(beneficiaries=["one", "four"])) as it:
        await it.burst("a", *"five", "enter", *"six", "enter", "escape")
        assert it.texts() == ["one", "four", "five", "six"]
        await it.burst("g", "A", *"two", "enter", *"three", "escape")
        assert it.texts() == ["one", "two", "three", "four", "five", "six"]
        assert it.where == ("beneficiaries", 2)


async def test_escape_keeps_new_words_and_ends_and_undo_takes_them_back() -> None:
    async with program(a_canvas(beneficiaries=["one"])) as it:
        await it.press("a")
        assert "esc keep and end" in it.seen
        await it.burst(*"half a tho", "escape")
        assert it.texts() == ["one", "half a tho"]
        assert not it.is_typing
        await it.press("a", "escape", "a", "space", "escape")
        assert it.texts() == ["one", "half a tho"]
        await it.press("u")
        assert it.texts() == ["one"]


async def test_escape_leaves_an_old_wording_and_redo_brings_the_new_one() -> None:
    async with program(a_canvas(beneficiaries=["one"])) as it:
        await it.press("enter")
        assert "esc cancel" in it.seen
        await it.burst(*" more", "escape")
        assert it.texts() == ["one"]
        assert "ctrl+r" in it.said
        await it.press("ctrl+r")
        assert it.texts() == ["one more"]


async def test_every_printable_key_is_a_letter_while_typing() -> None:
    typed = "".join(map(chr, range(33, 127)))
    async with program(a_canvas(beneficiaries=["one"])) as it:
        await it.burst("a", *typed, "enter", "escape")
        assert it.texts() == ["one", typed]


async def test_the_typed_text_shows_while_it_is_typed_and_the_rest_makes_room() -> None:
    async with program(a_canvas(beneficiaries=["alpha", "charlie"])) as it:
        await it.burst("A", *"bravo")
        seen = [word for word in it.seen.split() if word in ("alpha", "bravo", "charlie")]
        assert seen == ["alpha", "bravo", "charlie"]


async def test_a_long_statement_wraps_while_it_is_typed_and_nothing_covers_it() -> None:
    async with program(a_canvas(beneficiaries=["before", "after"]), size=(120, 40)) as it:
        words = [f"w{number}" for number in range(30)]
        await it.burst("A", *" ".join(words))
        seen = it.seen.split()
        assert [word for word in seen if word in words] == words
        assert "after" in seen
        await it.burst("enter", "escape")
        assert it.texts() == ["before", " ".join(words), "after"]


async def test_ten_pasted_lines_are_ten_items_and_one_undo() -> None:
    async with program(a_canvas(beneficiaries=["one"])) as it:
        await it.press("a")
        await it.paste(TEN)
        assert it.texts() == ["one", *TEN.split("\n")]
        assert it.is_typing
        await it.burst(*"more", "enter", "escape", "u", "u")
        assert it.texts() == ["one"]


async def test_what_was_typed_before_a_paste_begins_its_first_line() -> None:
    async with program(a_canvas()) as it:
        await it.burst("a", *"typed ")
        await it.paste("first\nsecond\n")
        await it.burst("enter")
        assert it.texts() == ["typed first", "second"]


async def test_a_pasted_line_goes_in_at_the_cursor() -> None:
    async with program(a_canvas()) as it:
        await it.burst("a", *"ad", "left")
        await it.paste("bc\r\n")
        await it.burst("enter", "escape")
        assert it.texts() == ["abcd"]


async def test_lines_pasted_into_a_rewording_stay_one_item() -> None:
    async with program(a_canvas(beneficiaries=["one"])) as it:
        await it.burst("enter", "space")
        await it.paste("two\nthree")
        await it.burst("enter")
        assert it.texts() == ["one two three"]


async def test_a_paste_onto_the_board_makes_items_of_the_active_panel() -> None:
    async with program(a_canvas(vision=["one"])) as it:
        await it.press("2")
        await it.paste("- two\n- three\n")
        assert it.texts("vision") == ["one", "two", "three"]
        assert "2 statements; list signs taken off" in it.said
        await it.press("u")
        assert it.texts("vision") == ["one"]


async def test_right_after_a_paste_one_key_has_it_to_the_letter_and_one_undo_takes_it_back() -> None:
    async with program(a_canvas(vision=["one"])) as it:
        await it.press("2")
        await it.paste("- two\n- three\n  and more\n")
        assert it.texts("vision") == ["one", "two", "three and more"]
        await it.press("ctrl+t")
        assert it.texts("vision") == ["one", "- two", "- three", "and more"]
        await it.press("u")
        assert it.texts("vision") == ["one"]
        await it.press("ctrl+t")
        assert it.texts("vision") == ["one"]
        await it.press("a")
        await it.paste("1. two\n2. three")
        assert "list signs taken off" in it.said
        await it.burst("ctrl+t", *"four", "escape")
        assert it.texts("vision") == ["one", "1. two", "2. three", "four"]
        await it.press("g", "A")
        await it.paste("* a\n* b")
        await it.burst("ctrl+t", *"c", "escape")
        assert it.texts("vision") == ["one", "* a", "* b", "c", "1. two", "2. three", "four"]
        await it.paste("- x\n- y")
        await it.press("space", "ctrl+t")
        assert it.texts("vision")[-2:] == ["x", "y"], "something was changed since"


async def test_a_paste_of_nothing_makes_nothing() -> None:
    async with program(a_canvas()) as it:
        for nothing in ("", "\n\n", " \t\r\n", "\x1b\x00"):
            await it.paste(nothing)
        assert it.texts() == []


async def test_a_paste_onto_the_readiness_says_where_to_go_instead() -> None:
    async with program(a_canvas()) as it:
        await it.press("shift+tab")
        await it.paste(TEN)
        assert len(it.canvas) == 0
        assert "1 to 8" in it.said


async def test_control_characters_of_a_paste_are_neither_kept_nor_obeyed() -> None:
    async with program(a_canvas()) as it:
        await it.paste("A\x1b]52;c;aGk=\x07B\x9b31m\x11")
        await it.press("a")
        await it.paste("C\x1b[31mD\x00")
        await it.burst("enter", "escape")
        assert it.texts() == ["A]52;c;aGk=B31m", "C[31mD"]


async def test_a_click_elsewhere_keeps_what_was_typed() -> None:
    async with program(a_canvas(vision=["one"])) as it:
        await it.burst("a", *"kept")
        await it.click(it.place_of("vision", 0))
        assert it.texts() == ["kept"]
        assert not it.is_typing
        assert it.where == ("vision", 0)


async def test_a_click_into_the_words_being_typed_moves_the_cursor_there() -> None:
    async with program(a_canvas(beneficiaries=["one"])) as it:
        await it.burst("a", *"abef")
        await it.click(it.focused_region.offset + Offset(2, 0))
        await it.burst(*"cd", "enter", "escape")
        assert it.texts() == ["one", "abcdef"]


@pytest.mark.parametrize("key", ["tab", "shift+tab"])
async def test_going_to_another_panel_keeps_what_was_typed(key: str) -> None:
    async with program(a_canvas()) as it:
        await it.burst("3", "a", *"kept", key)
        assert it.texts("relationships") == ["kept"]
        assert not it.is_typing
        assert it.board.active != "relationships"


async def test_saving_while_typing_keeps_and_saves(here: Path) -> None:
    path = a_copy(here)
    async with program(path) as it:
        await it.burst("a", *"Kept while saving", "ctrl+s")
        assert "Saved" in it.said
        assert not it.is_typing
        assert not it.session.is_unsaved
    assert 'text = "Kept while saving"' in path.read_text(encoding="utf-8")


async def test_help_while_typing_keeps_what_was_typed() -> None:
    async with program(a_canvas()) as it:
        await it.burst("a", *"kept", "f1")
        assert it.top_is("HelpScreen")
        await it.burst("escape")
        assert it.texts() == ["kept"]


async def test_the_palette_while_typing_keeps_what_was_typed_and_then_works() -> None:
    async with program(a_canvas()) as it:
        await it.burst("a", *"kept", "ctrl+p")
        await it.until(lambda: it.top_is("PaletteScreen"))
        await it.burst(*"find")
        await it.until(lambda: "find words in every panel" in it.shown)
        await it.press("enter")
        await it.until(lambda: it.top_is("FindScreen"))
        assert it.texts() == ["kept"]


async def test_typing_on_the_readiness_says_where_to_go_instead() -> None:
    async with program(a_canvas()) as it:
        await it.press("shift+tab", "a", *"xu")
        assert "1 to 8" in it.said or it.said
        assert len(it.canvas) == 0


async def test_each_typed_item_is_a_step_of_its_own_to_undo() -> None:
    async with program(a_canvas()) as it:
        await it.burst("a", "x", "enter", "y", "enter", "z", "enter", "escape")
        for left in (["x", "y"], ["x"], []):
            await it.press("u")
            assert it.texts() == left
        for left in (["x"], ["x", "y"], ["x", "y", "z"]):
            await it.press("ctrl+r")
            assert it.texts() == left


async def test_a_window_that_shrinks_or_grows_while_one_types_loses_nothing() -> None:
    async with program(a_canvas(beneficiaries=["one"])) as it:
        await it.burst("a", *"half ")
        for size in ((40, 12), (10, 5), (200, 60), (80, 24)):
            await it.resize(*size)
        await it.burst(*"whole", "enter", "escape")
        assert it.texts() == ["one", "half whole"]


async def test_typing_at_the_end_of_a_full_panel_stays_in_sight() -> None:
    many = a_canvas(beneficiaries=[f"statement {number}" for number in range(40)])
    async with program(many, size=(80, 24)) as it:
        await it.burst("G", "a")
        for number in range(12):
            await it.burst(*f"new{number}")
            assert f"new{number}" in it.shown
            await it.burst("enter")
        await it.burst("escape")
        assert len(it.texts()) == 52


async def test_letters_of_many_scripts_are_typed_and_kept() -> None:
    text = "Bäckerei 朝ごはん שלום"
    async with program(a_canvas()) as it:
        await it.burst("a", *text, "enter", "escape")
        assert it.texts() == [text]
