"""The parts of a document as every reader gives them: headings, list entries, paragraphs and tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, Literal, NamedTuple

from canvas.model.errors import CodedError


class Heading(NamedTuple):
    """A heading; level 1 is the highest."""

    text: str
    level: int
    line: int


class Entry(NamedTuple):
    """An entry of a list.

    Attributes:
        text: its words.
        line: the line it begins on.
        depth: how many lists it is in, less one.
        has_entries: whether a list stands below it.
        is_link: whether it is nothing but a link within the document.
        id: the id of the item that it is marked with, where the format can.
    """

    text: str
    line: int
    depth: int = 0
    has_entries: bool = False
    is_link: bool = False
    id: str = ""


class Paragraph(NamedTuple):
    """A paragraph; the attributes are those of `Entry`."""

    text: str
    line: int
    is_link: bool = False
    id: str = ""


class Row(NamedTuple):
    """A row of a table; the id as in `Entry`."""

    cells: tuple[str, ...]
    line: int
    id: str = ""


class Table(NamedTuple):
    """A table with the texts of its header, empty where it has none; the id, of its header, as in `Entry`."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]
    line: int
    id: str = ""


Reason = Literal[
    "contents", "back", "signature", "page", "running", "introduction", "front", "comment", "struck", "copy",
]  # fmt: skip
"""Why a part of a document is left out; `canvas.imports.left_out` words it."""


class LeftOut(NamedTuple):
    """A part of a document that is no statement."""

    text: str
    line: int
    reason: Reason


Block = Heading | Entry | Paragraph | Table | LeftOut

MAX_LINES: Final = 50_000
"""The most entries, paragraphs and rows of a document; 4,000 statements make some 15,000."""


class Source(NamedTuple):
    """A document that was read.

    Attributes:
        blocks: its parts in their order.
        properties: its front matter: texts, or lists of texts, by their keys.
        remarks: what the reader tells of it: changes that are tracked, comments.
        copies: where a summary is in it more than once, each copy as a document of its own.
        alone: of a copy, the same without what was written around the copies.
        depth: how often it is quoted.
        line: the line it begins on.
    """

    blocks: tuple[Block, ...]
    properties: Mapping[str, str | tuple[str, ...]] = {}
    remarks: tuple[str, ...] = ()
    copies: tuple[Source, ...] = ()
    alone: Source | None = None
    depth: int = 0
    line: int = 1


def bounded(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The parts of a document.

    Raises:
        ImportFileError: where there are too many, before all of them are made.
    """
    taken: list[Block] = []
    lines = 0
    for block in blocks:
        lines += 1 + (len(block.rows) if isinstance(block, Table) else 0)
        if lines > MAX_LINES:
            raise ImportFileError("it is far too large.", "too_large")
        taken.append(block)
    return tuple(taken)


class ImportFileError(CodedError[str]):
    """A file that is not understood; its text is one sentence for the user."""
