"""Moving the cursor."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from canvas.app.actions.base import Commands

Where = TypeVar("Where")


class NavigateCommands(Commands):
    """Moves among the items and the panels."""

    def go_by(self, move: Callable[[Where], None], where: Where) -> None:
        """Move with a method of the board; what is being typed is kept first."""
        self.board.end_typing(keep=True)
        self.say("")
        move(where)

    def cell(self, key: str) -> None:
        """Go to a cell, such as one whose name was clicked above the board."""
        self.go_by(self.board.look_at, key)
