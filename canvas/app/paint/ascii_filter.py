"""The screen for terminals and typefaces that have only ASCII: each sign of the program's own as one that is.

It stands at the end of the way to the terminal, so that no widget need know of it. Letters of other scripts
are people's words and stay.
"""

from __future__ import annotations

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

_SIGNS = {
    "●": "*",
    "○": "o",
    "‖": "=",
    "✓": "x",
    "≠": "#",
    "▌": ">",
    "▼": "v",
    "▲": "^",
    "↑": "^",
    "↓": "v",
    "←": "<",
    "→": ">",
    "·": "-",
    "•": "*",
    "▪": "*",
    "■": "#",
    "▸": ">",
    "»": "}",
    "►": "]",
    "…": "~",
    "–": "-",
    "‹": "<",
    "›": ">",
    "‘": "'",
    "’": "'",
    "“": '"',
    "”": '"',
}
"""One column for one column, so that nothing moves."""

_LINES = dict.fromkeys(map(chr, range(0x2500, 0x2580)), "-") | dict.fromkeys("│┃┆┇┊┋╎╏║╽╿", "|")
_LINES |= dict.fromkeys(map(chr, range(0x250C, 0x254C)), "+") | dict.fromkeys("═", "=")
_BLOCKS = dict.fromkeys(map(chr, range(0x2580, 0x25A0)), "#") | {"▔": "-", "▁": "_"}
_TABLE = str.maketrans(_LINES | _BLOCKS | _SIGNS)


class AsciiFilter(LineFilter):
    """Paints each sign of the program as one that every terminal has."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        """The segments with other signs; the very same where there are none."""
        if all(segment.text.isascii() for segment in segments):
            return segments
        return [segment._replace(text=segment.text.translate(_TABLE)) for segment in segments]
