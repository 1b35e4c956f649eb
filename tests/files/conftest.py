"""Fixtures for tests of files."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.files.replacing import OLD


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder."""
    folder = tmp_path / "canvases"
    folder.mkdir()
    return folder


@pytest.fixture
def path(folder: Path) -> Path:
    """A file to be written anew by `put`."""
    path = folder / "t.canvas.toml"
    path.write_bytes(OLD)
    return path
