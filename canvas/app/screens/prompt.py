"""A question answered with a line of text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input, Static

from canvas.app.widgets.line_input import LineInput
from canvas.bundled_files import style


class PromptScreen(ModalScreen[str]):
    """Asks for a line; escape, or nothing typed, gives none."""

    CSS_PATH = style("dialogs.tcss")
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", "Leave", priority=True)]

    def __init__(self, question: str) -> None:
        """A question.

        Args:
            question: what is asked.
        """
        super().__init__()
        self.question = question

    def compose(self) -> Iterator[Widget]:
        """The question, and a place for the answer."""
        with Vertical(classes="dialog wide"):
            yield Static(self.question, classes="title", markup=False)
            yield LineInput(compact=True)
            yield Static("enter goes on · esc leaves", classes="hint", markup=False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Give the answer."""
        self.dismiss(event.value.strip() or None)
