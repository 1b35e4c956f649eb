from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from threading import Event

import pytest

from canvas.app.screens import start, start_rows
from canvas.bundled_files import examples
from canvas.files.canvas_file import open_document
from canvas.files.recent import recent, remember
from canvas.files.tour_flag import remember_tour
from canvas.register.facts import CanvasFacts
from tests.app.driving import a_canvas, a_copy, program
from tests.waiting import PATIENCE


async def test_the_start_screen_offers_a_new_canvas_and_every_example() -> None:
    async with program() as it:
        assert "A new canvas" in it.shown
        assert "First Rung Dunmallow  closing" in it.shown
        titles = [open_document(path).canvas.title for path in examples().values()]
        assert all(title in it.shown for title in titles)


async def test_recent_canvases_and_those_of_this_folder_are_offered_each_once(here: Path) -> None:
    (here / "below").mkdir()
    remember(str(a_copy(here)))
    a_copy(here, "first-rung")
    a_copy(here / "below", "sallow-estuary")
    gone = a_copy(here, "shipyard-voices")
    remember(str(gone))
    gone.unlink()
    async with program() as it:
        listed = it.shown.split("Worked examples")[0]
        assert listed.count("riverside-breakfast") == 1
        assert "first-rung" in listed
        assert "sallow-estuary" in listed
        assert "shipyard-voices" not in listed


async def test_each_listed_file_is_told_by_what_it_holds_or_said_to_be_unreadable(here: Path) -> None:
    path = a_copy(here)
    path.write_bytes(path.read_bytes().replace(b'status = "parked"', b'status = "proposed"', 1))
    (here / "torn.canvas.toml").write_text("format = 1\n[[vision\n", encoding="utf-8")
    async with program() as it:
        await it.until(lambda: "cannot be read: enter says why" in it.seen)
        await it.until(lambda: "to do" in it.seen)
        assert "Riverside Breakfast Partnership forming · 5 partners" in it.seen
        assert "not committed" not in it.seen  # no repository here
        await it.press("down", "enter")
        await it.until(lambda: "torn.canvas.toml" in it.seen and "line 2" in it.seen)


async def test_a_narrow_start_screen_wraps_below_the_text_and_cuts_nothing_without_a_sign(here: Path) -> None:
    a_copy(here)
    async with program(size=(40, 15)) as it:
        await it.until(lambda: "to do" in it.seen)
        listed = it.lines[it.lines.index(" In this folder") + 1 :]
        assert all(line.startswith("   ") for line in listed[:4])
        assert "one screen that shows a whole partner…" in it.shown


