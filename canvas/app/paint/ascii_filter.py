"""Replace the program's own symbols by ASCII, for terminals and fonts that have nothing else.

It is a filter on painted lines, so that no widget need know of it. Letters of other scripts belong to what
users wrote and are not replaced.
"""

from __future__ import annotations

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

_SIGNS = dict(zip("●○‖✓≠▌▼▲↑↓←→·•▪■▸»►…–‹›‘’“”", "*o=x#>v^^v<>-**#>}]~-<>''\"\"", strict=True))
"""Each symbol and its replacement are one column wide."""

_LINES = dict.fromkeys(map(chr, range(0x2500, 0x2580)), "-") | dict.fromkeys("│┃┆┇┊┋╎╏║╽╿", "|")
_LINES |= dict.fromkeys(map(chr, range(0x250C, 0x254C)), "+") | dict.fromkeys("═", "=")
_BLOCKS = dict.fromkeys(map(chr, range(0x2580, 0x25A0)), "#") | {"▔": "-", "▁": "_"}
_TABLE = str.maketrans(_LINES | _BLOCKS | _SIGNS)


class AsciiFilter(LineFilter):
    """Replaces symbols in painted lines by ASCII characters."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        """The segments with symbols replaced; the same list where there are none."""
        if all(segment.text.isascii() for segment in segments):
            return segments
        return [segment._replace(text=segment.text.translate(_TABLE)) for segment in segments]
