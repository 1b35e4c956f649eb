"""A folder of one's own."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that holds nothing else."""
    folder = tmp_path / "canvases"
    folder.mkdir()
    return folder
