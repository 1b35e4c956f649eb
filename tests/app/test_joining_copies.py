"""A conflicted copy of a sync program beside the file is told of, and merged when asked to."""

from __future__ import annotations

import os
import threading
from functools import partial
from pathlib import Path

import pytest

from canvas.app.board import screen
from canvas.files import conflicted_copies
from canvas.files.canvas_file import open_document
from canvas.model import edits
from canvas.session import Session
from tests.app.driving import Driven, program
from tests.small import ONE

THEIRS = ONE.replace("one", "uno") + '\n[[vision]]\nid = "bbbbb"\ntext = "two"\n'
COPY = "small.canvas (Anna's conflicted copy 2026-11-29).toml"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screen, "_RECOVERY_AFTER_SECONDS", 0.01)
    monkeypatch.setattr(screen, "_POLL_SECONDS", 0.02)


def copied(small: Path, text: str = THEIRS, name: str = COPY, when: float = 1_000) -> Path:
    path = small.with_name(name)
    path.write_text(text)
    os.utime(path, (when, when))
    return path


def texts(it: Driven) -> list[str]:
    return it.texts("vision")


async def told(it: Driven) -> None:
    await it.until(lambda: "M joins it" in it.said)


async def test_a_copy_is_told_of_and_merged_as_one_change_and_stays_where_it_is(small: Path) -> None:
    copy = copied(small)
    async with program(small) as it:
        await told(it)
        assert it.top_is("BoardScreen")
        assert COPY in it.seen
        assert texts(it) == ["one"]
        await it.press("M")
        assert texts(it) == ["one", "two"]
        assert it.said.startswith(f"Joined {COPY}: 1 statement, 1 difference;")
        assert "; the copy stays where it is, and u undoes it." in it.said
        assert "1 statement differs between two versions" in it.said
        assert it.item is not None
        assert it.item.text == "one"
        assert "* unsaved" in it.shown
        await it.press("u")
        assert texts(it) == ["one"]
        assert it.said.startswith("Undone: join ‘small.canvas")
        await it.press("M")  # what was undone can be joined again
        assert texts(it) == ["one", "two"]
        await it.press("greater_than_sign", "ctrl+s", "M")
        assert texts(it) == ["uno", "two"]
        assert it.said == "There is no conflicted copy beside this file that says anything else."
    assert copy.read_text() == THEIRS
    async with program(small) as it:
        await it.settle()
        assert it.said == ""


async def test_a_damaged_copy_is_one_sentence_and_changes_nothing(small: Path) -> None:
    copy = copied(small, "title = \n", when=2_000)
    other = copied(small, name="small.canvas.sync-conflict-20261129-101112-ABCDEFG.toml")
    async with program(small) as it:
        await told(it)
        await it.press("M")
        assert it.said.startswith("Nothing was joined. ")
        assert f"{copy.name}, line 1" in it.said
        assert texts(it) == ["one"]
        assert "* unsaved" not in it.shown
        await it.press("M")
        assert texts(it) == ["one", "two"]
    assert (copy.read_text(), other.read_text(), small.read_text()) == ("title = \n", THEIRS, ONE)


async def test_the_line_waits_while_something_else_is_said_or_typed(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied(small)
    monkeypatch.setattr(screen, "_RECOVERY_AFTER_SECONDS", 3600)  # the test says when the time has come
    async with program(small) as it:
        await it.burst("2", "a", *"new")
        it.at.commands.late.joining.look()
        await it.settle()
        assert it.is_typing
        assert it.said == ""
        await it.press("enter", "escape")
        await told(it)
        assert sorted(texts(it)) == ["new", "one"]
        await it.press("M")
        assert sorted(texts(it)) == ["new", "one", "two"]


async def test_the_question_about_unsaved_work_comes_first(small: Path) -> None:
    copied(small)
    session = Session(open_document(str(small)))
    session.make(partial(edits.add, panel="vision", texts=("mine",)))
    session.close(keep=True)
    async with program(small) as it:
        await it.until(lambda: it.top_is("ChooseScreen"))
        await it.settle()
        assert it.said == ""
        await it.press("escape")
        await told(it)


async def test_without_a_copy_nothing_is_said_and_the_key_says_so(small: Path) -> None:
    small.with_name("small-2.canvas.toml").write_text(THEIRS)
    async with program(small) as it:
        await it.settle()
        assert it.said == ""
        await it.press("M")
        assert it.said == "There is no conflicted copy beside this file that says anything else."
        assert texts(it) == ["one"]


async def test_a_canvas_without_a_file_and_a_read_only_one_have_no_copies(small: Path) -> None:
    copied(small)
    async with program(small, read_only=True) as it:
        before = it.said
        await it.settle()
        assert it.said == before
        await it.press("M")
        assert "read-only" in it.said
    async with program(open_document(str(small)).canvas) as it:
        await it.press("M")
        assert it.said == "There is no conflicted copy beside this file that says anything else."


async def test_a_hostile_name_is_shown_harmless(small: Path) -> None:
    copied(
        small, name="small (\x1b]0;x\x07\n\N{RIGHT-TO-LEFT OVERRIDE} conflicted copy 2026-11-29).canvas.toml"
    )
    async with program(small) as it:
        await told(it)
        for said in (it.said, it.shown):
            assert not {"\x1b", "\x07", "\N{RIGHT-TO-LEFT OVERRIDE}"} & set(said)
        await it.press("M")
        assert texts(it) == ["one", "two"]
        assert not {"\x1b", "\x07", "\N{RIGHT-TO-LEFT OVERRIDE}"} & set(it.said + it.shown)


async def test_the_folder_is_read_in_a_thread(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    threads = []
    copied(small)
    copies_beside = conflicted_copies.copies_beside

    def watched(path: str) -> list[conflicted_copies.Candidate]:
        threads.append(threading.current_thread())
        return copies_beside(path)

    monkeypatch.setattr(conflicted_copies, "copies_beside", watched)
    async with program(small) as it:
        await told(it)
        await it.press("M")
        assert texts(it) == ["one", "two"]
    assert threads
    assert threading.main_thread() not in threads
