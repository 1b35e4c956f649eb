"""Every key, from the one table: the ten that matter first, narrowed by what is typed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from canvas.app.bindings import binding_of
from canvas.app.screens.dialog import Dialog
from canvas.app.screens.help_rows import shown
from canvas.app.widgets.keys_line import KeysLine
from canvas.app.widgets.line_input import LineInput
from canvas.app.widgets.text_lines import TextLines


class HelpScreen(Dialog[None]):
    """Shows what each key does, and what the symbols mean."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "dismiss", "Close", priority=True),
        binding_of("help", "dismiss"),
        Binding("down", "scroll(1)", show=False, priority=True),
        Binding("up", "scroll(-1)", show=False, priority=True),
        Binding("pagedown", "scroll_page(1)", show=False, priority=True),
        Binding("pageup", "scroll_page(-1)", show=False, priority=True),
        Binding("home", "scroll(-9999)", show=False, priority=True),
        Binding("end", "scroll(9999)", show=False, priority=True),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._input = LineInput(placeholder="type to narrow: owner, move, paste", compact=True)
        self._lines = TextLines(self._shown)

    def _shown(self, width: int) -> Sequence[Content]:
        is_ascii = self.app.ascii_filter.enabled
        return shown(self.app.key_map, self._input.value, width, is_ascii=is_ascii)

    def compose(self) -> Iterator[Widget]:
        """Yield the input, the rows and the keys."""
        with Vertical(classes="dialog broad tall"):
            yield Static("Keys", classes="title", markup=False)
            yield self._input
            yield self._lines
            yield KeysLine(("", "↑ ↓ scroll"), ("dismiss", "esc closes"))

    def on_input_changed(self, _: Input.Changed) -> None:
        """Narrow the rows."""
        self._lines.renew()

    def on_click(self, event: events.Click) -> None:
        """Keep the focus in the input."""
        event.stop()
        self._input.focus()

    def action_scroll(self, lines: int) -> None:
        """Scroll by lines."""
        self._lines.scroll_relative(y=lines, animate=False)

    def action_scroll_page(self, pages: int) -> None:
        """Scroll by screens."""
        self._lines.scroll_relative(y=pages * self._lines.size.height, animate=False)
