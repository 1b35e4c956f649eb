"""The fields of a form: what each shows, what its text means, and the input that edits it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from textual import events

from canvas.app.widgets.editor import MAX_INLINE_LENGTH
from canvas.app.widgets.line_input import LineInput
from canvas.app.widgets.text_area import ClusterTextArea, wrapped_lines
from canvas.model.calendar_text import DayError
from canvas.model.date_parser import EXAMPLES, parse_date
from canvas.model.date_preview import preview_line, why_no_day
from canvas.model.fields import whole_number
from canvas.model.sanitize import clean, clean_line, harmless, printable, printable_line
from canvas.model.schema import Field, FieldValue
from canvas.model.show_of_hands import HandsError, parse

_PLACEHOLDERS = {"date": "e.g. fri", "count": "e.g. 3", "choice": "–"}


class FieldError(ValueError):
    """The input does not fit the field; the message says what would."""


def _fits_wrapping(text: str) -> bool:
    """Whether no line is so long that wrapping would take seconds."""
    return max(map(len, text.split("\n"))) <= MAX_INLINE_LENGTH


class SafeTextArea(ClusterTextArea):
    """A text area that removes control characters from pastes."""

    def on_mount(self) -> None:
        """Put the cursor at the end of the text."""
        self.soft_wrap = _fits_wrapping(self.text)
        self.move_cursor(self.document.end)

    def on_paste(self, event: events.Paste) -> None:
        """Sanitise pasted text before it is inserted."""
        event.stop()
        event.prevent_default()
        pasted = harmless(event.text)
        self.soft_wrap = _fits_wrapping(f"{self.text}\n{pasted}")
        self.replace(pasted, *sorted(self.selection))


class FieldEntry:
    """A field of a form with its text, which an input takes over once it edits it.

    The text is the sanitised value; while it is unchanged, `value` returns the original.
    """

    def __init__(self, field: Field, value: FieldValue, today: date) -> None:
        self.field = field
        self.today = today
        self.before = value
        self._initial = self._text = _text_of(field, value)
        self._read: Callable[[], str] | None = None
        self._wrapped: tuple[tuple[str, int], list[str]] = (("", 0), [])

    @property
    def shown(self) -> str:
        """The text of the field."""
        return self._read() if self._read else self._text

    def choose(self, text: str) -> None:
        """Change the text of a field that no input edits."""
        self._text = text

    @property
    def is_text(self) -> bool:
        """Whether it is typed; else it is chosen from a list."""
        return self.field.type != "choice"

    @property
    def is_long(self) -> bool:
        """Whether its text may have several lines."""
        return self.field.type in ("list", "prose")

    @property
    def placeholder(self) -> str:
        """What stands in its place where it is empty."""
        return _PLACEHOLDERS.get(self.field.type, "")

    def new_input(self) -> LineInput | SafeTextArea:
        """The input that edits the text from now on."""
        if self.is_long:
            area = SafeTextArea(self._text, compact=True)
            self._read = lambda: area.text
            self._initial = area.text
            return area
        line = LineInput(self._text, self.placeholder, compact=True)
        self._read = lambda: line.value
        self._initial = line.value
        return line

    def lines(self, width: int) -> list[str]:
        """The text, wrapped as its input wraps it."""
        key = self.shown, width
        if self._wrapped[0] != key:
            wraps = self.is_long and _fits_wrapping(key[0])
            lines = wrapped_lines(key[0], width - 1) if wraps else key[0].split("\n")
            self._wrapped = key, lines
        return self._wrapped[1]

    def preview(self, room: int) -> str:
        """The day that is meant, or what to write where none is."""
        if self.field.type != "date" or not self.shown.strip():
            return ""
        try:
            return preview_line(self.shown, self.today, room)
        except DayError as error:
            return why_no_day(error)

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
        return self.shown != self._initial

    @property
    def value(self) -> FieldValue:
        """The value of the field; `FieldError` where the input does not fit."""
        if not self.is_changed:
            return self.before
        text = clean(self.shown)
        try:
            match self.field.type:
                case "list":
                    return tuple(filter(None, map(clean_line, text.split("\n"))))
                case "date":
                    return parse_date(text, self.today) if text else None
                case "count":
                    return _count(text or "0")
                case "hands":
                    return parse(text).written if text else ""
                case _:
                    return text
        except (DayError, HandsError, FieldError) as error:
            raise FieldError(f"{self.field.label}: {error}") from None


def _count(text: str) -> int:
    if (count := whole_number(text)) is None:
        raise FieldError("write a whole number, 0 or more.")
    return count


def _text_of(field: Field, value: FieldValue) -> str:
    """The text that a form shows of a value."""
    match field.type:
        case "choice":
            return next((choice.key for choice in field.choices if choice.key == value), "")
        case "list":
            return "\n".join(map(printable_line, value if isinstance(value, tuple) else ()))
        case "prose":
            return printable(str(value or ""))
        case "date":
            return value.isoformat() if isinstance(value, date) else ""
        case "count":
            return str(value or "")
        case _:
            return printable_line(str(value or ""))
