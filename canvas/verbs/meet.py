"""Open a canvas on the board, with a pen for everyone in the room.

Phones and paper slips bring statements into a tray beside the board, and answer what the room is asked.
Without --room only this computer gets there.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from canvas.exit_codes import DONE, WRONG
from canvas.files.canvas_file import Document, DocumentError, open_document
from canvas.meet.network import addresses, doctor, what_opens
from canvas.model.sanitize import visible
from canvas.room_opening import open_room
from canvas.room_order import HOURS, PORT, order_for
from canvas.verbs.reading import has_screen

if TYPE_CHECKING:
    from argparse import ArgumentParser


EXAMPLE = "example: canvas meet river.canvas.toml --room wlan0"


def add_arguments(parser: ArgumentParser) -> None:
    """The arguments of the verb."""
    parser.add_argument("file", metavar="FILE", nargs="?", help="the canvas")
    parser.add_argument("--room", metavar="NAME", help="the network interface or address that phones reach")
    parser.add_argument("--port", type=int, help="the port; 8017 where none is given")
    parser.add_argument("--named", action="store_true", help="names stand beside what people write")
    parser.add_argument("--hours", type=float, help="how long the room is open; 4 where nothing is given")
    parser.add_argument("--yes", action="store_true", help="do not ask before a network is opened")
    parser.add_argument("--linear", action="store_true", help="by questions and answers, line by line")
    parser.add_argument(
        "--doctor", action="store_true", help="tell which address phones reach, and what helps"
    )


def run(
    file: str | None = None,
    *,
    room: str | None = None,
    port: int | None = None,
    named: bool = False,
    hours: float | None = None,
    yes: bool = False,
    linear: bool = False,
    doctor: bool = False,
) -> int:
    """Open the room and the board beside it, or tell about the network."""
    order = order_for(room, port, HOURS if hours is None else hours, is_named=named)
    if doctor:
        return _tell_network(port or PORT)
    document = _document(file, needs_terminal=not linear)
    is_closed = order.address is None or order.address.scope == "loopback"
    if order.address and not (is_closed or yes or _is_confirmed(what_opens(order.address, port or PORT))):
        return WRONG
    opened = open_room(document.canvas, document.path, order)
    try:
        if linear:
            from canvas.linear.entry import talk  # noqa: PLC0415 - the board needs no such

            return talk(document, room=opened.beside)
        from canvas.verbs.open import run_app  # noqa: PLC0415 - likewise

        return run_app(document, room=opened.beside)
    finally:
        opened.stop()


def _document(file: str | None, *, needs_terminal: bool) -> Document:
    """The canvas of the meeting.

    Raises:
        DocumentError: where it cannot be opened, or there is no terminal for the board.
    """
    if file is None or file == "-":
        raise DocumentError("name the canvas of the meeting: canvas meet FILE.", "missing")
    if needs_terminal and not has_screen():
        raise DocumentError("the board needs a terminal that can draw; --linear needs none.", "unreadable")
    return open_document(file)


def _tell_network(port: int) -> int:
    """Print which address phones reach, and what to try where they do not."""
    sys.stdout.write("".join(f"{visible(line)}\n" for line in doctor(addresses(), port)))
    return DONE


def _is_confirmed(sentence: str) -> bool:
    """Say what is opened, and ask; without a terminal nobody can say yes."""
    sys.stderr.write(f"{visible(sentence)}\n")
    if not sys.stdin.isatty():
        sys.stderr.write("canvas: --yes opens it without a question.\n")
        return False
    sys.stderr.write("Open it? yes or no: ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().casefold() in ("yes", "y")
