"""Hands that phones show for one statement after the other."""

from __future__ import annotations

from collections.abc import Callable

from canvas.meet.room import Room
from canvas.meet.types import Counts
from canvas.model.types import ItemId, PanelKey


class RoomHands:
    """Asks the phones for hands on one statement after the other, for a consent round.

    The round keeps them in its own answer: they are no results that are put into the canvas once more.
    """

    def __init__(self, room: Room, place: Callable[[ItemId], tuple[PanelKey, int] | None]) -> None:
        self._room = room
        self._place = place
        self._asked = 0
        self._item: ItemId | None = None

    def ask(self, item_id: ItemId | None) -> None:
        """Ask for hands on a statement, in place of the one before; None ends that."""
        place = self._place(item_id) if item_id else None
        self._item = item_id if place else None
        if item_id is None or place is None:
            if self._asked and self._room.asked().number == self._asked:
                self._room.close_ask()
            return
        self._room.look_at(place[0], item_id)
        self._asked = self._room.ask("hands", place[0], (item_id,)).number

    def count(self) -> tuple[int, ...]:
        """The hands that were shown so far for the statement that is asked."""
        if self._item is None:
            return ()
        shown = self._room.spread(self._asked).counts.get(self._item, ())
        return tuple(fingers for fingers, count in enumerate(shown) for _ in range(count))

    def counts(self) -> Counts | None:
        """How many phones are there and have answered; None while none is asked."""
        return self._room.counts() if self._item else None
