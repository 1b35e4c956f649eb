"""The last line of a dialog: clickable key hints."""

from __future__ import annotations

from textual.content import Content


def keys_line(*keys: tuple[str, str]) -> Content:
    """A line of links: pairs of an action of the screen and its label, which is never user input."""
    clickable = (f"[@click=screen.{action}]{words}[/]" for action, words in keys)
    return Content.from_markup(" · ".join(clickable))
