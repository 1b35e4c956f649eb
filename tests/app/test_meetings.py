"""A meeting on the board: it begins with who is here, runs quietly, and ends with its minutes on the wall."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from canvas.app.screens.present.screen import PresentScreen
from canvas.files.canonical_toml import canonical
from canvas.files.canvas_file import open_document
from canvas.model.canvas import Canvas, Item
from canvas.model.edits import Edit, set_status
from canvas.model.meetings import latest_meeting, running_meeting
from canvas.model.types import ItemId
from tests.app.driving import Driven, a_canvas, a_copy, program
from tests.app.test_room import a_room
from tests.files.git.repository import Repository

CANVAS = a_canvas(
    vision=[
        Item("disp1", "Who pays", {"status": "disputed", "reason": "no budget"}),
        Item("late1", "Ask the mayor", {"due": date(2026, 11, 1), "owner": "Tom"}),
        "One goal",
    ],
    relationships=[Item("part1", "The Bakery", {"kind": "partner", "people": ("Ana", "Ben")})],
)


def at_five_past_two(it: Driven) -> None:
    it.app.timekeeper.time_of_day = lambda: "14:05"


async def test_a_meeting_begins_runs_and_ends_with_one_key() -> None:
    async with program(CANVAS, size=(100, 40)) as it:
        at_five_past_two(it)
        await it.press("2", "G", "B")
        assert it.top_is("BeginMeetingScreen")
        assert "1 [x] Ask the mayor" in it.shown
        assert "2 [x] Who pays" in it.shown
        await it.press("space", "down", *"134", "a", *"Cem, Eve", "enter")
        assert "[x] Cem" in it.shown
        assert "[ ] Ben" in it.shown
        await it.press("G", "a", *"Tea", "enter", "c", *"Kick-off", "enter", "n")
        assert "Nothing was promised at a meeting yet." in it.shown
        await it.press("enter")
        assert it.said == "‘Kick-off’ began at 14:05; B shows it, and ends it."
        assert "meeting since 14:05" in it.lines[0]
        found = running_meeting(it.canvas)
        assert found
        assert found.present == ("Ana", "Cem", "Eve")
        assert [note.text for note in found.part("agenda")] == ["Who pays", "Tea"]

        await it.press("space", "N", *"Book it", "enter", "B")
        assert "Kick-off, since 14:05 · 3 here" in it.shown
        assert "So far: 1 agreed, 1 promised" in it.shown
        await it.press("a", *"Rota", "enter", "c", *"Ben, -eve", "enter", "X")
        assert "The minutes are internal." in it.shown
        await it.press("X", "n")
        assert "Nothing was promised at a meeting before." in it.shown
        await it.press("g", "enter")
        assert it.item
        assert it.item.text == "Who pays"

        await it.press("B", "B")
        assert isinstance(it.screen, PresentScreen)
        assert it.screen.slideshow.position.section == "minutes"
        for words in (
            "Kick-off, 23 November 2026, from 14:05",
            "Ana, Cem and Ben",
            "One goal",
            "Nobody yet: Book it",
        ):
            assert words in it.seen
        await it.press("escape")
        assert it.said == "Ended ‘Kick-off’: 1 agreed, 1 promised."
        assert "meeting since" not in it.lines[0]
        await it.press("u")
        assert running_meeting(it.canvas)
        await it.press("ctrl+r", "B")
        assert "Begin ‘Meeting 2’. Since last time: 1 promised, 1 still to come." in it.seen
        assert it.find_line("Cem").strip().startswith("│    [ ] Cem") or "[ ] Cem" in it.shown
        await it.press("n")
        assert "Nobody yet: Book it (One goal)" in it.seen
        await it.press("escape", "enter", "p")
        assert "Promised last time" in it.shown
        await it.press("B")
        assert "Meeting 2, 23 November 2026, from 14:05" in it.shown
        assert "So far: nothing yet" in it.shown
        await it.press("escape")
        await it.press("G", "left")
        assert "Kick-off" not in it.shown


async def test_a_meeting_stays_open_while_the_program_is_closed_and_cannot_change_what_is_read_only(
    here: Path,
) -> None:
    path = a_copy(here)
    async with program(path) as it:
        at_five_past_two(it)
        await it.press("B", "enter", "ctrl+s")
    async with program(path) as it:
        await it.until(lambda: "meeting since 14:05" in it.lines[0])
    async with program(path, read_only=True) as it:
        await it.press("B", "B")
        assert it.top_is("MeetingScreen")
        assert "read-only" in it.seen
        assert running_meeting(it.canvas)


async def test_what_changes_meanwhile_is_offered_and_an_undone_meeting_is_told() -> None:
    async with program(CANVAS) as it:
        await it.press("B")
        it.at.workspace.run(_parked, by="guests")
        await it.settle()
        assert "‖ parked" in it.shown
        await it.press("enter", "B")
        it.at.workspace.undo()
        await it.settle()
        assert "No meeting runs any more." in it.shown
        await it.press("B", "escape")
        assert it.top_is("BoardScreen")


def _parked(canvas: Canvas) -> Edit:
    return set_status(canvas, [ItemId("late1")], "parked")


async def test_the_export_begins_with_the_minutes_where_that_is_chosen(here: Path) -> None:
    path = here / "river.canvas.toml"
    path.write_text(canonical(CANVAS), encoding="utf-8")
    async with program(path) as it:
        await it.press("x", "B")
        assert "There are no minutes that partners may read." in it.seen
        await it.press("escape", "B", "enter", "space", "B", "B", "escape", "x")
        assert "B minutes" in it.shown
        await it.press("B", "enter")
    written = (here / "river.md").read_text(encoding="utf-8")
    assert written.index("## Minutes\n\nMeeting 1, 23 November 2026") < written.index("## At a glance")


async def test_the_commit_after_a_meeting_is_named_after_it(repository: Repository) -> None:
    path = a_copy(repository.top)
    repository.commit(path.read_bytes(), name=path.name)
    async with program(path) as it:
        await it.press("B", "enter", "space", "B", "B", "escape", "C")
        await it.until(lambda: "Meeting 1, 23 November 2026: 1 " in it.shown)
        await it.press("enter")
        await it.until(lambda: it.top_is("BoardScreen"))
    assert latest_meeting(open_document(str(path)).canvas)


async def test_the_room_of_the_phones_ends_with_the_meeting_and_nothing_in_its_tray_is_lost() -> None:
    async with program(CANVAS) as it:
        await it.press("B", "enter")
        link = a_room(it, "Cook on Fridays")
        await it.press("B", "B", "1")
        assert it.top_is("TrayScreen")
        await it.press("escape", "B", "B")
        assert "In the tray: 1 statement." in it.shown
        await it.press("2")
        assert it.at.room is None
        assert not link.tray.waiting
        assert "– Cook on Fridays (new)" in it.shown
        await it.press("escape")
        assert "The phones are out." in it.said


async def test_one_key_pressed_twice_puts_no_phones_out() -> None:
    async with program(CANVAS) as it:
        await it.press("B", "enter")
        a_room(it)
        await it.press("B", "B")
        assert "End ‘Meeting 1’?" in it.shown
        await it.press("B", "enter")
        assert it.at.room is not None
        assert running_meeting(it.canvas)
        await it.press("B", "B", "1")
        assert it.at.room is None
        await it.press("escape")
        assert "The phones are out." in it.said
