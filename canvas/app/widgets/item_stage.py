"""The interface through which the board's actions work on a screen above it that shows statements."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Protocol

from canvas.app.keys import ActionId

if TYPE_CHECKING:
    from textual.screen import Screen

    from canvas.model.canvas import Item


class ItemStage(Protocol):
    """A screen above the board with a statement under its cursor, on which the board's actions work."""

    by: str
    """What the workspace calls the edits that are made there."""

    @property
    def item(self) -> Item | None:
        """The statement under the cursor."""

    def say(self, message: str, *, warning: bool = False) -> None:
        """Show a sentence; an empty one clears it."""

    def ask(self, screen: Screen[Any], then: Callable[[Any], object]) -> None:
        """Push a dialog; `then` is called with its answer, unless it is cancelled."""


ItemActions = Callable[[ItemStage], Mapping[ActionId, Callable[[], object]]]
"""Makes the handlers of the actions on statements for a screen."""
