"""A file, a board that has opened it, and its journal."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from canvas.files.canvas_file import Document
from canvas.files.journal.writer import Journal
from tests.files.journal.boards import started


@pytest.fixture
def path(folder: Path) -> str:
    return str(folder / "x.canvas.toml")


@pytest.fixture
def document(path: str) -> Document:
    return started(path)


@pytest.fixture
def journal() -> Iterator[Journal]:
    journal = Journal()
    yield journal
    journal.close(keep=False)
