"""The lines of tables and keys in any TOML text, found by a scan."""

from __future__ import annotations

from canvas.files.toml_scanner import ScanError, Table, statements, tables


class ScannedLines:
    """Finds the lines of tables and keys; caches the scan of one text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tables: dict[tuple[str, ...], list[Table]] = {}
        self._cached: tuple[Table, dict[str, int]] | None = None

    def line(self, table: tuple[str, ...], position: int, key: str) -> int | None:
        """Find the line of a key or a table, as `LineLocator.line` does."""
        try:
            found = self._named(table)[position]
            at = self._keys_of(found)[key] if key else found.start
        except (ScanError, IndexError, KeyError):
            return None
        return self._text.count("\n", 0, at) + 1

    def _named(self, name: tuple[str, ...]) -> list[Table]:
        """The tables of a name, or where there is none, its sub-tables."""
        if not self._tables:
            for table in tables(self._text):
                self._tables.setdefault(table.name, []).append(table)
        exact = self._tables.get(name)
        return exact or [
            t for below, found in self._tables.items() if below[: len(name)] == name for t in found
        ]

    def _keys_of(self, table: Table) -> dict[str, int]:
        """The start of each key's line in a table; cached for the table asked for last."""
        if self._cached is None or self._cached[0] is not table:
            starts: dict[str, int] = {}
            for statement in statements(self._text, table.body, table.end):
                starts.setdefault(statement.key[0], statement.start)
            self._cached = table, starts
        return self._cached[1]
