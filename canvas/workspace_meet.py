"""The room of a meeting beside an open canvas: what it is asked and answers, and what of the canvas it sees.

`RoomLink` belongs to the owner of its `Workspace`, as that does. The room itself may be changed by any
thread; what it tells of that is for the front end to bring to the owner.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date
from threading import Lock
from typing import TYPE_CHECKING, Final, Literal, Protocol

from canvas.exports.audience_filter import filtered_for
from canvas.meet.hands import RoomHands
from canvas.meet.place import Place, Wifi
from canvas.meet.results import results_edit
from canvas.meet.room import Room
from canvas.meet.types import Activity, Ask, Spread
from canvas.meet.views import organisations
from canvas.model import review
from canvas.model.canvas import Item
from canvas.model.edits import EditError
from canvas.model.review import Round
from canvas.model.types import ItemId, PanelKey
from canvas.operations import EditOutcome
from canvas.workspace import GUESTS, Change, Workspace
from canvas.workspace_tray import Tray

if TYPE_CHECKING:
    from canvas.meet.network import Address

DOTS: Final = 3
"""How many dots each has to give, unless somebody says otherwise."""

Refusal = Literal["", "read_only", "ended", "no_review", "no_partners"]
"""Why the room cannot be asked something."""


class Server(Protocol):
    """What lets phones reach the room.

    Attributes:
        is_lost: whether nobody gets through any more.
        has_failed: whether that is since it ended by an error.
    """

    is_lost: bool
    has_failed: bool

    def stop(self) -> None:
        """Let go of the port."""


class Log(Protocol):
    """What keeps the meeting on disk."""

    @property
    def problem(self) -> str:
        """Why what came in is not on disk, in a few words; empty where it is."""

    def close(self, *, keep: bool) -> bool:
        """End; what was said stays for another start where ``keep``."""


Serve = Callable[["Address", int, Server], tuple[Server, Place]]
"""Lets phones in at an address and a port of this machine, in place of a server that is stopped."""


_MOVE_SECONDS = 0.25
"""How long whoever leaves waits for a room that moves to another address."""


class RoomLink:
    """A running meeting, as front ends see it.

    Attributes:
        room: what the phones said and are asked.
        tray: what they said that waits, and the decisions on it.
        place: where the phones find it.
        ends_at: when it ends by itself, in seconds since the epoch; None where it does not.
        wifi: the network that the phones join, or None where nobody typed it.
        is_resumed: whether it goes on from a meeting that was cut off.
    """

    def __init__(
        self,
        workspace: Workspace,
        room: Room,
        *,
        server: Server | None = None,
        log: Log | None = None,
        place: Place | None = None,
        ends_at: float | None = None,
        is_resumed: bool = False,
        serve: Serve | None = None,
    ) -> None:
        """Show the canvas to the room from now on."""
        self.room = room
        self.tray = Tray(workspace, room)
        self.place = place or Place()
        self.ends_at = ends_at
        self.is_resumed = is_resumed
        self.wifi: Wifi | None = None
        self._workspace = workspace
        self._server = server
        self._serve = serve
        self._moving = Lock()
        self._is_closed = False
        self._log = log
        self._asked = room.topic
        self._subscribers: list[Callable[[], object]] = []
        self._unsubscribe = workspace.subscribe(self._changed)
        room.show(workspace.canvas)
        if is_resumed:
            self.tray.await_lost()

    @property
    def is_private(self) -> bool:
        """Whether what comes in for the latest ask stays out of sight until it is revealed."""
        return self._asked.number in self.room.private_asks

    @property
    def is_lost(self) -> bool:
        """Whether no phone gets through: this machine is at another address now, or the server has failed."""
        return bool(self._server and self._server.is_lost) and not self.room.has_ended

    @property
    def failed_at(self) -> str:
        """The address of the server, where that has ended by an error; else empty."""
        return self.place.host if self._server and self._server.has_failed else ""

    def move(self, address: Address) -> None:
        """Let phones in at another address of this machine, or again at one that was lost; for any thread.

        The room and the port are the same.

        Raises:
            RoomOpeningError: where that fails; the room goes on, and can be moved again.
        """
        with self._moving:
            if not self._serve or not self._server or not (self.is_lost or address.ip != self.place.host):
                return
            host = self.place.host
            server, self.place = self._serve(address, self.place.port, self._server)
            self._server = server
            if address.ip != host:
                self.wifi = None  # that of the other network
            if self._is_closed:  # meanwhile, by somebody who did not wait so long
                server.stop()
                return
        self.room.tell()

    @property
    def sign(self) -> str:
        """What a line of hints says of the meeting: how much waits, else how many phones are here."""
        counts = self.room.counts()
        phones = f"{counts.here} phone{'' if counts.here == 1 else 's'}" if self.place.host else ""
        return f"{counts.waiting} in the tray" if counts.waiting else "" if self.room.has_ended else phones

    def subscribe(self, seen: Callable[[], object]) -> Callable[[], None]:
        """Have a function called after each change of the room, by the owner; gives one that ends that."""
        self._subscribers.append(seen)

        def unsubscribe() -> None:
            if seen in self._subscribers:
                self._subscribers.remove(seen)

        return unsubscribe

    def publish(self) -> None:
        """Tell the subscribers that the room changed; called by the owner."""
        for seen in tuple(self._subscribers):
            seen()

    def look_at(self, panel: PanelKey | None, item: ItemId | None) -> None:
        """Tell the room what is talked about."""
        self.room.look_at(panel, item)

    def _changed(self, change: Change) -> None:
        """Show the room what changed; what an undo took off the board waits again."""
        if change.canvas is not change.before:
            self.room.show(change.canvas)
            self.tray.follow(change)

    # Asking

    def refusal(self, activity: Activity) -> Refusal:
        """Why an activity cannot be asked of the room now; empty where it can."""
        if self._workspace.read_only_reason and activity != "follow":
            return "read_only"
        if self.room.has_ended:
            return "ended"
        if activity == "review":
            running = self.running_review
            if running and running.is_named:
                known = organisations(filtered_for(self._workspace.canvas, "partners"))
                return "" if known else "no_partners"
            return "" if running else "no_review"
        return ""

    def voted(self, panel: PanelKey, chosen: Collection[str] = ()) -> tuple[ItemId, ...]:
        """What a vote is about: of what partners may read, what is chosen in a panel, else what is open."""
        readable = filtered_for(self._workspace.canvas, "partners").panels[panel]
        wanted = [item.id for item in readable if item.id in chosen]
        return tuple(wanted or [item.id for item in readable if item.status not in ("done", "parked")])

    def readable(self, item_id: ItemId | None) -> Item | None:
        """A statement as partners may read it; None where they may not."""
        return filtered_for(self._workspace.canvas, "partners").item(item_id) if item_id else None

    @property
    def running_review(self) -> Round | None:
        """The round of review that is not revealed yet, or None."""
        latest = review.round_called(self._workspace.canvas, "")
        return latest if latest and latest.revealed is None and latest.statements else None

    def ask(
        self,
        activity: Activity,
        panel: PanelKey | None,
        statements: Sequence[ItemId] = (),
        *,
        budget: int = DOTS,
        is_private: bool = False,
    ) -> Ask:
        """Ask the room something, in place of what it was asked before.

        Args:
            activity: what to do.
            panel: the panel it is about, or None.
            statements: the statements it is about.
            budget: how many dots each has in a vote.
            is_private: whether what comes in stays out of sight until it is revealed.
        """
        if activity == "review" and (running := self.running_review):
            statements = tuple(ItemId(each.id) for each in running.statements)
        self._asked = self.room.ask(activity, panel, tuple(statements), budget, is_private=is_private)
        return self._asked

    def hands(self) -> RoomHands:
        """The phones as a consent round asks them."""
        return RoomHands(self.room, lambda item: self._workspace.canvas.place(item))  # noqa: PLW0108 - of now

    def close_ask(self) -> None:
        """Let nobody answer any more."""
        self.room.close_ask()

    def reveal(self) -> None:
        """Show what came in, here and on every phone."""
        self.room.reveal()

    # Results

    @property
    def asked(self) -> Ask:
        """What the room was asked last, whether or not it still may answer."""
        return self._asked

    @property
    def is_asking(self) -> bool:
        """Whether the room may answer now."""
        return self.room.asked().activity != "follow"

    def spread(self) -> Spread:
        """How the answers to the latest ask are distributed."""
        return self.room.spread(self._asked.number)

    @property
    def has_results(self) -> bool:
        """Whether the latest ask has answers that belong into the canvas and are not there yet."""
        return bool(self.spread().answered) and not self.room.has_in_canvas(self._asked.number)

    def put_results(self, today: date) -> EditOutcome:
        """Let nobody answer the latest ask any more, and put its answers into the canvas as one edit."""
        if not self.has_results:
            what = "are in the canvas already" if self.spread().answered else "have not come yet"
            return EditOutcome(None, error=EditError(f"The answers {what}.", "no-items"))
        self.close_ask()
        outcome = self._workspace.run(results_edit(self.room, self._asked, self.spread(), today), by=GUESTS)
        if outcome.changed:
            self.tray.note_results(self._asked.number)
        return outcome

    # The end

    @property
    def problem(self) -> str:
        """Why what comes in would not survive the program, in a few words; empty where it would."""
        return self._log.problem if self._log else ""

    def end(self) -> None:
        """End the meeting: nobody gets in any more, and what was not decided is gone."""
        self.room.end()
        self._close(keep=False)

    def stop(self) -> None:
        """Let go of the port and of the workspace; another start goes on with the meeting."""
        self._close(keep=True)

    def _close(self, *, keep: bool) -> None:
        self._unsubscribe()
        self._is_closed = True
        is_here = self._moving.acquire(timeout=_MOVE_SECONDS)
        try:
            if self._server:
                self._server.stop()
            if self._log:
                self._log.close(keep=keep)
            self._server = self._log = None
        finally:
            if is_here:
                self._moving.release()
