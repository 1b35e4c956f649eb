"""Brings the changes of a meeting's room, which any thread makes, to the board's thread, seldom enough."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from textual.screen import Screen

    from canvas.workspace_meet import RoomLink

_LEAST_SECONDS: Final = 0.1
"""Between two repaints for the room, however much comes in."""


def watch_room(screen: Screen[None], room: RoomLink, seen: Callable[[], object]) -> Callable[[], None]:
    """Have the room publish its changes in the screen's thread, `seen` among them; gives what ends that."""
    is_due = threading.Event()

    def publish() -> None:
        is_due.clear()
        if screen.is_attached:
            room.publish()

    def changed() -> None:  # in any thread
        if not is_due.is_set():
            is_due.set()
            screen.call_later(screen.set_timer, _LEAST_SECONDS, publish)

    endings = (room.room.subscribe(changed), room.subscribe(seen))

    def end() -> None:
        for each in endings:
            each()

    return end
