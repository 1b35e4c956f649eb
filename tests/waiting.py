"""Wait for a condition, with a limit that no busy machine reaches."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

_Found = TypeVar("_Found")

PATIENCE = 60.0
"""Seconds after which a test gives up waiting; only a test that fails waits so long."""


def until(holds: Callable[[], _Found]) -> _Found:
    """Wait until something holds, not for ever; what it is."""
    limit = time.monotonic() + PATIENCE
    while not (found := holds()):
        assert time.monotonic() < limit, "it never came to that"
        time.sleep(0.005)
    return found
