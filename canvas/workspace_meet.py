"""The room of a meeting beside an open canvas: what comes in becomes edits, what is edited goes out.

`RoomLink` belongs to the owner of its `Workspace`, as that does. The room itself may be changed by any
thread; what it tells of that is for the front end to bring to the owner.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from threading import Lock
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, Protocol

from canvas.exports.audience_filter import filtered_for
from canvas.meet.grouping import Grouping
from canvas.meet.hands import RoomHands
from canvas.meet.place import Place, Wifi
from canvas.meet.results import results_edit
from canvas.meet.room import Room
from canvas.meet.standings import ON_BOARD
from canvas.meet.types import Activity, Ask, Contribution, Fate, Spread
from canvas.meet.views import organisations
from canvas.model import from_room, review
from canvas.model.canvas import Canvas, Item
from canvas.model.edits import Edit, EditError
from canvas.model.from_room import Said
from canvas.model.review import Round
from canvas.model.schema import PANEL_KEYS
from canvas.model.types import ItemId, PanelKey
from canvas.operations import EditOutcome
from canvas.workspace import GUESTS, Change, Workspace

if TYPE_CHECKING:
    from canvas.meet.network import Address

DOTS: Final = 3
"""How many dots each has to give, unless somebody says otherwise."""

Refusal = Literal["", "read_only", "ended", "no_review", "no_partners"]
"""Why the room cannot be asked something."""


class Server(Protocol):
    """What lets phones reach the room."""

    @property
    def is_lost(self) -> bool:
        """Whether nobody gets through any more."""

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


class Decision(NamedTuple):
    """What was decided last, for an undo in the tray.

    Attributes:
        ids: the contributions it was about; none where results were put into the canvas.
        fate: what became of them.
        is_edit: whether it is an edit of the canvas.
        ask: the number of the ask whose results were put into the canvas; 0 for none.
    """

    ids: tuple[str, ...]
    fate: Fate
    is_edit: bool = True
    ask: int = 0


class RoomLink:
    """A running meeting, as front ends see it.

    Attributes:
        room: what the phones said and are asked.
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
        self._decisions: list[Decision] = []
        self._undone_decisions: list[Decision] = []
        self._items: dict[str, ItemId | None] = {}
        self._grouping = Grouping()
        self._asked = room.topic
        self._lost: dict[str, Contribution] = {}
        self._subscribers: list[Callable[[], object]] = []
        self._unsubscribe = workspace.subscribe(self._changed)
        room.show(workspace.canvas)
        if is_resumed:
            self._await_lost()

    # What waits

    @property
    def waiting(self) -> tuple[Contribution, ...]:
        """The contributions without a decision, in the order in which they came."""
        return self.room.tray()

    @property
    def visible(self) -> tuple[Contribution, ...]:
        """Those of them that are not out of sight."""
        private = self.room.private_asks
        return tuple(each for each in self.waiting if each.ask not in private)

    @property
    def hidden(self) -> int:
        """How many wait out of sight, until what was written in private is revealed."""
        return len(self.waiting) - len(self.visible)

    @property
    def is_private(self) -> bool:
        """Whether what comes in for the latest ask stays out of sight until it is revealed."""
        return self._asked.number in self.room.private_asks

    @property
    def is_lost(self) -> bool:
        """Whether no phone gets through, since this machine is at another address now."""
        return bool(self._server and self._server.is_lost) and not self.room.has_ended

    def move(self, address: Address) -> None:
        """Let phones in at another address of this machine: the same room, on the same port; for any thread.

        Raises:
            RoomOpeningError: where that fails; the room goes on, and can be moved again.
        """
        with self._moving:
            if not self._serve or not self._server or not (self.is_lost or address.ip != self.place.host):
                return
            server, self.place = self._serve(address, self.place.port, self._server)
            self._server = server
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

    def groups(self) -> tuple[tuple[Contribution, ...], ...]:
        """What waits in sight, in groups of those that are alike: by panel, the earliest first.

        A contribution stays in its group, whatever becomes of the others.
        """
        return self._grouping.groups(self.visible)

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

    def compare_next(self) -> bool:
        """Compare one more contribution with those before; whether any is left. No key waits for many."""
        return self._grouping.prepare(self.waiting)

    def look_at(self, panel: PanelKey | None, item: ItemId | None) -> None:
        """Tell the room what is talked about."""
        self.room.look_at(panel, item)

    # Decisions

    def take(self, ids: Sequence[str]) -> EditOutcome:
        """Put contributions on the board, each into the panel that it was written for."""
        return self._decide(ids, "taken", from_room.take_in)

    def park(self, ids: Sequence[str]) -> EditOutcome:
        """Put contributions among what is parked."""
        return self._decide(ids, "parked", lambda canvas, said: from_room.take_in(canvas, said, "parked"))

    def join(self, ids: Sequence[str], item_id: ItemId | None) -> EditOutcome:
        """Join contributions with a statement on the board, or into one new one."""
        if item_id is None:
            return self._decide(ids, "joined", from_room.take_as_one)
        return self._decide(ids, "joined", lambda canvas, said: from_room.join_with(canvas, item_id, said))

    def drop(self, ids: Sequence[str]) -> None:
        """Drop contributions; an undo in the tray brings them back."""
        found = self._found(ids)
        if found:
            self._settle(found, "dropped", [None] * len(found), is_edit=False)

    def drop_all(self) -> int:
        """Drop all that waits, out of sight too, as one decision; how many these are."""
        found = self.waiting
        if found:
            self._settle(found, "dropped", [None] * len(found), is_edit=False)
        return len(found)

    def undo(self) -> Decision | None:
        """Undo the latest decision; None where there is none, or the canvas was edited on the board since."""
        if not self._decisions:
            return None
        decision = self._decisions[-1]
        if not decision.is_edit:
            self.room.decide(decision.ids, "waiting")
            self._decisions.pop()
            return decision
        if self._workspace.latest_of_guests is None or self._workspace.undo(by=GUESTS) is None:
            return None
        return decision  # `_changed` has put it back

    @property
    def has_decisions(self) -> bool:
        """Whether anything was decided that can be undone."""
        return bool(self._decisions)

    def _found(self, ids: Iterable[str]) -> list[Contribution]:
        wanted = set(ids)
        return [each for each in self.visible if each.id in wanted]

    def _decide(
        self, ids: Sequence[str], fate: Fate, edit: Callable[[Canvas, Sequence[Said]], Edit]
    ) -> EditOutcome:
        """Make an edit of contributions on behalf of the room, and let their phones know."""
        found = self._found(ids)
        said = [Said(each.panel, each.text, each.name) for each in found]
        known = {item.id for _, item in self._workspace.canvas}
        outcome = self._workspace.run(lambda canvas: edit(canvas, said), by=GUESTS)
        if outcome.edit and found:
            new = [item.id for _, item in self._workspace.canvas if item.id not in known]
            # One item for each, or the one that all are joined with.
            by_panel = sorted(found, key=lambda each: PANEL_KEYS.index(each.panel))
            items = new if len(new) == len(found) else [outcome.edit.focus] * len(found)
            self._settle(by_panel, fate, items, is_edit=outcome.changed)
        return outcome

    def _settle(
        self,
        found: Sequence[Contribution],
        fate: Fate,
        items: Sequence[ItemId | None],
        *,
        is_edit: bool = True,
    ) -> None:
        self._items.update((each.id, item) for each, item in zip(found, items, strict=True))
        by_item: dict[ItemId | None, list[str]] = {}
        for each, item in zip(found, items, strict=True):
            by_item.setdefault(item, []).append(each.id)
        for item, ids in by_item.items():
            self.room.decide(ids, fate, item)
        self._decisions.append(Decision(tuple(each.id for each in found), fate, is_edit))

    # The canvas

    def _changed(self, change: Change) -> None:
        """Show the room what changed; what an undo took off the board waits again."""
        if change.canvas is change.before:
            return
        self.room.show(change.canvas)
        self._find_lost()
        undone = self._gone_in(change) if change.reason == "undo" else {}
        if change.reason == "edit":
            self._undone_decisions.clear()
        elif change.reason == "undo" and change.by == GUESTS:
            self._undone()
        elif change.reason == "redo" and self._workspace.latest_of_guests:
            self._redone()
        self._await(undone)

    # The room's edits lie in the undo history in the order of the decisions, so the latest belong together.

    def _undone(self) -> None:
        """Put back what an undo took off the board, and let results be put there once more."""
        decision = next((each for each in reversed(self._decisions) if each.is_edit), None)
        if decision is None:
            return
        self.room.decide(decision.ids, "waiting")
        self._decisions.remove(decision)
        if decision.ask:
            self.room.note_in_canvas(decision.ask, is_there=False)
        self._undone_decisions.append(decision)

    def _redone(self) -> None:
        if not self._undone_decisions:
            return
        decision = self._undone_decisions.pop()
        for each in decision.ids:
            self.room.decide([each], decision.fate, self._items.get(each))
        self._decisions.append(decision)
        if decision.ask:
            self.room.note_in_canvas(decision.ask, is_there=True)

    # After a program that was killed, the canvas may lack what its tray had put there: it was not saved yet.

    def _await_lost(self) -> None:
        """Let what was put on the board and is not there wait again."""
        decided = (each for each in self.room.contributions() if each.fate in ON_BOARD)
        self._await({each.id: each for each in decided if not self._is_on_board(each)})

    def _gone_in(self, change: Change) -> dict[str, Contribution]:
        """What an undo took off the board that no decision in the tray put there: an undone restore."""
        placed = [each for each in self.room.contributions() if each.fate in ON_BOARD]
        now = {item.id: item for _, item in change.canvas} if placed else {}
        touched = {item.id for _, item in change.before if now.get(item.id) is not item} if placed else set()
        return {each.id: each for each in placed if each.item in touched and not self._is_on_board(each)}

    def _await(self, lost: Mapping[str, Contribution]) -> None:
        """Let contributions wait again, unless that was done meanwhile, until they are back on the board."""
        still = {each.id for each in self.room.contributions() if each.id in lost and each.fate in ON_BOARD}
        self._lost |= {name: each for name, each in lost.items() if name in still}
        if still:
            self.room.decide(still, "waiting")

    def _find_lost(self) -> None:
        """Let nothing wait that is on the board after all, since unsaved changes were restored."""
        found = [each for each in self._lost.values() if self._is_on_board(each)]
        now = {each.id: each.fate for each in self.room.contributions()} if found else {}
        for each in found:
            del self._lost[each.id]
            if now[each.id] not in ON_BOARD:  # it waits, or was dropped meanwhile
                self.room.decide([each.id], each.fate, each.item)

    def _is_on_board(self, each: Contribution) -> bool:
        canvas, is_joined = self._workspace.canvas, each.fate == "joined"
        return from_room.is_there(canvas, each.item, each.text, is_joined=is_joined)

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
            self.room.note_in_canvas(self._asked.number, is_there=True)
            self._decisions.append(Decision((), "taken", ask=self._asked.number))
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
