"""The key map: the table of actions with the keys from the user's settings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from textual.binding import BindingsMap
from textual.dom import DOMNode
from textual.keys import _character_to_key

from canvas.app.bindings import action_of
from canvas.app.keys import ACTIONS, BY_NAME, HINTS, PANEL_ACTIONS, Action, Hints, all_hints, spelled, types
from canvas.files.settings import KEYS, Settings
from canvas.model.sanitize import quote

SWALLOWED = ("ctrl+enter", "shift+enter", "shift+space", "ctrl+j", "ctrl+m", "ctrl+i", "ctrl+h")
"""Keys that many terminals do not report, or report as others."""

_TAKEN = {"escape": "leaves whatever is open", "ctrl+c": "copies what is selected"}
_SPOKEN = {"esc": "escape", "pgup": "pageup", "pgdn": "pagedown", "del": "delete", "ins": "insert"}
_NAMED = (
    *("enter", "space", "tab", "shift+tab", "backspace", "delete", "insert", "home", "end"),
    *("pageup", "pagedown", "up", "down", "left", "right"),
)
_MODIFIED = (
    r"ctrl\+[a-z]|f([1-9]|1[0-2])|(ctrl|shift|alt)\+(up|down|left|right|home|end|delete|f([1-9]|1[0-2]))"
)


_WALKING = frozenset(_NAMED) - {"insert"}
"""The keys that walk and choose; what a screen does with them it does whatever the user's keys are."""

_RENAMED = {"timebox": "timer"}
"""Names of actions that settings may still hold, and what they are called now."""


class UnfitKeyError(ValueError):
    """A key that cannot be bound to an action; the message ends a sentence."""


def read_key(said: str) -> str:
    """Parse a key as people write it into Textual's name; `UnfitKeyError` where it cannot be bound."""
    word = said.strip() or said
    if len(word) == 1:
        if not word.isprintable() or word == " ":
            return "space"
        return _character_to_key(word)
    word = "+".join(_SPOKEN.get(part, part) for part in word.casefold().split("+"))
    if word in SWALLOWED:
        raise UnfitKeyError(f"{quote(said)} does not come through in many terminals")
    if word in _TAKEN:
        raise UnfitKeyError(f"{quote(said)} {_TAKEN[word]}, always")
    if shifted := re.fullmatch(r"shift\+([a-z])", word):
        return shifted[1].upper()
    if word in _NAMED or re.fullmatch(_MODIFIED, word):
        return word
    raise UnfitKeyError(f"{quote(said)} is no key that the board can be told of")


class KeyMap:
    """The actions with their keys as they are now.

    Attributes:
        actions: the table, with the user's keys.
        hints: the hints of the status line, by situation.
        problems: keys that could not be bound, a sentence each.
    """

    def __init__(self, settings: Settings | None = None) -> None:
        self.actions = ACTIONS
        self.hints: dict[str, Hints] = HINTS
        self.problems: tuple[str, ...] = ()
        if settings and settings.keys:
            self._use(settings)

    @property
    def is_changed(self) -> bool:
        """Whether any action has other keys than by default."""
        return self.actions is not ACTIONS

    def action(self, action_id: str) -> Action:
        """An action by its id, with its keys."""
        return next(action for action in self.actions if action.id == action_id)

    def keys(self, action_id: str) -> tuple[str, ...]:
        """The keys of an action, by Textual's names."""
        return self.action(action_id).keys

    def shown(self, action_id: str) -> str:
        """The keys of an action as people read them."""
        return self.action(action_id).keys_shown

    def told(self, action_id: str) -> str:
        """How a message names an action: its first key; without one, its label in the command palette."""
        action = self.action(action_id)
        return action.hint[0] if action.keys else f"“{action.label}”"

    @property
    def sides(self) -> tuple[str, str]:
        """What stands before both sides of a difference: the keys that keep or take it, or words."""
        own, other = self.keys("keep_ours"), self.keys("take_theirs")
        return spelled(own[0]) if own else "this", spelled(other[0]) if other else "other"

    @property
    def panels(self) -> str:
        """How a sentence names the keys that go to the panels."""
        return f"{self.told(PANEL_ACTIONS[0])} to {self.told(PANEL_ACTIONS[-1])}"

    def is_taken(self, key: str) -> bool:
        """Whether any action has a key, by Textual's name."""
        return any(key in action.keys for action in self.actions)

    def is_given(self, key: str) -> bool:
        """Whether the user gave a key to an action that has other keys by default."""
        return any(key in action.keys and key not in BY_NAME[action.id].keys for action in self.actions)

    def bind(self, node: DOMNode) -> None:
        """Bind a screen or widget to the user's keys, where it was declared with those of actions.

        Keys of its own that the user gave to an action do nothing there; those that walk and choose stay.
        """
        bound = BindingsMap()
        keys = bound.key_to_bindings
        for key, rows in node._bindings.key_to_bindings.items():  # noqa: SLF001 - Textual has no public name
            own = [
                row
                for row in rows
                if not action_of(row) and (row.id or key in _WALKING or not self.is_given(key))
            ]
            if own:
                keys[key] = own
        declared = type(node)._merged_bindings or BindingsMap()  # noqa: SLF001
        for row in dict.fromkeys(row for _, row in declared if action_of(row)):
            action_id, is_typing = action_of(row) or ("", False)
            for key in self.keys(action_id):
                if key not in keys and not (is_typing and types(key)):
                    keys[key] = [row.with_key(key)]
        node._bindings = bound  # noqa: SLF001

    def _use(self, settings: Settings) -> None:
        problems: list[str] = []
        given: dict[str, tuple[str, ...]] = {}
        for name, keys in settings.keys.items():
            action = BY_NAME.get(_RENAMED.get(name, name))
            where = settings.where(f"{KEYS}.{name}")
            if action is None:
                problems.append(f"{where}: there is no action {quote(name)}; the settings screen lists them.")
                continue
            try:
                given[action.id] = tuple(dict.fromkeys(map(read_key, keys)))
            except UnfitKeyError as error:
                problems.append(f"{where}: {error}; {name} keeps its own.")
        for name, key, holder in self._clashes(given):
            where = settings.where(f"{KEYS}.{name}")
            taken = f"{quote(spelled(key))} does “{holder.label}” already"
            problems.append(f"{where}: {taken}; {name} keeps its own.")
        if given:
            self.actions = tuple(
                replace(action, keys=given[action.id], shown="") if action.id in given else action
                for action in ACTIONS
            )
            self.hints = all_hints(self.actions)
        self.problems = tuple(problems)

    @staticmethod
    def _clashes(given: dict[str, tuple[str, ...]]) -> Iterator[tuple[str, str, Action]]:
        """Remove duplicate bindings; yields the action that lost, the key, and the action that has it."""
        while True:
            order = [a for a in ACTIONS if a.id not in given]
            order += [next(a for a in ACTIONS if a.id == name) for name in given]
            holders: dict[str, Action] = {}
            lost: tuple[str, str, Action] | None = None
            for action in order:
                for key in given.get(action.id, action.keys):
                    if key in holders and lost is None:
                        lost = (action.id, key, holders[key])
                    holders.setdefault(key, action)
            if lost is None:
                return
            del given[lost[0]]
            yield lost
