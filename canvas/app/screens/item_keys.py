"""The keys of the actions on statements, on a screen above the board."""

from __future__ import annotations

from textual.binding import Binding

from canvas.app.bindings import binding_of
from canvas.app.keys import ABOVE_BOARD, ActionId
from canvas.app.widgets.key_hints import Key, item_key

ON_STATEMENT_KEYS: tuple[Key, ...] = (
    *(item_key("next_status", "agreed"), item_key("status", "status"), item_key("owner", "owner")),
    *(item_key("day", "day"), ("go", "enter goes there"), item_key("undo", "undo")),
    *(item_key("what_next", "what next"), item_key("dispute", "disputed"), item_key("kind", "kind")),
    *(item_key("visibility", "who reads it"), item_key("vote", "vote")),
)
"""What a list does with the highlighted statement, by importance."""


def item_bindings(without: tuple[ActionId, ...] = (), *, of_widget: bool = False) -> list[Binding]:
    """The bindings to ``item`` of the actions that work above the board.

    `of_widget` makes them those of a widget, which act only while it has the focus.
    """
    prefix = "screen." if of_widget else ""
    return [binding_of(name, f"{prefix}item('{name}')") for name in ABOVE_BOARD if name not in without]
