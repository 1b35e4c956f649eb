"""The edits of voting: votes, sorting by them, a show of hands, the reason of a dispute.

Like those of `canvas.model.edits`, each is a pure function of a canvas that raises `EditError` where an item
is gone; those that take several items change all of them as one edit.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from canvas.model.canvas import Canvas, Item
from canvas.model.edits import (
    Edit,
    EditError,
    Values,
    check_panel,
    find_all,
    put_panels,
    quote_items,
    set_values,
)
from canvas.model.sanitize import clean_line
from canvas.model.schema import BY_KEY, REASON, TEMPERATURE, VOTES
from canvas.model.show_of_hands import HandsError, ShowOfHands, parse_hands
from canvas.model.types import ItemId, PanelKey

MOST_VOTES = 999_999_999
"""The maximum number of votes; the form accepts no longer number."""


def vote(canvas: Canvas, item_ids: Sequence[ItemId], votes: int) -> Edit:
    """Add votes to each of some items, or take away where negative; never below 0."""
    items = find_all(canvas, item_ids)
    changes: Values = {}
    for item in items:
        now = max(0, min(item.votes + votes, max(MOST_VOTES, item.votes)))
        if now != item.votes:
            changes[item.id] = {VOTES.key: now}
    count = abs(votes)
    what = "a vote" if count == 1 else f"{count} votes"
    label = f"give {what} to" if votes > 0 else f"take {what} from"
    return set_values(canvas, item_ids, changes, f"{label} {quote_items(items)}")


def sort_by_votes(canvas: Canvas, panel: PanelKey, *, focus: ItemId | None = None) -> Edit:
    """Sort the items of a panel by votes, the most first; the sort is stable."""
    check_panel(canvas, panel)
    items = canvas.panels[panel]
    ordered = tuple(sorted(items, key=lambda item: -item.votes))
    label = f"sort {BY_KEY[panel].title} by votes"
    return Edit(label, canvas if ordered == items else canvas.with_items({panel: ordered}), focus)


def take_temperature(canvas: Canvas, item_id: ItemId, typed: str, asked: date) -> Edit:
    """Record a show of hands for an item, typed as ``5 4 4 2``, ``5442`` or ``5,4,4,2``."""
    try:
        taken = ShowOfHands(parse_hands(typed), asked)
    except HandsError as error:
        raise EditError(str(error), "value-unfit") from None
    label = f"record the show of hands for {quote_items(find_all(canvas, [item_id]))}"
    return set_values(canvas, [item_id], {item_id: {TEMPERATURE.key: taken.written}}, label)


def give_reason(canvas: Canvas, item_ids: Sequence[ItemId], reason: str) -> Edit:
    """Set the reason of a dispute on some items; an empty one removes it."""
    reason = clean_line(reason)
    items = find_all(canvas, item_ids)
    label = f"{'record' if reason else 'clear'} the reason against {quote_items(items)}"
    changes: Values = {item.id: {REASON.key: reason} for item in items if item.line(REASON.key) != reason}
    return set_values(canvas, item_ids, changes, label)


def move_all(
    canvas: Canvas, item_ids: Sequence[ItemId], panel: PanelKey, position: int | None = None
) -> Edit:
    """Move some items to a panel, in their present order.

    Args:
        canvas: the canvas to change.
        item_ids: the items' ids.
        panel: the key of the target panel.
        position: the index there, before the move, to insert them at; last where None or too large.
    """
    check_panel(canvas, panel)
    items = find_all(canvas, item_ids)
    wanted = {item.id for item in items}
    home = {item.id: key for key, item in canvas if item.id in wanted}
    # `with_values` drops what is a default in the target panel.
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
    label = f"move {quote_items(items)} to {BY_KEY[panel].title}"
    return put_panels(canvas, label, rest, item_ids)


def parked(canvas: Canvas) -> tuple[tuple[PanelKey, Item], ...]:
    """Every parked item with its panel's key, in reading order."""
    return tuple((panel, item) for panel, item in canvas if item.status == "parked")
