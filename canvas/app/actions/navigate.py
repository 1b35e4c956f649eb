"""Where the eye goes."""

from __future__ import annotations

from collections.abc import Callable

from canvas.app.actions.base import Acting
from canvas.model.schema import CELLS


class Moving(Acting):
    """Moves among the items and the panels."""

    def action_up(self) -> None:
        self._look(lambda: self.board.step(-1))

    def action_down(self) -> None:
        self._look(lambda: self.board.step(1))

    def action_left(self) -> None:
        self._look(lambda: self.board.sideways(-1))

    def action_right(self) -> None:
        self._look(lambda: self.board.sideways(1))

    def action_next_panel(self) -> None:
        self._look(lambda: self.board.next_cell(1))

    def action_previous_panel(self) -> None:
        self._look(lambda: self.board.next_cell(-1))

    def action_panel(self, number: int) -> None:
        self._look(lambda: self.board.look_at(CELLS[number - 1]))

    def action_cell(self, key: str) -> None:
        """Go to a cell whose name was clicked above the board."""
        self._look(lambda: self.board.look_at(key))

    def action_first(self) -> None:
        self._look(lambda: self.board.go_to_item(0))

    def action_last(self) -> None:
        self._look(lambda: self.board.go_to_item(-1))

    def action_page_up(self) -> None:
        self._look(lambda: self.board.page_items(-1))

    def action_page_down(self) -> None:
        self._look(lambda: self.board.page_items(1))

    def _look(self, go: Callable[[], None]) -> None:
        self.board.end_typing(keep=True)
        self.say("")
        go()
