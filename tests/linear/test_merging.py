"""A merge that git could not end is finished from the linear front end, as from the board."""

from __future__ import annotations

from pathlib import Path

import pytest

from canvas.files.canvas_file import open_document
from tests.app import in_git
from tests.app.in_git import FIRST, committed
from tests.files.git.repository import NAME, Repository
from tests.linear.talking import Talks

DONE = f"Marked {NAME} as resolved for git; “git commit” ends the merge."


@pytest.fixture
def merging(repository: Repository) -> Repository:
    """A repository in which `git merge` stopped at the canvas."""
    in_git.merging(repository)
    return repository


def status(repository: Repository) -> bytes:
    return repository.git("status", "--porcelain")


@pytest.mark.parametrize(
    ("command", "text"), [("keep 1", "two, as we say"), ("take 1", "two, in other words")]
)
def test_a_merge_is_read_resolved_and_marked_as_settled_for_git(
    talks: Talks, merging: Repository, command: str, text: str
) -> None:
    said = talks.about(Path(NAME), "unsettled", command, "commit", "yes")  # ours alone is asked about
    assert "1. About 1.2 ‘two, as we say’, its words:" in said.lines
    assert "All resolved; save saves." in said.lines
    assert DONE in said.lines
    assert b"U" not in status(merging)
    assert open_document(NAME).canvas.panels["beneficiaries"][1].text == text
    merging.git("commit", "--no-edit", "--quiet")
    assert merging.git("show", f"HEAD:{NAME}") == Path(NAME).read_bytes()


def test_an_unresolved_conflict_keeps_the_merge_open(talks: Talks, merging: Repository) -> None:
    said = talks.about(Path(NAME), "export", "commit")
    assert "Two versions differ in 1 place: not resolved yet." in said.text
    expected = "Saved; 1 not resolved yet: differences shows what. Then commit marks it for git."
    assert expected in said.lines
    assert b"UU " in status(merging)
    assert b"<<<<" not in Path(NAME).read_bytes()


def test_dropping_the_other_version_needs_confirmation(talks: Talks, merging: Repository) -> None:
    merging.git("checkout", "--ours", NAME)
    question = "Nothing of the other version is in this file."
    said = talks.about(Path(NAME), "commit", "no")
    assert question in said.text
    assert DONE not in said.lines
    assert b"UU " in status(merging)
    assert DONE in talks.about(Path(NAME), "commit", "yes").lines
    assert b"U" not in status(merging)


def test_a_merge_that_does_not_wait_for_this_canvas_is_named(talks: Talks, merging: Repository) -> None:
    other = Path("other.canvas.toml")
    other.write_text('format = 1\ntitle = "Other"\n')
    said = talks.about(other, "commit Some words")
    assert (
        "Git is in the middle of a merge, which does not wait for this canvas: “git commit” ends the merge;"
        " once it is done, commit commits." in said.lines
    )
    assert merging.git("log", "--format=%s", "-1").strip() == b"Ours"


def test_what_git_has_already_is_not_committed_again(talks: Talks, repository: Repository) -> None:
    path = committed(repository, FIRST)
    assert "There is nothing to commit: git has this version already." in talks.about(path, "commit x").lines


def test_yes_takes_the_proposed_message_with_its_list_of_changes(
    talks: Talks, repository: Repository
) -> None:
    path = committed(repository, FIRST)
    said = talks.about(path, "add 2 five", "add 2 six", "commit", "yes")
    assert "Proposed: 2 new" in said.lines
    message = repository.git("log", "--format=%B", "-1").decode()
    assert message.startswith("2 new\n\n")
    assert "five" in message


def test_two_versions_in_the_canvas_are_committed_only_when_that_is_confirmed(
    talks: Talks, repository: Repository
) -> None:
    path = committed(repository, FIRST)
    marked = '\n[[vision]]\ntext = "mine"\ntheirs = [{ text = "yours" }]\n'
    path.write_text(path.read_text() + marked)
    said = talks.about(path, "commit Both", "no")
    assert (
        "1 difference is not resolved: the commit will hold both versions. differences reads them."
        in said.lines
    )
    assert "Not committed." in said.lines
    assert "Committed as " in talks.about(path, "commit Both", "yes").text


def test_what_a_hook_makes_of_the_file_is_in_the_canvas(talks: Talks, repository: Repository) -> None:
    path = committed(repository, FIRST)
    hook = repository.top / ".git" / "hooks" / "post-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\nsed -i.bak s/four/vier/ {NAME}\n")
    hook.chmod(0o755)
    said = talks.about(path, "add 2 five", "commit Some words", "read 2")
    assert "A hook changed the file; this is how it is now." in said.text
    assert "2.1 vier. Proposed." in said.lines
