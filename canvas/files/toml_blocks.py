"""The pieces that a canvas's text is made of: each table with the comments that touch it."""

from __future__ import annotations

from collections.abc import Iterator

from canvas.files.toml_scanner import Table, statements, tables


class TomlBlock:
    """A table of the old text with the sub-tables that follow it, and what becomes of them.

    Attributes:
        tables: where they stand: the table itself, then its sub-tables.
        head: their new lines; None once they are taken out.
        before: the new blocks that go before it; none where it is taken out.
        after: the new blocks that go after it; none where it is taken out.
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
        """Where its lines begin and end, the comments that touch them included."""
        return self.tables[0].lead, self.tables[-1].stop

    @property
    def own(self) -> tuple[int, int]:
        """Where the table's own keys and values begin and end."""
        return self.tables[0].body, self.tables[1].start if len(self.tables) > 1 else self.tables[0].stop


def toml_blocks(text: str) -> list[TomlBlock]:
    """The text's tables, an item's sub-tables joined to it."""
    chunks: list[TomlBlock] = []
    for table in tables(text):
        if chunks and len(table.name) > 1 and table.name[:1] == chunks[-1].name:
            chunks[-1].tables.append(table)
        else:
            chunks.append(TomlBlock(table))
    for chunk in chunks:
        chunk.head = text[slice(*chunk.span)]
    return chunks


def comments(text: str, chunk: TomlBlock) -> list[str]:
    """The comments that touch a piece of the text, from above, from below, or on a line of it."""
    found: list[str] = []
    for table in chunk.tables if "#" in text[slice(*chunk.span)] else ():
        position = table.lead
        for start, stop in _spoken(text, table):
            found += _hashed(text[position:start])
            position = stop
        found += _hashed(text[position : table.stop])
    return found


def loose(text: str, chunk: TomlBlock) -> list[str]:
    """The comments that stand by themselves between a piece and the next."""
    last = chunk.tables[-1]
    return list(_hashed(text[last.stop : last.end]))


def _spoken(text: str, table: Table) -> Iterator[tuple[int, int]]:
    """Where a table's own text holds anything but comments and blanks."""
    if table.name:
        yield table.key
    for statement in statements(text, table.body, table.stop):
        yield statement.start, statement.value[1]


def _hashed(text: str) -> Iterator[str]:
    for line in text.splitlines():
        _, hash_mark, words = line.partition("#")
        if hash_mark:
            yield f"#{words}".rstrip()
