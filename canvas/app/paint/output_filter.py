"""The last guard: what is about to be painted is looked at once more, whatever widget it comes from.

Every widget shows text through `canvas.model.sanitize.visible`. Should one forget to, a terminal still gets
nothing to obey: what acts or hides becomes a mark, in the same number of cells, and no link goes out at all.
"""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from canvas.model.sanitize import visible_line


class OutputFilter(LineFilter):
    """Mends each line of each widget before it is painted; almost every line is as it should be."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        """The segments as they may be painted; the very same where they may."""
        for segment in segments:
            text, style, _ = segment
            if (style is not None and style.link) or (not text.isprintable() and visible_line(text) != text):
                return [self.sanitize(segment) for segment in segments]
        return segments

    def sanitize(self, segment: Segment) -> Segment:
        """A segment without anything that a terminal would obey, as wide as it was."""
        text, style, control = segment
        if control:
            return Segment("", style)
        shown = visible_line(text)
        if shown != text:
            shown = set_cell_size(shown, cell_len(text))
        if style is not None and style.link:
            style = style.update_link(None)
        return Segment(shown, style or Style.null())