async def test_what_files_hold_that_are_read_quickly_is_shown_at_once(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(start_rows, "_BATCH_SECONDS", 1000.0)
    told: list[int] = []
    show_facts = start.StartScreen._show_facts

    def counting(screen: start.StartScreen, read: Mapping[str, CanvasFacts | None]) -> None:
        told.append(len(read))
        show_facts(screen, read)

    monkeypatch.setattr(start.StartScreen, "_show_facts", counting)
    a_copy(here)
    a_copy(here, "first-rung")
    async with program() as it:
        await it.until(lambda: told != [])
        assert told == [2]


async def test_enter_opens_the_canvas_under_the_cursor(here: Path) -> None:
    path = a_copy(here)
    async with program() as it:
        await it.press("enter")
        await it.until(lambda: it.top_is("BoardScreen"))
        assert it.session.document.path == path.name
        await it.burst("j", "space", "ctrl+s")
        assert "Saved" in it.said


async def test_a_canvas_opened_from_the_list_is_recent_from_then_on(here: Path) -> None:
    path = a_copy(here)
    async with program() as it:
        await it.press("enter")
        await it.until(recent)
    assert recent() == [str(path)]


async def test_an_example_is_opened_as_a_copy_and_its_file_never_changes(here: Path) -> None:
    source = next(iter(examples().values()))
    before = Path(source).read_bytes()
    async with program() as it:
        await it.click(it.find("First Rung Dunmallow"))
        await it.until(lambda: it.top_is("BoardScreen"))
        assert it.session.document.path is None
        await it.burst("delete", "ctrl+s", "enter")
        assert "Saved" in it.said
    assert Path(source).read_bytes() == before
    assert len(list(here.glob("*.canvas.toml"))) == 1


@pytest.mark.parametrize("key", ["a", "enter"])
async def test_a_new_canvas_is_asked_for_its_name_and_then_opens_empty(key: str) -> None:
    remember_tour()
    async with program() as it:
        await it.press(key)
        assert it.top_is("PromptScreen")
        await it.burst(*"River & Sons", "enter")
        await it.until(lambda: it.top_is("BoardScreen"))
        assert it.canvas.title == "River & Sons"
        assert len(it.canvas) == 0
        assert "River & Sons" in it.lines[0]


async def test_a_new_canvas_without_a_name_is_none() -> None:
    async with program() as it:
        await it.press("a", "enter")
        assert it.top_is("StartScreen")


async def test_a_file_that_is_no_canvas_is_told_and_the_list_stays(here: Path) -> None:
    (here / "bad.canvas.toml").write_text("this is = = no toml")
    async with program(size=(160, 40)) as it:
        await it.press("enter")
        assert it.top_is("StartScreen")
        assert "bad.canvas.toml" in it.find_line("line 1")


@pytest.mark.parametrize("key", ["q", "escape", "ctrl+q"])
async def test_the_start_screen_can_be_left(key: str) -> None:
    async with program() as it:
        await it.burst(key)
        await it.until(lambda: it.app._exit)
        assert it.app.return_value in (0, None)


async def test_another_canvas_can_be_opened_from_the_board_and_unsaved_work_is_asked_about(
    here: Path,
) -> None:
    path = a_copy(here)
    async with program(path) as it:
        await it.press("space", "O")
        assert it.top_is("StartScreen")
        await it.press("enter")
        await it.until(lambda: "not saved" in it.seen)
        await it.press("1")
        await it.until(lambda: it.top_is("BoardScreen") and not it.session.is_unsaved)


async def test_escape_goes_back_from_the_list_to_the_board_as_it_was(here: Path) -> None:
    async with program(a_copy(here)) as it:
        await it.press("space", "O", "escape")
        assert it.top_is("BoardScreen")
        assert it.session.is_unsaved


async def test_a_folder_that_cannot_be_read_does_not_hide_the_others(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import os

    (here / "aaa").mkdir()
    a_copy(here)
    listdir = os.listdir

    def refuse(path: str = ".") -> list[str]:
        if str(path).endswith("aaa"):
            raise PermissionError
        return listdir(path)

    monkeypatch.setattr(os, "listdir", refuse)
    async with program() as it:
        assert "riverside-breakfast" in it.shown.split("Worked examples")[0]


async def test_while_the_disk_hangs_it_says_what_it_opens_and_keys_wait_for_the_board(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = a_copy(here)
    answers = Event()
    monkeypatch.setattr(start, "open_document", lambda name: answers.wait(PATIENCE) and open_document(name))
    async with program() as it:
        try:
            for key in ("enter", "7"):
                await it.pass_on(key)
            await it.until(lambda: f"Opening {path.name.removesuffix('.canvas.toml')}…" in it.shown)
            assert it.top_is("StartScreen")
        finally:
            answers.set()
        await it.until(lambda: it.top_is("BoardScreen"))
        await it.settle()
        assert it.board.active == "leadership"


async def test_while_the_list_cannot_be_read_the_start_screen_can_be_left(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answers = Event()
    async with program(a_canvas(vision=["one"])) as it:
        monkeypatch.setattr(start, "recent", lambda: answers.wait(PATIENCE) and [])
        try:
            for key in ("O", "escape"):
                await it.pass_on(key)
            await it.until(lambda: it.top_is("BoardScreen"))
        finally:
            answers.set()


async def test_all_canvases_below_a_folder_are_listed_narrowed_and_opened(here: Path) -> None:
    (here / "a" / "b").mkdir(parents=True)
    a_copy(here)
    a_copy(here / "a" / "b", "sallow-estuary")
    (here / "a" / "torn.canvas.toml").write_text("format = 1\n[[vision\n", encoding="utf-8")
    async with program() as it:
        await it.press("slash")
        await it.until(lambda: "3 canvases" in it.seen)
        await it.press(*"estuary late")
        await it.until(lambda: "1 of 3 canvases" in it.seen)
        assert "torn" not in it.seen
        await it.press("enter")
        await it.until(lambda: it.top_is("BoardScreen"))
        assert it.session.document.path == "a/b/sallow-estuary.canvas.toml"


async def test_what_cannot_be_read_is_listed_and_says_why_when_it_is_chosen(here: Path) -> None:
    (here / "torn.canvas.toml").write_text("format = 1\n[[vision\n", encoding="utf-8")
    async with program() as it:
        await it.press("slash")
        await it.until(lambda: "1 canvas" in it.seen)
        await it.press("enter")
        await it.until(lambda: it.top_is("StartScreen") and "torn.canvas.toml, line 2" in it.seen)
