"""The last commit of a file, and whether the file is still as it was in there."""

from __future__ import annotations

import os
from pathlib import Path
from time import monotonic

import pytest

from canvas.files import file_reading
from canvas.files.git import git_process
from canvas.files.git.git_process import GitError, Query
from canvas.files.git.last_version import ask, content_of, last_version
from tests.files.git.repository import ODD_NAMES, Repository

DATA = b"format = 1\n"


def until() -> float:
    return monotonic() + 30


@pytest.mark.parametrize("hash_name", ["sha1", "sha256"])
def test_one_process_tells_the_last_commit_of_any_file_and_whether_it_changed_since(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hash_name: str
) -> None:
    monkeypatch.setenv("GIT_DEFAULT_HASH", hash_name)
    repository = Repository(tmp_path / "here")
    commits = {name: repository.commit(DATA + os.fsencode(name), name=name) for name in ODD_NAMES}
    started: list[None] = []
    path_of_git = git_process.git_path()

    def counted() -> str:
        started.append(None)
        return path_of_git

    monkeypatch.setattr(git_process, "git_path", counted)
    for name, commit in commits.items():
        started.clear()
        found = last_version(ask(repository.path(name)), repository.path(name), until())
        assert found
        assert commit.startswith(found.commit)
        assert found.holds(DATA + os.fsencode(name))
        assert not found.holds(DATA)
        assert len(started) == 1
        assert content_of(found, repository.path(name), until()) == DATA + os.fsencode(name)


def test_a_file_that_its_last_commit_deleted_has_no_version_and_a_huge_one_no_content(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository = Repository(tmp_path / "here")
    with pytest.raises(GitError):
        last_version(ask(repository.path()), repository.path(), until())
    repository.commit(DATA)
    there = last_version(ask(repository.path()), repository.path(), until())
    assert there
    monkeypatch.setattr(file_reading, "MAX_FILE_BYTES", len(DATA) - 1)
    assert content_of(there, repository.path(), until()) is None
    repository.git("rm", "--quiet", "--cached", Path(repository.path()).name)
    repository.git("commit", "--quiet", "-m", "gone")
    assert last_version(ask(repository.path()), repository.path(), until()) is None


def test_git_is_given_the_time_that_is_left(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    repository = Repository(tmp_path / "here")
    asked = ask(repository.path())
    asked.stop()
    given: list[float] = []

    def answer(_: Query, timeout: float) -> bytes:
        given.append(timeout)
        return b""

    monkeypatch.setattr(Query, "answer", answer)
    for until in (monotonic() - 1, monotonic() + 100):
        assert last_version(asked, repository.path(), until) is None
    assert given[0] == 0
    assert 0 < given[1] <= 100
