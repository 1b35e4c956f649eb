"""The keys of the actions on statements, on a screen above the board."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.binding import BindingsMap
from textual.screen import Screen

from canvas.app.host import Host
from canvas.app.key_map import KeyMap
from canvas.app.keys import ABOVE_BOARD, ActionId
from canvas.app.widgets.keys_line import Key, item_key

ON_STATEMENT_KEYS: tuple[Key, ...] = (
    *(item_key("next_status", "agreed"), item_key("status", "status"), item_key("owner", "owner")),
    *(item_key("day", "day"), ("go", "enter goes there"), item_key("undo", "undo")),
    *(item_key("what_next", "what next"), item_key("dispute", "disputed"), item_key("kind", "kind")),
    *(item_key("visibility", "who reads it"), item_key("vote", "vote")),
)
"""What a list does with the highlighted statement, by importance."""


def bind_item_keys(
    bound: BindingsMap, key_map: KeyMap, without: tuple[ActionId, ...] = (), *, screen: bool = False
) -> None:
    """Bind the user's keys of the actions that work above the board to ``item``.

    With `screen` the keys are those of a widget, and act only while it has the focus.
    """
    prefix = "screen." if screen else ""
    for action in key_map.actions:
        if action.id in ABOVE_BOARD and action.id not in without:
            for key in action.keys:
                bound.bind(key, f"{prefix}item('{action.id}')", show=False, priority=not screen)


def ask_above(host: Host, screen: Screen[Any], then: Callable[[Any], object]) -> None:
    """Push a dialog; `then` is called with its answer, unless it is cancelled."""

    def answered(answer: object) -> None:
        if answer is not None:
            then(answer)

    host.push_screen(screen, answered)
