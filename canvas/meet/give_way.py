"""Let the keys of the board go first: the server's thread and the board share one interpreter.

While a key of the board is being answered, the server stops between two pieces of its work.
"""

from __future__ import annotations

import threading
import time
from typing import Final

MOST_SECONDS: Final = 0.02
"""How long the server waits for a frame; most keys have theirs in half of that, some have none."""


class GiveWay:
    """Has the server wait while a key is being answered, and work at least as long as it waited."""

    def __init__(self) -> None:
        self._is_free = threading.Event()
        self._is_free.set()
        self._next = 0.0

    def key_came(self) -> None:
        """A key is being answered from now on; from any thread."""
        self._is_free.clear()

    def key_shown(self) -> None:
        """The frame of the key is out; from any thread."""
        self._is_free.set()

    def wait(self) -> None:
        """Wait, in the server's thread, until the key that is being answered has been shown."""
        if self._is_free.is_set() or (began := time.monotonic()) < self._next:
            return
        self._is_free.wait(MOST_SECONDS)
        self._is_free.set()
        ended = time.monotonic()
        self._next = ended + (ended - began)
