"""The guidance and the time while presenting, and how long any line becomes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import pytest
from textual.geometry import Offset

from canvas.app.screens.present.screen import PresentScreen
from canvas.app.widgets.guidance import Guidance
from canvas.bundled_files import examples
from canvas.exports.slides.layout import WIDEST
from canvas.files.canvas_file import open_document
from canvas.model.canvas import Canvas, Item
from canvas.model.schema import PANELS
from tests.app.driving import Driven, a_canvas, program

HELD_BACK = {"visibility": "internal"}
SECRETS = a_canvas(
    governance=["shown", Item("gov99", "secret", {**HELD_BACK, "kind": "exit"})],
    vision=[Item("vis00", "goal", {"kind": "goal"}), Item("vis01", "secret", {**HELD_BACK, "kind": "scope"})],
)
SIZES = ((40, 12), (60, 18), (80, 24), (81, 24), (97, 30), (120, 40), (200, 60))
WIDE_CHARACTERS = Canvas("朝ごはん" * 30).with_items(
    {
        panel.key: (Item(f"{panel.key[:4]}1", "みんなで朝ごはんを食べる👩‍👩‍👧" * 12, {"owner": "佐藤" * 40}),)
        for panel in PANELS
    }
)
SHORT_WORDS = open_document(examples()["first-rung"]).canvas


def place(it: Driven) -> str:
    assert isinstance(it.screen, PresentScreen)
    return it.screen.slideshow.position.section


def longest(it: Driven) -> int:
    """The columns of the screen's longest line, from its first word to its last."""
    return max(strip.cell_length - blanks(strip.text) for strip in it.strips)


def blanks(text: str) -> int:
    """How many columns on both sides hold nothing."""
    return len(text) if text.isspace() else len(text) - len(text.strip())


async def test_the_help_is_off_until_it_is_asked_for_and_goes_with_the_panel() -> None:
    async with program(SECRETS, size=(120, 40)) as it:
        await it.press("i", "p", "6")
        assert "Guidance" not in it.shown
        await it.press("i")
        assert "Guidance · 6 Governance" in it.shown
        assert "shown" in it.shown
        await it.press("2")
        assert "Guidance · 2 Vision" in it.shown
        await it.press("0")
        assert "Guidance" not in it.shown
        await it.press("2", "i")
        assert "Guidance" not in it.shown
        await it.press("escape")
        assert "Guidance" in it.shown


async def test_the_help_hints_at_nothing_that_is_held_back() -> None:
    without = SECRETS.with_items({panel: SECRETS.panels[panel][:1] for panel in ("governance", "vision")})
    shown: list[list[str]] = []
    for canvas in (SECRETS, without):
        seen: list[str] = []
        async with program(canvas, size=SIZES[0]) as it:
            await it.press("p")
            for size, key in product(SIZES[::2], ("i", "I")):
                await it.resize(*size)
                await it.press("6", key)
                seen.append(it.shown)
                if it.top_is("GuidanceScreen"):
                    it.screen.scroll_end(animate=False)
                    await it.press("2")
                    seen.append(it.shown)
                    await it.press("escape")
                else:
                    await it.press("2")
                    seen.append(it.shown)
                    await it.press(key)
        assert not any("secret" in screen for screen in seen)
        shown.append(seen)
    assert shown[0] == shown[1]


async def test_the_help_changes_nothing_and_offers_nothing_to_begin_with() -> None:
    async with program(SECRETS, size=(120, 40)) as it:
        await it.press("p", "4", "i")
        assert "I all of it" in it.shown
        await it.press("I")
        assert it.top_is("GuidanceScreen")
        await it.press("G", "left", "left", "escape")
        assert it.top_is("PresentScreen")
        await it.click(it.find("i closes"))
        assert not it.screen.query(Guidance)
        assert it.canvas is SECRETS


