"""A meeting that phones take part in: one lock, methods that are quick, and no clock or chance of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from types import MappingProxyType
from typing import Final

from canvas.exports.audience_filter import filtered_for
from canvas.meet.entrance import Entrance
from canvas.meet.give_way import GiveWay
from canvas.meet.keeper import Keeper, Nowhere
from canvas.meet.members import Members
from canvas.meet.posts import Posts
from canvas.meet.standings import Standings
from canvas.meet.state import MeetingState, Record, ballot_word, keyed
from canvas.meet.types import (
    Activity,
    Ask,
    Ballot,
    Contribution,
    Counts,
    Fate,
    Guest,
    Invitation,
    Limits,
    Naming,
    Receipt,
    ReceiptCode,
    Refusal,
    Respondent,
    Sent,
    Spread,
    View,
)
from canvas.meet.views import asked_statements, counts_of, organisations_in, shared_view, spread_of
from canvas.model.canvas import Canvas
from canvas.model.types import ItemId, PanelKey

_SECRET_BYTES: Final = 16
_NO_REASONS: Final[Mapping[ItemId, str]] = MappingProxyType({})


class Room:
    """One meeting.

    The board's thread and the server's call it at the same time. Whoever subscribed is called outside the
    lock, in the thread that made the change.

    Attributes:
        give_way: has the server wait while a key of the board is being answered.
    """

    def __init__(
        self,
        canvas: Canvas,
        *,
        naming: Naming = "anonymous",
        now: Callable[[], float],
        chance: Callable[[int], bytes],
        keeper: Keeper | None = None,
        records: Iterable[Record] = (),
        limits: Limits = Limits(),  # noqa: B008 - a value
    ) -> None:
        """Begin a meeting, or go on with the one that the records tell.

        Args:
            canvas: the canvas; `show` brings a later one.
            naming: whether names stand beside what people write; that of the records where there are any.
            now: the time in seconds since the epoch.
            chance: so many random bytes.
            keeper: takes each record.
            records: those of a meeting that was cut off.
            limits: the bounds.
        """
        self.give_way = GiveWay()
        self._lock = threading.Lock()
        self._limits = limits
        self._keeper: Keeper = Nowhere() if keeper is None else keeper
        self._state = MeetingState(records)
        self._entrance = Entrance(self._state, limits, now, chance)
        self._filtering = threading.Lock()  # taken before the other one, never by an edit of the board
        self._canvas = self._filtered = canvas
        self._partners_canvas = filtered_for(canvas, "partners")
        self._panel: PanelKey | None = None
        self._item: ItemId | None = None
        self._members = Members(self._state, self._record, limits, self._entrance)
        self._posts = Posts(self._state, self._record, limits)
        self._subscribers: list[Callable[[], object]] = []
        self._standings = Standings()
        self._shared: View | None = None
        self._position = 0
        self._number = int(now() * 1000)  # greater than any before a restart
        self._urgent = self._number
        self._decided: dict[str, int] = {}
        if not self._state.token:
            secret = chance(_SECRET_BYTES).hex()
            self._record({"is": "begin", "naming": naming, "secret": secret, **self._entrance.fresh_link()})

    # The board's side

    @property
    def naming(self) -> Naming:
        """Whether names stand beside what people write."""
        return self._state.naming

    def subscribe(self, seen: Callable[[], object]) -> Callable[[], None]:
        """Have something called after each change, in the thread that made it; returns what ends that."""
        with self._lock:
            self._subscribers.append(seen)

        def end() -> None:
            with self._lock, suppress(ValueError):
                self._subscribers.remove(seen)

        return end

    def tell(self) -> None:
        """Call the subscribers; outside the lock."""
        for seen in tuple(self._subscribers):
            seen()

    def show(self, canvas: Canvas) -> None:
        """Show another canvas; what partners may not read is left out when it is looked at."""
        with self._lock:
            if canvas is self._canvas:
                return
            self._canvas = canvas
        self.tell()

    def look_at(self, panel: PanelKey | None, item: ItemId | None = None) -> None:
        """Say what is talked about now."""
        with self._lock:
            if (panel, item) == (self._panel, self._item):
                return
            self._panel, self._item = panel, item
            self._happened()
        self.tell()

    def ask(
        self,
        activity: Activity,
        panel: PanelKey | None = None,
        statements: Sequence[ItemId] = (),
        budget: int = 3,
        *,
        is_private: bool = False,
    ) -> Ask:
        """Ask the room; the ask before is closed. What comes in may stay out of sight until the reveal."""
        with self._lock:
            made = self._ask(activity, panel, statements, budget, is_private=is_private)
        self.tell()
        return made

    def close_ask(self) -> Spread:
        """Close the present ask, and return how its answers are distributed."""
        self._refresh()
        with self._lock:
            asked = self._state.ask
            if asked.activity != "follow":
                self._ask("follow", None, (), asked.budget)
            spread = self._spread(self._state.topic)
        self.tell()
        return spread

    def reveal(self) -> None:
        """Show everybody what came in for the present ask, or for the one that was closed."""
        with self._lock:
            topic = self._state.topic
            if topic.number and (not topic.is_revealed or self._state.private):
                self._record({"is": "reveal", "ask": topic.number})
                self._happened()
        self.tell()

    def tray(self) -> tuple[Contribution, ...]:
        """The contributions that wait for a decision, in the order they came."""
        with self._lock:
            return self._state.waiting

    def contributions(self) -> tuple[Contribution, ...]:
        """Every contribution, in the order they came."""
        with self._lock:
            return tuple(self._state.contributions.values())

    def decide(self, ids: Collection[str], fate: Fate, item: ItemId | None = None) -> None:
        """Say what became of some contributions; ``waiting`` puts them back."""
        with self._lock:
            known = [name for name in ids if name in self._state.contributions]
            if known:
                self._record({"is": "fate", "ids": known, "fate": fate, "item": item})
                self._happened()
                self._decided.update(dict.fromkeys(known, self._number))
        self.tell()

    def spread(self, ask: int | None = None) -> Spread:
        """How the answers to an ask are distributed: by its number, else the present or last closed one."""
        self._refresh()
        with self._lock:
            return self._spread(self._state.topic if ask is None else self._state.asks.get(ask, Ask()))

    def ballots(self, ask: int) -> tuple[Ballot, ...]:
        """The answers of each phone to an ask, in an order that tells nothing; for a review alone."""
        with self._lock:
            if self._state.asks.get(ask, Ask()).activity != "review":
                return ()
            found = self._state.ballots.get(ask, {})
            return tuple(found[who] for who in sorted(found))

    def counts(self) -> Counts:
        """How many are there and have answered."""
        with self._lock:
            return self._counts()

    def asked(self) -> Ask:
        """What is asked now."""
        with self._lock:
            return self._state.ask

    def invitation(self) -> Invitation:
        """The link's token and the code, which changes when it is too old."""
        with self._lock:
            if self._entrance.is_code_old:
                self._record({"is": "code", **self._entrance.fresh_code()})
            return Invitation(self._state.token, self._state.code, self._state.code_until)

    @property
    def topic(self) -> Ask:
        """What is asked now, or was asked last."""
        with self._lock:
            return self._state.topic

    @property
    def private_asks(self) -> frozenset[int]:
        """The asks whose contributions stay out of the facilitator's sight until they are revealed."""
        with self._lock:
            return frozenset(self._state.private)

    def has_in_canvas(self, ask: int) -> bool:
        """Whether the answers to an ask were put into the canvas."""
        return ask in self._state.in_canvas

    def note_in_canvas(self, ask: int, *, is_there: bool) -> None:
        """Note whether the answers to an ask are in the canvas."""
        with self._lock:
            self._record({"is": "results", "ask": ask, "in_canvas": is_there})

    def change_link(self) -> Invitation:
        """Make a new token and code: everybody is out, and nothing of what they said is lost."""
        with self._lock:
            if not self._state.has_ended:
                self._record({"is": "link", **self._entrance.fresh_link()})
                self._members.all_leave()
                self._entrance.forget_tries()
                self._happened()
            changed = Invitation(self._state.token, self._state.code, self._state.code_until)
        self.tell()
        return changed

    def end(self) -> None:
        """End the meeting: nobody gets in and nothing is taken any more; the tray can still be read."""
        with self._lock:
            if not self._state.has_ended:
                self._record({"is": "end"})
                self._members.all_leave()
                self._happened()
        self.tell()

    @property
    def has_ended(self) -> bool:
        """Whether the meeting has ended."""
        return self._state.has_ended

    def slip(self, text: str, panel: PanelKey | None = None, name: str = "") -> Contribution | ReceiptCode:
        """Take a statement from a paper slip, without a panel for the one asked about, or say why not."""
        with self._lock:
            receipt = self._taken(self._posts.slip(text, panel, self._panel, self._members.name(name)))
            made = self._state.contributions[receipt.id] if receipt.accepted else receipt.code
        self.tell()
        return made

    # The web's side

    @property
    def position(self) -> int:
        """The position in the log of the latest record."""
        return self._position

    def enter(
        self, credential: str, name: str = "", *, former_cookie: str = "", address: str = ""
    ) -> Guest | Refusal:
        """Let a phone in by the link's token or the code.

        A phone that was out since the link changed keeps its cookie, so that it cannot vote twice. One
        address lets no more in than its share.
        """
        with self._lock:
            guest = self._members.enter(credential, name, former_cookie, address)
            if not isinstance(guest, Guest):
                return guest
            if self._members.come_back(guest):
                self._counted()
        self.tell()
        return guest

    def guest(self, cookie: str) -> Guest | None:
        """The phone with this cookie, which is there again; None where it is out."""
        with self._lock:
            guest = self._members.guest(cookie)
            is_back = guest is not None and self._members.come_back(guest)
            if is_back:
                self._counted()
        if is_back:
            self.tell()
        return guest

    def rename(self, guest: Guest, name: str) -> bool:
        """Give a phone a name where the meeting is named; whether that was done."""
        with self._lock:
            return self._members.rename(guest, name)

    def leave(self, guest: Guest) -> None:
        """Count a phone as away until it is heard of again."""
        with self._lock:
            self._members.leave(guest)
            self._counted()
        self.tell()

    def contribute(
        self,
        guest: Guest,
        key: str,
        text: str,
        *,
        ask: int | None = None,
        panel: PanelKey | None = None,
        address: str = "",
    ) -> Receipt:
        """Take a statement of a phone, with the idempotency key that it made.

        It answers an ask by its number, else the latest that asked for statements. One for an ask that was
        closed meanwhile is taken too: the phone may have been asleep. Its address is kept in memory alone.
        """
        with self._lock:
            receipt = self._taken(
                self._posts.contribute(guest, key, text, ask=ask, panel=panel or self._panel, address=address)
            )
        self.tell()
        return receipt

    def cast(
        self,
        guest: Guest,
        key: str,
        answers: Mapping[ItemId, int | None],
        reasons: Mapping[ItemId, str] = _NO_REASONS,
        *,
        ask: int | None = None,
        respondent: Respondent = Respondent(),  # noqa: B008 - a value
    ) -> Receipt:
        """Take the answers of a phone to the present ask, by its number; they replace its former ones.

        They are dots, fingers or a level by statement, None for no answer, and the reasons why.
        """
        self._refresh()
        with self._lock:
            view = self._view()
            made = self._posts.cast(
                *(guest, key, answers, reasons),
                statements=view.statements,
                ask=ask,
                respondent=respondent,
                organisations=view.organisations,
                answered=organisations_in(self._canvas, self._state.ask),
            )
            receipt = self._taken(made)
        self.tell()
        return receipt

    def only_counts_after(self, number: int) -> bool:
        """Whether nothing but counts changed after a number."""
        with self._lock:
            return self._canvas is self._filtered and self._urgent <= number

    def was_decided(self, guest: Guest, number: int) -> bool:
        """Whether something a phone wrote was decided after a number."""
        with self._lock:
            return any(self._decided.get(each, 0) > number for each in self._posts.own(guest))

    def view(self, guest: Guest | None = None) -> View:
        """All that a page shows."""
        self._refresh()
        with self._lock:
            view = self._view()
            if guest is None or keyed(guest.cookie, "phone") not in self._state.members:
                return view
            who = ballot_word(guest.cookie, self._state.ask)
            ballot = self._state.ballots.get(self._state.ask.number, {}).get(who, Ballot(who, {}, {}))
            return view._replace(
                guest=guest,
                own=tuple(
                    Sent(each.id, each.text, self._standings.of(each))
                    for each in map(self._state.contributions.__getitem__, self._posts.own(guest))
                ),
                answers=ballot.answers,
                reasons=ballot.reasons,
                organisation=ballot.organisation,
                was_replaced=who in self._state.replaced,
            )

    def _refresh(self) -> None:
        """Filter the canvas for partners where it changed: a change they may not read is no event.

        Outside the lock, so that no key waits for it.
        """
        with self._filtering:
            canvas = self._canvas
            if canvas is self._filtered and not self._standings.is_behind(self._state):
                return
            is_same = canvas is self._filtered
            partners_canvas = self._partners_canvas if is_same else filtered_for(canvas, "partners")
            is_other = partners_canvas != self._partners_canvas
            take_over = self._standings.look(self._state, canvas, partners_canvas)
            with self._lock:
                self._filtered, self._partners_canvas = canvas, partners_canvas
                self._shared = None
                moved = take_over()
                if is_other or moved:
                    self._happened()
                self._decided.update(dict.fromkeys(moved, self._number))

    # Within the lock

    def _record(self, record: Record) -> None:
        self._state.apply(record)
        self._shared = None
        self._position = self._keeper.append(record)

    def _happened(self) -> None:
        """Give the state a new number: open pages show it."""
        self._counted()
        self._urgent = self._number

    def _counted(self) -> None:
        """Likewise, where nothing but counts changed."""
        self._number += 1
        self._shared = None

    def _taken(self, receipt: Receipt) -> Receipt:
        """A receipt with the position it waits for; tells of what is new."""
        if receipt.accepted and not receipt.is_repeat:
            tell = self._happened if self._state.topic.is_revealed else self._counted
            tell()
        return receipt._replace(position=self._position)

    def _ask(
        self,
        activity: Activity,
        panel: PanelKey | None,
        statements: Sequence[ItemId],
        budget: int,
        *,
        is_private: bool = False,
    ) -> Ask:
        if self._state.has_ended or len(self._state.asks) >= self._limits.asks:
            return self._state.ask
        self._record(
            {
                "is": "ask",
                "number": self._state.ask.number + 1,
                "activity": activity,
                "panel": panel,
                "statements": list(statements),
                "budget": budget,
                "private": is_private,
            }
        )
        self._happened()
        return self._state.ask

    def _counts(self) -> Counts:
        return counts_of(self._state, len(self._members.here))

    def _spread(self, asked: Ask) -> Spread:
        return spread_of(self._state, asked, asked_statements(asked, self._canvas, self._partners_canvas))

    def _view(self) -> View:
        if self._shared is None:
            self._shared = shared_view(
                self._state,
                self._canvas,
                self._partners_canvas,
                talked_about=(self._panel, self._item),
                number=self._number,
                here=len(self._members.here),
            )
        return self._shared
