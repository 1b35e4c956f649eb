"""A single-line input."""

from __future__ import annotations

from textual import events

from canvas.app.widgets.cluster_input import ClusterInput
from canvas.model.sanitize import harmless_line


def pasted_line(pasted: str, before: str) -> str:
    """Sanitise pasted text for one line; a line end at its beginning parts it from the text before it."""
    line = harmless_line(pasted)
    return f" {line}" if before and pasted[:1] in ("\r", "\n") else line


class LineInput(ClusterInput):
    """An input that joins pasted lines, and removes control characters."""

    def on_paste(self, event: events.Paste) -> None:
        """Sanitise pasted text before it is inserted."""
        event.stop()
        event.prevent_default()
        start, end = sorted(self.selection)
        self.replace(pasted_line(event.text, self.value[:start]), start, end)