async def test_from_all_of_the_help_one_comes_back_to_the_panel_that_was_read_about() -> None:
    async with program(SECRETS, size=(60, 18)) as it:
        await it.press("p", "3", "I", "7", "escape")
        assert place(it) == "leadership"
        await it.press("8", "I", "right")  # past the last panel stands what is no slide
        await it.press("escape")
        assert place(it) == "communications"


async def test_time_given_while_presenting_is_told_there_and_on_the_board() -> None:
    async with program(SECRETS, size=(80, 20)) as it:
        now = [0.0]
        it.app.timekeeper.clock = lambda: now[0]
        await it.press("4", "p", "2", "t", *"5", "enter")
        assert "5 min" in it.lines[-1]
        await it.press("space", "G")
        assert "5 min" in it.lines[-1]
        now[0] = 301.0
        it.app.timekeeper.tick()
        await it.settle()
        assert "■" in it.lines[-1]
        await it.press("2")
        assert place(it) == "vision"
        await it.press("escape")
        assert it.where[0] == "principles"
        assert "■" in it.lines[0]


async def test_time_for_all_eight_begins_with_the_first_panels_slide() -> None:
    async with program(SECRETS, size=(80, 24)) as it:
        it.app.timekeeper.clock = lambda: 0.0
        await it.press("6", "p", "3", "t", *"8x5", "enter")
        assert place(it) == "beneficiaries"
        await it.press("t", "2")
        assert place(it) == "vision"
        await it.press("t", "3")
        assert it.app.timekeeper.box
        assert it.app.timekeeper.box.is_paused
        await it.press("escape")
        assert it.where[0] == "governance"


WALKS = ((WIDE_CHARACTERS, SIZES[::3]), (SHORT_WORDS, SIZES[1::3]))
"""A canvas, and the sizes in which its slides are walked through."""


@pytest.mark.parametrize(("canvas", "sizes"), WALKS, ids=["wide", "short"])
async def test_no_line_is_longer_than_reads_well_and_none_wider_than_the_screen(
    canvas: Canvas, sizes: Sequence[tuple[int, int]]
) -> None:
    async with program(canvas, size=sizes[0]) as it:
        it.app.timekeeper.clock = lambda: 0.0
        await it.press("t", *"8x5", "enter", "p", "e")
        for size in sizes:
            await it.resize(*size)
            await it.press("g")
            await check_widths(it, size)


async def check_widths(it: Driven, size: tuple[int, int]) -> None:
    """Walk from the first slide to the last, type a long statement and read the keys."""
    assert isinstance(it.screen, PresentScreen)
    last = None
    while it.screen.slideshow.position != last:
        last = it.screen.slideshow.position
        assert longest(it) <= max(WIDEST, it.screen.slideshow.slide.width), it.shown
        assert all(strip.cell_length == size[0] for strip in it.strips)
        await it.press("right")
    await it.press("2", "U", "a")
    await it.write("word " * 30)
    assert longest(it) <= WIDEST, it.shown
    await it.press("escape", "U", "question_mark")
    assert longest(it) <= WIDEST, it.shown
    await it.press("escape")


async def test_leaving_finds_the_boards_scroll_marks_help_and_zoom_as_they_were() -> None:
    full = a_canvas(beneficiaries=[f"statement {n}" for n in range(60)])
    async with program(full, size=(120, 40)) as it:
        await it.press("v", "j", "i")
        view = it.board.panels["beneficiaries"]
        for zoom in ((), ("z",)):
            await it.press(*zoom)
            at = it.heading_of("beneficiaries") + Offset(0, 3)
            for _ in range(7):
                it.wheel(at, down=True)
            await it.settle()
            before, top = it.lines, view.hidden
            assert top[0] > 0
            await it.press("p", "1", "space", "5", "i", "0", "G", "T", "T", "escape")
            assert it.lines[:-1] == before[:-1]
            assert view.hidden == top
            assert it.board.cursor.selected
