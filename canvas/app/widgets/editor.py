"""The text area in which an item is edited inline."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Protocol

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from canvas.app.widgets.line_input import pasted_line
from canvas.app.widgets.text_area import ClusterTextArea
from canvas.model.sanitize import clean_line, printable, statements

MAX_INLINE_LENGTH = 8000
"""The longest text that is edited inline: the time of a key grows with the length of the text."""


class EditorOwner(Protocol):
    """What an editor reports to its owner."""

    def kept(self, text: str) -> None:
        """Enter was pressed: keep the text."""

    def pasted(self, texts: tuple[str, ...]) -> None:
        """Several texts were pasted at once, or one that is too long to be edited inline."""

    def left(self) -> None:
        """Escape was pressed: end the edit."""

    def so_far(self, text: str) -> None:
        """The text changed."""


class ItemEditor(ClusterTextArea):
    """Edits one text, soft-wrapped; its owner decides what enter and escape do with it.

    One editor serves the whole board and stays mounted: a widget that is being mounted would lose the key
    that follows the one that opened it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "keep", "Keep", priority=True),
        Binding("escape", "leave", "Leave", priority=True),
    ]

    @dataclass
    class Grown(Message):
        """The text takes another number of lines."""

        height: int

    def __init__(self, owner: EditorOwner) -> None:
        self.owner = owner
        self.start = ""
        self.takes_many = False
        super().__init__(compact=True, highlight_cursor_line=False, id="editor")
        self.display = False

    @property
    def is_changed(self) -> bool:
        """Whether the text differs from what the edit began with."""
        return self.text != self.start

    def begin(self, text: str = "", *, takes_many: bool) -> None:
        """Show the editor with a text; ``takes_many`` makes each pasted line an item of its own."""
        self.start = printable(text)
        self.takes_many = takes_many
        self.load_text(self.start)
        self.move_cursor(self.document.end)
        self.display = True

    def action_keep(self) -> None:
        """Keep the text."""
        self.owner.kept(self.text)

    def action_leave(self) -> None:
        """End the edit."""
        self.owner.left()

    def on_paste(self, event: events.Paste) -> None:
        """Insert one pasted line here; pass several on to the owner."""
        event.stop()
        event.prevent_default()
        start, end = sorted(self.selection)
        before, after = self.get_text_range((0, 0), start), self.get_text_range(end, self.document.end)
        is_long = len(before) + len(event.text) + len(after) > MAX_INLINE_LENGTH
        if is_long or (self.takes_many and len(statements(event.text)) > 1):
            whole = before + event.text + after
            self.owner.pasted(statements(whole) if self.takes_many else (clean_line(whole),))
        else:
            self.replace(pasted_line(event.text, before), start, end)

    def on_text_area_changed(self) -> None:
        """Report the text and its number of lines."""
        if self.display and self.is_changed:
            self.owner.so_far(self.text)
        self.post_message(self.Grown(self.wrapped_document.height))

    def on_resize(self) -> None:
        """Report the number of lines at the new width."""
        self.call_after_refresh(self.on_text_area_changed)
