"""A preview of the date that a field is understood as, while it is typed."""

from __future__ import annotations

from datetime import date

from textual.content import Content
from textual.widgets import Static

from canvas.model.calendar_text import DayError
from canvas.model.date_preview import format_preview
from canvas.model.sanitize import visible_line

_ARROW = "→ "


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
        room = max(0, self.content_size.width - len(_ARROW))
        try:
            said = (
                Content(f"{_ARROW}{format_preview(words, self.today, room)}")
                if words.strip()
                else Content.styled(empty, "$quiet")
            )
        except DayError as error:
            said = Content.styled(visible_line(_sentence(error)), "$quiet")
        self.update(said)
        self.set_class(bool(said.plain), "-said")

    def on_resize(self) -> None:
        """Shorten the preview to the new width."""
        if not self.has_class("-wrong"):
            self.tell(*self._told)

    def refuse(self, error: DayError) -> None:
        """Show why the text cannot be applied."""
        self.update(visible_line(_sentence(error)))
        self.set_class(True, "-said", "-wrong")


def _sentence(error: DayError) -> str:
    """The error as a sentence of its own."""
    words = str(error)
    return words[:1].upper() + words[1:]
