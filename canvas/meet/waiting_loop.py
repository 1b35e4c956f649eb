"""An event loop for the server that gives way to the keys of the board before each of its turns."""

from __future__ import annotations

import selectors
import sys
from asyncio import AbstractEventLoop, SelectorEventLoop
from collections.abc import Callable

from canvas.meet.give_way import GiveWay


def loop_factory(give_way: GiveWay) -> Callable[[], AbstractEventLoop] | None:
    """What makes an event loop that waits before each of its turns; none on Windows, where it cannot."""
    if sys.platform == "win32":
        return None
    return lambda: SelectorEventLoop(_Selector(give_way.wait))


class _Selector(selectors.DefaultSelector):
    """Waits once there is something to do."""

    def __init__(self, wait: Callable[[], None]) -> None:
        super().__init__()
        self._wait = wait

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        """What is ready."""
        ready = super().select(timeout)
        self._wait()
        return ready
