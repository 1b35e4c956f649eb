"""Git without anybody's settings, and a repository to try it on."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.files.git.repository import Repository


@pytest.fixture(autouse=True)
def nobodys_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep everybody's settings out, and say who commits."""
    for name in os.environ:
        if name.startswith("GIT_"):
            monkeypatch.delenv(name)
    (tmp_path / "gitconfig").touch()
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "Ada Müller")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "ada@example.org")


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "repository")


@pytest.fixture
def zone() -> Iterator[Callable[[str], None]]:
    """Puts the test into a time zone."""
    with pytest.MonkeyPatch.context() as patched:

        def put(zone: str) -> None:
            patched.setenv("TZ", zone)
            time.tzset()

        yield put
    time.tzset()
