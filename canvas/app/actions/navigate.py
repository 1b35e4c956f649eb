"""Moving the cursor."""

from __future__ import annotations

from collections.abc import Callable

from canvas.app.actions.base import Commands
from canvas.model.schema import CELLS


class NavigateCommands(Commands):
    """Moves among the items and the panels."""

    def up(self) -> None:
        self._move(lambda: self.board.step(-1))

    def down(self) -> None:
        self._move(lambda: self.board.step(1))

    def left(self) -> None:
        self._move(lambda: self.board.sideways(-1))

    def right(self) -> None:
        self._move(lambda: self.board.sideways(1))

    def next_panel(self) -> None:
        self._move(lambda: self.board.next_cell(1))

    def previous_panel(self) -> None:
        self._move(lambda: self.board.next_cell(-1))

    def panel(self, number: int) -> None:
        """Go to a panel by its number."""
        self._move(lambda: self.board.look_at(CELLS[number - 1]))

    def cell(self, key: str) -> None:
        """Go to a cell whose name was clicked above the board."""
        self._move(lambda: self.board.look_at(key))

    def first(self) -> None:
        self._move(lambda: self.board.go_to_item(0))

    def last(self) -> None:
        self._move(lambda: self.board.go_to_item(-1))

    def page_up(self) -> None:
        self._move(lambda: self.board.page_items(-1))

    def page_down(self) -> None:
        self._move(lambda: self.board.page_items(1))

    def _move(self, go: Callable[[], None]) -> None:
        self.board.end_typing(keep=True)
        self.say("")
        go()
