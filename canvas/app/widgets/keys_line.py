"""Key hints: clickable, broken between whole hints, and blank while another screen is on top."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from rich.cells import cell_len
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget

from canvas.app.keys import ActionId, spelled

if TYPE_CHECKING:
    from canvas.app.host import Host

Key = tuple[str, str]
"""An action of the screen that a click runs, empty for none, and the words of its hint."""

_BETWEEN = " · "
_MAX_LINES = 2
_MAX_NARROW_LINES = 4
_NARROW_COLUMNS = 50
"""The width of hints below which they may take more lines, where the screen has them."""
LOW_LINES = 20
"""The lines of a screen below which hints take one line only, and dialogs have no blank lines."""
_HIGH_LINES = 30
"""The lines of a screen from which narrow hints may take more lines than others."""


class BoundKey(NamedTuple):
    """A hint whose key is the first that the screen has bound to the action; none is shown without one."""

    action: str
    words: str


def item_key(action: ActionId, words: str) -> BoundKey:
    """The hint of an action on statements."""
    return BoundKey(f"item('{action}')", words)


class KeyHints(Widget):
    """A widget with key hints, which shows none while another screen is on top: they would not work."""

    app: Host

    def on_mount(self) -> None:
        """Follow which screen is on top."""
        self.app.screen_change_signal.subscribe(self, lambda _: self.top_changed(), immediate=True)

    def on_unmount(self) -> None:
        """Let go of the signal, which would hold the widget."""
        self.app.screen_change_signal.unsubscribe(self)

    @property
    def has_keys(self) -> bool:
        """Whether the screen of this widget takes the keys."""
        return self.screen is self.app.screen

    def top_changed(self) -> None:
        """Another screen is on top: paint with or without hints."""
        self.refresh()


class KeysLine(KeyHints):
    """The last line of a dialog: its keys by importance, the way out last; the least important give way."""

    def __init__(self, *keys: Key, id: str | None = None) -> None:  # noqa: A002 - as Textual calls it
        super().__init__(id=id, classes="hint")
        self._keys: Sequence[Key] = keys

    def show(self, *keys: Key) -> None:
        """Show other keys."""
        if keys != self._keys:
            self._keys = keys
            self.refresh(layout=True)

    def get_content_height(self, container: object, viewport: object, width: int) -> int:  # noqa: ARG002
        """One line, or two where there are many keys and lines."""
        return len(self._lines(width))

    def render(self) -> Content:
        """The hints that fit."""
        return Content("\n").join(map(keys_line, self._lines(self.size.width) if self.has_keys else ()))

    def _lines(self, width: int) -> list[list[Key]]:
        lines = self.app.size.height
        narrow = _MAX_NARROW_LINES if width < _NARROW_COLUMNS and lines >= _HIGH_LINES else _MAX_LINES
        most = narrow if lines >= LOW_LINES else 1
        return fitting_lines(told(self._keys, bound_keys(self.screen)), width, most)


def bound_keys(screen: Screen[Any]) -> dict[str, str]:
    """The first key that a screen, or its focused widget, has bound to each action."""
    found: dict[str, str] = {}
    for node in filter(None, (screen.focused, screen)):
        for key, binding in node._bindings:  # noqa: SLF001 - Textual has no public name for them
            found.setdefault(binding.action.removeprefix("screen."), key)
    return found


def told(keys: Sequence[Key], bound: Mapping[str, str]) -> list[Key]:
    """The hints with their keys, of those that are bound."""
    found = []
    for hint in keys:
        action, words = hint
        if not isinstance(hint, BoundKey):
            found.append((action, words))
        elif action in bound:
            found.append((action, f"{spelled(bound[action])} {words}"))
    return found


def fitting_lines(keys: Sequence[Key], width: int, most: int = _MAX_LINES) -> list[list[Key]]:
    """Lay hints out in at most so many lines, none of them broken; the last of all is always shown."""
    *others, way_out = keys
    kept = [*(key for key in others if cell_len(key[1]) <= width), way_out]
    while len(lines := _wrapped(kept, width)) > most and len(kept) > 1:
        del kept[-2]
    return lines


def _wrapped(keys: Sequence[Key], width: int) -> list[list[Key]]:
    lines: list[list[Key]] = []
    room = 0
    for key in keys:
        needed = len(_BETWEEN) + cell_len(key[1])
        if lines and needed <= room:
            lines[-1].append(key)
            room -= needed
        else:
            lines.append([key])
            room = width - cell_len(key[1])
    return lines


def keys_line(keys: Sequence[Key]) -> Content:
    """A line of hints, as links where they have an action."""
    return Content(_BETWEEN).join(_hint(action, words) for action, words in keys)


@lru_cache(256)
def _hint(action: str, words: str) -> Content:
    return (
        Content.from_markup(f"[@click=screen.{action}]$words[/]", words=words) if action else Content(words)
    )
