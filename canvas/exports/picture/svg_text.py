"""SVG elements as text; whatever people typed is escaped here, and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple
from xml.sax.saxutils import escape

from canvas.exports.writing_direction import is_right_to_left
from canvas.model.sanitize import printable_line

_NOT_XML: Final = "[\ufffe\uffff]"  # of the characters that XML forbids these alone are printable
_MARK_SIZE: Final = 12


def number(value: float) -> str:
    """A number as short as SVG lets it be."""
    return f"{value:.1f}".removesuffix(".0")


def escaped(text: str) -> str:
    """A text on one line for the content of an element."""
    return escape(re.sub(_NOT_XML, "\ufffd", printable_line(text)), {'"': "&quot;"})


def rectangle(  # noqa: PLR0917 - the order is that of SVG
    x: float, y: float, width: float, height: float, fill: str, more: str = ""
) -> str:
    """A rectangle; ``more`` are further attributes."""
    size = f'width="{number(width)}" height="{number(height)}"'
    return f'<rect x="{number(x)}" y="{number(y)}" {size} fill="{fill}"{more}/>\n'


class Tail(NamedTuple):
    """Words behind the last line of a text."""

    text: str
    fill: str


def text_lines(
    lines: Sequence[str],
    x: float,
    y: float,
    size: float,
    fill: str,
    *,
    bold: bool = False,
    step: float = 0,
    tail: Tail | None = None,
    to_left: bool | None = None,
) -> str:
    """Lines of one text below each other; where they run from right to left, ``x`` is their right end.

    ``to_left`` is where that is not for the text itself to decide.
    """
    to_left = is_right_to_left("".join(lines)) if to_left is None else to_left
    anchor = ' text-anchor="end"' if to_left else ""
    turned = ' direction="rtl" unicode-bidi="embed"' if to_left else ""
    weight = ' font-weight="bold"'
    spans = [
        f'<tspan x="{number(x)}" y="{number(y + at * step)}"{turned}>{escaped(line)}</tspan>'
        for at, line in enumerate(lines)
    ]
    if tail:
        spans.append(
            f'<tspan dx="{number(size * 0.6)}" fill="{tail.fill}"{weight}>{escaped(tail.text)}</tspan>'
        )
    look = f'font-size="{number(size)}" fill="{fill}"{weight * bold}{anchor}'
    return f"<text {look}>{''.join(spans)}</text>\n"


_MARKS: Final = {
    "proposed": '<circle cx="6" cy="6" r="4.2" fill="none" stroke="{0}" stroke-width="1.6"/>',
    "agreed": '<circle cx="6" cy="6" r="5" fill="{0}"/>',
    "disputed": '<path d="M5 1h2l-.3 6.5h-1.4zM5 9h2v2h-2z" fill="{0}" stroke="{0}" stroke-width=".8"/>',
    "parked": '<path d="M3 1.5h2v9h-2zM7 1.5h2v9h-2z" fill="{0}"/>',
    "done": '<path d="M1.5 6.5l3 3.5l6-8" fill="none" stroke="{0}" stroke-width="2"/>',
    "unresolved": '<path d="M1 4.2h10M1 7.8h10M8 1L4 11" fill="none" stroke="{0}" stroke-width="1.6"/>',
}
"""The symbol of each status as a shape in a square of twelve, so that it depends on no font."""


def mark(status: str, x: float, y: float, size: float, colour: str) -> str:
    """The symbol of a status; ``x`` and ``y`` are the corner above its left."""
    place = f"translate({number(x)} {number(y)}) scale({size / _MARK_SIZE:.3f})"
    return f'<g transform="{place}">{_MARKS[status].format(colour)}</g>\n'
