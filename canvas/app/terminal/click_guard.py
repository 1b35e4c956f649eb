"""Ignore clicks whose press and release hit different targets.

Textual makes a click of every press and release over the same widget. In a list, the press may have been on
one row and the release on another: the mouse slipped, or the list changed in between.
"""

from __future__ import annotations

from typing import Any

from textual import events
from textual.app import App
from textual.css.query import NoMatches
from textual.errors import NoWidget
from textual.widgets import OptionList

_LEFT = 1


class ClickGuard:
    """Remembers what was under the mouse when its button went down."""

    def __init__(self, app: App[int]) -> None:
        self._app = app
        self._pressed_target: object = None

    def check(self, event: events.Event) -> None:
        """Inspect a mouse event before it is handled; suppress the click where its targets differ."""
        if isinstance(event, events.MouseDown):
            self._pressed_target = self._target(event)
        elif isinstance(event, events.MouseUp) and (
            event.button != _LEFT or self._target(event) != self._pressed_target
        ):
            self._app._mouse_down_widget = None  # noqa: SLF001 - Textual has no other way to say so

    def _target(self, event: events.MouseEvent) -> object:
        """The screen, the widget, and the option or link in it that a click would act on."""
        try:
            screen = self._app.screen
            widget, _ = screen.get_widget_at(event.x, event.y)
            meta: dict[str, Any] = screen.get_style_at(event.x, event.y).meta
        except (NoWidget, NoMatches):
            return None
        row = meta.get("option")
        if isinstance(widget, OptionList) and isinstance(row, int) and row < widget.option_count:
            return screen, widget, widget.get_option_at_index(row)
        return screen, widget, meta.get("@click")
