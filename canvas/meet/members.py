"""The phones of a meeting: who is let in, under which name, and who is there now."""

from __future__ import annotations

from collections.abc import Callable

from canvas.meet.entrance import Entrance
from canvas.meet.shares import Shares
from canvas.meet.state import MeetingState, Record, keyed
from canvas.meet.types import Guest, Limits, Refusal
from canvas.model.sanitize import clean_line


class Members:
    """Keeps who is in; whoever calls it holds the room's lock.

    Attributes:
        here: the hashes of the cookies of those who are there.
    """

    def __init__(
        self, state: MeetingState, record: Callable[[Record], None], limits: Limits, entrance: Entrance
    ) -> None:
        self._state, self._record, self._limits, self._entrance = state, record, limits, entrance
        self._shares = Shares()
        self.here: set[str] = set()

    def enter(self, credential: str, name: str, former_cookie: str, address: str) -> Guest | Refusal:
        """Let a phone in by the link's token or the code; one that is known keeps its cookie."""
        refusal = self._entrance.refusal(credential)
        if refusal:
            return refusal
        mark = keyed(former_cookie, "phone") if former_cookie else ""
        is_known = mark in self._state.former or mark in self._state.members
        cookie = former_cookie if is_known else self._entrance.fresh_cookie()
        mark = keyed(cookie, "phone")
        if mark not in self._state.members:
            free = self._limits.guests - len(self._state.members)
            if not self._shares.may_take(address, free):
                return "share" if free > 0 else "full"
            self._shares.take(address)
            name = self.name(name) or self._state.former.get(mark, "")
            self._record({"is": "guest", "mark": mark, "name": name})
        return Guest(cookie, self._state.members[mark])

    def guest(self, cookie: str) -> Guest | None:
        """The phone with a cookie; None where it is out."""
        mark = keyed(cookie, "phone") if cookie else ""
        return Guest(cookie, self._state.members[mark]) if mark in self._state.members else None

    def come_back(self, guest: Guest) -> bool:
        """Count a phone as there; whether it was away."""
        mark = keyed(guest.cookie, "phone")
        is_back = mark not in self.here
        self.here.add(mark)
        return is_back

    def rename(self, guest: Guest, name: str) -> bool:
        """Give a phone a name where the meeting is named; whether that was done."""
        mark, name = keyed(guest.cookie, "phone"), self.name(name)
        if not name or mark not in self._state.members:
            return False
        if name != self._state.members[mark]:
            self._record({"is": "guest", "mark": mark, "name": name})
        return True

    def leave(self, guest: Guest) -> None:
        """Count a phone as away until it is heard of again."""
        self.here.discard(keyed(guest.cookie, "phone"))

    def all_leave(self) -> None:
        """Count all as away, and their places as free."""
        self.here.clear()
        self._shares.forget()

    def name(self, typed: str) -> str:
        """A name as it is kept; empty where the meeting is anonymous."""
        return clean_line(typed)[: self._limits.name].strip() if self._state.naming == "named" else ""
