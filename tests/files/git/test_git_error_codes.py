"""What git refuses has a code, which an error about a version hands on."""

from __future__ import annotations

from pathlib import Path

import pytest

from canvas.files.git.git_process import GitError
from canvas.files.git.named_versions import last_committed
from canvas.files.git.repository import locate
from canvas.files.git.versions import VersionError
from tests.files.git.repository import Repository

GOOD = b'format = 1\ntitle = "One"\n'


def test_a_file_that_is_in_no_commit_is_told_without_naming_a_key(repository: Repository) -> None:
    repository.write(GOOD)
    with pytest.raises(VersionError) as caught:
        last_committed(repository.path())
    assert caught.value.code == "no_commit"
    assert str(caught.value).endswith(" is in no commit yet.")


def test_git_refuses_with_a_code_and_a_version_hands_it_on(here: Path) -> None:
    (here / "there.canvas.toml").write_bytes(GOOD)
    (here / "x.canvas.toml").write_bytes(GOOD)
    for name in ("there.canvas.toml", "x.canvas.toml"):
        with pytest.raises(GitError) as refused:
            locate(name)
        with pytest.raises(VersionError) as told:
            last_committed(name)
        assert refused.value.code == told.value.code == "no_repository"
        assert str(told.value) == f"{name} is not in a git repository.", "a file's name gets no capital"
    with pytest.raises(VersionError, match=r"^X/y: there|^y: there") as told:
        last_committed("x/y")
    assert told.value.code == "no_folder"
