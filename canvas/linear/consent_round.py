"""The consent round: each proposed statement is read, and the room's answer to it recorded."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from canvas.exports.phrases import counted
from canvas.exports.phrases import hands as described
from canvas.linear.answer_parser import wanted_panel
from canvas.linear.context import CommandGroup
from canvas.linear.ways import way
from canvas.model.canvas import Item
from canvas.model.consent_round import (
    ConsentRound,
    Decision,
    decide,
    has_low_voice,
    left_out,
    reword,
)
from canvas.model.show_of_hands import LOW, HandsError, ShowOfHands, parse_hands
from canvas.model.types import ItemId

if TYPE_CHECKING:
    from canvas.meet.hands import RoomHands

_ALL = ("", "all")
_HANDS = "Fingers of each hand, such as 5 4 4 2? Empty: none low, agreed. Or: low, skip, back, stop."
_PHONES = "phones tells what they show; it counts with what you type."
_BECOMES = "What should happen with it: disputed, reword, parked, or agreed after all? Empty: hands again."
_WALKS = ("skip", "back", "stop")
_DECISIONS: tuple[Decision, ...] = ("agreed", "disputed", "parked")


class ConsentRoundCommands(CommandGroup):
    """Ask every proposed statement in turn."""

    _room: RoomHands | None = None
    _asked: ItemId | None = None

    def consent(self, words: str) -> None:
        """Hold a round, of a panel or of all panels."""
        panel = None if words.casefold() in _ALL else wanted_panel(words).key
        if self.context.refused():
            return
        found = left_out(self.canvas, panel)
        if found.unresolved:
            of_which = f"{counted(found.unresolved, 'statement')} of which two versions differ"
            self.say(f"Left out: {of_which}; {way('settle')} reads them.")
        if found.internal:
            self.say(f"Left out: {counted(found.internal, 'internal statement')}.")
        round_ = ConsentRound(panel).begin(self.canvas)
        if round_.at is None:
            self.say("Nothing is proposed that the room could answer.")
            return
        self._room = self.context.room.hands() if self.context.room else None
        self._asked = None
        going_on: ConsentRound | None = round_
        while going_on is not None and going_on.at is not None:
            round_ = going_on
            going_on = self._turn(going_on)
        if self._room:
            self._room.ask(None)
        self.say(f"Consent round: {(going_on or round_).tally(self.canvas).words}.")

    def _turn(self, round_: ConsentRound) -> ConsentRound | None:
        """Ask about one statement; where the round goes on, None where it stops."""
        before = self.canvas
        self.context.poll_file()
        round_ = round_.follow(before, self.canvas)
        item = self.canvas.item(round_.at or "")
        if item is None:
            return round_
        tally = round_.tally(self.canvas)
        where = f"{tally.decided} of {tally.decided + tally.proposed} answered."
        self.say(where, self.context.line_of(item))
        if self._room and self._asked != item.id:
            self._room.ask(item.id)
            self._asked = item.id
        typed = self.ask(f"{_HANDS} {_PHONES}" if self._room else _HANDS).casefold()
        if typed == "phones" and self._room:
            self._tell_phones(self._room)
            return round_
        if typed in _WALKS:
            return self._walk(round_, typed)
        hands = self._room.count() if self._room else ()
        if typed not in ("", "low"):
            try:
                hands += parse_hands(typed)
            except HandsError as error:
                self.say(str(error))
                return round_
        if typed == "low" or has_low_voice(hands):
            return self._hear(round_, item, hands)
        return self._decide(round_, item, "agreed", hands, "")

    def _tell_phones(self, room: RoomHands) -> None:
        hands, counts = room.count(), room.counts()
        shown = (
            described(ShowOfHands(tuple(sorted(hands, reverse=True))).written) if hands else "no hands yet"
        )
        of_all = f"{counts.answered} of {counted(counts.here, 'phone')}: " if counts else ""
        self.say(f"{of_all}{shown}.")

    def _walk(self, round_: ConsentRound, word: str) -> ConsentRound | None:
        if word == "skip":
            return round_.skip(self.canvas)
        if word == "stop":
            return None
        moved = round_.back(self.canvas)
        if moved == round_:
            self.say("This is the first statement of the round.")
        return moved

    def _hear(self, round_: ConsentRound, item: Item, hands: tuple[int, ...]) -> ConsentRound:
        """Ask why a voice is low, and what becomes of the statement."""
        low = sum(hand <= LOW for hand in hands)
        if low:
            self.say(f"{low} low: {LOW} fingers or fewer.")
        reason = self.ask("Why, in their words? Empty: no reason.")
        becomes = self.ask(_BECOMES).casefold()
        if becomes == "reword":
            text = self.ask("In other words? Empty: no change.")
            edit = partial(
                reword, item_id=item.id, text=text, hands=hands, reason=reason, today=self.context.today
            )
            if text and self.context.run(edit):
                self._asked = None
                self.say("Hands again, for the new words.")
            return round_
        decision = next((known for known in _DECISIONS if known == becomes), None)
        if decision is None:
            if becomes:
                self.say("It is one of disputed, reword, parked and agreed; hands again.")
            return round_
        return self._decide(round_, item, decision, hands, reason)

    def _decide(
        self, round_: ConsentRound, item: Item, decision: Decision, hands: tuple[int, ...], reason: str
    ) -> ConsentRound:
        edit = partial(
            decide,
            item_id=item.id,
            decision=decision,
            hands=hands,
            reason=reason,
            today=self.context.today,
        )
        return round_.answer(self.canvas) if self.context.run(edit) else round_
