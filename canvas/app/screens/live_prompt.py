"""A line that is asked for while people wait: what is typed shows at once, and nothing of it is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Input, Static

from canvas.app.widgets.keys_line import keys_line
from canvas.app.widgets.line_input import LineInput
from canvas.bundled_files import style
from canvas.model.sanitize import visible_line


class LivePromptScreen(ModalScreen[tuple[str, bool]]):
    """Asks for a line; gives what was typed, and whether it is to be kept."""

    CSS_PATH: ClassVar[CSSPathType | None] = [style("dialogs.tcss"), style("deciding.tcss")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "keep", "Keep", priority=True),
        Binding("escape", "leave", "Leave", priority=True),
    ]
    PLACEHOLDER = ""
    KEYS = (("keep", "enter keeps it"), ("leave", "esc leaves it out"))

    def __init__(self, question: str, now: str, so_far: Callable[[str], object]) -> None:
        """A question.

        Args:
            question: what is asked.
            now: the answer that holds now; the first letter typed replaces it.
            so_far: is told what stands there by now.
        """
        super().__init__()
        self.question = visible_line(question)
        self.now = visible_line(now)
        self.so_far = so_far

    def compose(self) -> Iterator[Widget]:
        """The question, a place for the answer, what there is to say about it."""
        with Vertical(classes="dialog wide asking"):
            yield Static(self.question, classes="title", markup=False)
            yield LineInput(self.now, placeholder=self.PLACEHOLDER, compact=True)
            yield from self.below()
            yield Static(keys_line(*self.KEYS), classes="hint")

    def below(self) -> Iterator[Widget]:
        """What stands between the answer and the keys."""
        yield from ()

    @property
    def typed(self) -> str:
        """What stands there by now."""
        return self.query_one(Input).value

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell what stands there by now."""
        if event.value != self.now:
            self.so_far(event.value)

    def action_keep(self) -> None:
        """Keep what was typed; where that is what stood there, nothing is done."""
        self.dismiss((self.typed, self.typed != self.now))

    def action_leave(self) -> None:
        """Give back what was typed, not to be kept."""
        self.dismiss((self.typed, False))
