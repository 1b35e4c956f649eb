"""The model reads no file and no setting, so its tests need no world of their own."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def a_world_of_its_own() -> None:
    """Make no folders for thousands of tests that never look at one."""
