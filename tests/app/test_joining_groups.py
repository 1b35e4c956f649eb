"""The copies of groups are joined on the board, and what is left to decide is walked, one key each."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from canvas.cli import main
from canvas.files.canvas_file import open_document
from canvas.files.canvas_save import save
from canvas.model import edits
from canvas.model.canvas import Canvas
from canvas.model.types import ItemId, PanelKey
from canvas.workspace import GUESTS
from tests.app.driving import Driven, program

TEXT = """\
format = 1
title = "River"

[[vision]]
id = "aaaaa"
text = "Bread for all"

[[roles]]
id = "bbbbb"
text = "Bake"
"""
NAME = "river.canvas.toml"
TWICE = (
    ("One phone number for every kind of help", "A single phone number for all kinds of help"),
    ("We share what we learn, failures included", "We share what we learn, including our failures"),
)


@pytest.fixture
def river(here: Path) -> Path:
    path = here / NAME
    path.write_text(TEXT)
    assert main(["split", NAME, "--into", "North,South", "--panels", "vision,roles"]) == 0
    for at, (group, words) in enumerate((("north", "Bread for everyone"), ("south", "Bread and soup"))):
        document = open_document(f"river-groups/river-{group}.canvas.toml")
        canvas = edits.set_text(document.canvas, ItemId("aaaaa"), words).canvas
        canvas = edits.add(canvas, "roles", [pair[at] for pair in TWICE]).canvas
        save(document, canvas)
    return path


async def joined(it: Driven) -> None:
    await it.press("ctrl+p", *"join gr", "enter")
    await it.until(lambda: it.top_is("PromptScreen"))
    await it.press("enter")
    await it.until(lambda: it.top_is("JoinWalkScreen"))


def texts(canvas: Canvas, panel: PanelKey) -> list[str]:
    return [item.text for item in canvas.panels[panel]]


async def test_a_join_is_walked_with_one_key_each_and_each_is_one_undo_step(river: Path) -> None:
    async with program(river) as it:
        await joined(it)
        session = it.session
        assert len(session.history.done) == 1
        assert "Difference 1 of 1 · Vision" in it.seen
        assert "Joined what 2 groups wrote: 4 new statements, 1 changed, 1 difference" in it.seen
        await it.press("enter")
        assert "Only one of these can stand." in it.seen
        await it.press(">")
        assert texts(session.canvas, "vision") == ["Bread and soup"]
        assert "Near duplicate 1 of 2 · Roles · do they say the same?" in it.seen
        assert "from North" in it.seen
        assert "from South" in it.seen
        await it.press("u")
        assert "Difference 1 of 1" in it.seen
        await it.press(">", "<")
        assert len(session.canvas.panels["roles"]) == 4
        assert "Near duplicate 1 of 1" in it.seen
        await it.press("u")
        assert "Near duplicate 1 of 2" in it.seen
        assert len(session.canvas.panels["roles"]) == 5
        await it.press("right")
        assert "Near duplicate 2 of 2" in it.seen
        await it.press("enter")
        assert "apart." in it.seen
        assert "Near duplicate 1 of 1" in it.seen
        await it.press("x")
        assert "does nothing here" in it.seen
        await it.press(">")
        assert "All is decided." in it.seen
        (one,) = [item for _, item in session.canvas if item.names("origin") == ("North", "South")]
        assert one.text in TWICE[0] + TWICE[1]
        assert len(session.history.done) == 4
        await it.press("enter")
        assert it.top_is("BoardScreen")
        assert "All is decided; ctrl+s saves." in it.said
        await it.press("u", "u", "u", "u")
        assert texts(session.canvas, "vision") == ["Bread for all"]


async def test_a_walk_that_was_stopped_goes_on_and_leaves_the_cursor_where_it_was(river: Path) -> None:
    async with program(river) as it:
        await joined(it)
        await it.press("<", "escape")
        assert "2 near duplicates left to decide." in it.said
        assert it.board.active == "roles"
        await it.press("ctrl+p", *"near dup", "enter")
        await it.until(lambda: it.top_is("JoinWalkScreen"))
        assert "Near duplicate 1 of 2" in it.seen
        await it.press("u")
        assert "Nothing was decided here yet." in it.seen
        await it.press(">")
        it.at.workspace.run(partial(edits.add, panel="roles", texts=["Drive the van"]), by=GUESTS)
        await it.press("u")
        assert "The latest change came from the room" in it.seen
        it.at.workspace.undo(by=GUESTS)
        await it.press("u")
        assert "Undone: join" in it.seen
        await it.press("escape")
        await it.press("ctrl+p", *"join gr", "enter", "enter")  # the same copies again
        await it.until(lambda: it.top_is("JoinWalkScreen"))
        assert "The groups' copies hold no statement that is not here." in it.seen
        assert len(it.session.canvas) == 6


async def test_what_cannot_be_joined_is_told_in_a_sentence(river: Path) -> None:
    (river.parent / "empty").mkdir()
    async with program(river) as it:
        await it.press("ctrl+p", *"near dup", "enter")
        await it.until(lambda: "No two versions differ" in it.said)
        for path, why in (
            ("empty", "There is no copy of a group there"),
            ("nowhere", "there is no such file"),
        ):
            await it.press("ctrl+p", *"join gr", "enter", "ctrl+a", "ctrl+k", *path, "enter")
            await it.until(partial(lambda why: why in it.said, why))
        assert len(it.session.history.done) == 0


async def test_the_board_of_a_copy_says_whose_it_is_and_on_which_panels_they_work(river: Path) -> None:
    async with program(river.parent / "river-groups" / "river-north.canvas.toml") as it:
        await it.until(lambda: "North: panels 2, 5" in it.seen)
    async with program(river) as it:
        assert "North" not in it.seen


async def test_comments_that_groups_typed_come_with_a_join_and_go_with_its_undo(river: Path) -> None:
    copy = Path("river-groups/river-north.canvas.toml")
    copy.write_text(copy.read_text().replace('text = "Bake"', 'text = "Bake" # at six'))
    async with program(river) as it:
        await joined(it)
        await it.press("escape", "u")
        assert not it.session.is_unsaved
        await it.press("ctrl+r", "ctrl+s")
        assert not it.session.is_unsaved
        text = river.read_text()
        assert 'text = "Bake" # at six\n' in text
        copy.write_text(copy.read_text().replace("# at six", "# at six\n# or seven\n"))
        await it.press("ctrl+g", "enter", "escape")
        assert it.session.is_unsaved
        assert main(["join", NAME, "river-groups"]) == 1
        assert "# or seven" in river.read_text()
