"""A click acts on what was under the mouse when its button went down, or on nothing.

Textual makes a click of every press and release over the same widget. In a list, that may be the press on one
row and the release on another: the mouse slipped, or the list grew in between.
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
    """What was under the mouse when its button went down."""

    def __init__(self, app: App[int]) -> None:
        """Nothing is pressed.

        Args:
            app: the program.
        """
        self._app = app
        self._under: object = None

    def heed(self, event: events.Event) -> None:
        """See to it that an event which is about to be handled becomes no click of something else."""
        if isinstance(event, events.MouseDown):
            self._under = self._found(event)
        elif isinstance(event, events.MouseUp) and (
            event.button != _LEFT or self._found(event) != self._under
        ):
            self._app._mouse_down_widget = None  # noqa: SLF001 - Textual has no other way to say so

    def _found(self, event: events.MouseEvent) -> object:
        """The screen, the widget, and what in it a click would act on."""
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
