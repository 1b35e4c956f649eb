"""A canvas that is open read-only: nothing that a hand can do here changes it, or writes anything."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import pytest
from textual.geometry import Offset

from canvas.app.keys import ACTIONS, AGREE, SETTLE, WRITE, groups
from canvas.app.widgets.keys_line import KeysLine
from canvas.files.canvas_file import Document, open_document
from canvas.files.journal import paths
from canvas.files.journal.snapshot import Draft
from canvas.files.recent import _list_file
from canvas.model import edits
from canvas.model.edits import EditError
from canvas.session import READ_ONLY, Session
from canvas.workspace import Workspace
from tests.app.driving import Driven, a_canvas, a_copy, program
from tests.app.in_git import unsettled
from tests.waiting import PATIENCE

LEAVES = ("quit",)
REFUSED = [a for a in ACTIONS if a.group in (WRITE, AGREE) or a.id in ("save", "save_as", "commit")]
LOOKED_AT = ("form", "link", "mark", "unmark", "parked", "next_steps", "findings")
"""They show what there is, or mark it on the screen alone, and change nothing by themselves."""


@asynccontextmanager
async def looked_at(here: Path, size: tuple[int, int] = (120, 40)) -> AsyncIterator[Driven]:
    """A worked example that is only looked at; at the end it is as it was, and nothing else was written."""
    path = a_copy(here)
    before = path.read_bytes()
    async with program(path, size, read_only=True) as it:
        canvas = it.canvas
        yield it
        if not it.app._exit:
            assert it.canvas is canvas
    assert path.read_bytes() == before
    assert [found.name for found in here.iterdir()] == [path.name]
    assert not paths.all_journals()
    assert not Path(_list_file()).exists()


async def back(it: Driven) -> None:
    """Leave whatever lies over the board."""
    await it.settle()
    for _ in range(4):
        if not it.top_is("BoardScreen"):
            await it.press("escape")
    assert it.top_is("BoardScreen")


@pytest.mark.parametrize("group", groups())
async def test_no_key_of_the_table_changes_anything_nor_do_those_that_follow(here: Path, group: str) -> None:
    """Keys follow only where one has opened something: on the board they are keys of the table themselves."""
    async with looked_at(here, (80, 24)) as it:
        for action in groups()[group]:
            for key in action.keys[:1] if action.id not in LEAVES else ():  # its others do the same
                canvas = it.canvas
                await it.pass_on("1")
                await it.pass_on(key)
                if not any(it.top_is(name) for name in ("BoardScreen", "PaletteScreen", "StartScreen")):
                    await it.burst("2", "space", "x", "u", "ctrl+s", "ctrl+r")
                await back(it)
                assert it.canvas is canvas, action.id


async def test_a_key_that_would_change_it_is_answered_with_one_sentence(here: Path) -> None:
    async with looked_at(here) as it:
        for action in REFUSED:
            await it.press("1")
            assert it.said == ""
            for key in () if action.id in LOOKED_AT else action.keys[:1] * 2:
                await it.press(key)
                assert it.said == READ_ONLY, action.id
                assert it.top_is("BoardScreen")


async def test_it_says_so_once_at_the_beginning_and_the_header_as_long_as_it_lasts(here: Path) -> None:
    async with looked_at(here) as it:
        assert it.said == READ_ONLY
        await it.press("down", "down")
        assert it.said == ""
        assert "read-only" in it.lines[0]
        assert "unsaved" not in it.lines[0]


async def test_no_hint_names_a_key_that_is_refused(here: Path) -> None:
    async with looked_at(here) as it:
        await it.press("down")
        hinted = {label for _, label in it.at.hints}
        assert {"next steps…", "present", "quit", "help"} <= hinted
        assert not hinted & {row.label.lower() for row in REFUSED if row.id not in LOOKED_AT}
        await it.press("v")
        assert [label for _, label in it.at.hints] == ["selected", "clear the selection", "help"]
        await it.press("escape", "p", "1")
        assert "unlock" not in it.lines[-1]
        for key in ("a", "u", "ctrl+r", ":", "o"):
            await it.press("k", key)
            assert "This canvas is read only" in it.lines[-1]
        await it.paste("one\ntwo")
        assert "This canvas is read only" in it.lines[-1]


@pytest.mark.parametrize(
    ("key", "then", "hinted"),
    [
        ("n", (), "enter goes there · tab by owner · 0 shows done · esc closes"),
        ("P", (), "enter goes there · esc closes"),
        ("9", (), "enter goes there · esc closes"),
        (
            "slash",
            ("b", "tab"),
            "* shows them on the board · tab to the words · enter goes there · esc cancels",
        ),
    ],
)
async def test_no_list_names_a_key_that_is_refused(
    here: Path, key: str, then: tuple[str, ...], hinted: str
) -> None:
    async with looked_at(here, (200, 60)) as it:
        await it.press(key, *then)
        assert it.screen.query_one(KeysLine).render().plain == hinted


async def test_the_smallest_terminal_says_so_too(here: Path) -> None:
    async with looked_at(here, (40, 12)) as it:
        assert "read-only" in it.lines[0]


async def test_no_way_of_the_mouse_changes_anything(here: Path) -> None:
    async with looked_at(here) as it:
        await it.drag(it.place_of("beneficiaries", 0), it.place_of("beneficiaries", 1))
        assert it.said == READ_ONLY
        await it.drag(it.place_of("beneficiaries", 0), it.heading_of("vision") + Offset(0, 2))
        assert it.said == READ_ONLY
        await it.click(it.place_of("beneficiaries", 0), times=2)
        assert not it.is_typing
        await it.click(it.heading_of("principles") + Offset(0, 1), times=2)
        assert not it.is_typing


async def test_a_paste_changes_nothing(here: Path) -> None:
    async with looked_at(here) as it:
        await it.press("1")
        await it.paste("one\ntwo")
        assert it.said == READ_ONLY


async def test_the_form_shows_the_fields_and_keeps_none(here: Path) -> None:
    async with looked_at(here) as it:
        await it.press("1", "e")
        assert READ_ONLY in it.seen
        await it.write("other words")
        await it.press("ctrl+s")
        assert it.top_is("FormScreen")
        await back(it)


async def test_leaving_asks_nothing(here: Path) -> None:
    async with looked_at(here) as it:
        await it.press("a", "delete", "ctrl+q")
        assert it.app._exit


async def test_what_two_versions_say_differently_stays_open() -> None:
    async with program(Document(unsettled()), read_only=True) as it:
        canvas = it.canvas
        for action in ACTIONS:
            if action.group == SETTLE:
                await it.press(*action.keys)
                assert it.said == READ_ONLY
        assert it.canvas is canvas


async def test_what_somebody_else_writes_to_the_file_still_shows(here: Path) -> None:
    path = a_copy(here)
    async with program(path, read_only=True) as it:
        path.write_text('format = 1\ntitle = "Other"\n', encoding="utf-8")
        await it.until(lambda: it.canvas.title == "Other")
        await it.press("u")
        assert it.canvas.title == "Other"
        assert it.said == READ_ONLY


async def test_a_list_of_canvases_opens_them_read_only_and_makes_none(here: Path) -> None:
    a_copy(here)
    async with program(read_only=True) as it:
        await it.press("a")
        assert it.top_is("StartScreen")
        assert "read-only" in it.seen
        await it.press("enter")
        assert it.session.read_only
    assert not Path(_list_file()).exists()


def test_the_canvas_refuses_by_itself_whatever_the_screen_forgets(here: Path) -> None:
    path = a_copy(here)
    before = path.read_bytes()
    session = Session(open_document(str(path)), read_only=True)
    canvas = session.canvas
    edit = partial(edits.add, panel="vision", texts=["two"])
    for refused in (
        lambda: session.make(edit),
        lambda: session.stash_for_redo(edit),
        session.undo,
        session.redo,
    ):
        with pytest.raises(EditError, match="read-only"):
            refused()
    work = Workspace(session)
    for operation in (work.save(), work.save_as(str(here / "other.canvas.toml"))):
        assert operation.run().code == "read_only"
    session.set_typing(Draft("vision", "half"))
    session.record_draft(edit)
    session.journal_now()
    assert session.journal.flush(PATIENCE)
    assert session.close(keep=True)
    assert session.canvas is canvas
    assert path.read_bytes() == before
    assert not paths.all_journals()
    assert len(list(here.iterdir())) == 1


def test_a_canvas_of_a_newer_format_tells_of_that_first() -> None:
    session = Session(Document(a_canvas(), newer=True), read_only=True)
    assert "newer" in session.read_only_reason
