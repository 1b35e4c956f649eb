"""The text area in which an item is edited inline."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Protocol

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from canvas.app.bindings import binding_of
from canvas.app.host import Host
from canvas.app.terminal.first_frame import paint_once
from canvas.app.widgets.capture import Capture
from canvas.app.widgets.capture_area import CaptureArea
from canvas.app.widgets.line_input import pasted_line
from canvas.model.paste import Pasted, one_statement, parse_paste
from canvas.model.sanitize import printable
from canvas.model.shorthand import Typed

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


class ItemEditor(CaptureArea):
    """Edits one text; its owner decides what enter and escape do with it.

    One editor serves the whole board and stays mounted: a widget that is being mounted would lose the key
    that follows the one that opened it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "keep", "Keep", priority=True),
        Binding("escape", "leave", "Leave", priority=True),
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
        super().__init__("editor")
        self.display = False

    @property
    def is_changed(self) -> bool:
        """Whether the text differs from what the edit began with, or a kind was chosen."""
        return self.text != self.start or (self.capture is not None and self.capture.is_changed)

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

    def action_toggle_literal(self) -> None:
        """Keep the text as it is typed, or understand it again; right after a paste, keep that as it was."""
        if not self.text and self.owner.paste_to_the_letter():
            return
        if self.capture:
            self.capture.toggle_literal()
            self.on_text_area_changed()

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

    def report(self, typed: Typed, height: int) -> None:
        """Report what is typed, and the number of lines."""
        if self.display and self.is_changed:
            self.owner.so_far(typed)
        self.post_message(self.Grown(height))
