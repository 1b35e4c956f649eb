"""Opens the room of a meeting, and the server through which phones get in."""

from __future__ import annotations

import os
import time
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from canvas.meet.log import MeetingRunsError, MeetLog
from canvas.meet.network import port_problem
from canvas.meet.place import Place
from canvas.meet.room import Room
from canvas.room_order import MISSING_EXTRA, PORT, SLIPS, RoomOpeningError, RoomOrder
from canvas.workspace_meet import RoomLink, Server

if TYPE_CHECKING:
    from canvas.meet.network import Address
    from canvas.meet.server import MeetServer
    from canvas.model.canvas import Canvas
    from canvas.workspace import Workspace

_HOUR_SECONDS: Final = 3600
_LINK_LASTS_SECONDS: Final = 12 * _HOUR_SECONDS
"""How long after a meeting was cut off its link still lets phones in."""


class OpenedRoom(NamedTuple):
    """A room that runs.

    Attributes:
        room: what the phones say and are asked.
        server: lets the phones reach it, or None.
        log: keeps what is said on disk, or None where no disk takes it.
        place: where the phones find it.
        ends_at: when it ends by itself, in seconds since the epoch.
        is_resumed: whether a meeting that was cut off goes on.
    """

    room: Room
    server: MeetServer | None
    log: MeetLog | None
    place: Place
    ends_at: float | None
    is_resumed: bool

    def beside(self, workspace: Workspace) -> RoomLink:
        """The room beside an open canvas."""
        return RoomLink(
            *(workspace, self.room),
            server=self.server,
            log=self.log,
            place=self.place,
            ends_at=self.ends_at,
            is_resumed=self.is_resumed,
            serve=partial(_serve, room=self.room, log=self.log, ends_at=self.ends_at),
        )

    def stop(self) -> None:
        """Let go of the port and the log; what was said stays."""
        if self.server:
            self.server.stop()
        if self.log:
            self.log.close(keep=True)


def open_room(canvas: Canvas, path: str | None, order: RoomOrder = SLIPS) -> OpenedRoom:
    """Open a room, or go on with the meeting about this file that was cut off; slow, and for any thread.

    Args:
        canvas: the canvas it shows.
        path: its file, or None.
        order: what sort of room is wanted.

    Raises:
        RoomOpeningError: where the port cannot be had, another program runs a meeting on the canvas, or what
            the extra brings is not installed.
    """
    try:
        log = MeetLog.open(path)
    except MeetingRunsError:
        raise RoomOpeningError("Another program runs a meeting on this canvas.", "runs") from None
    except OSError:
        log = None
    records = log.records if log else []
    room = Room(canvas, naming=order.naming, now=time.time, chance=os.urandom, keeper=log, records=records)
    is_resumed = bool(records)
    if log and is_resumed and time.time() - log.last_written > _LINK_LASTS_SECONDS:
        room.change_link()
    ends_at = time.time() + order.hours * _HOUR_SECONDS if order.address else None
    server, place = None, Place()
    try:
        if order.address:
            port = order.port or (log.port if log else 0) or PORT
            server, place = _serve(order.address, port, room=room, log=log, ends_at=ends_at)
    except RoomOpeningError:
        if log:
            log.close(keep=is_resumed)
        raise
    return OpenedRoom(room, server, log, place, ends_at, is_resumed)


def _serve(
    address: Address,
    port: int,
    before: Server | None = None,
    *,
    room: Room,
    log: MeetLog | None,
    ends_at: float | None,
) -> tuple[MeetServer, Place]:
    """Let phones in at an address, in place of the server before, which runs on where the port cannot be had.

    Raises:
        RoomOpeningError: where the port cannot be had there, or what the extra brings is not installed.
    """
    try:
        from canvas.meet.server import MeetServer  # noqa: PLC0415 - an extra, and slow to import
    except ImportError:
        raise RoomOpeningError(MISSING_EXTRA, "extra") from None
    if problem := port_problem(address, port):
        raise RoomOpeningError(f"Phones cannot be let in at port {port}: {problem}.", "port")
    if before:
        before.stop()
    server = MeetServer(room, host=address.ip, port=port, log=log, ends_at=ends_at)
    try:
        server.start()
    except OSError as error:
        raise RoomOpeningError(
            f"Phones cannot be let in at port {port}: {error.strerror or error}.", "port"
        ) from None
    return server, Place(address.ip, port, address.scope != "loopback")
