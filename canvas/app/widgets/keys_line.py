"""The last line of a dialog: its keys and what they do, each of which can be clicked as well."""

from __future__ import annotations

from textual.content import Content


def keys_line(*keys: tuple[str, str]) -> Content:
    """A line of keys.

    Args:
        keys: for each an action of the screen, and the words that tell of it; these are the program's own.
    """
    clickable = (f"[@click=screen.{action}]{words}[/]" for action, words in keys)
    return Content.from_markup(" · ".join(clickable))
