"""Bindings to the keys of actions, which the key map replaces by the user's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.binding import Binding

from canvas.app.keys import ACTIONS, BY_NAME, ActionId, does_nothing, types

if TYPE_CHECKING:
    from textual.screen import Screen

_ANYWHERE, _WHILE_TYPING = "action.", "typing."


def bindings() -> list[Binding]:
    """The table as bindings of the board.

    All have priority: the program then acts on a key before it looks at the next one, so that letters that
    follow ``a`` are typed, however fast they come.
    """
    return [binding_of(action.id, f"do('{action.id}')") for action in ACTIONS if action.keys]


def no_meaning(screen: Screen[Any], key: str, way_out: str) -> str:
    """What is said of a key that has no meaning on a screen; empty where the widget with the focus takes it.

    Keys come to a screen before they come to bindings without priority, such as those that scroll a text.
    """
    return "" if key in screen.active_bindings else does_nothing(key, way_out)


def binding_of(action_id: ActionId, command: str, *, typing: bool = False) -> Binding:
    """A binding of a screen or widget to the keys of an action, which `KeyMap.bind` replaces by the user's.

    With `typing`, only to the keys that type no character.
    """
    action = BY_NAME[action_id]
    keys = [key for key in action.keys if not (typing and types(key))]
    prefix = _WHILE_TYPING if typing else _ANYWHERE
    return Binding(
        ",".join(keys),
        command,
        action.label,
        id=f"{prefix}{action_id}",
        tooltip=action.help,
        show=False,
        priority=True,
    )


def action_of(binding: Binding) -> tuple[ActionId, bool] | None:
    """The action whose keys a binding has, and whether only those that type no character; None for none."""
    for prefix in (_ANYWHERE, _WHILE_TYPING):
        if binding.id and binding.id.startswith(prefix):
            return BY_NAME[binding.id.removeprefix(prefix)].id, prefix == _WHILE_TYPING
    return None
