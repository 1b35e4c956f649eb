"""The text area in which an item is edited inline."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Protocol

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip

from canvas.app.bindings import binding_of
from canvas.app.host import Host
from canvas.app.paint.palette import Palette
from canvas.app.terminal.first_frame import paint_once
from canvas.app.widgets.capture import Capture
from canvas.app.widgets.line_input import pasted_line
from canvas.app.widgets.text_area import CARET_COLUMNS, ClusterTextArea, wrapped_lines
from canvas.model.paste import Pasted, one_statement, parse_paste
from canvas.model.sanitize import printable
from canvas.model.shorthand import Typed, to_the_letter

MAX_INLINE_LENGTH = 8000
"""The longest text that is edited inline: the time of a key grows with the length of the text."""


class EditorOwner(Protocol):
    """What an editor reports to its owner."""

    def kept(self, text: str) -> None:
        """Enter was pressed: keep the text."""

    def pasted(self, pasted: Pasted) -> None:
        """Several texts were pasted at once, or one that is too long to be edited inline."""

    def paste_to_the_letter(self) -> bool:
        """Replace what was pasted last by its lines as they were; False where there is nothing to replace."""

    def left(self) -> None:
        """Escape was pressed: end the edit."""

    def so_far(self, typed: Typed) -> None:
        """The text changed, or how it is understood."""


class ItemEditor(ClusterTextArea):
    """Edits one text, soft-wrapped; its owner decides what enter and escape do with it.

    One editor serves the whole board and stays mounted: a widget that is being mounted would lose the key
    that follows the one that opened it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "keep", "Keep", priority=True),
        Binding("escape", "leave", "Leave", priority=True),
        Binding("tab", "complete", "Take the name", priority=True),
        binding_of("kind", "next_kind", typing=True),
        binding_of("as_typed", "toggle_literal", typing=True),
    ]

    app: Host

    @dataclass
    class Grown(Message):
        """The text takes another number of lines."""

        height: int

    def __init__(self, owner: EditorOwner) -> None:
        self.owner = owner
        self.start = ""
        self.takes_many = False
        self.capture: Capture | None = None
        self._hint: list[str] = []
        self._palette = Palette(self)
        super().__init__(compact=True, highlight_cursor_line=False, id="editor")
        self.display = False

    @property
    def is_changed(self) -> bool:
        """Whether the text differs from what the edit began with, or a kind was chosen."""
        return self.text != self.start or (self.capture is not None and self.capture.is_changed)

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

    def begin(self, capture: Capture, text: str = "", *, takes_many: bool) -> None:
        """Show the editor with a text; ``takes_many`` makes each pasted line an item of its own."""
        self.start = printable(text)
        self.takes_many = takes_many
        self.capture = capture
        self.app.key_map.bind(self)
        capture.renew()
        self.load_text(self.start)
        self.move_cursor(self.document.end)
        self.understood()
        self.display = True

    def action_keep(self) -> None:
        """Keep the text."""
        paint_once(self.screen)
        self.owner.kept(self.text)

    def action_leave(self) -> None:
        """End the edit."""
        paint_once(self.screen)
        self.owner.left()

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

    def action_toggle_literal(self) -> None:
        """Keep the text as it is typed, or understand it again; right after a paste, keep that as it was."""
        if not self.text and self.owner.paste_to_the_letter():
            return
        if self.capture:
            self.capture.toggle_literal()
            self.on_text_area_changed()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Leave tab to others where there is no name to complete."""
        return action != "complete" or self.completes

    def on_paste(self, event: events.Paste) -> None:
        """Insert one pasted line here; pass several on to the owner."""
        event.stop()
        event.prevent_default()
        start, end = sorted(self.selection)
        before, after = self.get_text_range((0, 0), start), self.get_text_range(end, self.document.end)
        is_long = len(before) + len(event.text) + len(after) > MAX_INLINE_LENGTH
        if self.takes_many and (is_long or len(parse_paste(event.text).texts) > 1):
            self.owner.pasted(parse_paste(event.text, before, after))
        elif is_long:
            self.owner.pasted(one_statement(before + event.text + after))
        else:
            self.replace(pasted_line(event.text, before), start, end)

    def on_text_area_changed(self) -> None:
        """Report what is typed, tell below it how it is understood, and report the number of lines."""
        typed = self.understood()
        if self.display and self.is_changed:
            self.owner.so_far(typed)
        before = self._hint
        height = self.fit(self.content_size.width)
        if self._hint != before:
            self.refresh()
        self.post_message(self.Grown(height))

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
