from __future__ import annotations

from datetime import date

from rich.style import Style

from canvas.app.paint.themes import THEMES
from canvas.app.widgets.symbols import MARKS
from canvas.model.canvas import Item
from tests.app.driving import Driven, a_canvas, program
from tests.app.legible import painted

ITEMS = [Item(f"ben{n:02}", f"word{n}", {"status": name}) for n, name in enumerate(MARKS)]
BEGIN = a_canvas(
    beneficiaries=ITEMS, vision=[Item("vis00", "overdue", {"due": date(2026, 11, 1)}), Item("vis01", "plain")]
)


def style_of(it: Driven, words: str) -> Style:
    """The style in which some words are drawn."""
    for strip in it.strips:
        if words in strip.text:
            column = strip.text.index(words)
            return strip.crop(column, column + 1)._segments[0].style or Style()
    raise AssertionError(words)


async def test_the_active_heading_alone_has_a_background_of_its_own() -> None:
    async with program(BEGIN) as it:
        plain = style_of(it, "3 Relationships").bgcolor
        for key, heading, other in (("2", "2 Vision", "4 Principles"), ("4", "4 Principles", "2 Vision")):
            await it.press(key)
            assert style_of(it, heading).bgcolor != plain
            assert style_of(it, other).bgcolor == plain


async def test_the_item_under_the_cursor_has_a_background_and_a_bar() -> None:
    async with program(BEGIN) as it:
        await it.press("j")
        assert style_of(it, "word1").bgcolor != style_of(it, "word0").bgcolor
        assert it.find_line("word1").split("word1")[0].rstrip()[-2] == "▌"


def test_each_status_has_a_shape_of_its_own() -> None:
    assert len(set(MARKS.values())) == len(MARKS) == 5
    assert all(len(mark) == 1 for mark in MARKS.values())


async def test_each_item_begins_with_the_shape_of_its_status() -> None:
    async with program(BEGIN) as it:
        for number, mark in enumerate(MARKS.values()):
            assert f"{mark} word{number}" in it.shown


async def test_what_is_late_is_bold_and_in_words_too() -> None:
    async with program(BEGIN) as it:
        assert style_of(it, "late 1 Nov").bold
        assert not style_of(it, "plain").bold
        assert style_of(it, "1 of 1 next steps late").bold


async def test_agreed_and_disputed_differ_from_proposed_by_more_than_their_shape() -> None:
    async with program(BEGIN) as it:
        drawn = [style_of(it, f"{MARKS[s]} word") for s in ("proposed", "agreed", "disputed")]
        assert len({style.color for style in drawn}) == 3


async def test_everything_on_the_board_can_be_read_from_the_back_of_the_room() -> None:
    async with program(BEGIN) as it:
        for _ in THEMES:
            parts = list(painted(it))
            assert min(part.contrast for part in parts if not part.is_mark) >= 7
            assert min(part.contrast for part in parts if part.is_mark) >= 3
            assert {part.text for part in parts} >= {"word0", "●", "○"}
            await it.press("T")


async def test_the_theme_is_switched_and_switched_back() -> None:
    async with program(BEGIN) as it:
        dark = style_of(it, "plain")
        await it.press("T")
        assert style_of(it, "plain").bgcolor != dark.bgcolor
        await it.press("T")
        assert style_of(it, "plain") == dark
