"""Short facts side by side: lines are broken between them, and no separator stands at the end of a line."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content

BETWEEN = " · "


def facts(parts: Iterable[Content], width: int) -> list[Content]:
    """Lay facts out in lines; one that is wider than a line is wrapped on lines of its own."""
    lines: list[Content] = []
    for part in parts:
        joined = Content(BETWEEN).join((lines[-1], part)) if lines else part
        if joined.cell_length <= width:
            lines[-1:] = [joined]
        else:
            lines += (line.rstrip() for line in part.wrap(max(1, width)))
    return lines
