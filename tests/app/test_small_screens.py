from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import OptionList

from canvas.app.screens.choose import ChooseScreen
from canvas.app.widgets.field import FieldEntry
from canvas.app.widgets.keys_line import KeysLine
from canvas.app.widgets.text_lines import TextLines
from canvas.files import atomic_file
from canvas.model.canvas import Item
from canvas.model.schema import PANELS
from tests.app.driving import Driven, a_canvas, a_copy, program
from tests.app.every_screen import go_to

SMALL = (40, 12)
LONG = "Not saved. " + "There is no room left on the disk. " * 2 + "S saves under another name."


def highlighted_in_sight(it: Driven) -> bool:
    """Whether the marked row of the list on top is among those that show."""
    listed = it.screen.query_one(OptionList)
    assert listed.highlighted is not None
    return 0 <= listed.highlighted - listed.scroll_offset.y < listed.size.height


async def test_a_small_form_shows_its_title_the_field_its_hint_and_the_buttons() -> None:
    text = "A text of some length that needs more than one line to be told"
    seen: set[str] = set()
    async with program(a_canvas(**{panel.key: [text] for panel in PANELS}), size=SMALL) as it:
        for panel in PANELS:
            await it.press(str(panel.number), "e", "ctrl+o")
            for entry in it.form.entries:
                if entry.field.key in seen:
                    continue  # looks the same in each form
                await it.form.go(entry)
                await it.settle()
                shown = it.shown
                assert panel.title in shown
                assert f"{entry.field.label} " in shown
                assert entry.hint.split(" · ", maxsplit=1)[0].split()[0] in shown
                assert "Keep  ctrl+s" in shown
                assert "Leave  esc" in shown
                assert it.focused_region.height <= 3 or not entry.is_text
            seen |= {entry.field.key for entry in it.form.entries}
            await it.press("escape")


async def test_a_small_form_shows_what_is_wrong_beside_the_field_and_the_buttons() -> None:
    async with program(a_canvas(vision=[Item("aaaaa", "x")]), size=SMALL) as it:
        await it.press("2", "e", "ctrl+o")
        while not (isinstance(it.form.stop, FieldEntry) and it.form.stop.field.key == "due"):
            await it.pass_on("tab")
        await it.burst(*"soon", "ctrl+s")
        wanted = ("Vision", "Due ", "soon", "Due: write a day", "Keep")
        await it.until(lambda: all(words in it.shown for words in wanted))


async def test_a_small_question_keeps_the_marked_answer_and_its_last_line_in_sight(here: Path) -> None:
    async with program(a_copy(here), size=(80, 24)) as it:
        for name in ("status", "move", "quit"):
            await it.resize(80, 24)
            await it.press("8")
            await go_to(it, name)
            await it.resize(*SMALL)
            for _ in range(len(it.screen.query_one(OptionList).options) + 1):
                assert highlighted_in_sight(it)
                assert "cancels" in it.shown
                await it.press("down")
            await it.press("escape")


def test_a_question_that_is_resized_before_its_answers_are_there_bears_it() -> None:
    ChooseScreen("What?", []).on_resize()


async def test_a_small_export_tells_its_audience_and_its_keys() -> None:
    async with program(a_canvas(vision=["one"]), size=SMALL) as it:
        await it.press("x")
        for audience in ("partners", "public", "internal"):
            assert f"‹{audience}›" in it.shown
            assert all(key in it.seen for key in ("enter writes", "← →", "esc cancels"))
            await it.press("right")


async def test_a_long_warning_can_be_read_and_goes_again() -> None:
    async with program(a_canvas(vision=["one"]), size=SMALL) as it:
        heights = it.board.size.height
        it.at.say(LONG, warning=True)
        await it.settle()
        assert " ".join(LONG.split()) in it.seen
        assert it.board.size.height == heights - 2
        it.at.say(LONG * 3, warning=True)
        await it.settle()
        assert it.lines[-1].endswith("…")
        await it.press("2")
        assert "? help" in it.lines[-1]
        assert it.board.size.height == heights


async def test_what_the_disk_warns_of_is_told_with_the_summary(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = a_copy(here)
    monkeypatch.setattr(
        atomic_file, "replace", lambda *_: atomic_file.Written("x", ("Its rights are others now.",))
    )
    async with program(path) as it:
        await it.burst("x", "enter")
        assert it.said.startswith("Wrote ")
        assert it.said.endswith("riverside-breakfast.md. Its rights are others now.")


@pytest.mark.parametrize("name", ["menu", "find"])
async def test_a_long_list_leaves_room_for_the_keys_below_it(here: Path, name: str) -> None:
    async with program(a_copy(here), size=(120, 40)) as it:
        await go_to(it, name)
        for size in ((80, 20), (80, 22), (44, 24), (60, 16)):
            await it.resize(*size)
            keys = it.screen.find_widget(it.screen.query_one(KeysLine))
            assert keys.visible_region == keys.region, size
            assert keys.region.height, size


@pytest.mark.parametrize("name", ["move", "find", "settings"])
async def test_a_list_in_a_window_that_became_small_is_the_one_that_opens_there(
    here: Path, name: str
) -> None:
    path, small = a_copy(here), (40, 12)
    async with program(path, size=small) as it:
        await go_to(it, name)
        opened = it.lines
    async with program(path, size=(120, 40)) as it:
        await go_to(it, name)
        await it.resize(*small)
        assert it.screen.query_one(OptionList).show_vertical_scrollbar
        await it.until(lambda: it.lines == opened)  # what is below follows a frame later


@pytest.mark.parametrize("width", [40, 56, 80])
async def test_no_word_of_the_help_is_hidden_by_its_scrollbar(width: int) -> None:
    async with program(a_canvas(), size=(width, 24)) as it:
        await it.press("question_mark")
        help_lines = it.screen.query_one(TextLines)
        region, told = help_lines.scrollable_content_region, dict[int, str]()
        for _ in range(99):
            top, strips = help_lines.scroll_offset.y, it.strips[region.y : region.bottom]
            told |= {y: strip.crop(region.x, region.right).text for y, strip in enumerate(strips, top)}
            if top == help_lines.max_scroll_y:
                break
            await it.press("pagedown")
        text = " ".join(" ".join(told[y] for y in sorted(told)).split())
        helps = {action.help for action in it.app.key_map.actions if not action.id.startswith("panel_")}
        assert {words for words in helps if words not in text} == set()
