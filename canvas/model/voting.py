"""The edits with which a room comes to a decision: votes, their order, the temperature, why not.

Like those of `canvas.model.edits`, each is a pure function of a canvas, and those that take several items
change all of them as one edit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from canvas.model.canvas import Canvas, Item
from canvas.model.edits import Edit, EditError, set_status
from canvas.model.sanitize import clean_line, quote
from canvas.model.schema import BY_KEY, REASON, STATUS, TEMPERATURE, VOTES
from canvas.model.show_of_hands import HandsError, ShowOfHands, hands

MOST_VOTES = 999_999_999
"""More than that nobody counts: the form takes no longer number."""


_Said = dict[str, dict[str, object]]
"""New values of some items, by the item's id."""


def vote(canvas: Canvas, item_ids: Sequence[str], votes: int) -> Edit:
    """So many votes more for each of some items, or fewer where that is negative; none ever has less than 0.

    Raises:
        EditError: where an item is gone.
    """
    said: _Said = {}
    for item in _found(canvas, item_ids):
        now = max(0, min(item.votes + votes, max(MOST_VOTES, item.votes)))
        if now != item.votes:
            said[item.id] = {VOTES.key: now}
    count = abs(votes)
    what = ("a vote" if count == 1 else f"{count} votes") + (" for" if votes > 0 else " fewer for")
    return _saying(canvas, item_ids, said, f"{what} {_named(canvas, item_ids)}")


def sort_by_votes(canvas: Canvas, panel: str, *, focus: str | None = None) -> Edit:
    """The items of a panel by their votes, the most first; those with as many stay in their order.

    Args:
        canvas: the canvas to change.
        panel: the key of the panel.
        focus: the id of the item to look at next.

    Raises:
        EditError: where there is no such panel.
    """
    if panel not in canvas.panels:
        raise EditError(f"There is no panel called {quote(panel)}.", "panel-unknown")
    items = canvas.panels[panel]
    ordered = tuple(sorted(items, key=lambda item: -item.votes))
    label = f"sort {BY_KEY[panel].title} by votes"
    return Edit(label, canvas if ordered == items else canvas.with_items({panel: ordered}), focus)


def take_temperature(canvas: Canvas, item_id: str, typed: str, asked: date) -> Edit:
    """The hands that were shown for an item, in place of those of an earlier day.

    Args:
        canvas: the canvas to change.
        item_id: the item's id.
        typed: the hands as they were typed: ``5 4 4 2``, ``5442`` or ``5,4,4,2``.
        asked: the day.

    Raises:
        EditError: where they are no hands, or the item is gone.
    """
    try:
        taken = ShowOfHands(hands(typed), asked)
    except HandsError as error:
        raise EditError(str(error), "value-unfit") from None
    label = f"temperature of {_named(canvas, [item_id])}"
    return _saying(canvas, [item_id], {item_id: {TEMPERATURE.key: taken.written}}, label)


def give_reason(canvas: Canvas, item_ids: Sequence[str], reason: str) -> Edit:
    """Why someone cannot live with some items; without words, why is forgotten.

    Raises:
        EditError: where an item is gone.
    """
    reason = clean_line(reason)
    said: _Said = {}
    for item in _found(canvas, item_ids):
        if item.line(REASON.key) != reason:
            said[item.id] = {REASON.key: reason}
    return _saying(canvas, item_ids, said, f"say why not {_named(canvas, item_ids)}")


def next_status(canvas: Canvas, item_ids: Sequence[str]) -> Edit:
    """For all of some items the status after that of the first, in the order of the table, round and round.

    Raises:
        EditError: where an item is gone, or there is none.
    """
    first = next(_found(canvas, item_ids), None)
    if first is None:
        raise EditError("There is no item to mark.", "no-items")
    names = [choice.key for choice in STATUS.choices]
    return set_status(canvas, item_ids, names[(names.index(first.status) + 1) % len(names)])


def move_all(canvas: Canvas, item_ids: Sequence[str], panel: str, position: int | None = None) -> Edit:
    """Some items moved to a panel, one behind the other in the order they stand in.

    Args:
        canvas: the canvas to change.
        item_ids: the items' ids.
        panel: the key of the panel they go to.
        position: before which of the items that stand there now they come; last where None or too large.

    Raises:
        EditError: where there is no such panel, or an item is gone.
    """
    if panel not in canvas.panels:
        raise EditError(f"There is no panel called {quote(panel)}.", "panel-unknown")
    wanted = {item.id for item in _found(canvas, item_ids)}
    home = {item.id: key for key, item in canvas if item.id in wanted}
    # What was unknown so far may say no more than a default in another panel.
    moved = [
        item if home[item.id] == panel else item.with_values(item.values, panel)
        for _, item in canvas
        if item.id in wanted
    ]
    there = canvas.panels[panel]
    at = len(there) if position is None else max(0, min(position, len(there)))
    rest = {
        key: tuple(item for item in canvas.panels[key] if item.id not in wanted)
        for key in {*home.values(), panel}
    }
    at -= sum(item.id in wanted for item in there[:at])
    rest[panel] = (*rest[panel][:at], *moved, *rest[panel][at:])
    changed = {key: items for key, items in rest.items() if items != canvas.panels[key]}
    label = f"move {_named(canvas, item_ids)} to {BY_KEY[panel].title}"
    return Edit(label, canvas.with_items(changed) if changed else canvas, item_ids[-1] if item_ids else None)


def parked(canvas: Canvas) -> tuple[tuple[str, Item], ...]:
    """Every item that was put off, with its panel's key, in reading order."""
    return tuple((panel, item) for panel, item in canvas if item.status == "parked")


def _found(canvas: Canvas, item_ids: Sequence[str]) -> Iterator[Item]:
    for item_id in item_ids:
        item = canvas.item(item_id)
        if item is None:
            raise EditError("That item is no longer here.", "item-gone")
        yield item


def _named(canvas: Canvas, item_ids: Sequence[str]) -> str:
    found = list(_found(canvas, item_ids))
    return quote(found[0].text) if len(found) == 1 else f"{len(found)} items"


def _saying(canvas: Canvas, item_ids: Sequence[str], said: _Said, label: str) -> Edit:
    """The canvas with some values of some items changed, by the item's id."""
    changed = {}
    for panel, items in canvas.panels.items():
        if said and any(item.id in said for item in items):
            after = tuple(
                item.with_values(said[item.id], panel) if item.id in said else item for item in items
            )
            if after != items:
                changed[panel] = after
    focus = item_ids[-1] if item_ids else None
    return Edit(label, canvas.with_items(changed) if changed else canvas, focus)
