"""Commands of a meeting with phones and paper slips: the tray, and what the room is asked."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from canvas.exports.phrases import counted
from canvas.linear.answer_parser import UnclearAnswer, item_of, panel_of, wanted_panel
from canvas.linear.context import CommandGroup, Handler, dispatch
from canvas.meet.types import Activity, Contribution
from canvas.model.fields import whole_number
from canvas.model.sanitize import visible_line
from canvas.model.schema import BY_KEY
from canvas.model.types import ItemId, PanelKey
from canvas.operations import EditOutcome
from canvas.outcome_phrases import edit_done
from canvas.room_phrases import (
    ENDED,
    FOUND,
    MEETING_DELETED,
    MEETING_STAYS,
    NO_NETWORK,
    asked_line,
    counts_line,
    dropped,
    joined,
    lost,
    meeting_cut_off,
    moved,
    named,
    naming_told,
    refused,
    slip_refused,
    spread_rows,
    still_waiting,
    taken,
    time_left,
    undone,
)
from canvas.workspace_meet import DOTS

if TYPE_CHECKING:
    from canvas.workspace_meet import RoomLink

_COLUMNS = 60
_MOST_DOTS = 50


class RoomCommands(CommandGroup):
    """Decide on what comes in, and ask the room."""

    _told = 0
    _lost_at = ""
    _read_last: tuple[str, ...] | None = None

    @property
    def _link(self) -> RoomLink:
        if self.context.room is None:
            raise UnclearAnswer("No meeting runs here: room slips opens a tray for paper slips.")
        return self.context.room

    def tell_news(self) -> None:
        """Print how much waits, where that has grown since it was told."""
        if self.context.room is None:
            return
        link = self.context.room
        if link.is_lost and not self._lost_at:
            self._lost_at = link.place.address
            self.say(f"{lost(link)} room move lets them in.")
        elif self._lost_at and not link.is_lost:
            if link.place.address == self._lost_at:
                self.say(FOUND)
            self._lost_at = ""
        waiting = link.room.counts().waiting
        if waiting > self._told:
            self.say(f"In the tray: {counted(waiting, 'statement')}. tray reads them.")
        self._told = waiting

    # The room

    def room(self, words: str) -> None:
        """Tell how phones get in, or do with the room what the first word says."""
        word = words.casefold()
        if word == "slips" and self.context.room is None:
            self._open_slips()
            return
        does: dict[str, Callable[[], None]] = {"": self._tell, "slips": self._tell, "link": self._change_link}
        does["end"], does["delete"] = self._end, self._delete_cut_off
        first, _, rest = words.partition(" ")
        if first.casefold() == "move":
            self._move(rest.strip())
            return
        if word not in does:
            raise UnclearAnswer("Type: room, room slips, room link, room move, room delete, or room end.")
        does[word]()

    def _open_slips(self) -> None:
        from canvas.room_opening import open_room  # noqa: PLC0415 - few sessions have a room

        opened = open_room(self.canvas, self.context.workspace.path)
        self.context.room = opened.beside(self.context.workspace)
        self.context.workspace.recovery.cut_off = None
        self.say("The tray is open for paper slips: tray slip 2 WORDS.")

    def _tell(self) -> None:
        link = self._link
        if link.room.has_ended:
            self.say(ENDED)
            return
        if address := link.place.address:
            invitation = link.room.invitation()
            self.say(f"Address: {address}. Code: {' '.join(invitation.code)}.")
            counts = counts_line(link.room.counts(), is_asking=link.is_asking)
            self.say(f"{counts}; {naming_told(link.room.naming)}.")
        if left := time_left(link.ends_at, time.time()):
            self.say(f"The room {left}.")
        self.say(asked_line(link.asked, self.canvas, is_open=link.is_asking))

    def _move(self, name: str) -> None:
        """Let phones in again, or at another address: the one that is named, else the likeliest."""
        from canvas.meet.network import (  # noqa: PLC0415 - few sessions have a room
            addresses,
            chosen,
            next_addresses,
            what_opens,
        )

        link = self._link
        if not link.place.host or link.room.has_ended:
            raise UnclearAnswer("Phones are not let in here.")
        found = next_addresses(addresses(), failed_at=link.failed_at)
        if not (found or name):
            raise UnclearAnswer(NO_NETWORK)
        address = chosen(name, addresses()) if name else found[0]
        if self.context.confirms(f"{what_opens(address, link.place.port)} Open it?"):
            before = link.place
            link.move(address)
            self._lost_at = ""
            self.say(moved(link, before))

    def _delete_cut_off(self) -> None:
        """Delete the meeting that was cut off."""
        recovery = self.context.workspace.recovery
        if recovery.cut_off is None or self.context.room:
            raise UnclearAnswer("There is no meeting that was cut off.")
        if self.context.confirms(f"{meeting_cut_off(recovery.cut_off)} Delete it?"):
            self.say(MEETING_DELETED if recovery.delete_meeting().run() else MEETING_STAYS)

    def _change_link(self) -> None:
        if self.context.confirms(
            "Everybody else is out then, and can join again with the new one. Change it?"
        ):
            self._link.room.change_link()
            self._tell()

    def _end(self) -> None:
        link = self._link
        lost = f"{still_waiting(len(link.tray.waiting))}, and would be gone. " if link.tray.waiting else ""
        if self.context.confirms(f"{lost}End the meeting?"):
            link.end()
            self.context.room = None
            self.say("The meeting has ended.")

    # The tray

    def tray(self, words: str) -> None:
        """Read the tray, or decide on what stands in it."""
        does: dict[str, Handler] = {
            "": self._read,
            "take": self._take,
            "park": self._park,
            "drop": self._drop,
            "join": self._join,
            "slip": self._slip,
            "undo": self._undo,
        }
        dispatch(words, does, "Type: tray, or tray take 1 2, park, drop, join, slip or undo.")

    def _read(self, _: str) -> None:
        link, panel = self._link, ""
        if hidden := link.tray.hidden:
            self.say(f"{counted(hidden, 'statement')} out of sight; ask show reads them to all.")
        if not link.tray.waiting:
            self.say("Nothing is in the tray.")
        number = 0
        self._read_last = tuple(each.id for group in link.tray.groups() for each in group)
        for group in link.tray.groups():
            if group[0].panel != panel:
                panel = group[0].panel
                self.say(f"{BY_KEY[panel].numbered_title}:")
            for at, each in enumerate(group):
                number += 1
                facts = [visible_line(each.name), "like the one before" if at else ""]
                told = ", ".join(filter(None, facts))
                self.say(f"{number}. {visible_line(each.text)}{f' ({told})' if told else ''}")

    def _chosen(self, words: list[str]) -> list[Contribution]:
        """The contributions with these numbers, as they were read last: others may have come since."""
        if self.context.refused():
            return []
        found, waiting = [], {each.id: each for group in self._link.tray.groups() for each in group}
        ids = tuple(waiting) if self._read_last is None else self._read_last
        rows = [waiting.get(each) for each in ids]
        for word in words:
            number = whole_number(word.rstrip(".,"))
            row = rows[number - 1] if number and 0 < number <= len(rows) else None
            if row is None:
                raise UnclearAnswer(
                    f"There is no {visible_line(word)} in the tray; tray reads it with numbers."
                )
            found.append(row)
        if not found:
            raise UnclearAnswer("Which? Say the numbers that tray reads, such as 1 2.")
        return found

    def _done(self, outcome: EditOutcome | None, told: str) -> None:
        if outcome and outcome.error:
            self.context.say_phrase(edit_done(outcome))
            return
        self.say(f"{told}. tray undo undoes it.")
        self._told = self._link.room.counts().waiting
        self.context.check_journal()

    def _take(self, words: str) -> None:
        if found := self._chosen(words.split()):
            self._done(self._link.tray.take([each.id for each in found]), taken(found))

    def _park(self, words: str) -> None:
        if found := self._chosen(words.split()):
            self._done(self._link.tray.park([each.id for each in found]), f"Parked {named(found)}")

    def _drop(self, words: str) -> None:
        if words.casefold() == "all":
            self._drop_all()
            return
        if found := self._chosen(words.split()):
            self._link.tray.drop([each.id for each in found])
            self._done(None, f"Dropped {named(found)}")

    def _drop_all(self) -> None:
        count = len(self._link.tray.waiting)
        if not count:
            raise UnclearAnswer("Nothing is in the tray.")
        if self.context.confirms(f"Drop {'all ' if count > 1 else ''}{counted(count, 'statement')} in it?"):
            self._done(None, dropped(self._link.tray.drop_all()))

    def _join(self, words: str) -> None:
        *numbers, last = words.split() or [""]
        item = item_of(self.canvas, last) if "." in last.rstrip(".") else None
        if found := self._chosen(numbers if item else [*numbers, last]):
            outcome = self._link.tray.join([each.id for each in found], item.id if item else None)
            self._done(outcome, joined(found, item))

    def _slip(self, words: str) -> None:
        word, _, text = words.partition(" ")
        panel = panel_of(word)
        kept = self._link.room.slip(text if panel else words, panel.key if panel else self.context.panel.key)
        if not isinstance(kept, Contribution):
            raise UnclearAnswer(slip_refused(kept) or "What does the slip say? tray slip 2 WORDS.")
        self.say(f"In the tray for {BY_KEY[kept.panel].title}.")
        self._told = self._link.room.counts().waiting

    def _undo(self, _: str) -> None:
        self.say(undone(self._link.tray.undo(), self._link.tray))

    # Asking

    def ask_room(self, words: str) -> None:
        """Ask the room, or show or keep how it answered."""
        does: dict[str, Handler] = {
            "": self._show_answers,
            "write": self._ask_write,
            "vote": self._ask_vote,
            "hands": self._ask_hands,
            "review": self._ask_review,
            "show": self._reveal,
            "keep": self._keep,
            "close": self._close,
        }
        dispatch(words, does, "Type: ask write 2, vote 2 3, hands 2.3, review, show, keep or close.")

    def _put(
        self, activity: Activity, panel: PanelKey | None, items: tuple[ItemId, ...] = (), budget: int = DOTS
    ) -> None:
        link = self._link
        if refusal := link.refusal(activity):
            raise UnclearAnswer(refused(refusal, self.context.workspace.read_only_reason))
        link.ask(activity, panel, items, budget=budget, is_private=activity == "write")
        self.say(asked_line(link.asked, self.canvas, is_open=True))

    def _ask_write(self, words: str) -> None:
        self._put("write", wanted_panel(words).key)

    def _ask_vote(self, words: str) -> None:
        word, _, dots = words.partition(" ")
        panel, budget = wanted_panel(word), whole_number(dots or str(DOTS))
        if budget is None or not 0 < budget <= _MOST_DOTS:
            raise UnclearAnswer(f"How many dots each has is a number from 1 to {_MOST_DOTS}.")
        voted = self._link.voted(panel.key)
        if not voted:
            raise UnclearAnswer(f"{panel.title} has nothing to vote on that partners may read.")
        self._put("vote", panel.key, voted, budget)

    def _ask_hands(self, words: str) -> None:
        item = item_of(self.canvas, words)
        place = self.canvas.place(item.id)
        if self._link.readable(item.id) is None or place is None:
            raise UnclearAnswer("Partners may not read this statement, so the room is not asked about it.")
        self._put("hands", place[0], (item.id,))

    def _ask_review(self, _: str) -> None:
        self._put("review", None)

    def _reveal(self, _: str) -> None:
        link = self._link
        link.reveal()
        if link.asked.activity == "write":
            self._read("")
        else:
            self._show_answers("")

    def _show_answers(self, _: str) -> None:
        link = self._link
        spread = link.spread()
        self.say(asked_line(link.asked, self.canvas, is_open=link.is_asking))
        if link.asked.activity not in ("vote", "hands", "review"):
            return
        self.say(f"{counted(spread.answered, 'phone')} answered.")
        if link.asked.activity != "review":
            for text, lines in spread_rows(spread, self.canvas, _COLUMNS):
                self.say(text, *(f"  {line}" for line in lines))

    def _keep(self, _: str) -> None:
        if not self.context.refused():
            self.context.say_phrase(edit_done(self._link.put_results(self.context.today)))
            self.context.check_journal()

    def _close(self, _: str) -> None:
        self._link.close_ask()
        self.say(asked_line(self._link.asked, self.canvas, is_open=False))
