"""A question answered with a day, in the words in which people say one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input, Static

from canvas.app.widgets.date_preview import DatePreview
from canvas.app.widgets.keys_line import keys_line
from canvas.app.widgets.line_input import LineInput
from canvas.bundled_files import style
from canvas.model.calendar_text import DayError
from canvas.model.date_parser import EXAMPLES, read_day

Day = tuple[date | None]
"""The day that was answered; none where it is to have none."""

_KEYS = keys_line(("keep", "enter keeps"), ("dismiss", "esc leaves"))


class DayScreen(ModalScreen[Day]):
    """Asks for a day and tells meanwhile which one is meant; escape gives no answer."""

    CSS_PATH: ClassVar[str] = style("dialogs.tcss")
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", "Leave", priority=True)]

    def __init__(self, question: str, now: date | None, today: date) -> None:
        """A question.

        Args:
            question: what is asked.
            now: the day that holds now; typing replaces it.
            today: the day from which is counted.
        """
        super().__init__()
        self.question = question
        self.now = now
        self.today = today

    def compose(self) -> Iterator[Widget]:
        """The question, a place for the answer, and what that means."""
        with Vertical(classes="dialog wide"):
            yield Static(self.question, classes="title", markup=False)
            yield LineInput(self.now.isoformat() if self.now else "", "e.g. fri", compact=True)
            yield DatePreview(self.today)
            yield Static(_KEYS, classes="hint")

    def on_mount(self) -> None:
        """Tell what stands there at first."""
        self._tell()

    def on_input_changed(self) -> None:
        """Tell what it means."""
        self._tell()

    def on_input_submitted(self) -> None:
        """Give the answer."""
        self.action_keep()

    def action_keep(self) -> None:
        """Give the answer, unless it is none."""
        words = self.query_one(Input).value.strip()
        try:
            self.dismiss((read_day(words, self.today) if words else None,))
        except DayError as error:
            self.query_one(DatePreview).refuse(error)

    def _tell(self) -> None:
        empty = "No day" if self.now else f"Such as {EXAMPLES}"
        self.query_one(DatePreview).tell(self.query_one(Input).value, empty)
