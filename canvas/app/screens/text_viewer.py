"""A text to read, with a heading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.visual import VisualType
from textual.widget import Widget
from textual.widgets import Static

from canvas.app.screens.dialog import Dialog
from canvas.app.screens.message_line import KeyNotice
from canvas.app.widgets.keys_line import KeysLine


class TextViewerScreen(Dialog[None], KeyNotice):
    """Shows visuals or sanitised texts one below the other, and scrolls them."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("q,enter", "dismiss", "Close", priority=True)]

    def __init__(self, heading: str, parts: Sequence[VisualType]) -> None:
        super().__init__()
        self.heading = heading
        self.parts = parts

    def compose(self) -> Iterator[Widget]:
        """Yield the heading, the text and the keys."""
        with Vertical(classes="dialog tall"):
            yield Static(self.heading, classes="title", markup=False)
            with VerticalScroll():
                for part in self.parts:
                    yield Static(part, markup=False)
            yield self.notice
            yield KeysLine(("", "↑ ↓ scroll"), ("dismiss", "esc closes"))
