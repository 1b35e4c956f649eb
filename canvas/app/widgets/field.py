"""Input widgets for each type of field."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from textual import events
from textual.containers import Container
from textual.widget import Widget
from textual.widgets import Input, Select, TextArea

from canvas.app.widgets.date_preview import DatePreview
from canvas.app.widgets.editor import MAX_INLINE_LENGTH
from canvas.app.widgets.line_input import LineInput
from canvas.app.widgets.text_area import ClusterTextArea
from canvas.model.calendar_text import DayError
from canvas.model.date_parser import EXAMPLES, parse_date
from canvas.model.sanitize import clean, clean_line, harmless, printable, printable_line
from canvas.model.schema import Field, FieldValue


class FieldError(ValueError):
    """The input does not fit the field; the message says what would."""


class SafeTextArea(ClusterTextArea):
    """A text area that removes control characters from pastes."""

    def on_mount(self) -> None:
        """Put the cursor at the end of the text."""
        self._wrap(self.text)
        self.move_cursor(self.document.end)

    def on_paste(self, event: events.Paste) -> None:
        """Sanitise pasted text before it is inserted."""
        event.stop()
        event.prevent_default()
        pasted = harmless(event.text)
        self._wrap(f"{self.text}\n{pasted}")
        self.replace(pasted, *sorted(self.selection))

    def _wrap(self, text: str) -> None:
        """Turn off soft wrap for lines so long that wrapping would take seconds."""
        self.soft_wrap = max(map(len, text.split("\n"))) <= MAX_INLINE_LENGTH


class FieldInput(Container):
    """A field and the widget that edits it.

    The widget shows the sanitised value; while it is unchanged, `value` returns the original.
    """

    def __init__(
        self, field: Field, value: FieldValue, child: Widget, today: date, shown: str | None = None
    ) -> None:
        """``shown`` is the initial text, for a widget that does not know it before it is mounted."""
        super().__init__(classes=field.type)
        self.field = field
        self.today = today
        self.preview = DatePreview(today) if field.type == "date" else None
        self.before = value
        self.child = child
        self._shown = self.shown if shown is None else shown

    def compose(self) -> Iterator[Widget]:
        """The widget, and a preview below a date."""
        yield self.child
        if self.preview:
            yield self.preview

    def on_mount(self) -> None:
        """Show the initial preview."""
        if self.preview:
            self.preview.tell(self.shown)

    def on_input_changed(self) -> None:
        """Update the preview."""
        if self.preview:
            self.preview.tell(self.shown)
            if self.child.has_focus:
                # The preview may have taken a line.
                self.call_after_refresh(self.scroll_visible, animate=False)

    @property
    def shown(self) -> str:
        """What the widget shows."""
        match self.child:
            case Input(value=text) | TextArea(text=text):
                return text
            case Select(value=str(choice)):
                return choice
            case _:
                return ""

    @property
    def hint(self) -> str:
        """The help text for the field."""
        chosen = next((c.hint for c in self.field.choices if c.key == self.shown), "")
        how = {
            "list": "one a line",
            "date": EXAMPLES,
            "count": "a whole number",
            "hands": "such as 5 4 4 2 on 2026-11-23",
            "choice": "enter opens the list",
        }.get(self.field.type, "")
        said = f"{self.shown}: {chosen}" if chosen else self.field.hint
        return f"{said} · {how}" if how else said

    @property
    def is_changed(self) -> bool:
        """Whether the user has changed the field."""
        return self.shown != self._shown

    @property
    def value(self) -> FieldValue:
        """The value of the field; `FieldError` where the input does not fit."""
        if not self.is_changed:
            return self.before
        text = clean(self.shown)
        match self.field.type:
            case "list":
                return tuple(filter(None, map(clean_line, text.split("\n"))))
            case "date":
                return self._day(text)
            case "count":
                return self._count(text)
            case "hands":
                return self._hands(text)
            case _:
                return text

    def _day(self, text: str) -> date | None:
        if not text:
            return None
        try:
            return parse_date(text, self.today)
        except DayError as error:
            raise FieldError(f"{self.field.label}: {error}") from None

    def _count(self, text: str) -> int:
        if not text:
            return 0
        if not (text.isascii() and text.isdigit() and len(text) < 10):  # noqa: PLR2004 - votes, not phone numbers
            raise FieldError(f"{self.field.label}: write a whole number, 0 or more.")
        return int(text)

    def _hands(self, text: str) -> str:
        from canvas.model.show_of_hands import HandsError, parse  # noqa: PLC0415 - a form seldom tells any

        try:
            return parse(text).written if text else ""
        except HandsError as error:
            raise FieldError(f"{self.field.label}: {error}") from None


def field_input(field: Field, value: FieldValue, today: date) -> FieldInput:
    """Create the input for a field; ``today`` is the day that relative days count from."""
    match field.type:
        case "choice":
            names = [(choice.key, choice.key) for choice in field.choices]
            known = value if any(value == name for name, _ in names) else Select.NULL
            child: Widget = Select(
                names, value=known, allow_blank=field.default == "", prompt="–", compact=True
            )
            return FieldInput(field, value, child, today, shown=known if isinstance(known, str) else "")
        case "list":
            entries = value if isinstance(value, tuple) else ()
            child = SafeTextArea("\n".join(map(printable_line, entries)), compact=True)
        case "prose":
            child = SafeTextArea(printable(str(value or "")), compact=True)
        case "date":
            child = LineInput(value.isoformat() if isinstance(value, date) else "", "e.g. fri", compact=True)
        case "count":
            child = LineInput(str(value or ""), "e.g. 3", compact=True)
        case _:
            child = LineInput(printable_line(str(value or "")), compact=True)
    return FieldInput(field, value, child, today)
