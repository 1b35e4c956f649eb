"""The tour for those who come for the first time."""

from __future__ import annotations

from pathlib import Path

import pytest

from canvas.app.key_map import KeyMap
from canvas.app.keys import WHILE_TYPING
from canvas.app.screens.tour import STEPS
from canvas.bundled_files import examples
from canvas.files.tour_flag import remember_tour, tour_seen
from tests.app.driving import Driven, a_copy, program
from tests.app.test_sizes import to


async def begin(it: Driven) -> None:
    """Take the tour from the start screen."""
    await it.click(it.find("Take the tour"))
    await it.until(lambda: it.top_is("BoardScreen") and it.app.tour)
    await it.settle()


def step(it: Driven) -> int:
    """The number of the step that shows; 0 where there is no tour."""
    at = it.shown.find("Tour ")
    return int(it.shown[at:].split()[1]) if at >= 0 else 0


def test_there_are_at_most_seven_short_steps_that_name_their_own_keys() -> None:
    assert 5 <= len(STEPS) <= 7
    for one in STEPS:
        said = one.text(KeyMap())
        assert len(said) <= 110
        assert "{" not in said
        assert one.typing or one.teaches
        for action in one.teaches[:1]:
            assert one.typing or action not in WHILE_TYPING or action == "help"


async def test_each_step_waits_for_the_key_it_teaches_and_that_key_acts(here: Path) -> None:
    async with program(size=(80, 24)) as it:
        await begin(it)
        assert step(it) == 1
        await it.press("right")
        assert (step(it), it.board.active) == (2, "governance")
        await it.press("i")
        assert (step(it), it.at.guidance is not None) == (3, True)
        await it.press("a")
        assert (step(it), it.is_typing) == (4, True)
        await it.burst(*"iau said", "enter")
        assert (step(it), it.is_typing) == (4, True)
        await it.press("escape")
        assert (step(it), it.item and it.item.text) == (5, "iau said")
        await it.press("space")
        assert (step(it), it.item and it.item.status) == (6, "agreed")
        await it.press("u")
        assert (step(it), it.item and it.item.status) == (7, "proposed")
        await it.press("question_mark", "escape")
        assert step(it) == 0
        assert "That was the tour" in it.said
    assert list(here.iterdir()) == []


async def test_enter_alone_leads_through_it_and_changes_nothing() -> None:
    async with program(size=(120, 40)) as it:
        await begin_by_keys(it)
        before, seen = it.canvas, []
        while step(it):
            seen.append(step(it))
            for size in ((120, 40), (80, 24), (60, 18), (40, 12)):
                await to(it, *size)
                await it.settle()
                assert STEPS[step(it) - 1].text(it.app.key_map).split(".")[0] in it.seen
                assert it.board.region.bottom <= it.screen.query_one("#tour").region.y
            await it.press("enter")
        assert seen == [number for number, one in enumerate(STEPS, 1) if not one.typing]
        assert it.canvas is before


async def begin_by_keys(it: Driven) -> None:
    """Take the tour with the key alone: it is what is offered first."""
    await it.press("enter")
    await it.until(lambda: it.top_is("BoardScreen") and it.app.tour)
    await it.settle()


@pytest.mark.parametrize("enters", [0, 4])
async def test_escape_leaves_it_at_every_step(enters: int) -> None:
    async with program() as it:
        await begin(it)
        await it.press(*["enter"] * enters, "escape")
        assert step(it) == 0
        assert it.app.tour is None
        await it.press("enter")
        assert it.is_typing


async def test_any_key_that_was_not_taught_leaves_it_and_does_what_it_does() -> None:
    async with program() as it:
        await begin(it)
        await it.press("right")
        await it.press("left", "2")
        assert step(it) == 2
        await it.press("z")
        assert (step(it), it.board.cursor.zoomed) == (0, True)


async def test_nothing_of_a_user_is_touched_and_the_example_stays_as_it_is(here: Path) -> None:
    mine = a_copy(here, "first-rung")
    before = {path: Path(path).read_bytes() for path in (*examples().values(), str(mine))}
    async with program() as it:
        await begin(it)
        assert it.session.document.path is None
        await it.burst("right", "i", "a", *"words", "enter", "escape", "space", "u")
    assert {path: Path(path).read_bytes() for path in before} == before
    assert [path.name for path in here.iterdir()] == [mine.name]


async def test_it_is_offered_first_once_and_listed_below_ever_after() -> None:
    assert not tour_seen()
    async with program() as it:
        assert "First time here?" in it.shown
        await begin(it)
    assert tour_seen()
    async with program() as it:
        assert "First time here?" not in it.shown
        assert it.find("Take the tour").y > it.find("Shipyard Voices").y
        await begin(it)
        assert step(it) == 1


async def test_whoever_opens_something_else_is_not_asked_again(here: Path) -> None:
    a_copy(here)
    async with program() as it:
        await it.press("enter")
        await it.until(lambda: it.top_is("BoardScreen"))
        assert step(it) == 0
    assert tour_seen()


async def test_a_state_folder_that_cannot_be_written_keeps_nobody_from_the_tour(
    monkeypatch: pytest.MonkeyPatch, here: Path
) -> None:
    (here / "file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(here / "file"))
    remember_tour()
    assert not tour_seen()
    async with program() as it:
        await begin(it)
        assert step(it) == 1


async def test_it_can_be_clicked_through_and_survives_a_change_of_size() -> None:
    async with program(size=(80, 24)) as it:
        await begin(it)
        await it.click(it.find("enter goes on"))
        assert step(it) == 2
        await it.press("i")
        for size in ((40, 12), (120, 40), (80, 24)):
            await to(it, *size)
            await it.settle()
            assert step(it) == 3
        assert "Guidance" in it.shown
        await it.click(it.find("esc or any other key ends the tour"))
        assert step(it) == 0


async def test_from_a_board_with_unsaved_work_the_tour_waits_for_the_answer(here: Path) -> None:
    remember_tour()
    async with program(a_copy(here)) as it:
        await it.press("space", "O")
        await it.click(it.find("Take the tour"))
        await it.until(lambda: "not saved" in it.seen)
        await it.press("escape")
        assert (step(it), it.app.tour) == (0, None)
