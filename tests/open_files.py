"""The file descriptors of this process, to find those that a test's subject has left open."""

from __future__ import annotations

import os
from contextlib import suppress
from time import monotonic, sleep

from tests.waiting import PATIENCE

OpenFiles = frozenset[tuple[str, str]]
"""Each descriptor's number, and what it leads to where the system tells that."""


def open_files() -> OpenFiles:
    """What is open at this moment, in whichever thread."""
    found = set()
    for number in os.listdir("/dev/fd"):
        with suppress(OSError):  # the listing's own descriptor is closed again
            found.add((number, _target(number)))
    return frozenset(found)


def left_open(since: OpenFiles) -> OpenFiles:
    """What has been opened since and stays open.

    Neither what others close meanwhile counts, nor what they open and close: threads and garbage of earlier
    tests do both at any moment.
    """
    end = monotonic() + PATIENCE
    while (left := open_files() - since) and monotonic() < end:
        sleep(0.02)
    return left


def _target(number: str) -> str:
    os.fstat(int(number))
    try:
        return os.readlink(f"/dev/fd/{number}")
    except OSError:  # not a link on every system
        return ""
