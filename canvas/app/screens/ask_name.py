"""A question answered with a name: one of those that are known, or a new one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from canvas.app.widgets.line_input import LineInput
from canvas.model.steps import is_same, matching
from canvas.model.text import clean_line, visible_line
from canvas.resources import style

_NOBODY = ""


class NameScreen(ModalScreen[str]):
    """Asks who; an empty name is nobody, escape gives no answer."""

    CSS_PATH: ClassVar[str] = style("dialogs.tcss")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "Leave", priority=True),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
    ]

    def __init__(self, question: str, offered: Sequence[str], now: str) -> None:
        """A question.

        Args:
            question: what is asked.
            offered: the names that are known.
            now: the name that holds now, empty where none does.
        """
        super().__init__()
        self.question = question
        self.offered = offered
        self.now = now
        self.names: list[str] = []

    def compose(self) -> Iterator[Widget]:
        """The question, a place to type, and the names."""
        with Vertical(classes="dialog wide"):
            yield Static(self.question, classes="title", markup=False)
            yield LineInput(placeholder="a name, or how it begins", compact=True)
            yield OptionList(compact=True)
            yield Static("↑ ↓ or type · enter keeps · esc leaves", classes="hint", markup=False)

    def on_mount(self) -> None:
        """Offer every name."""
        self._offer("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Offer the names that fit."""
        self._offer(event.value)

    def on_input_submitted(self) -> None:
        """Give the name that is marked."""
        at = self.query_one(OptionList).highlighted
        if at is not None:
            self.dismiss(self.names[at])

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Give the name that was clicked."""
        self.dismiss(self.names[event.option_index])

    def action_move(self, steps: int) -> None:
        """Mark the next or previous name."""
        listed = self.query_one(OptionList)
        if steps > 0:
            listed.action_cursor_down()
        else:
            listed.action_cursor_up()

    def _offer(self, typed: str) -> None:
        words = clean_line(typed)
        self.names = matching(self.offered, words)
        labels = [Content(f" {visible_line(name)}") for name in self.names]
        if words and not any(is_same(name, words) for name in self.names):
            self.names.append(words)
            labels.append(Content.assemble(f" {visible_line(words)}  ", ("a new name", "$quiet")))
        if self.now and not words:
            self.names.append(_NOBODY)
            labels.append(Content.styled(" nobody", "$quiet"))
        listed = self.query_one(OptionList)
        listed.set_options(map(Option, labels))
        if self.names:
            holds = (at for at, name in enumerate(self.names) if not words and is_same(name, self.now))
            listed.highlighted = next(holds, 0)
            self.call_after_refresh(listed.scroll_to_highlight)
