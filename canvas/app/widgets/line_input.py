"""A single-line input."""

from __future__ import annotations

from textual import events
from textual.widgets import Input

from canvas.model.sanitize import harmless_line


class LineInput(Input):
    """An input that joins pasted lines and removes control characters."""

    def on_paste(self, event: events.Paste) -> None:
        """Sanitise pasted text before it is inserted."""
        event.stop()
        event.prevent_default()
        self.replace(harmless_line(event.text), *sorted(self.selection))
