"""Sub-tables that stand apart from their item."""

from __future__ import annotations

from collections.abc import Collection

from canvas.files.text_builder import newline_of
from canvas.files.toml_blocks import TomlBlock, join_blocks, toml_blocks


def gather_sub_tables(text: str, names: Collection[str]) -> str:
    """Move each sub-table that stands apart from its item directly behind it, with its comments.

    Args:
        text: the text.
        names: the names of the tables whose sub-tables are moved.

    Raises:
        ScanError: where the text is not understood.
    """
    blocks = toml_blocks(text)
    items: dict[str, TomlBlock] = {}
    for block in blocks[1:]:
        name = block.name[0]
        if len(block.name) == 1:
            items[name] = block
        elif name in names and name in items:
            items[name].after.append(block.head or "")
            block.head = None
    return join_blocks(text, blocks, newline_of(text))
