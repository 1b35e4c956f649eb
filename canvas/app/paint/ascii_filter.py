"""Replace symbols by ASCII, for terminals and fonts that have nothing else.

It is a filter on painted lines, so that no widget need know of it; a replacement is as wide as what it
replaces. Letters of other scripts belong to what users wrote and are not replaced.
"""

from __future__ import annotations

import re

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from canvas.model.graphemes import clusters, width

_SIGNS = dict(zip("●○‖✓≠▌▼▲△↑↓←→·•▪■▸»►…–—‑‹›‘’‚“”„", "*o=x#>vMS^v<>-**#>}]~---<>'''\"\"\"", strict=True))
"""Each symbol and its replacement are one column wide; what must or should be mended is a letter."""

_LINES = dict.fromkeys(map(chr, range(0x2500, 0x2580)), "-") | dict.fromkeys("│┃┆┇┊┋╎╏║╽╿", "|")
_LINES |= dict.fromkeys(map(chr, range(0x250C, 0x254C)), "+") | dict.fromkeys("═", "=")
_BLOCKS = dict.fromkeys(map(chr, range(0x2580, 0x25A0)), "#") | {"▔": "-", "▁": "_"}
_TABLE = str.maketrans(_LINES | _BLOCKS | _SIGNS)

_PICTOGRAPH = re.compile("[\u20e3\u2190-\u2bff\u3030\u303d\u3297\u3299\ufe0f\U0001f000-\U0001faff]")
_IN_WORDS = {"👍": "+1", "👎": "-1", "❤": "<3", "✅": "ok", "✔": "x", "❌": "no", "❓": "?"}
_IN_WORDS |= {"⭐": "*", "🔥": "!!"} | dict.fromkeys("⚠❗💡", "!")
_IN_WORDS |= dict.fromkeys("🙂😀😊", ":)") | dict.fromkeys("🙁😞", ":(")
_FIRST_FLAG_LETTER = 0x1F1E6
"""The regional indicator A; a flag is two of them."""


class AsciiFilter(LineFilter):
    """Replaces symbols in painted lines by ASCII characters."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        """The segments with symbols replaced; the same list where there are none."""
        if all(segment.text.isascii() for segment in segments):
            return segments
        return [
            segment._replace(text=_without_pictographs(segment.text.translate(_TABLE)))
            for segment in segments
        ]


def _without_pictographs(text: str) -> str:
    """Replace a flag by its letters, an emoji that most people use by a short word, others by ``?``."""
    if not _PICTOGRAPH.search(text):
        return text

    return "".join(
        _in_words(cluster).ljust(width(cluster))[: width(cluster)] if _PICTOGRAPH.search(cluster) else cluster
        for cluster in clusters(text)
    )


def _in_words(cluster: str) -> str:
    if 0 <= ord(cluster[0]) - _FIRST_FLAG_LETTER < 26:  # noqa: PLR2004 - the letters of the alphabet
        return "".join(chr(ord("A") + ord(letter) - _FIRST_FLAG_LETTER) for letter in cluster[:2])
    return cluster[0] if cluster[0].isascii() else _IN_WORDS.get(cluster[0], "?")
