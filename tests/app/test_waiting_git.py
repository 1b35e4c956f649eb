"""Save and commit while git is in the middle of a merge, a rebase or the like."""

from __future__ import annotations

from pathlib import Path

import pytest

from canvas.files.canonical_toml import canonical
from tests.app.driving import program
from tests.app.in_git import FIRST, OURS, SECOND, committed, differing, merging
from tests.files.git.repository import NAME, Repository


async def test_while_git_merges_the_file_is_marked_as_settled_and_the_merge_left_to_git(
    repository: Repository,
) -> None:
    merging(repository)
    item = differing(FIRST.panels["vision"][0], {"text": "five"})
    repository.write(canonical(FIRST.with_items({"vision": (item,)})).encode())
    async with program(Path(NAME)) as it:
        await it.press("C")
        assert "1 not resolved yet" in it.said
        assert b"UU " in repository.git("status", "--porcelain")
        await it.press("greater_than_sign", "C")
        assert it.said == f"Saved {NAME} and marked it as resolved for git; “git commit” ends the merge."
    assert b"M  " in repository.git("status", "--porcelain")
    repository.git("commit", "--no-edit", "--quiet")


async def test_a_board_opened_before_a_pull_takes_in_what_git_left_there_before_it_marks(
    repository: Repository,
) -> None:
    committed(repository, OURS)
    async with program(Path(NAME)) as it:
        merging(repository)
        await it.press("C")
        assert "not resolved yet" in it.said
        assert b"UU " in repository.git("status", "--porcelain")
        await it.press("greater_than_sign", "greater_than_sign", "C")
        assert "marked it as resolved for git" in it.said
        assert it.texts()[1] == "two, in other words"
    assert b"<<<<" not in Path(NAME).read_bytes()
    assert b"M  " in repository.git("status", "--porcelain")


@pytest.mark.parametrize(
    ("how", "ends"),
    [
        (("rebase", "theirs"), "“git rebase --continue” goes on with the rebase"),
        (("cherry-pick", "theirs"), "“git cherry-pick --continue” goes on with the cherry-pick"),
    ],
)
async def test_in_the_middle_of_something_else_the_command_that_goes_on_is_named(
    repository: Repository, how: tuple[str, ...], ends: str
) -> None:
    merging(repository, *how)
    async with program(Path(NAME)) as it:
        await it.press("C")
        assert "1 not resolved yet" in it.said
        await it.press("greater_than_sign" if how[0] == "cherry-pick" else "less_than_sign")
        await it.press("space", "C")
        assert it.said.endswith(f"marked it as resolved for git; {ends}.")
    assert b"U" not in repository.git("status", "--porcelain")


async def test_a_canvas_that_git_does_not_wait_for_is_left_until_git_is_done(repository: Repository) -> None:
    repository.commit(b"1", "One", "other.txt")
    merging(repository, "rev-parse", "nothing")
    repository.git("checkout", "--quiet", "-b", "third", "theirs")
    repository.commit(b"2", "Two", "other.txt")
    repository.git("checkout", "--quiet", "theirs")
    repository.commit(b"3", "Three", "other.txt")
    assert repository.tried("rebase", "third").returncode
    async with program(Path(NAME)) as it:
        await it.press("space", "C")
        assert it.said == (
            "Saved; git is in the middle of a rebase, which does not wait for this canvas:"
            " “git rebase --continue” goes on with the rebase; once it is done, C commits."
        )


async def test_what_was_marked_and_changed_again_is_marked_again(repository: Repository) -> None:
    merging(repository)
    async with program(Path(NAME)) as it:
        await it.press("C", "greater_than_sign", "C", "space", "C")
        assert "marked it as resolved for git" in it.said
    assert b"M  " in repository.git("status", "--porcelain")
    assert repository.git("show", f":{NAME}") == Path(NAME).read_bytes()


async def test_what_a_stash_left_open_is_committed_only_once_it_is_settled(repository: Repository) -> None:
    path = committed(repository, FIRST)
    path.write_bytes(canonical(SECOND).encode())
    repository.git("stash", "--quiet")
    repository.commit(canonical(OURS).encode(), "Ours")
    assert repository.tried("stash", "pop").returncode
    async with program(path) as it:
        await it.press("C")
        assert it.said == "Saved; 1 not resolved yet: r shows what. Then C commits it."
        await it.press("greater_than_sign", "C")
        assert it.top_is("CommitScreen")
        await it.press("enter")
        assert "ommitted as " in it.said
    assert repository.git("status", "--porcelain") == b""
    assert repository.git("show", f"HEAD:{NAME}") == canonical(SECOND).encode()


async def test_where_nothing_of_the_other_version_is_in_the_file_that_is_asked_about(
    repository: Repository,
) -> None:
    merging(repository)
    repository.git("checkout", "--ours", NAME)
    async with program(Path(NAME)) as it:
        await it.press("C")
        assert "Nothing of the other version is in this file" in it.seen
        await it.press("escape")
        assert b"UU " in repository.git("status", "--porcelain")
        await it.press("C", "1")
        assert it.said == f"Marked {NAME} as resolved for git; “git commit” ends the merge."
    assert b"U" not in repository.git("status", "--porcelain")
