"""The tables of a section that the schema does not know, as items."""

from __future__ import annotations

from canvas.model.canvas import UNWRITTEN, Item


def rows(name: str, value: object) -> tuple[Item, ...]:
    """The tables of a section that the schema does not know, as items that have no text."""
    tables = value if isinstance(value, list) else [value]
    if not all(isinstance(table, dict) for table in tables):
        return ()
    return tuple(Item(row_id(name, number), "", table) for number, table in enumerate(tables))


def row_id(name: str, number: int) -> str:
    """The id of a row: one that no file holds."""
    return f"{UNWRITTEN}{name}[{number}]"
