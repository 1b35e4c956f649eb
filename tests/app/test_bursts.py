from __future__ import annotations

import pytest

from tests.app.driving import a_canvas, program


def texts_of(keys: str) -> list[str]:
    """The keys of a burst, written with spaces between them."""
    return keys.split()


@pytest.mark.parametrize(
    ("keys", "left"),
    [
        ("a h i enter", ["hi"]),
        ("a h i enter y o enter escape", ["hi", "yo"]),
        ("a h i enter y o enter escape u", ["hi"]),
        ("a h i enter y o enter enter u u", []),
        ("a h i enter y o escape", ["hi", "yo"]),
        ("a h i enter y o escape u ctrl+r", ["hi", "yo"]),
        ("a h i enter enter enter X enter", ["hiX"]),
        ("a h i enter enter enter X escape", ["hi"]),
        ("a a enter b enter c enter escape f8 delete", ["a"]),
        ("a a enter b enter c enter escape f8 u", ["a", "b", "c"]),
        ("a a enter b enter c enter escape g J", ["b", "a", "c"]),
        ("a h i tab a y o enter escape 1", ["hi"]),
        ("a j k l d u enter enter", ["jkldu"]),
    ],
)
async def test_keys_that_come_all_at_once_do_what_they_do_one_by_one(keys: str, left: list[str]) -> None:
    for slowly in (False, True):
        async with program(a_canvas()) as it:
            await (it.press if slowly else it.burst)(*texts_of(keys))
            assert it.texts() == left, "one by one" if slowly else "all at once"


async def test_keys_of_a_burst_reach_the_question_that_one_of_them_opened() -> None:
    async with program(a_canvas(beneficiaries=["one"], vision=["two"])) as it:
        await it.burst("s", "2", "m", "2", "delete", "u", "/", *"two", "enter")
        assert it.texts("vision") == ["two", "one"]
        assert [item.status for item in it.canvas.panels["vision"]] == ["proposed", "agreed"]
        assert it.where == ("vision", 0)
        assert it.top_is("BoardScreen")


async def test_a_burst_through_a_form_changes_what_it_would_have_changed_slowly() -> None:
    async with program(a_canvas(principles=["Openness"])) as it:
        await it.burst("4", "e", "end", "!", "tab", *"weekly", "ctrl+s", "escape", "delete", "u")
        (item,) = it.canvas.panels["principles"]
        assert (item.text, item.values) == ("Openness!", {"practice": "weekly"})


async def test_a_question_before_leaving_takes_its_answer_from_the_same_burst() -> None:
    async with program(a_canvas()) as it:
        await it.burst("a", *"hi", "ctrl+q", "3", "a", *"yo", "enter", "escape")
        assert it.texts() == ["hi", "yo"]


async def test_a_paste_amid_a_burst_lands_where_the_cursor_was() -> None:
    async with program(a_canvas()) as it:
        for key in ("a", "x"):
            it.send(key)
        await it.paste("yz")
        await it.burst("!", "enter", "escape")
        assert it.texts() == ["xyz!"]


async def test_five_hundred_letters_at_once_all_arrive_in_order() -> None:
    text = "".join(chr(ord("a") + number % 26) for number in range(500))
    async with program(a_canvas()) as it:
        await it.burst("a", *text, "enter", "escape")
        assert it.texts() == [text]


async def test_what_a_key_sets_off_is_done_before_the_next_key() -> None:
    async with program(a_canvas(beneficiaries=["one"], vision=["two", "three"])) as it:
        await it.burst("/", *"three", "enter", "delete", "/", *"two", "enter", "space")
        assert it.texts("vision") == ["two"]
        assert [item.status for item in it.canvas.panels["vision"]] == ["agreed"]
        assert it.texts() == ["one"]


async def test_a_canvas_can_be_named_and_filled_in_one_burst() -> None:
    async with program() as it:
        await it.burst("a", *"Bold", "enter", "a", *"hi", "enter", *"yo", "enter", "enter")
        assert it.canvas.title == "Bold"
        assert it.texts() == ["hi", "yo"]


async def test_a_key_that_takes_longer_than_any_wait_is_still_done_before_the_next(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As on a loaded machine, where the program hardly gets a turn within the limit."""
    monkeypatch.setattr("canvas.app.terminal.input_queue._MAX_WAIT_SECONDS", 0.0)
    async with program(a_canvas(principles=["Openness"])) as it:
        await it.burst("4", "e", "end", "!", "tab", *"weekly", "ctrl+s", "escape", "delete", "u")
        (item,) = it.canvas.panels["principles"]
        assert (item.text, item.values) == ("Openness!", {"practice": "weekly"})
