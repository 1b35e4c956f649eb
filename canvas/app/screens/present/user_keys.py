"""The keys while presenting as the user has them: bindings, hints, help and sentences.

What the board has an action for has the user's keys. The keys that walk are the same for everyone: clickers
send them.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Final

from textual.binding import Binding

from canvas.app.key_map import KeyMap
from canvas.app.keys import ActionId, spelled, types
from canvas.app.screens.present.keys import KEYS, PANEL_ACTIONS, SlideAction, command
from canvas.app.timekeeper import MINUTE_MORE, NEXT_PANEL
from canvas.app.widgets.slide_line import Hint

_WALKING: Final[Mapping[SlideAction, tuple[str, ...]]] = {
    "on": ("space", "right", "pagedown", "enter"),
    "back": ("left", "pageup", "backspace"),
    "down": ("down",),
    "up": ("up",),
    "leave": ("escape",),
}
"""The keys that nobody can give to another action of the slides."""

_SHOWN: Final[Mapping[SlideAction, str]] = {"on": "space → pgdn", "back": "← pgup", "down": "↓", "up": "↑"}
"""How these are told."""

_OWN: Final[Mapping[SlideAction, str]] = {"board": "0", "gradually": "semicolon", "unlock": "U"}
"""The signs of the slides' own; each goes where the user has given it to an action of the board."""

_ALSO: Final[Mapping[SlideAction, tuple[ActionId, ...]]] = {
    "on": ("right", "page_down"),
    "back": ("left", "page_up"),
    "keys": ("help",),
    "details": ("form",),
}
"""The board's actions whose keys have that meaning here, where their names differ."""

_BY_ID = {key.id: key for key in KEYS}


