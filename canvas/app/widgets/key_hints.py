"""Hints at keys: their words, with the keys that are bound, on lines that break between whole hints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from rich.cells import cell_len
from textual.content import Content
from textual.screen import Screen
from textual.style import Style

from canvas.app.keys import ActionId, spelled

Key = tuple[str, str]
"""An action of the screen that a click runs, empty for none, and the words of its hint."""

_BETWEEN = " · "
MAX_LINES = 2


class BoundKey(NamedTuple):
    """A hint whose key is the first that the screen has bound to the action; none is shown without one."""

    action: str
    words: str


class EditKey(BoundKey):
    """The hint of a key that changes the canvas; none is shown where nothing may be changed."""

    __slots__ = ()


def item_key(action: ActionId, words: str) -> EditKey:
    """The hint of an action on statements."""
    return EditKey(f"item('{action}')", words)


def bound_keys(screen: Screen[Any]) -> dict[str, str]:
    """The first key that a screen, or its focused widget, has bound to each action."""
    found: dict[str, str] = {}
    for node in filter(None, (screen.focused, screen)):
        for key, binding in node._bindings:  # noqa: SLF001 - Textual has no public name for them
            found.setdefault(binding.action.removeprefix("screen."), key)
    return found


def told(keys: Sequence[Key], bound: Mapping[str, str], *, may_edit: bool = True) -> list[Key]:
    """The hints with their keys, of those that are bound and may be used."""
    found = []
    for hint in keys:
        action, words = hint
        if not isinstance(hint, BoundKey):
            found.append((action, words))
        elif action in bound and (may_edit or not isinstance(hint, EditKey)):
            found.append((action, f"{spelled(bound[action])} {words}"))
    return found


def fitting_lines(keys: Sequence[Key], width: int, most: int = MAX_LINES) -> list[list[Key]]:
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
    return Content.styled(words, Style.from_meta({"@click": f"screen.{action}"}) if action else "")
