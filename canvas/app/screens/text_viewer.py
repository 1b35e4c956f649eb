"""Something to read: a sentence, and below it as much text as there is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.visual import VisualType
from textual.widget import Widget
from textual.widgets import Static

from canvas.bundled_files import style


class TextViewerScreen(ModalScreen[None]):
    """Shows a text that scrolls; any of the usual keys closes it."""

    CSS_PATH = style("dialogs.tcss")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter", "dismiss", "Close", priority=True),
    ]

    def __init__(self, sentence: str, parts: Sequence[VisualType]) -> None:
        """A text.

        Args:
            sentence: what it is about.
            parts: what is to be read, one below the other; a plain text is made visible already.
        """
        super().__init__()
        self.sentence = sentence
        self.parts = parts

    def compose(self) -> Iterator[Widget]:
        """The sentence, the text, the keys."""
        with Vertical(classes="dialog tall"):
            yield Static(self.sentence, classes="title", markup=False)
            with VerticalScroll():
                for part in self.parts:
                    yield Static(part, markup=False)
            yield Static("↑ ↓ scroll · esc closes", classes="hint", markup=False)
