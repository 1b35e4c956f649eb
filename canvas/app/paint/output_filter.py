"""Sanitise every painted line, as a last line of defence against escape sequences.

Every widget sanitises text with `canvas.model.sanitize.visible`. Should one forget to, control characters are
replaced here by visible symbols of the same width, and links are removed.
"""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from canvas.model.sanitize import visible_line


class OutputFilter(LineFilter):
    """Sanitises painted lines; nearly all pass unchanged."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        """The sanitised segments; the same list where nothing needs it."""
        for segment in segments:
            text, style, _ = segment
            if (style is not None and style.link) or (not text.isprintable() and visible_line(text) != text):
                return [self.sanitize(segment) for segment in segments]
        return segments

    def sanitize(self, segment: Segment) -> Segment:
        """A segment without control characters and links, of the same width."""
        text, style, control = segment
        if control:
            return Segment("", style)
        shown = visible_line(text)
        if shown != text:
            shown = set_cell_size(shown, cell_len(text))
        if style is not None and style.link:
            style = style.update_link(None)
        return Segment(shown, style or Style.null())
