"""The blocks of a canvas's text: each table with its sub-tables and the comments directly beside them."""

from __future__ import annotations

from collections.abc import Sequence

from canvas.files.text_builder import TextBuilder, without_first_blank_lines
from canvas.files.toml_scanner import Table, tables


class TomlBlock:
    """A table of the old text with the sub-tables that follow it, and its replacement.

    Attributes:
        tables: the positions of the table and of its sub-tables.
        head: the new lines; None once the block is removed.
        before: new blocks that are inserted before it; none where it is removed.
        after: new blocks that are inserted after it, or in its place where it is removed.
    """

    __slots__ = ("after", "before", "head", "tables")

    def __init__(self, table: Table) -> None:
        self.tables = [table]
        self.head: str | None = None
        self.before: list[str] = []
        self.after: list[str] = []

    @property
    def name(self) -> tuple[str, ...]:
        """The keys of the table's header."""
        return self.tables[0].name

    @property
    def span(self) -> tuple[int, int]:
        """The span of its lines, comments directly beside them included."""
        return self.tables[0].lead, self.tables[-1].stop

    @property
    def own(self) -> tuple[int, int]:
        """The span of the table's own keys and values."""
        return self.tables[0].body, self.tables[1].start if len(self.tables) > 1 else self.tables[0].stop


def toml_blocks(text: str) -> list[TomlBlock]:
    """Split a text into blocks, one a table; sub-tables belong to the block of their item."""
    blocks: list[TomlBlock] = []
    for table in tables(text):
        if blocks and len(table.name) > 1 and table.name[:1] == blocks[-1].name:
            blocks[-1].tables.append(table)
        else:
            blocks.append(TomlBlock(table))
    for block in blocks:
        block.head = text[slice(*block.span)]
    return blocks


def join_blocks(text: str, blocks: Sequence[TomlBlock], newline: str) -> str:
    """Join the replacements of all blocks of a text, with what stands between them."""
    out = TextBuilder(newline)
    for block in blocks:
        tail = text[block.tables[-1].stop : block.tables[-1].end]
        rest = without_first_blank_lines(tail)
        is_last = block is blocks[-1]
        has_new = bool(block.after)
        for lines in block.before:
            out.block(lines)
            out.blank_line()
        if block.head is None and block.after:  # another statement takes its place
            block.head = block.after.pop(0)
        if block.head is None:
            if rest != tail:  # else a comment of its own would become one of the block before
                out.blank_line()
            tail = rest
            if is_last and not tail:
                out.end_without_blank_lines()
        else:
            out.add(block.head)
        for lines in block.after:
            out.blank_line()
            out.block(lines)
        if has_new and rest == tail and not is_last:
            out.blank_line()
        out.add(tail)
    return out.text()
