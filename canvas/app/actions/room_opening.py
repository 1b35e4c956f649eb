"""Beginning a meeting from the board: where the phones come from, and whether names are shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from canvas.app.actions.base import Commands
from canvas.app.screens.choose import ChooseScreen, Option
from canvas.meet.network import Address, addresses, easiest, next_addresses, what_opens
from canvas.operations import Operation
from canvas.room_order import MISSING_EXTRA, PORT, RoomOpeningError, RoomOrder

if TYPE_CHECKING:
    from canvas.meet.cut_off import CutOff
    from canvas.meet.types import Naming
    from canvas.room_opening import OpenedRoom
    from canvas.workspace_meet import RoomLink

_SLIPS = "slips"
_MOST_ADDRESSES = 7


def begin_room(commands: Commands, then: Callable[[], object], *, goes_on: bool = False) -> None:
    """Ask what sort of room is wanted, and open it beside the board; `then` is called once it runs.

    What waits in the tray of a room that runs already goes over to the new one. Where one was cut off, it is
    asked first whether that goes on, unless it does (``goes_on``).
    """
    if commands.refused():
        return
    cut_off = commands.workspace.recovery.cut_off
    if cut_off and commands.context.room is None and not goes_on:
        _ask_of_cut_off(commands, cut_off, then)
        return
    found = _offered()
    options = [Option("1", _SLIPS, "Paper slips alone", "no network: you type what is on them")]
    options += [_option(number, each) for number, each in enumerate(found, 2)]
    if not found:
        commands.say(MISSING_EXTRA)

    def chosen(answer: str) -> None:
        address = next((each for each in found if each.ip == answer), None)
        _ask_naming(commands, address, then)

    commands.ask(ChooseScreen("How do people in the room write?", options), chosen)


def _ask_of_cut_off(commands: Commands, cut_off: CutOff, then: Callable[[], object]) -> None:
    """Ask what becomes of the meeting that was cut off, before another is opened in its place."""
    from canvas.room_phrases import MEETING_DELETED, MEETING_STAYS, meeting_cut_off

    options = [
        Option("1", "go-on", "Go on with it", "what came in is there, and phones come back"),
        Option("2", "delete", "Delete it", "asks once more"),
    ]

    def answered(answer: str) -> None:
        recovery = commands.workspace.recovery
        if answer == "go-on":
            begin_room(commands, then, goes_on=True)
        else:
            confirm_deletion(commands, lambda: commands.context.operate(recovery.delete_meeting, told))

    def told(is_gone: bool) -> None:
        commands.say(MEETING_DELETED if is_gone else MEETING_STAYS, warning=not is_gone)

    commands.ask(ChooseScreen(meeting_cut_off(cut_off), options), answered)


def confirm_deletion(commands: Commands, then: Callable[[], object]) -> None:
    """Ask once more before what is left of a meeting that was cut off is deleted."""
    options = [
        Option("1", "leave", "Keep it", "it is there the next time"),
        Option("2", "delete", "Delete it", "nobody can read any more what was said"),
    ]
    screen = ChooseScreen("Delete the meeting that was cut off?", options, "leave")
    commands.ask(screen, lambda answer: then() if answer == "delete" else None)


def move_room(commands: Commands, link: RoomLink, then: Callable[[], object]) -> None:
    """Ask at which address phones get in from now on, and let them; `then` is called once they can."""
    found = _offered(partial(next_addresses, failed_at=link.failed_at))
    if not found:
        from canvas.room_phrases import NO_NETWORK

        commands.say(NO_NETWORK, warning=True)
        return

    def chosen(answer: str) -> None:
        address = next(each for each in found if each.ip == answer)
        _confirm_opening(commands, address, link.place.port, lambda: _move(commands, link, address, then))

    if len(found) == 1:
        chosen(found[0].ip)
        return
    options = [_option(number, each) for number, each in enumerate(found, 1)]
    commands.ask(ChooseScreen("Where do phones reach this computer now?", options), chosen)


def _option(number: int, address: Address) -> Option:
    is_own = address.scope == "loopback"
    hint = address.host + ("" if address.is_for_rooms or is_own else ", not the room's network")
    label = "This computer alone" if is_own else f"Phones on {address.interface}"
    return Option(str(number), address.ip, label, hint)


def _move(commands: Commands, link: RoomLink, address: Address, then: Callable[[], object]) -> None:
    """Serve a room at an address in a thread."""
    before = link.place
    release = commands.context.host.hold_input()  # the next key may be meant for what follows

    def perform() -> str:
        try:
            link.move(address)
        except RoomOpeningError as error:
            return str(error)
        return ""

    def performed(problem: str) -> None:
        if problem:
            commands.say(problem, warning=True)
        else:
            from canvas.room_phrases import moved

            commands.say(moved(link, before))
            then()
        release()

    commands.context.operate(lambda: Operation.of(perform), performed)


def _offered(choose: Callable[[Sequence[Address]], tuple[Address, ...]] = easiest) -> tuple[Address, ...]:
    """The addresses to choose from; none without the extra."""
    try:
        return choose(addresses())[:_MOST_ADDRESSES]
    except ImportError:
        return ()


def _ask_naming(commands: Commands, address: Address | None, then: Callable[[], object]) -> None:
    if address is None:
        _open(commands, RoomOrder(), then)
        return
    options = [
        Option("1", "anonymous", "Nobody is named", "nobody sees who wrote what, nor do you"),
        Option("2", "named", "Names are shown", "everyone gives a name first, and knows that it shows"),
    ]

    def named(answer: str) -> None:
        naming: Naming = "named" if answer == "named" else "anonymous"
        _confirm(commands, RoomOrder(address, naming=naming), then)

    commands.ask(ChooseScreen("Do names stand beside what people write?", options), named)


def _confirm(commands: Commands, order: RoomOrder, then: Callable[[], object]) -> None:
    if order.address is None:
        _open(commands, order, then)
        return
    cut_off = commands.workspace.recovery.cut_off
    port = (cut_off.port if cut_off else 0) or PORT
    _confirm_opening(commands, order.address, port, lambda: _open(commands, order, then))


def _confirm_opening(commands: Commands, address: Address, port: int, then: Callable[[], object]) -> None:
    """Say what is opened to other devices, and go on only where that is confirmed."""
    if address.scope == "loopback":
        then()
        return
    options = [Option("1", "open", "Open it"), Option("2", "leave", "Leave it closed")]

    def answered(answer: str) -> None:
        if answer == "open":
            then()

    commands.ask(ChooseScreen(what_opens(address, port), options, "leave"), answered)


def _open(commands: Commands, order: RoomOrder, then: Callable[[], object]) -> None:
    """Open a room in a thread; what waits in the tray of the one before goes over to it."""
    canvas, path = commands.canvas, commands.workspace.path
    before = commands.context.room
    waiting = before.tray.waiting if before else ()
    commands.context.beside.end()  # two rooms cannot share a log
    release = commands.context.host.hold_input()  # the next key may be meant for the tray

    def perform() -> tuple[OpenedRoom | None, str]:
        from canvas.room_opening import open_room

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
            commands.workspace.recovery.cut_off = None
            commands.context.beside.adopt(opened.beside(commands.workspace))
        if problem:
            commands.say(problem, warning=True)
        elif opened:
            then()
        release()

    commands.context.operate(lambda: Operation.of(perform), performed)
