"""The place where one item is typed, on the board itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Protocol

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import TextArea

from canvas.model.sanitize import clean_line, statements, visible

LONGEST = 8000
"""The longest text that is typed in: with each key, each line on the screen takes as long as all together."""


class EditorOwner(Protocol):
    """What an editor tells whoever opened it."""

    def kept(self, text: str) -> None:
        """Enter: the text is to be kept."""

    def pasted(self, texts: tuple[str, ...]) -> None:
        """Several statements came at once, or one that is too long to be typed on."""

    def end_typing(self, *, keep: bool) -> None:
        """Typing ends."""

    def so_far(self, text: str) -> None:
        """This is what stands there by now."""


class ItemEditor(TextArea):
    """Types one statement; the line wraps, enter keeps it, escape leaves it.

    There is one for the whole board, and it stays: a key that follows the one that opened it would find a
    widget that is being mounted deaf.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "keep", "Keep", priority=True),
        Binding("escape", "leave", "Leave", priority=True),
    ]

    @dataclass
    class Grown(Message):
        """The text needs another number of lines."""

        height: int

    def __init__(self, owner: EditorOwner) -> None:
        """An editor, hidden until `begin` is called.

        Args:
            owner: who is told, at once, what the user wants with the text.
        """
        self.owner = owner
        self.start = ""
        self.takes_many = False
        super().__init__(compact=True, highlight_cursor_line=False, id="editor")
        self.display = False

    @property
    def is_changed(self) -> bool:
        """Whether anything was typed."""
        return self.text != self.start

    def begin(self, text: str = "", *, takes_many: bool) -> None:
        """Begin to type.

        Args:
            text: what to start with; the cursor goes to its end.
            takes_many: whether several pasted lines are several statements, rather than one long one.
        """
        self.start = visible(text)
        self.takes_many = takes_many
        self.load_text(self.start)
        self.move_cursor(self.document.end)
        self.display = True

    def action_keep(self) -> None:
        """Keep what was typed."""
        self.owner.kept(self.text)

    def action_leave(self) -> None:
        """End without keeping what was typed."""
        self.owner.end_typing(keep=False)

    def on_paste(self, event: events.Paste) -> None:
        """Take in pasted text: one line here, several as statements of their own."""
        event.stop()
        event.prevent_default()
        start, end = sorted(self.selection)
        before, after = self.get_text_range((0, 0), start), self.get_text_range(end, self.document.end)
        is_long = len(before) + len(event.text) + len(after) > LONGEST
        if is_long or (self.takes_many and len(statements(event.text)) > 1):
            whole = before + event.text + after
            self.owner.pasted(statements(whole) if self.takes_many else (clean_line(whole),))
        else:
            self.replace(clean_line(event.text), start, end)

    def on_text_area_changed(self) -> None:
        """Tell what the text is, and how many lines it takes now."""
        if self.display and self.is_changed:
            self.owner.so_far(self.text)
        self.post_message(self.Grown(self.wrapped_document.height))

    def on_resize(self) -> None:
        """Tell how many lines the text takes at this width."""
        self.call_after_refresh(self.on_text_area_changed)
