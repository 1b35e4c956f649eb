"""Where a file stands, and what git is doing there."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from canvas.files.git.git_process import GitError
from canvas.files.git.repository import GitOperation, TrackedFile, locate, under_way, work_tree
from tests.files.git.repository import NAME, ODD_NAMES, Repository, replace_git


def _place(repository: Repository, name: str = NAME) -> TrackedFile:
    return locate(repository.path(name))


def test_a_file_is_found_under_its_name_in_the_work_tree_though_it_is_not_there_yet(
    repository: Repository,
) -> None:
    for name in ODD_NAMES:
        os.makedirs(os.path.dirname(repository.path(name)), exist_ok=True)
        assert _place(repository, name) == TrackedFile(str(repository.top), name)
        assert _place(repository, name).title == os.path.basename(name)


def test_a_relative_path_is_taken_from_where_one_is(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    (repository.top / "a" / "b").mkdir(parents=True)
    monkeypatch.chdir(repository.top / "a")
    assert locate(f"b/../b/{NAME}") == TrackedFile(str(repository.top), f"a/b/{NAME}")
    assert locate(NAME) == TrackedFile(str(repository.top), f"a/{NAME}")
    assert work_tree("b") == work_tree(".") == str(repository.top)


def test_a_link_into_a_repository_leads_to_the_file_there(repository: Repository, folder: Path) -> None:
    repository.write(b"x", f"a/{NAME}")
    (folder / "link.toml").symlink_to(repository.path(f"a/{NAME}"))
    (folder / "top").symlink_to(repository.top)
    wanted = TrackedFile(str(repository.top), f"a/{NAME}")
    assert locate(str(folder / "link.toml")) == locate(str(folder / "top" / "a" / NAME)) == wanted


def test_a_link_out_of_a_repository_leads_out(repository: Repository, folder: Path) -> None:
    (folder / NAME).touch()
    Path(repository.path("link.toml")).symlink_to(folder / NAME)
    with pytest.raises(GitError, match=r"^link\.toml is not in a git repository\.$"):
        _place(repository, "link.toml")


@pytest.mark.parametrize("top", ["new\nline", "end\n", " a ", "-x", "$(touch x)"])
def test_a_work_tree_may_be_called_anything(tmp_path: Path, top: str) -> None:
    repository = Repository(tmp_path / top)
    assert _place(repository) == TrackedFile(str(tmp_path / top), NAME)
    assert not under_way(_place(repository))


def test_a_file_outside_every_repository_is_told_so(folder: Path) -> None:
    with pytest.raises(GitError) as caught:
        locate(str(folder / NAME))
    assert str(caught.value) == "river.canvas.toml is not in a git repository."
    with pytest.raises(GitError, match=r"^canvases is not in a git repository\.$"):
        work_tree(str(folder))


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("", "the file's name is empty."),
        ("absent/x.toml", "x.toml: there is no such folder."),
        ("a\0b", "a␀b: the name is not one that a file can have."),
        ("x\x1b[31m.toml", "x␛[31m.toml is not in a git repository."),
    ],
)
def test_a_path_that_leads_nowhere_is_told_in_a_sentence(folder: Path, path: str, sentence: str) -> None:
    with pytest.raises(GitError) as caught:
        locate(str(folder / path) if path and "\0" not in path else path)
    assert str(caught.value) == sentence


def test_a_bare_repository_has_no_work_tree(repository: Repository, tmp_path: Path) -> None:
    bare = tmp_path / "bare.git"
    repository.git("clone", "--quiet", "--bare", ".", str(bare))
    for folder in (bare, repository.top / ".git"):
        with pytest.raises(GitError, match=r"^x is inside a git repository, but not in a work tree"):
            locate(str(folder / "x"))


def test_a_damaged_repository_is_told_in_gits_words(repository: Repository) -> None:
    (repository.top / ".git" / "config").write_text("[core\n")
    with pytest.raises(GitError, match=r"^river\.canvas\.toml: git says: bad config line 1 in file "):
        _place(repository)


def test_a_repository_whose_work_tree_is_elsewhere_does_not_hold_the_file(
    repository: Repository, folder: Path
) -> None:
    repository.git("config", "core.worktree", str(folder))
    with pytest.raises(GitError, match="is not in a git repository"):
        _place(repository)


def test_a_repository_of_somebody_else_is_left_alone_with_gits_own_advice(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = shutil.which("git")
    replace_git(monkeypatch, tmp_path, f'GIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec {real} "$@"')
    with pytest.raises(GitError) as caught:
        _place(repository)
    assert str(caught.value) == (
        f"git leaves the repository of {NAME} alone, for somebody else owns it:"
        f" if you trust it, run git config --global --add safe.directory {repository.top}"
    )


def test_a_submodule_and_a_second_work_tree_are_places_of_their_own(
    repository: Repository, tmp_path: Path
) -> None:
    repository.commit(b"1")
    repository.git("worktree", "add", "--quiet", "--detach", str(tmp_path / "second"))
    assert locate(str(tmp_path / "second" / NAME)) == TrackedFile(str(tmp_path / "second"), NAME)
    inner = Repository(tmp_path / "inner")
    inner.commit(b"1")
    allowed = ("-c", "protocol.file.allow=always")
    repository.git(*allowed, "submodule", "--quiet", "add", str(inner.top), "sub")
    assert _place(repository, f"sub/{NAME}") == TrackedFile(repository.path("sub"), NAME)


def _conflict(repository: Repository, *how: str) -> None:
    repository.fork()
    assert repository.tried(*how).returncode


@pytest.mark.parametrize(
    ("how", "ends"),
    [
        (("merge", "other"), "git commit"),
        (("cherry-pick", "other"), "git cherry-pick --continue"),
        (("rebase", "other"), "git rebase --continue"),
        (("rebase", "--apply", "other"), "git rebase --continue"),
        (("revert", "HEAD~1", "--no-edit"), "git revert --continue"),
    ],
)
def test_what_git_is_in_the_middle_of_is_told_by_its_name_until_it_ends(
    repository: Repository, how: tuple[str, ...], ends: str
) -> None:
    assert under_way(_place(repository)) is None
    _conflict(repository, *how)
    assert under_way(_place(repository)) == GitOperation(how[0], ends)
    repository.git(how[0], "--abort")
    assert under_way(_place(repository)) is None


def test_a_series_of_patches_is_seen(repository: Repository) -> None:
    _conflict(repository, "merge", "other")
    repository.git("merge", "--abort")
    patch = repository.git("format-patch", "--stdout", "-1", "other")
    assert repository.tried("am", stdin=patch).returncode
    assert under_way(_place(repository)) == GitOperation("series of patches", "git am --continue")


def test_a_merge_in_a_second_work_tree_is_its_own(repository: Repository, tmp_path: Path) -> None:
    _conflict(repository, "merge", "other")
    repository.git("worktree", "add", "--quiet", "--detach", str(tmp_path / "second"))
    assert under_way(_place(repository))
    assert not under_way(locate(str(tmp_path / "second" / NAME)))
