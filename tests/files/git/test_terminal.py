"""Whether a commit may ask something, so that the screen steps aside."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from canvas.files.git.commit import commit, needs_terminal
from canvas.files.git.git_process import GitError
from tests.files.git.repository import NAME, Repository, script


def test_a_screen_steps_aside_where_a_hook_or_a_signature_may_ask(repository: Repository) -> None:
    path = repository.path()
    assert not needs_terminal(path)
    for name in ("pre-commit", "prepare-commit-msg", "commit-msg", "post-commit"):
        hook = repository.hook(name, "")
        assert needs_terminal(path)
        hook.chmod(stat.S_IRUSR | stat.S_IWUSR)
        assert not needs_terminal(path)
    repository.hook("pre-push", "")
    repository.hook("pre-commit.sample", "")
    assert not needs_terminal(path)
    for word, signs in (("true", True), ("1", True), ("yes", True), ("false", False), ("nonsense", False)):
        repository.git("config", "commit.gpgsign", word)
        assert needs_terminal(path) is signs


@pytest.mark.parametrize("folder", ["my hooks", "{top}/absolute", "~/hooks"])
def test_hooks_are_looked_for_where_the_user_keeps_them(repository: Repository, folder: str) -> None:
    repository.git("config", "core.hooksPath", folder.format(top=repository.top))
    repository.hook("pre-commit", "")
    assert not needs_terminal(repository.path())
    real = os.path.expanduser(folder.format(top=repository.top))
    script(repository.top / real / "pre-commit", "")
    (repository.top / "deep").mkdir()
    assert needs_terminal(repository.path(f"deep/{NAME}"))


def test_the_hooks_of_a_second_work_tree_are_those_of_the_first(
    repository: Repository, tmp_path: Path
) -> None:
    repository.commit(b"1")
    repository.git("worktree", "add", "--quiet", "-b", "second", str(tmp_path / "second"))
    second = str(tmp_path / "second" / NAME)
    assert not needs_terminal(second)
    repository.hook("pre-commit", "echo heard; exit 1")
    assert needs_terminal(second)
    Path(second).write_bytes(b"2")
    with pytest.raises(GitError, match="heard"):
        commit(second, "Two", b"2")
