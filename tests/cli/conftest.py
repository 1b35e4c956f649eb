"""A repository as the current folder, for verbs that ask git."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.files.git.repository import Repository, without_settings


@pytest.fixture
def repository(tmp_path: Path, here: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Repository]:
    without_settings(monkeypatch, tmp_path, "Ada", "ada@example.org")
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield Repository(here)
    monkeypatch.undo()
    time.tzset()
