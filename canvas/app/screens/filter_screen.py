"""The base of dialogs with an input, and below it something that is filtered by what is typed."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from typing import ClassVar, TypeVar

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Input, Static

from canvas.app.screens.dialog import Dialog
from canvas.app.widgets.key_hints import Key
from canvas.app.widgets.keys_line import KeysLine
from canvas.app.widgets.line_input import LineInput

_Answer = TypeVar("_Answer")


class FilterScreen(Dialog[_Answer]):
    """Gives what is chosen from a list.

    The input keeps the focus and the arrows move the highlight, so that nobody has to change between them.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
    ]
    BOX_CLASSES: ClassVar[str] = "dialog wide"

    def __init__(self, question: str, placeholder: str, listing: Widget, *keys: Key) -> None:
        super().__init__()
        self.question = question
        self.input = LineInput(placeholder=placeholder, compact=True)
        self.listing = listing
        self.keys = KeysLine(*keys)
        self._typed_early = ""

    def compose(self) -> Iterator[Widget]:
        """Yield the question, the input, the list and the keys."""
        with Vertical(classes=self.BOX_CLASSES):
            yield Static(self.question, classes="title", markup=False)
            yield self.input
            yield self.listing
            yield self.keys

    @property
    @abstractmethod
    def highlighted(self) -> int | None:
        """The position of the highlighted row; None where there is none."""

    @abstractmethod
    def action_move(self, steps: int) -> None:
        """Move the highlight."""

    @abstractmethod
    def offer(self, typed: str) -> None:
        """List what matches the text."""

    @abstractmethod
    def choose(self, position: int) -> None:
        """Answer with the row at a position of the list."""

    def on_mount(self) -> None:
        """Insert the keys that were pressed before the input was mounted."""
        self.input.insert_text_at_cursor(self._typed_early)
        self.offer(self._typed_early)

    def on_key(self, event: events.Key) -> None:
        """Queue keys pressed before the input is mounted."""
        if event.is_printable and event.character and not self.is_mounted:
            self._typed_early += event.character

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter the list."""
        self.offer(event.value)

    def on_input_submitted(self) -> None:
        """Answer with the highlighted row."""
        self.action_choose_highlighted()

    def action_choose_highlighted(self) -> None:
        """Answer with the highlighted row."""
        if self.highlighted is not None:
            self.choose(self.highlighted)
