"""Where the records of a meeting go."""

from __future__ import annotations

from typing import Protocol

from canvas.meet.state import Record


class Keeper(Protocol):
    """Where a room puts its records; `canvas.meet.log` keeps them on disk."""

    def append(self, record: Record) -> int:
        """Take a record without waiting for a disk, and return its position."""


class Nowhere:
    """A keeper that keeps nothing."""

    def append(self, record: Record) -> int:  # noqa: ARG002 - the protocol's name
        """Drop a record."""
        return 0
