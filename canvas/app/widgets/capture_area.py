"""A text area that understands shorthand: it completes names, and tells below the text what it means."""

from __future__ import annotations

from abc import abstractmethod
from typing import ClassVar

from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.strip import Strip

from canvas.app.bindings import binding_of
from canvas.app.paint.palette import Palette
from canvas.app.widgets.capture import Capture
from canvas.app.widgets.text_area import CARET_COLUMNS, ClusterTextArea, wrapped_lines
from canvas.model.shorthand import Typed, to_the_letter


class CaptureArea(ClusterTextArea):
    """Edits one text, soft-wrapped.

    Attributes:
        capture: understands the text; None for one that is kept to the letter.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "complete", "Take the name", priority=True),
        binding_of("kind", "next_kind", typing=True),
    ]

    def __init__(self, id: str) -> None:  # noqa: A002 - as every widget
        self.capture: Capture | None = None
        self._hint: list[str] = []
        self._palette = Palette(self)
        super().__init__(compact=True, highlight_cursor_line=False, id=id)

    @abstractmethod
    def report(self, typed: Typed, height: int) -> None:
        """The text changed, or how it is understood, and takes so many lines now."""

    @property
    def completes(self) -> bool:
        """Whether a name can be taken that completes what stands before the cursor."""
        is_at_end = self.selection.is_empty and self.cursor_location == self.document.end
        return is_at_end and self.capture is not None and self.capture.completion is not None

    def understood(self) -> Typed:
        """The text as it is understood."""
        if self.capture is None:
            return to_the_letter(self.text)
        self.capture.use(self.text)
        return self.capture.result

    def action_complete(self) -> None:
        """Take the name that completes what is typed."""
        if self.capture and self.completes:
            self.replace(self.capture.completed(self.text), (0, 0), self.document.end)
            self.move_cursor(self.document.end)

    def action_cursor_right(self, select: bool = False) -> None:
        """Move to the right; at the end, take the name that completes what is typed."""
        if self.completes and not select:
            self.action_complete()
        else:
            super().action_cursor_right(select)

    def choose_kind(self, kind: str) -> None:
        """Give the statement a kind of its panel."""
        if self.capture:
            self.capture.choose_kind(kind)
            self.on_text_area_changed()

    def action_next_kind(self) -> None:
        """Give the statement the next kind of its panel."""
        if self.capture:
            self.capture.choose_next_kind()
            self.on_text_area_changed()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Leave tab to others where there is no name to complete."""
        return action != "complete" or self.completes

    def on_text_area_changed(self) -> None:
        """Tell below the text how it is understood, and report it with the number of lines."""
        typed, before = self.understood(), self._hint
        height = self.fit(self.content_size.width)
        if self._hint != before:
            self.refresh()
        self.report(typed, height)

    def fit(self, width: int) -> int:
        """Tell how the text is understood at a width; the number of lines that it takes with that."""
        self._hint = self.capture.lines(width) if self.capture else []
        return self._text_height(width) + len(self._hint)

    def _text_height(self, width: int) -> int:
        """The number of lines of the text at a width, which the editor may get only with its next layout."""
        if width == self.content_size.width:
            return self.wrapped_document.height
        return len(wrapped_lines(self.text, width - CARET_COLUMNS))

    def render_line(self, y: int) -> Strip:
        """A line of the text, or below all of it, one that tells how it is understood."""
        below = y - self.wrapped_document.height
        if 0 <= below < len(self._hint) and not self.scroll_offset.y:
            strip = Strip([Segment(self._hint[below], self._palette.rich("quiet"))])
            return strip.adjust_cell_length(self.content_size.width, self._palette.rich("text"))
        return super().render_line(y)

    def on_resize(self) -> None:
        """Report the number of lines at the new width."""
        self.call_after_refresh(self.on_text_area_changed)
