"""The board with a meeting beside it, which does what it is told through a socket: for the row ``meet``."""

from __future__ import annotations

import json
import os
import socket
import sys
import threading
import time
from typing import Any, TextIO

from canvas.files.canvas_file import open_document
from canvas.meet.place import Place
from canvas.meet.room import Room
from canvas.meet.server import MeetServer
from canvas.room_opening import open_room
from canvas.room_order import order_for
from canvas.verbs.open import run_app


def run() -> None:
    """Run the board on ``FILE``, with the meeting at ``PORT``, obedient to whoever connects to ``SOCKET``."""
    path, port, control = sys.argv[1:]
    document = open_document(path)
    opened = open_room(document.canvas, path, order_for(None, int(port), 1, is_named=False))
    if opened.server is None:
        raise RuntimeError("a meeting without a server")
    threading.Thread(target=_obey, args=(control, opened.room, opened.server), daemon=True).start()
    try:
        run_app(document, room=opened.beside)
    finally:
        opened.stop()


def _obey(control: str, room: Room, server: MeetServer) -> None:
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(control)
        listening.listen(1)
        connection, _ = listening.accept()
        with connection, connection.makefile("rw") as lines:
            for line in lines:
                _answer(lines, room, server, json.loads(line))


def _answer(lines: TextIO, room: Room, server: MeetServer, order: dict[str, Any]) -> None:
    answer: dict[str, Any] = {
        "link": Place(*server.address).link(room.invitation()),
        "here": room.counts().here,
    }
    at = time.monotonic()
    match order.pop("do"):
        case "ask":
            answer["ask"] = room.ask(**order).number
        case "end":
            spread = {number: room.spread(number).answered for number in range(1, room.asked().number + 1)}
            answer |= {"texts": [each.text for each in room.contributions()], "answered": spread}
            room.end()
    lines.write(json.dumps({**answer, "at": at}) + os.linesep)
    lines.flush()
