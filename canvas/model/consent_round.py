"""A consent round: every proposed statement in turn, until the room agrees, disputes, parks or rewords it.

A round holds ids alone and finds its statements in whatever canvas there is by now: what others add meanwhile
takes its turn in reading order, what they delete is left out, and what was skipped comes last.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple

from canvas.model.canvas import Canvas, Item
from canvas.model.edits import Edit, EditError, find, set_item, set_values
from canvas.model.sanitize import clean_line, quote
from canvas.model.schema import AUDIENCES, REASON, STATUS, TEMPERATURE, visible_to
from canvas.model.show_of_hands import LOW, ShowOfHands
from canvas.model.types import Audience, ItemId, PanelKey, Status

AUDIENCE: Audience = "partners"
"""Who sits in the room: a statement that they may not read is in no round."""

_READABLE = frozenset(each for each in AUDIENCES if visible_to(each, AUDIENCE))

Decision = Literal["agreed", "disputed", "parked"]
"""What becomes of a statement in the round."""


class LeftOut(NamedTuple):
    """How many proposed statements are in no round, by the reason."""

    unresolved: int
    internal: int


class Tally(NamedTuple):
    """What a round has come to so far."""

    agreed: int
    disputed: int
    parked: int
    proposed: int

    @property
    def words(self) -> str:
        """In words: ``14 agreed, 3 disputed, 2 parked, 1 still proposed``; agreed is always told."""
        counts = ((self.disputed, "disputed"), (self.parked, "parked"), (self.proposed, "still proposed"))
        return ", ".join([f"{self.agreed} agreed", *(f"{count} {word}" for count, word in counts if count)])

    @property
    def decided(self) -> int:
        """The number of statements that are not proposed any more."""
        return self.agreed + self.disputed + self.parked


class ConsentRound(NamedTuple):
    """How far a round has got.

    Attributes:
        panel: the panel whose statements are in it; None for all panels.
        at: the statement that is asked; None at the end.
        skipped: what was passed over, in that order.
        answered: what was answered in this round.
        trail: what was shown before `at`, the latest last.
    """

    panel: PanelKey | None = None
    at: ItemId | None = None
    skipped: tuple[ItemId, ...] = ()
    answered: tuple[ItemId, ...] = ()
    trail: tuple[ItemId, ...] = ()

    def begin(self, canvas: Canvas) -> ConsentRound:
        """Ask the first statement that is waiting: this begins a round, or goes on with one."""
        return self._replace(at=next(iter(self.waiting(canvas)), None))

    def waiting(self, canvas: Canvas) -> tuple[ItemId, ...]:
        """What is still proposed: in reading order, then what was skipped."""
        waiting = proposed(canvas, self.panel)
        fresh = [item_id for item_id in waiting if item_id not in self.skipped]
        return (*fresh, *(item_id for item_id in self.skipped if item_id in waiting))

    def answer(self, canvas: Canvas) -> ConsentRound:
        """Go on after the statement was answered; the canvas is that with the answer."""
        if self.at is None:
            return self.begin(canvas)
        answered = (*(item_id for item_id in self.answered if item_id != self.at), self.at)
        return self._go_on(canvas)._replace(answered=answered)

    def skip(self, canvas: Canvas) -> ConsentRound:
        """Go on without an answer; at the end begin again with what is waiting."""
        if self.at is None:
            return self.begin(canvas)
        moved = self._go_on(canvas)
        if self.at in self.skipped or self.at not in proposed(canvas, self.panel):
            return moved
        return moved._replace(skipped=(*self.skipped, self.at))

    def back(self, canvas: Canvas) -> ConsentRound:
        """Go back to what was shown before, whatever was answered; the same where there is nothing before."""
        there = {item.id for _, item in canvas if not item.is_unresolved}
        trail = [item_id for item_id in self.trail if item_id in there and item_id != self.at]
        return self._replace(at=trail[-1], trail=tuple(trail[:-1])) if trail else self

    def look_at(self, item_id: ItemId | None, canvas: Canvas) -> ConsentRound:
        """Show a statement out of turn, as after undo; the same where it is not in the round."""
        if item_id is None or item_id not in proposed(canvas, self.panel) or item_id == self.at:
            return self
        trail = tuple(known for known in self.trail if known != item_id)
        return self._replace(at=item_id, trail=trail)

    def follow(self, before: Canvas, canvas: Canvas) -> ConsentRound:
        """Go on where the statement was deleted, answered elsewhere, or has got a second version."""
        if self.at is None or self.at in proposed(canvas, self.panel):
            return self
        item = canvas.item(self.at)
        was_waiting = self.at in proposed(before, self.panel)
        if item is not None and not item.is_unresolved and not was_waiting:
            return self  # one that was gone back to
        return self._go_on(canvas, before)

    def tally(self, canvas: Canvas) -> Tally:
        """Count what was answered, by its status now, and what is still proposed."""
        found = [item for item_id in self.answered if (item := canvas.item(item_id))]
        agreed = sum(item.is_agreed for item in found)
        statuses = [item.status for item in found if not item.is_unresolved]
        waiting = len(proposed(canvas, self.panel))
        return Tally(agreed, statuses.count("disputed"), statuses.count("parked"), waiting)

    def _go_on(self, canvas: Canvas, before: Canvas | None = None) -> ConsentRound:
        """Ask what comes next in reading order, then what was passed by on the way, then what was skipped."""
        waiting = [item_id for item_id in proposed(canvas, self.panel) if item_id != self.at]
        fresh = [item_id for item_id in waiting if item_id not in self.skipped]
        again = [item_id for item_id in self.skipped if item_id in waiting]
        if self.at in self.skipped:
            known = [item_id for item_id in self.skipped if item_id in waiting or item_id == self.at]
            again = known[known.index(self.at) + 1 :] if self.at in known else again
        here = _position(self.at, before or canvas, canvas)
        order = {item.id: position for position, (_, item) in enumerate(canvas)}
        later = [item_id for item_id in fresh if order[item_id] > here]
        found = next(iter((*later, *fresh, *again)), None)
        trail = self.trail
        if self.at is not None and self.at in order:
            trail = (*(item_id for item_id in trail if item_id != self.at), self.at)
        return self._replace(at=found, trail=trail)


def proposed(canvas: Canvas, panel: PanelKey | None = None) -> tuple[ItemId, ...]:
    """The statements that a round of a panel, or of all, would ask, in reading order."""
    return tuple(
        item.id for item in _proposed(canvas, panel) if not item.is_unresolved and _is_readable(item)
    )


def left_out(canvas: Canvas, panel: PanelKey | None = None) -> LeftOut:
    """Count what is proposed and in no round: two versions of it differ, or partners may not read it."""
    found = list(_proposed(canvas, panel))
    readable = [item for item in found if _is_readable(item)]
    return LeftOut(sum(item.is_unresolved for item in readable), len(found) - len(readable))


def decide(
    canvas: Canvas,
    item_id: ItemId,
    decision: Decision,
    *,
    hands: tuple[int, ...] = (),
    reason: str = "",
    today: date,
) -> Edit:
    """Set the status of an item together with the hands and the reason that led to it, as one edit."""
    _, item = find(canvas, item_id)
    if item.is_unresolved:
        raise EditError(f"Two versions of {quote(item.text)} differ: resolve them first.", "value-unfit")
    changes: dict[str, object] = {STATUS.key: decision, **_said(hands, reason, today)}
    return set_values(canvas, [item_id], {item_id: changes}, f"mark {quote(item.text)} as {decision}")


def reword(
    canvas: Canvas,
    item_id: ItemId,
    text: str,
    *,
    hands: tuple[int, ...] = (),
    reason: str = "",
    today: date,
) -> Edit:
    """Reword an item, and keep the hands and the reason that led to it; it stays proposed."""
    _, item = find(canvas, item_id)
    label = f"reword {quote(item.text)}"
    worded = set_item(canvas, item_id, text=text, changes={}, label=label)
    return set_values(worded.canvas, [item_id], {item_id: _said(hands, reason, today)}, label)


def keep_hands(
    canvas: Canvas, item_id: ItemId, *, hands: tuple[int, ...], reason: str = "", today: date
) -> Edit:
    """Keep what was shown and said of an item that is left without an answer."""
    _, item = find(canvas, item_id)
    label = f"record the show of hands for {quote(item.text)}"
    return set_values(canvas, [item_id], {item_id: _said(hands, reason, today)}, label)


def has_low_voice(hands: tuple[int, ...]) -> bool:
    """Whether somebody is to be heard before anything is called agreed."""
    return any(hand <= LOW for hand in hands)


def _said(hands: tuple[int, ...], reason: str, today: date) -> dict[str, object]:
    said: dict[str, object] = {}
    if hands:
        said[TEMPERATURE.key] = ShowOfHands(tuple(sorted(hands, reverse=True)), today).written
    if reason := clean_line(reason):
        said[REASON.key] = reason
    return said


def _proposed(canvas: Canvas, panel: PanelKey | None) -> Iterator[Item]:
    status: Status = "proposed"
    for key, item in canvas:
        if item.status == status and (panel is None or key == panel):
            yield item


def _is_readable(item: Item) -> bool:
    return item.visibility in _READABLE


def _position(item_id: ItemId | None, before: Canvas, canvas: Canvas) -> int:
    """The position of an item in reading order; of the nearest before it that is left where it is gone."""
    order = {item.id: position for position, (_, item) in enumerate(canvas)}
    nearest = -1
    for _, item in before:
        nearest = order.get(item.id, nearest)
        if item.id == item_id:
            return nearest
    return -1
