"""A conflicted copy of a sync program is told of, and merged by a command."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from canvas.files.canonical_toml import canonical
from canvas.files.canvas_file import open_document
from canvas.model import edits
from canvas.model.types import ItemId
from tests.app.in_git import FIRST, SECOND, committed
from tests.files.git.repository import BEGINNING, DAY, NAME, Repository
from tests.linear.talking import Talks

COPY = "river.canvas (Anna's conflicted copy 2026-11-29).toml"
NOTICE = f"A conflicted copy lies beside this file; join joins it: {COPY}"
NONE = "There is no conflicted copy beside this file that says anything else."


@pytest.fixture
def river(here: Path) -> Path:
    path = here / NAME
    path.write_text(canonical(FIRST))
    return path


def test_a_copy_is_told_of_and_joined_and_its_differences_are_settled(talks: Talks, river: Path) -> None:
    copy = river.with_name(COPY)
    copy.write_text(canonical(SECOND))
    said = talks.about(river, "join", "take 1", "save", "quit")
    assert said.text.count(NOTICE) == 1
    assert any(line.startswith(f"Joined {COPY}: ") for line in said.lines)
    assert "the copy stays where it is, and undo undoes it." in said.text
    assert "“take NUMBER” takes the other" in said.text
    assert copy.read_text() == canonical(SECOND)
    assert open_document(str(river)).canvas.item("ben01") == SECOND.item("ben01")
    assert NONE not in said.text


def test_the_base_of_git_lets_what_the_copy_deleted_go(talks: Talks, repository: Repository) -> None:
    committed(repository, FIRST)
    gone = edits.delete(FIRST, [ItemId("ben01")]).canvas
    Path(COPY).write_text(canonical(gone))
    os.utime(COPY, (BEGINNING + 9 * DAY,) * 2)
    said = talks.about(Path(NAME), "join", "save", "quit")
    assert f"Joined {COPY}: 1 statement less; the copy stays where it is, and undo undoes it." in said.lines
    assert open_document(NAME).canvas.item("ben01") is None


def test_a_damaged_copy_is_one_sentence_and_nothing_changes(talks: Talks, river: Path) -> None:
    river.with_name(COPY).write_text("title = \n")
    before = river.read_bytes()
    said = talks.about(river, "join", "quit")
    (line,) = (line for line in said.lines if line.startswith("Nothing was joined. "))
    assert f"{COPY}, line 1" in line
    assert said.lines[-1] == "Goodbye."
    assert river.read_bytes() == before


def test_without_a_copy_that_is_said_and_a_read_only_canvas_is_not_changed(talks: Talks, river: Path) -> None:
    assert NONE in talks.about(river, "join", "quit").lines
    river.with_name(COPY).write_text(canonical(SECOND))
    said = talks.about(river, "join", read_only=True)
    assert NOTICE not in said.lines
    assert any("read-only" in line for line in said.lines)


def test_a_hostile_name_is_said_harmless(talks: Talks, river: Path) -> None:
    name = "river (\x1b]0;x\x07\n\N{RIGHT-TO-LEFT OVERRIDE} conflicted copy 2026-11-29).canvas.toml"
    river.with_name(name).write_text(canonical(SECOND))
    said = talks.about(river, "join", "undo", "quit")
    assert "Joined river (" in said.text
    assert "Undone: join ‘river (" in said.text
    assert not {"\x1b", "\x07", "\N{RIGHT-TO-LEFT OVERRIDE}"} & set(said.text)
