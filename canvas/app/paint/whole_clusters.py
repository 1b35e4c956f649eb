"""Keep grapheme clusters whole where lines are broken, and in the segments of a painted line.

A cursor or a selection is drawn by a style on single code points, and a terminal shows an emoji that is split
by a change of style as its parts.
"""

from __future__ import annotations

from rich.segment import Segment
from textual.content import Content
from textual.strip import Strip

from canvas.model.graphemes import is_boundary, wrap_offsets
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


def break_between_syllables(content: Content, width: int) -> Content:
    """Break the lines of a text to a width, where Textual would break within a cluster or a Thai syllable."""
    lines: list[Content] = []
    for line in content.split(allow_blank=True):
        lines += (part.rstrip() for part in line.divide(wrap_offsets(line.plain, width)))
    return Content("\n").join(lines)
