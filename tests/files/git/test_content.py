"""A file's content in a commit and in the index."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from canvas.files import file_reading
from canvas.files.git.git_process import GitError
from canvas.files.git.history import Commit, commits, is_committed, version
from canvas.files.git.repository import locate
from canvas.files.git.unmerged import stages, was_unmerged
from tests.files.git.repository import NAME, ODD_NAMES, Repository, content_at


@pytest.mark.parametrize("data", [b"", b"\0\xff\r\n", b"no newline", b"x" * 100_000])
def test_the_bytes_of_a_version_are_those_that_were_committed(repository: Repository, data: bytes) -> None:
    repository.commit(data)
    repository.commit(b"later")
    assert content_at(repository.place(), "HEAD~1") == data


def test_a_version_without_the_file_has_none(repository: Repository) -> None:
    repository.commit(b"1", name="else.toml")
    repository.commit(b"1", name=f"{NAME}.d/x")
    repository.commit(b"1")
    place = repository.place()
    assert content_at(place, "HEAD~1") is None
    assert content_at(place, "HEAD", f"{NAME}.d") is None
    assert content_at(place, "HEAD", f"{NAME}.d/x") == b"1"


def test_a_version_that_is_no_file_is_told(repository: Repository, tmp_path: Path) -> None:
    os.symlink("elsewhere", repository.path())
    repository.add(NAME)
    repository.record("Link")
    inner = Repository(tmp_path / "inner")
    repository.git("update-index", "--add", "--cacheinfo", f"160000,{inner.commit(b'1')},sub")
    repository.record("Module")
    place = repository.place("x")
    with pytest.raises(GitError, match=r"^river\.canvas\.toml: in that version it is a symbolic link, not a"):
        content_at(place, "HEAD", NAME)
    with pytest.raises(GitError, match=r"^sub: in that version it is a repository of its own, not a file\.$"):
        content_at(place, "HEAD", "sub")


def test_a_version_that_is_far_too_large_is_not_read(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.commit(b"12345")
    monkeypatch.setattr(file_reading, "MAX_FILE_BYTES", 5)
    assert content_at(repository.place()) == b"12345"
    monkeypatch.setattr(file_reading, "MAX_FILE_BYTES", 4)
    with pytest.raises(GitError, match="far too large to be a canvas"):
        content_at(repository.place())


def test_a_version_that_was_never_fetched_is_told(repository: Repository, tmp_path: Path) -> None:
    repository.commit(b"1")
    repository.commit(b"2")
    repository.git("config", "uploadpack.allowFilter", "true")
    clone = tmp_path / "partial"
    repository.git("clone", "--quiet", "--filter=blob:none", f"file://{repository.top}", str(clone))
    place = locate(str(clone / NAME))
    newest, oldest = commits(place)
    assert version(place, newest) == b"2"
    with pytest.raises(GitError) as caught:
        version(place, oldest)
    assert str(caught.value) == f"{NAME}: that version is not in this clone; fetch it with git."


def test_where_a_version_was_never_fetched_the_history_ends_at_the_present_name(
    repository: Repository, tmp_path: Path
) -> None:
    text = b"a line of text\n" * 20
    repository.commit(text, name="draft.toml")
    repository.git("mv", "draft.toml", NAME)
    renamed = repository.commit(text + b"more\n")
    repository.git("config", "uploadpack.allowFilter", "true")
    clone = tmp_path / "partial"
    repository.git("clone", "--quiet", "--filter=blob:none", f"file://{repository.top}", str(clone))
    assert len(commits(repository.place())) == 2
    assert [commit.id for commit in commits(locate(str(clone / NAME)))] == [renamed]


def test_a_commit_that_is_gone_is_told(repository: Repository) -> None:
    repository.commit(b"1")
    [commit] = commits(repository.place())
    gone: Commit = commit._replace(id="1" * 40)
    with pytest.raises(GitError, match="there is no version called ‘1111"):
        version(repository.place(), gone)


def test_the_three_versions_of_a_conflict_are_in_the_index(repository: Repository) -> None:
    repository.fork(*ODD_NAMES)
    assert stages(repository.place()) == {}
    repository.tried("merge", "other")
    for name in ODD_NAMES:
        assert stages(repository.place(name)) == {1: b"base\n", 2: b"ours\n", 3: b"theirs\n"}
    assert stages(repository.place("other.canvas.toml")) == {}


def test_a_file_that_one_side_deleted_has_two_versions(repository: Repository) -> None:
    repository.commit(b"base\n")
    repository.git("checkout", "--quiet", "-b", "other")
    repository.git("rm", "--quiet", NAME)
    repository.record("Delete")
    repository.git("checkout", "--quiet", "main")
    repository.commit(b"ours\n")
    repository.tried("merge", "other")
    assert stages(repository.place()) == {1: b"base\n", 2: b"ours\n"}


def test_what_is_committed_is_so_to_the_letter(repository: Repository) -> None:
    assert not is_committed(repository.place(), b"1")
    repository.commit(b"1")
    assert is_committed(repository.place(), b"1")
    assert not is_committed(repository.place(), b"1\n")
    repository.write(b"2")
    repository.add(NAME)
    assert not is_committed(repository.place(), b"2")
    assert not is_committed(repository.place("else.toml"), b"")


@pytest.mark.parametrize("kind", ["sha1", "sha256"])
def test_both_kinds_of_ids_are_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    monkeypatch.setenv("GIT_DEFAULT_HASH", kind)
    repository = Repository(tmp_path / "repository")
    id_ = repository.commit(b"1")
    assert len(id_) == (40 if kind == "sha1" else 64)
    [commit] = commits(repository.place())
    assert commit.id == id_
    assert version(repository.place(), commit) == b"1"


def test_a_file_that_a_merge_left_open_is_known_after_it_was_settled(repository: Repository) -> None:
    repository.fork()
    assert repository.tried("merge", "other").returncode
    assert not was_unmerged(repository.place())
    repository.add(NAME)
    assert stages(repository.place()) == {}
    assert was_unmerged(repository.place())
    assert not was_unmerged(repository.place("another.canvas.toml"))
