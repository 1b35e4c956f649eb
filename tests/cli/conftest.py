"""A repository as the current folder, for verbs that ask git."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.files.git.repository import Repository


@pytest.fixture
def repository(tmp_path: Path, here: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Repository]:
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "Ada")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "ada@example.org")
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield Repository(here)
    monkeypatch.undo()
    time.tzset()
