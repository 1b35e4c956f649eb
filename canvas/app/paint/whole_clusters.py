"""Keep each grapheme cluster in one segment of a painted line of a text field.

A cursor or a selection is drawn by a style on single code points, and a terminal shows an emoji that is split
by a change of style as its parts.
"""

from __future__ import annotations

from rich.segment import Segment
from textual.strip import Strip

from canvas.model.graphemes import is_boundary
from canvas.model.sanitize import visible_line


def whole_clusters(strip: Strip) -> Strip:
    """A line of the same width with each cluster in one segment; what paints nothing is left out."""
    if strip.text.isascii():
        return strip
    parts: list[Segment] = []
    for text, style, control in strip:
        at = 0
        if parts and not control:
            before = parts[-1].text
            while at < len(text) and not is_boundary(before + text, len(before) + at):
                at += 1
            parts[-1] = parts[-1]._replace(text=before + text[:at])
        parts.append(Segment(text[at:], style, control))
    shown = [part._replace(text=visible_line(part.text)) for part in parts if part.text]
    return Strip(shown).adjust_cell_length(strip.cell_length, parts[-1].style)
