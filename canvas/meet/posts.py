"""Taking what phones write and answer, or saying why not."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping

from canvas.meet.shares import Shares
from canvas.meet.state import MeetingState, Record, ballot_word, keyed
from canvas.meet.types import Ask, Guest, Limits, Receipt, ReceiptCode, Respondent, Shown
from canvas.model.sanitize import clean_line, printable_line
from canvas.model.schema import PANEL_KEYS
from canvas.model.show_of_hands import MAX_FINGERS
from canvas.model.text_folding import folded_name
from canvas.model.types import ItemId, PanelKey

_KEY = re.compile(r"[A-Za-z0-9_-]{16,64}")


class Posts:
    """Takes posts into the state of a meeting; whoever calls it holds the room's lock."""

    def __init__(self, state: MeetingState, record: Callable[[Record], None], limits: Limits) -> None:
        self._state, self._record, self._limits = state, record, limits
        self._own: dict[str, list[str]] = {}
        self._shares = Shares()

    def own(self, guest: Guest) -> list[str]:
        """The ids of what a phone wrote; after a restart they are found by their marks."""
        mark = keyed(guest.cookie, "phone")
        if mark not in self._own:
            marks = self._state.own_marks
            self._own[mark] = [each for each, own in marks.items() if own == keyed(guest.cookie, each)]
        return self._own[mark]

    def contribute(
        self, guest: Guest, key: str, text: str, *, ask: int | None, panel: PanelKey | None, address: str
    ) -> Receipt:
        """Take a statement for an ask, or for the latest that asked for any."""
        if before := self._before(guest, key):
            return before
        asked, text, own = self._write_ask(ask), clean_line(text), self.own(guest)
        name = self._state.members[keyed(guest.cookie, "phone")]
        refused = self._unfit(text)
        if self._state.naming == "named" and not name:
            refused = "no-name"
        elif len(own) >= self._limits.contributions_each:
            refused = "too-many"
        elif not refused and not self._shares.may_take(address, self._free):
            refused = "share"
        if refused or asked is None:
            return Receipt(False, refused or "closed")
        is_first = all(self._state.contributions[each].ask != asked.number for each in own)
        made = self._next_id
        marks = {"key": keyed(self._state.secret, key), "own": keyed(guest.cookie, made), "first": is_first}
        self._say(asked, panel, text, {**marks, "name": name})
        own.append(made)
        self._shares.take(address)
        return Receipt(True, "taken", id=made)

    def slip(self, text: str, panel: PanelKey | None, looked_at: PanelKey | None, name: str) -> Receipt:
        """Take a statement from a paper slip; it answers the latest ask for statements on its panel."""
        text, made, asked = clean_line(text), self._next_id, self._write_ask(None)
        if asked and panel and asked.panel not in {None, panel}:
            asked = None
        if refused := self._unfit(text):
            return Receipt(False, refused)
        self._say(asked, panel or looked_at, text, {"origin": "slip", "name": name})
        return Receipt(True, "taken", id=made)

    def cast(
        self,
        guest: Guest,
        key: str,
        answers: Mapping[ItemId, int | None],
        reasons: Mapping[ItemId, str],
        *,
        statements: tuple[Shown, ...],
        ask: int | None,
        respondent: Respondent,
        organisations: tuple[str, ...] | None,
        answered: Collection[str],
    ) -> Receipt:
        """Take answers to the present ask, which replace the phone's former ones.

        Args:
            guest: who answers.
            key: the idempotency key.
            answers: the answers by statement.
            reasons: the reasons by statement.
            statements: what is asked about.
            ask: the number of the ask they answer.
            respondent: for whom.
            organisations: those to choose from; None where nobody is named.
            answered: the organisations whose answers the canvas has, folded.
        """
        if before := self._before(guest, key):
            return before
        asked = self._state.ask
        if asked.activity in {"follow", "write"} or ask not in {None, asked.number}:
            return Receipt(False, "closed")
        who = ballot_word(guest.cookie, asked)
        if self._state.casts.get(who, 0) >= self._limits.casts_each:
            return Receipt(False, "too-many")
        read = _read_cast(asked, statements, answers, reasons, self._limits)
        if isinstance(read, str):
            return Receipt(False, read)
        given: dict[str, object] = {"answers": read[0], "reasons": read[1]}
        if organisations is not None:
            organisation = {printable_line(each): each for each in organisations}.get(respondent.organisation)
            if refused := self._unfit_respondent(asked, who, organisation, respondent, answered):
                return Receipt(False, refused)
            given["organisation"] = organisation
        given["key"] = keyed(self._state.secret, key)
        self._record({"is": "cast", "ask": asked.number, "who": who, **given})
        return Receipt(True, "taken")

    def _unfit_respondent(
        self,
        asked: Ask,
        who: str,
        organisation: str | None,
        respondent: Respondent,
        answered: Collection[str],
    ) -> ReceiptCode | None:
        """Why a phone cannot answer for an organisation: there is none, or somebody has answered for it."""
        if organisation is None:
            return "no-organisation"
        is_taken = self._is_answered(asked, who, organisation, answered)
        return "answered" if is_taken and not respondent.replaces else None

    def _is_answered(self, asked: Ask, who: str, organisation: str, answered: Collection[str]) -> bool:
        """Whether somebody else has answered for an organisation, whenever the same review was asked."""
        same = [
            ballot.who
            for number, ballots in self._state.ballots.items()
            if self._state.asks[number].statements[:1] == asked.statements[:1]
            for ballot in ballots.values()
            if ballot.organisation == organisation
        ]
        return bool(set(same) - {who}) or (not same and folded_name(organisation) in answered)

    @property
    def _next_id(self) -> str:
        return f"c{len(self._state.contributions) + 1}"

    def _before(self, guest: Guest, key: str) -> Receipt | None:
        """The receipt of a post that was kept before, or comes from nobody; None where it is to be taken."""
        if not _KEY.fullmatch(key):
            return Receipt(False, "unfit")
        kept = self._state.kept.get(keyed(self._state.secret, key))
        if kept is not None:
            return Receipt(True, "taken", True, kept)
        if self._state.has_ended:
            return Receipt(False, "ended")
        return None if keyed(guest.cookie, "phone") in self._state.members else Receipt(False, "closed")

    def _write_ask(self, number: int | None) -> Ask | None:
        """The ask that a statement answers: the one of this number, else the latest that asked for any."""
        if number is not None:
            asked = self._state.asks.get(number)
            return asked if asked and asked.activity == "write" else None
        return next((each for each in reversed(self._state.asks.values()) if each.activity == "write"), None)

    def _unfit(self, cleaned: str) -> ReceiptCode | None:
        """Why a statement cannot be taken."""
        if self._state.has_ended:
            return "ended"
        if not cleaned:
            return "empty"
        if len(cleaned) > self._limits.text:
            return "too-long"
        return None if self._free > 0 else "full"

    @property
    def _free(self) -> int:
        """How many statements still find a place; that of a dropped one is free again, but not for ever."""
        ever = len(self._state.contributions)
        kept = ever - self._state.dropped
        return min(self._limits.contributions - kept, self._limits.contributions_ever - ever)

    def _say(self, asked: Ask | None, panel: PanelKey | None, text: str, marks: Record) -> None:
        where = (asked.panel if asked else None) or panel
        self._record(
            {
                "is": "say",
                "id": self._next_id,
                "ask": asked.number if asked else 0,
                "panel": where if where in PANEL_KEYS else PANEL_KEYS[0],
                "text": text,
                **marks,
            }
        )


def _read_cast(
    asked: Ask,
    statements: tuple[Shown, ...],
    answers: Mapping[ItemId, int | None],
    reasons: Mapping[ItemId, str],
    limits: Limits,
) -> tuple[dict[ItemId, int], dict[ItemId, str]] | ReceiptCode:
    """The answers and reasons that count, or why they cannot be taken.

    Those to a statement that has gone meanwhile are left out, and no answer is none.
    """
    levels = {each.id: len(each.levels) for each in statements}
    given = {name: value for name, value in answers.items() if value is not None and name in levels}
    said = {name: clean_line(text) for name, text in reasons.items() if name in levels}
    said = {name: text for name, text in said.items() if text}
    if not given and any(name not in levels for name in answers):
        return "unfit"
    if any(len(text) > limits.reason for text in said.values()):
        return "too-long"
    if asked.activity == "vote":
        if min(given.values(), default=0) < 0:
            return "unfit"
        given = {name: dots for name, dots in given.items() if dots}
        return (given, said) if sum(given.values()) <= asked.budget else "over-budget"
    most = levels if asked.activity == "review" else dict.fromkeys(levels, MAX_FINGERS)
    return (given, said) if all(0 <= value <= most[name] for name, value in given.items()) else "unfit"
