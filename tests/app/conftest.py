"""A repository to try versions on, with nobody's settings."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.files.git.repository import Repository


@pytest.fixture
def repository(here: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A repository in the folder in which the test runs."""
    for name in os.environ:
        if name.startswith("GIT_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(here.parent))
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "Ana Petrescu")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "ana@example.org")
    return Repository(here)
