"""A question for a line whose answer is previewed, and journalled, while it is typed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Input, Static

from canvas.app.widgets.key_hints import Key
from canvas.app.widgets.keys_line import KeysLine
from canvas.app.widgets.line_input import LineInput
from canvas.bundled_files import style
from canvas.model.sanitize import printable_line, visible_line


class LivePromptScreen(ModalScreen[tuple[str, bool]]):
    """Asks for a line; gives the text, and whether to keep it."""

    CSS_PATH: ClassVar[CSSPathType | None] = [style("dialogs.tcss"), style("deciding.tcss")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "keep", "Keep", priority=True),
        Binding("escape", "leave", "Leave", priority=True),
    ]
    PLACEHOLDER = ""
    KEYS: ClassVar[tuple[Key, ...]] = (("keep", "enter keeps it"), ("leave", "esc cancels"))

    def __init__(self, question: str, now: str, so_far: Callable[[str], object]) -> None:
        """A question with the answer that holds `now`; `so_far` is told each other text that is typed."""
        super().__init__()
        self.question = visible_line(question)
        self.now = printable_line(now)
        self.so_far = so_far
        self.input = LineInput(self.now, placeholder=self.PLACEHOLDER, compact=True)

    def compose(self) -> Iterator[Widget]:
        """Yield the question, the input, what stands below it and the keys."""
        with Vertical(classes="dialog wide asking"):
            yield Static(self.question, classes="title", markup=False)
            yield self.input
            yield from self.below()
            yield KeysLine(*self.KEYS)

    def below(self) -> Iterator[Widget]:
        """The widgets between the input and the keys."""
        yield from ()

    @property
    def typed(self) -> str:
        """The text of the input."""
        return self.input.value

    def on_input_changed(self, event: Input.Changed) -> None:
        """Report the text."""
        if event.value != self.now:
            self.so_far(event.value)

    def action_keep(self) -> None:
        """Give the text, to be kept if it was changed."""
        self.dismiss((self.typed, self.typed != self.now))

    def action_leave(self) -> None:
        """Give the text, not to be kept."""
        self.dismiss((self.typed, False))
