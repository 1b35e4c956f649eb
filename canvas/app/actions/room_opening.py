"""Beginning a meeting from the board: where the phones come from, and whether names are shown."""

from __future__ import annotations

from collections.abc import Callable

from canvas.app.actions.base import Commands
from canvas.app.screens.choose import ChooseScreen, Option
from canvas.meet.network import Address, addresses, what_opens
from canvas.meet.types import Naming
from canvas.operations import Operation
from canvas.room_opening import (
    MISSING_EXTRA,
    PORT,
    OpenedRoom,
    RoomOpeningError,
    RoomOrder,
    open_room,
)

_SLIPS = "slips"
_MOST_ADDRESSES = 7


def begin_room(commands: Commands, then: Callable[[], object]) -> None:
    """Ask what sort of room is wanted, and open it beside the board; `then` is called once it runs.

    What waits in the tray of a room that runs already goes over to the new one.
    """
    if commands.refused():
        return
    found = _offered()
    options = [Option("1", _SLIPS, "Paper slips alone", "no network: you type what is on them")]
    for number, each in enumerate(found, 2):
        label = "This computer alone" if each.scope == "loopback" else f"Phones on {each.interface}"
        hint = each.host + (
            "" if each.is_for_rooms or each.scope == "loopback" else ", not the room's network"
        )
        options.append(Option(str(number), each.ip, label, hint))
    if not found:
        commands.say(MISSING_EXTRA)

    def chosen(answer: str) -> None:
        address = next((each for each in found if each.ip == answer), None)
        _ask_naming(commands, address, then)

    commands.ask(ChooseScreen("Everyone's pen: how do people in the room write?", options), chosen)


def _offered() -> tuple[Address, ...]:
    """The addresses to choose from: of an interface with both, the IPv4 one, which is easier to type."""
    try:
        usable = [each for each in addresses() if each.scope != "unassigned"]
    except ImportError:
        return ()
    with_ipv4 = {each.interface for each in usable if ":" not in each.ip}
    found = [each for each in usable if ":" not in each.ip or each.interface not in with_ipv4]
    return tuple(found[:_MOST_ADDRESSES])


def _ask_naming(commands: Commands, address: Address | None, then: Callable[[], object]) -> None:
    if address is None:
        _open(commands, RoomOrder(), then)
        return
    options = [
        Option("1", "anonymous", "Nobody is named", "nobody sees who wrote what, nor do you"),
        Option("2", "named", "Names are shown", "each phone says its name first, and every phone tells so"),
    ]

    def named(answer: str) -> None:
        naming: Naming = "named" if answer == "named" else "anonymous"
        _confirm(commands, RoomOrder(address, naming=naming), then)

    commands.ask(ChooseScreen("Do names stand beside what people write?", options), named)


def _confirm(commands: Commands, order: RoomOrder, then: Callable[[], object]) -> None:
    """Say what is opened, and open it only where that is confirmed."""
    if order.address is None or order.address.scope == "loopback":
        _open(commands, order, then)
        return
    options = [Option("1", "open", "Open it"), Option("2", "leave", "Leave it closed")]

    def answered(answer: str) -> None:
        if answer == "open":
            _open(commands, order, then)

    commands.ask(ChooseScreen(what_opens(order.address, PORT), options, "leave"), answered)


def _open(commands: Commands, order: RoomOrder, then: Callable[[], object]) -> None:
    """Open a room in a thread; what waits in the tray of the one before goes over to it."""
    canvas, path = commands.canvas, commands.workspace.path
    before = commands.context.room
    waiting = before.waiting if before else ()
    commands.context.beside.end()  # two rooms cannot share a log
    release = commands.context.host.hold_input()  # the next key may be meant for the tray

    def perform() -> tuple[OpenedRoom | None, str]:
        try:
            return open_room(canvas, path, order), ""
        except RoomOpeningError as error:
            # What was typed is kept in a room of paper slips.
            return open_room(canvas, path, RoomOrder()) if waiting else None, str(error)

    def performed(result: tuple[OpenedRoom | None, str]) -> None:
        opened, problem = result
        if opened:
            for each in waiting:
                opened.room.slip(each.text, each.panel, each.name)
            commands.context.beside.adopt(opened.beside(commands.workspace))
        if problem:
            commands.say(problem, warning=True)
        elif opened:
            then()
        release()

    commands.context.operate(lambda: Operation(perform, lambda result: result), performed)
