"""The lines and rows of a document that came back, and how much of them a summary says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from canvas.imports.blocks import Entry, Heading, Paragraph, Source, Table
from canvas.imports.expected import Unit
from canvas.imports.line_values import collapsed, comparable


class Received(NamedTuple):
    """A line or row of the document that came back.

    Attributes:
        cells: its words.
        section: the heading it stands under.
        depth: how deep in a list it stands; -1 for what is in none.
        line: its line.
        header: the header of its table.
        id: the id of the item that it is marked with, where the format can.
    """

    cells: tuple[str, ...]
    section: str
    depth: int
    line: int
    header: tuple[str, ...] = ()
    id: str = ""

    @property
    def text(self) -> str:
        """All its words."""
        return " | ".join(self.cells)


def received_units(source: Source) -> list[Received]:
    """The lines and rows of a document."""
    units: list[Received] = []
    section = ""
    for block in source.blocks:
        if isinstance(block, Heading):
            section = collapsed(block.text)
        elif isinstance(block, Table):
            units += (Received(row.cells, section, -1, row.line, block.header, row.id) for row in block.rows)
        elif isinstance(block, Entry | Paragraph) and block.text:
            depth = block.depth if isinstance(block, Entry) else -1
            units.append(Received((block.text,), section, depth, block.line, id=block.id))
    return units


def compared_lines(units: Iterable[Received | Unit]) -> Counter[str]:
    """Lines as they are compared, each with how often it is there."""
    return Counter(comparable(unit.text) for unit in units)


def likeness(said: Counter[str], there: Counter[str]) -> float:
    """How much of a summary and of a document are the same lines, from 0 to 1."""
    both = there.total() + said.total()
    return 2 * (there & said).total() / both if both else 0.0
