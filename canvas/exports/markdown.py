"""Render a document as Markdown: CommonMark with GitHub's tables, which Python-Markdown reads alike.

Tables are not padded and paragraphs not wrapped, so that a changed item changes few lines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, assert_never

from canvas.exports import escape
from canvas.exports.document import Bullets, Heading, Paragraph, Run, Table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from canvas.exports.document import Block, TextDocument

_NESTED: Final = "    "
"""The indentation of a list within a list: Python-Markdown requires four columns."""

_FURTHER: Final = _NESTED * 2
"""The indentation of further lines of an entry in there."""


def render(document: TextDocument) -> str:
    """The document as the text of a Markdown file."""
    return "\n\n".join(map(_block, document.blocks)) + "\n"


def _block(block: Block) -> str:
    match block:
        case Heading(level, content):
            return f"{'#' * level} {escape.heading(content)}".rstrip()
        case Paragraph(content):
            return escape.paragraph(content)
        case Bullets(entries):
            lines: list[str] = []
            for content, details, _ in entries:
                lines.append(f"- {escape.paragraph(content, indent=_NESTED)}")
                lines += [f"{_NESTED}- {escape.paragraph(each.content, indent=_FURTHER)}" for each in details]
            return "\n".join(lines)
        case Table(columns, rows):
            titles = _row(escape.cell((Run(column),)) for column in columns)
            cells = (_row(map(escape.cell, row.cells)) for row in rows)
            return "\n".join((titles, _row("---" for _ in columns), *cells))
        case _:
            assert_never(block)


def _row(cells: Iterable[str]) -> str:
    return "|" + "|".join(f" {cell} " if cell else " " for cell in cells) + "|"
