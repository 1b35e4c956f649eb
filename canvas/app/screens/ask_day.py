"""A question answered with a day, in the words in which people say one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from canvas.app.screens.dialog import Dialog
from canvas.app.widgets.keys_line import KeysLine
from canvas.app.widgets.line_input import LineInput
from canvas.model.calendar_text import DayError
from canvas.model.date_parser import EXAMPLES, parse_date
from canvas.model.date_preview import preview_line, why_no_day

Day = tuple[date | None]
"""The answer: a day, or None for no day."""

_MIXED = "They have different days; left empty, they have none"


class DatePreview(Static):
    """Shows the day that is meant, or what to write where none is."""

    def __init__(self, today: date) -> None:
        super().__init__("", classes="meaning", markup=False)
        self.today = today
        self._told = ("", "")

    def tell(self, words: str, empty: str = "") -> None:
        """Preview a text, or show ``empty`` where there is none."""
        self._told = (words, empty)
        self.remove_class("-wrong")
        said = Content.styled(empty, "$quiet")
        try:
            if words.strip():
                said = Content(preview_line(words, self.today, self.content_size.width))
        except DayError as error:
            said = Content.styled(why_no_day(error), "$quiet")
        self.update(said)
        self.set_class(bool(said.plain), "-said")

    def on_resize(self) -> None:
        """Shorten the preview to the new width."""
        if not self.has_class("-wrong"):
            self.tell(*self._told)

    def refuse(self, error: DayError) -> None:
        """Show why the text cannot be applied."""
        self.update(why_no_day(error))
        self.set_class(True, "-said", "-wrong")


class DayScreen(Dialog[Day]):
    """Asks for a day, and previews which one is meant."""

    def __init__(self, question: str, now: date | None, today: date, *, is_mixed: bool = False) -> None:
        """A question; the day `now` is replaced by typing, and relative days count from `today`.

        With ``is_mixed`` it is about several items that have different days.
        """
        super().__init__()
        self.question = question
        self.empty = _MIXED if is_mixed else "No day" if now else f"Such as {EXAMPLES}"
        self.input = LineInput(now.isoformat() if now else "", "e.g. fri", compact=True)
        self.preview = DatePreview(today)

    def compose(self) -> Iterator[Widget]:
        """Yield the question, the input, its preview and the keys."""
        with Vertical(classes="dialog wide"):
            yield Static(self.question, classes="title", markup=False)
            yield self.input
            yield self.preview
            yield KeysLine(("keep", "enter keeps"), ("dismiss", "esc cancels"))

    def on_mount(self) -> None:
        """Preview the day that holds now."""
        self._preview()

    def on_input_changed(self) -> None:
        """Preview what is typed."""
        self._preview()

    def on_input_submitted(self) -> None:
        """Give the answer."""
        self.action_keep()

    def action_keep(self) -> None:
        """Give the answer, or show why it is no day."""
        words = self.input.value.strip()
        try:
            self.dismiss((parse_date(words, self.preview.today) if words else None,))
        except DayError as error:
            self.preview.refuse(error)

    def _preview(self) -> None:
        self.preview.tell(self.input.value, self.empty)
