"""Short facts side by side: lines are broken between them, and no separator stands at the end of a line."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content

BETWEEN = " · "


def facts(parts: Iterable[Content], width: int) -> list[Content]:
    """Lay facts out in lines; one that is wider than a line is wrapped on lines of its own."""
    between = Content(BETWEEN)
    return [line[0] if len(line) == 1 else between.join(line) for line in facts_by_line(parts, width)]


def facts_by_line(parts: Iterable[Content], width: int) -> list[list[Content]]:
    """The facts on each line; nothing is joined, for whoever wants to know how many lines there are."""
    lines: list[list[Content]] = []
    end = 0
    for part in parts:
        if lines and end + len(BETWEEN) + part.cell_length <= width:
            lines[-1].append(part)
            end += len(BETWEEN) + part.cell_length
            continue
        own = [part] if part.cell_length <= width else [line.rstrip() for line in part.wrap(max(1, width))]
        lines += ([line] for line in own)
        end = own[-1].cell_length
    return lines
