"""The room of a meeting beside the board: it is watched, told of, and given columns for its tray."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, Protocol

from canvas.app.host import ScreenPort
from canvas.app.widgets.grid_sizes import TRAY_COLUMNS, TRAY_MIN_COLUMNS
from canvas.room_phrases import ENDED, FOUND, lost, opened

if TYPE_CHECKING:
    from textual.geometry import Size
    from textual.timer import Timer

    from canvas.app.actions.context import GuidanceDock
    from canvas.app.widgets.board import Board
    from canvas.workspace_meet import RoomLink

_COMPARE_SECONDS: Final = 0.015
"""Between two contributions that are compared with those before."""

_LEAST_SECONDS: Final = 0.1
"""Between two repaints for the room, however much comes in."""


class RoomScreenBelow(ScreenPort, Protocol):
    """The screen of a board, as the room beside it sees it."""

    board: Board

    @property
    def guidance(self) -> GuidanceDock:
        """The place for help beside the board."""

    @property
    def is_attached(self) -> bool:
        """Whether it is there."""

    def show_lines(self) -> None:
        """Refresh the lines around the board."""

    def call_later(self, callback: Callable[..., object], *args: object) -> bool:
        """Call a function in the screen's thread, from any."""

    def set_timer(self, delay: float, callback: Callable[[], object]) -> Timer:
        """Call a function later."""


class RoomBeside:
    """Runs at most one meeting beside a board.

    Attributes:
        room: the meeting, or None.
    """

    def __init__(self, screen: RoomScreenBelow) -> None:
        self.room: RoomLink | None = None
        self._screen = screen
        self._has_tray = False
        self._endings: tuple[Callable[[], None], ...] = ()
        self._is_due = threading.Event()
        self._has_told_end = self._is_comparing = False
        self._lost_at = ""

    def adopt(self, room: RoomLink) -> None:
        """Run a meeting, in place of one that runs."""
        self.end()
        self.room, self._has_told_end, self._lost_at = room, False, ""
        self._endings = (room.room.subscribe(self._changed), room.subscribe(self._screen.show_lines))
        self._screen.host.gives_way = room.room.give_way
        self._screen.show_lines()
        told = opened(room, is_resumed=room.is_resumed)
        self._screen.say(f"{told} {self._screen.key('room')} opens its tray.")

    def _changed(self) -> None:
        """The room changed, in any thread: publish that in the screen's, but not too often."""
        if not self._is_due.is_set():
            self._is_due.set()
            self._screen.call_later(self._screen.set_timer, _LEAST_SECONDS, self._publish)

    def _publish(self) -> None:
        self._is_due.clear()
        if not self.room or not self._screen.is_attached:
            return
        self.room.publish()
        self._compare()
        self._tell_loss(self.room)
        if self.room.room.has_ended and not self._has_told_end:
            self._has_told_end = True
            self._screen.say(f"{ENDED} {self._screen.key('room')} opens the tray.")

    def _compare(self) -> None:
        """Compare one contribution after the other with those before, a moment apart: a key comes between."""
        if not self._is_comparing and self.room and self.room.tray.compare_next():
            self._is_comparing = True
            self._screen.set_timer(_COMPARE_SECONDS, self._go_on_comparing)

    def _go_on_comparing(self) -> None:
        self._is_comparing = False
        self._compare()

    def _tell_loss(self, room: RoomLink) -> None:
        """Say once when phones do not get through any more, and when they do again."""
        address = room.place.address
        if room.is_lost and not self._lost_at:
            self._lost_at = address
            tray, way = self._screen.key("room"), self._screen.key("link")
            self._screen.say(f"{lost(room)} {tray}, then {way} lets them in.", warning=True)
        elif self._lost_at and not room.is_lost:
            if address == self._lost_at:
                self._screen.say(FOUND)
            self._lost_at = ""

    def end(self) -> None:
        """End the meeting, if any."""
        if room := self._let_go():
            room.end()
            self._screen.show_lines()

    def stop(self) -> None:
        """Let go of the meeting; another start goes on with it."""
        if room := self._let_go():
            room.stop()

    def _let_go(self) -> RoomLink | None:
        for each in self._endings:
            each()
        room, self.room, self._endings = self.room, None, ()
        self._screen.host.gives_way = None
        return room

    # The columns of the tray

    def make_room(self, is_wanted: bool) -> None:
        """Leave the columns of the tray free beside the board, or take them again."""
        if is_wanted and self._screen.guidance.is_open:
            self._screen.guidance.close()
        self._has_tray = is_wanted
        self.leave_columns(self._screen.host.size)

    def leave_columns(self, size: Size) -> None:
        """Leave as many columns free as the tray takes at a size."""
        columns = TRAY_COLUMNS if self._has_tray and size.width >= TRAY_MIN_COLUMNS else 0
        styles = self._screen.board.styles
        if not self._screen.guidance.is_open and styles.margin.right != columns:
            styles.margin = (0, columns, 0, 0)
