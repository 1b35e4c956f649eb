"""A part of pytest: whoever tests a copy of the program is not to be handed the one that is installed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = "CANVAS_PLANTED_IN"
"""Names the folder of the copy, in the environment."""

ELSEWHERE = 90
"""The exit code where the program comes from elsewhere."""


def pytest_collection_finish() -> None:
    """See to it, once the tests have imported what they test."""
    import canvas
    import tests

    for package in (canvas, tests):
        found = Path(package.__file__ or "").resolve()
        if not found.is_relative_to(Path(os.environ[ROOT]).resolve()):
            pytest.exit(f"{package.__name__} comes from {found}", ELSEWHERE)
