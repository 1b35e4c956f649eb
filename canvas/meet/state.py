"""What a meeting holds, as the sum of its records: the same records give the same meeting after a restart."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any, Final, cast

from canvas.meet.types import Activity, Ask, Ballot, Contribution, Fate, Naming, Origin
from canvas.model.schema import PANEL_KEYS
from canvas.model.types import ItemId, PanelKey

Record = Mapping[str, Any]
"""One change of a meeting, as it stands in the log: JSON values by name, ``is`` says what kind of change."""

_DIGEST_BYTES: Final = 16


def keyed(secret: str, about: str) -> str:
    """A keyed hash: whoever does not know the secret can link it to nothing."""
    return hashlib.blake2b(about.encode(), key=secret.encode()[:64], digest_size=_DIGEST_BYTES).hexdigest()


def ballot_word(cookie: str, ask: Ask) -> str:
    """The word for a phone within an ask; in a review it is the same when that is asked again."""
    is_review = ask.activity == "review" and ask.statements
    return keyed(cookie, f"review {ask.statements[0]}" if is_review else f"ask {ask.number}")


class MeetingState:
    """The state of one meeting; `apply` is the one place where it changes.

    No record links a phone to what it wrote: the marks that let a phone find its own again are hashes with
    its cookie as the key, and the cookie is on no disk.

    Attributes:
        naming: whether names stand beside what people write.
        secret: the key of the hashes of idempotency keys.
        token: the secret of the link; empty before the first record.
        code: the code to type.
        code_until: when the code changes.
        has_ended: whether the meeting has ended.
        asks: every ask by its number.
        ask: the present one.
        private: the asks whose contributions stay out of the facilitator's sight until they are revealed.
        in_canvas: the asks whose answers were put into the canvas.
        contributions: what came in by its id, in the order it came.
        dropped: how many of them were dropped.
        decisions: how often something was decided.
        kept: the id of the contribution, or nothing for a cast, by the hash of the idempotency key.
        own_marks: for each contribution the hash by which its phone knows it.
        writers: how many phones wrote something, by ask.
        ballots: the answers by ask and by the word for the phone.
        replaced: the words of the phones for whose organisation another phone has answered since.
        casts: how often each of these changed its answers to the present ask.
        members: the name of each phone that was let in, by the hash of its cookie.
        former: those who are out since the link changed.
    """

    def __init__(self, records: Iterable[Record] = ()) -> None:
        self.naming: Naming = "anonymous"
        self.secret = ""
        self.token = ""
        self.code = ""
        self.code_until = 0.0
        self.has_ended = False
        self.asks: dict[int, Ask] = {}
        self.ask = Ask()
        self.private: set[int] = set()
        self.in_canvas: set[int] = set()
        self.contributions: dict[str, Contribution] = {}
        self.dropped = self.decisions = 0
        self.kept: dict[str, str] = {}
        self.own_marks: dict[str, str] = {}
        self.writers: dict[int, int] = {}
        self.ballots: dict[int, dict[str, Ballot]] = {}
        self.replaced: set[str] = set()
        self.casts: dict[str, int] = {}
        self.members: dict[str, str] = {}
        self.former: dict[str, str] = {}
        self._cast_keys: dict[tuple[int, str], str] = {}
        self._superseded: list[str] = []
        self._apply_by_kind = {
            "begin": self._begin,
            "link": self._link,
            "code": self._code,
            "guest": self._guest,
            "ask": self._ask,
            "reveal": self._reveal,
            "results": self._results,
            "say": self._say,
            "cast": self._cast,
            "fate": self._fate,
            "end": self._end,
        }
        for record in records:
            self.apply(record)

    def apply(self, record: Record) -> None:
        """Make the change that a record tells; one of an unknown kind changes nothing."""
        change = self._apply_by_kind.get(record["is"])
        if change is not None:
            change(record)

    @property
    def meeting(self) -> str:
        """An id of the meeting that is no secret."""
        return keyed(self.secret, "meeting")[:12]

    @property
    def topic(self) -> Ask:
        """The present ask, or the last one where it is closed."""
        if self.ask.activity != "follow":
            return self.ask
        return next((each for each in reversed(self.asks.values()) if each.activity != "follow"), self.ask)

    @property
    def waiting(self) -> tuple[Contribution, ...]:
        """The contributions without a decision, in the order they came."""
        return tuple(each for each in self.contributions.values() if each.fate == "waiting")

    def _begin(self, record: Record) -> None:
        self.naming = cast("Naming", record["naming"])
        self.secret = str(record["secret"])
        self._link(record)

    def _link(self, record: Record) -> None:
        self.token = str(record["token"])
        self.former.update(self.members)
        self.members.clear()
        self._code(record)

    def _code(self, record: Record) -> None:
        self.code, self.code_until = str(record["code"]), float(record["until"])

    def _guest(self, record: Record) -> None:
        mark = str(record["mark"])
        self.former.pop(mark, None)
        self.members[mark] = str(record["name"])

    def _ask(self, record: Record) -> None:
        panel = record["panel"]
        self.ask = Ask(
            int(record["number"]),
            cast("Activity", record["activity"]),
            panel if panel in PANEL_KEYS else None,
            tuple(map(ItemId, record["statements"])),
            int(record["budget"]),
        )
        self.asks[self.ask.number] = self.ask
        if record.get("private"):
            self.private.add(self.ask.number)
        self.casts.clear()
        for key in self._superseded:  # nothing that was replaced can come back once the ask is closed
            self.kept.pop(key, None)
        self._superseded.clear()

    def _reveal(self, record: Record) -> None:
        number = int(record["ask"])
        self.asks[number] = revealed = self.asks[number]._replace(is_revealed=True)
        if self.ask.number == number:
            self.ask = revealed
        self.private.clear()

    def _results(self, record: Record) -> None:
        change = self.in_canvas.add if record["in_canvas"] else self.in_canvas.discard
        change(int(record["ask"]))

    def _say(self, record: Record) -> None:
        made = Contribution(
            str(record["id"]),
            int(record["ask"]),
            cast("PanelKey", record["panel"]),
            str(record["text"]),
            str(record.get("name", "")),
            origin=cast("Origin", record.get("origin", "phone")),
        )
        self.contributions[made.id] = made
        if "key" in record:
            self.kept[str(record["key"])] = made.id
            self.own_marks[made.id] = str(record["own"])
        if record.get("first"):
            self.writers[made.ask] = self.writers.get(made.ask, 0) + 1

    def _cast(self, record: Record) -> None:
        number, who = int(record["ask"]), str(record["who"])
        answers = {ItemId(key): int(value) for key, value in record["answers"].items()}
        reasons = {ItemId(key): str(value) for key, value in record["reasons"].items()}
        organisation = str(record.get("organisation", ""))
        ballots = self.ballots.setdefault(number, {})
        if organisation:
            others = {each.who for each in ballots.values() if each.organisation == organisation} - {who}
            for other in others:
                del ballots[other]
            self.replaced = (self.replaced | others) - {who}
        ballots[who] = Ballot(who, answers, reasons, organisation)
        key = str(record["key"])
        if former := self._cast_keys.get((number, who)):
            self._superseded.append(former)
        self._cast_keys[number, who] = key
        self.kept[key] = ""
        self.casts[who] = self.casts.get(who, 0) + 1

    def _fate(self, record: Record) -> None:
        fate, item = cast("Fate", record["fate"]), record["item"]
        self.decisions += 1
        for name in record["ids"]:
            if name in self.contributions:
                before = self.contributions[name]
                self.dropped += (fate == "dropped") - (before.fate == "dropped")
                self.contributions[name] = before._replace(
                    fate=fate, item=None if item is None else ItemId(item)
                )

    def _end(self, _: Record) -> None:
        self.has_ended = True
        self.members.clear()
        self.former.clear()
