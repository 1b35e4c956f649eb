"""Git without anybody's settings, and a repository to try it on."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.files.git.repository import Repository, without_settings


@pytest.fixture(autouse=True)
def nobodys_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep everybody's settings out, and say who commits."""
    (tmp_path / "gitconfig").touch()
    without_settings(monkeypatch, tmp_path, "Ada Müller", "ada@example.org", str(tmp_path / "gitconfig"))


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
