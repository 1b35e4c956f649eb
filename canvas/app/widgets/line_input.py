"""One line to type into."""

from __future__ import annotations

from textual import events
from textual.widgets import Input

from canvas.model.sanitize import harmless_line


class LineInput(Input):
    """An input into which a paste brings all its lines as one, and no control characters."""

    def on_paste(self, event: events.Paste) -> None:
        """Clean what is pasted before it is shown."""
        event.stop()
        event.prevent_default()
        self.replace(harmless_line(event.text), *sorted(self.selection))
