"""A document as plain text for a terminal, a mail or a printer: wrapped at 80 columns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, assert_never

from canvas.exports.document import Bullets, Heading, Paragraph, Table, text_of
from canvas.exports.slides.layout import wrapped
from canvas.model.graphemes import width

if TYPE_CHECKING:
    from canvas.exports.document import Block, Bullet, TextDocument

_COLUMNS: Final = 80
_MARK: Final = "- "


def render(document: TextDocument) -> str:
    """The document as text: a heading right above what it heads, blank lines between all other blocks."""
    parts = ("\n".join(_lines(each)) + "\n" * (2 - isinstance(each, Heading)) for each in document.blocks)
    return "".join(parts).rstrip("\n") + "\n"


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading(_, content) | Paragraph(content):
            yield from wrapped(text_of(content), _COLUMNS, width)
        case Bullets(entries):
            for number, entry in enumerate(entries):
                if number and entry.details:
                    yield ""
                yield from _entry(entry)
        case Table(columns, rows):
            for row in rows:
                cells = zip(columns, map(text_of, row.cells), strict=True)
                told = " · ".join(f"{column}: {cell}" for column, cell in cells if cell)
                yield from _hanging(_MARK, told)
        case _:
            assert_never(block)


def _entry(entry: Bullet) -> Iterator[str]:
    """An entry, and its details below it."""
    yield from wrapped(text_of(entry.content), _COLUMNS, width)
    for detail in entry.details:
        yield from _hanging(_MARK, text_of(detail.content))


def _hanging(mark: str, text: str) -> Iterator[str]:
    for number, line in enumerate(wrapped(text, _COLUMNS - len(mark), width)):
        yield f"{' ' * len(mark) if number else mark}{line}"