class SlideKeys:
    """The table with the user's keys.

    Attributes:
        keys: the keys of each action, as Textual spells them.
    """

    def __init__(self, key_map: KeyMap) -> None:
        self._actions = {action.id: action for action in key_map.actions}
        fixed = {key for keys in _WALKING.values() for key in keys}
        self.keys: dict[SlideAction, tuple[str, ...]] = {}
        for row in KEYS:
            own = _OWN.get(row.id, "")
            mine = [own] if own and not key_map.is_taken(own) else []
            given = [key for name in self._on_board(row.id) for key in self._actions[name].keys]
            free = [key for key in given if key not in fixed]
            self.keys[row.id] = (*_WALKING.get(row.id, ()), *mine, *free)

    def _on_board(self, action: SlideAction) -> tuple[ActionId, ...]:
        """The board's actions whose keys an action has."""
        names: tuple[str, ...] = _ALSO.get(action, (action,))
        return tuple(known for known in self._actions if known in names and action not in _OWN)

    def shown(self, action: SlideAction) -> str:
        """The keys of an action as people read them; empty where it has none."""
        return _SHOWN.get(action) or " ".join(map(spelled, self.keys[action]))

    def told(self, action: SlideAction) -> str:
        """How a sentence names an action: its first key; without one, its label in the command palette."""
        return self.shown(action).split()[0] if self.keys[action] else f"“{self.label(action).capitalize()}”"

    def label(self, action: SlideAction) -> str:
        """The label of an action for a hint."""
        here = _BY_ID[action].label
        return here or self._actions[self._on_board(action)[0]].label.lower()

    def help(self, action: SlideAction) -> str:
        """What an action does."""
        return _BY_ID[action].help or self._actions[self._on_board(action)[0]].help

    def bindings(self) -> list[Binding]:
        """The table as Textual's bindings."""
        return [
            Binding(
                ",".join(keys),
                command(name),
                self.label(name),
                show=False,
                priority=True,
                id=f"slides.{name}",
            )
            for name, keys in self.keys.items()
            if keys
        ]

    def explained(self) -> dict[str, list[tuple[str, str]]]:
        """The keys with their help by group, with one row for the eight panels."""
        groups: dict[str, list[tuple[str, str]]] = {}
        for row in KEYS:
            if row.id == PANEL_ACTIONS[0]:
                groups[row.group].append((self._panels(" to "), "that panel"))
            elif row.id not in PANEL_ACTIONS:
                groups.setdefault(row.group, []).append((self.shown(row.id), self.help(row.id)))
        return groups

    def commands(self) -> list[tuple[str, str, str]]:
        """The label, the help with the keys, and the action of each row, for the palette."""
        return [
            (
                self.label(row.id).capitalize(),
                f"{self.help(row.id)}  ({shown})" if (shown := self.shown(row.id)) else self.help(row.id),
                command(row.id),
            )
            for row in KEYS
        ]

    # Hints and sentences

    @property
    def banner(self) -> str:
        """What is said above the slide while the canvas can be changed."""
        told = self.told
        edits = f"{told('add')} adds, {told('status')} sets the status, {told('owner')} the owner"
        return f" UNLOCKED: {edits}, {told('day')} the day · {told('unlock')} locks "

    @property
    def locked_refusal(self) -> str:
        """What is said where a key would change something, while nothing can be changed."""
        return f"Nothing can be changed here; {self.told('unlock')} unlocks."

    @property
    def no_panel(self) -> str:
        """What is said where a slide holds no statements of a panel."""
        return f"Statements belong to a panel: {self._panels(' to ')} shows one."

    @property
    def no_guidance(self) -> str:
        """What is said where a slide is of no panel, and guidance is asked for."""
        return f"Guidance belongs to a panel: {self._panels(' to ')} shows one."

    def _panels(self, between: str) -> str:
        return f"{self.told(PANEL_ACTIONS[0])}{between}{self.told(PANEL_ACTIONS[-1])}"

    def _hint(self, action: SlideAction, label: str = "", shown: str = "") -> Hint:
        key = shown or (self.told(action) if self.keys[action] else "")
        return Hint(command(action), key, label or self.label(action))

    def locked(self, *, is_gradual: bool, is_read_only: bool) -> tuple[Hint, ...]:
        """The hints while nothing can be changed; statements may appear one at a time."""
        hint = self._hint
        unlock = () if is_read_only else (hint("unlock"),)
        return (
            *(hint("on"), hint("back"), hint("panel_1", "panels", self._panels("–"))),
            *(hint("gradually", "all at once" if is_gradual else ""), *unlock),
            *(hint("last"), hint("board"), hint("details"), hint("timer"), hint("guidance")),
            *(hint("keys"), hint("leave")),
        )

    @cached_property
    def unlocked(self) -> tuple[Hint, ...]:
        """The hints while the canvas can be changed."""
        hint = self._hint
        return (
            *(hint("unlock", "lock"), hint("add"), hint("status"), hint("owner")),
            *(hint("day"), hint("undo"), hint("down", "choose", "↑ ↓"), hint("on", "slides", "← →")),
            *(hint("keys"), hint("leave")),
        )

    @cached_property
    def time_up(self) -> tuple[Hint, ...]:
        """The hints once the time is up, until it is given more or stopped; a click will do as well."""
        timer = self.told("timer")
        return (
            Hint("minute_more", f"{timer} {MINUTE_MORE}", "a minute more"),
            Hint("next_time", f"{timer} {NEXT_PANEL}", "the next panel"),
            *(self._hint("keys"), self._hint("leave")),
        )

    def typing(self, *, has_shorthand: bool) -> tuple[Hint, ...]:
        """The hints while a statement is typed; shorthand in it can be kept as typed."""
        key = next((spelled(key) for key in self.keys["as_typed"] if not types(key)), "")
        literal = (Hint("toggle_literal", key, self.label("as_typed")),) if has_shorthand and key else ()
        ways_out = Hint(command("keep"), "enter", "keep"), Hint(command("end_typing"), "esc", "keep and end")
        return *literal, *ways_out
