"""A filtered dialog over a list of any length, of which only the rows in sight are drawn."""

from __future__ import annotations

from abc import abstractmethod
from typing import ClassVar, Generic, TypeVar

from textual.binding import Binding, BindingType

from canvas.app.screens.filter_screen import FilterScreen
from canvas.app.widgets.virtual_list import Run, VirtualList

_Answer = TypeVar("_Answer")
_Row = TypeVar("_Row")


class FilterRowsScreen(FilterScreen[_Answer], Generic[_Answer, _Row]):
    """Gives what is chosen from rows of two lines each.

    Attributes:
        shown: the rows that are listed.
    """

    BOX_CLASSES: ClassVar[str] = "dialog wide tall"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pagedown", "page(1)", show=False, priority=True),
        Binding("pageup", "page(-1)", show=False, priority=True),
    ]

    def __init__(self, question: str, placeholder: str) -> None:
        self.shown: list[_Row] = []
        self._rows = VirtualList(lambda position, width: self.lines_of(self.shown[position], width), 2)
        super().__init__(question, placeholder, self._rows, ("dismiss", "esc"))

    @abstractmethod
    def lines_of(self, row: _Row, /, width: int) -> tuple[Run, Run]:
        """Render a row for a width."""

    def show_rows(self, rows: list[_Row], highlighted: int = 0) -> None:
        """List other rows, with the highlight on one of them."""
        self.shown = rows
        self._rows.show(len(rows), highlighted)

    @property
    def highlighted(self) -> int | None:
        """The position of the highlighted row."""
        return self._rows.highlighted

    def action_move(self, steps: int) -> None:
        """Move the highlight."""
        self._rows.move(steps)

    def action_page(self, steps: int) -> None:
        """Move the highlight by a screenful."""
        self._rows.move_page(steps)

    def on_virtual_list_chosen(self, event: VirtualList.Chosen) -> None:
        """Answer with the row that was clicked."""
        self.choose(event.position)
