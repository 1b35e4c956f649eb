"""Dialogs with an input, and below it a list of options that is filtered by what is typed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, TypeVar

from textual.widget import Widget
from textual.widgets import OptionList

from canvas.app.screens.dialog import list_height
from canvas.app.screens.filter_screen import FilterScreen
from canvas.app.widgets.key_hints import Key
from canvas.app.widgets.row_list import RowList

_Answer = TypeVar("_Answer")

_OTHER_LINES = 12
"""The lines of a screen that a list leaves to the rest of its dialog, and around it."""


class FilterListScreen(FilterScreen[_Answer]):
    """Gives what is chosen from a list of options."""

    LIST: ClassVar[type[RowList]] = RowList

    def __init__(self, question: str, placeholder: str, *keys: Key) -> None:
        self.options = self.LIST()
        super().__init__(question, placeholder, self.options, *keys)

    def compose(self) -> Iterator[Widget]:
        """Yield the same, with a list that leaves room for the keys below it."""
        self.on_resize()
        yield from super().compose()

    def on_resize(self) -> None:
        """Leave room for the keys below the list."""
        self.options.styles.max_height = list_height(self.app.size.height, _OTHER_LINES)

    @property
    def highlighted(self) -> int | None:
        """The position of the highlighted option."""
        return self.options.highlighted

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Answer with the clicked option."""
        self.choose(event.option_index)

    def action_move(self, steps: int) -> None:
        """Move the highlight."""
        if steps > 0:
            self.options.action_cursor_down()
        else:
            self.options.action_cursor_up()
