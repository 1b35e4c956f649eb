"""A line to type in, and below it a list that follows what is typed."""

from __future__ import annotations

from abc import abstractmethod
from typing import ClassVar, TypeVar

from textual import events
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.types import CSSPathType
from textual.widgets import Input, OptionList

from canvas.bundled_files import style

_Answer = TypeVar("_Answer")


class FilterListScreen(ModalScreen[_Answer]):
    """Gives what is chosen from the list; escape gives none.

    The line keeps the focus and the arrows move in the list, so that nobody has to change between them.
    """

    CSS_PATH: ClassVar[CSSPathType | None] = style("dialogs.tcss")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "Leave", priority=True),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
    ]

    def __init__(self) -> None:
        """A line with nothing in it."""
        super().__init__()
        self._early = ""

    @abstractmethod
    def offer(self, typed: str) -> None:
        """List what fits the words that were typed."""

    @abstractmethod
    def choose(self, position: int) -> None:
        """Answer with what stands at a position of the list."""

    def on_mount(self) -> None:
        """Take in what was typed before there was a place for it."""
        self.query_one(Input).insert_text_at_cursor(self._early)
        self.offer(self._early)

    def on_key(self, event: events.Key) -> None:
        """Keep what is typed before there is a place for it."""
        if event.is_printable and event.character and not self.is_mounted:
            self._early += event.character

    def on_input_changed(self, event: Input.Changed) -> None:
        """List what fits by now."""
        self.offer(event.value)

    def on_input_submitted(self) -> None:
        """Answer with what is marked."""
        marked = self.query_one(OptionList).highlighted
        if marked is not None:
            self.choose(marked)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Answer with what was clicked."""
        self.choose(event.option_index)

    def action_move(self, steps: int) -> None:
        """Mark the next or previous of what is listed."""
        listed = self.query_one(OptionList)
        if steps > 0:
            listed.action_cursor_down()
        else:
            listed.action_cursor_up()
