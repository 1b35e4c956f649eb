"""A question answered with a line of text."""

from __future__ import annotations

from collections.abc import Iterator

from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Input, Static

from canvas.app.screens.dialog import Dialog
from canvas.app.widgets.keys_line import KeysLine
from canvas.app.widgets.line_input import LineInput


class PromptScreen(Dialog[str]):
    """Asks for a line; an empty one is no answer."""

    def __init__(self, question: str, now: str = "") -> None:
        """A question, and an answer that stands there already."""
        super().__init__()
        self.question = question
        self.now = now

    def compose(self) -> Iterator[Widget]:
        """Yield the question, the input and the keys."""
        with Vertical(classes="dialog wide"):
            yield Static(self.question, classes="title", markup=False)
            yield LineInput(self.now, compact=True)
            yield KeysLine(("", "enter goes on"), ("dismiss", "esc cancels"))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Give the answer."""
        self.dismiss(event.value.strip() or None)
