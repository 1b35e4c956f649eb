"""The lines of tables and keys in a plain TOML text, which need no scan of its values.

Plain is what the program writes, and nearly all that people write: no multi-line strings, no dotted or quoted
keys, and headers at the beginning of their lines. In such a text a line that begins like a key is one.
"""

from __future__ import annotations

import re

_NOT_PLAIN = re.compile(
    r"\n[ \t]*(?:"
    r"[\"'][^\n]*[\"'][ \t]*[.=]"  # a quoted key
    r"|[A-Za-z0-9_-]+[ \t]*(?:\.[^=\n]*=|\n|\Z)"  # a dotted key, or none
    r"|(?<=[ \t])\[)"  # an indented header, or a list in a list
)
_HEADER = re.compile(r"\[\[?[ \t]*([A-Za-z0-9_-]+)[ \t]*\]\]?\s*(?:#|\Z)")


class PlainLines:
    """The tables of a plain text with the lines where they begin and end, counted from 1."""

    def __init__(self, lines: list[str], tables: dict[str, list[tuple[int, int]]]) -> None:
        self._lines = lines
        self._tables = tables

    def line(self, table: str, position: int, key: str) -> int | None:
        """The line of a key, or of a header where the key is empty; None where the text has none.

        Args:
            table: the name of the table; empty for the part before the first header.
            position: which of the tables of that name, from 0.
            key: the key.
        """
        spans = self._tables.get(table, ())
        if position >= len(spans):
            return None
        start, end = spans[position]
        if not key:
            return start
        for number in range(start if table else 0, end - 1):
            line = self._lines[number].lstrip()
            if line.startswith(key) and line[len(key) :].lstrip()[:1] == "=":
                return number + 1
        return None


def plain_lines(text: str) -> PlainLines | None:
    """Find the tables of a text; None where it is not plain."""
    if '"""' in text or "'''" in text or _NOT_PLAIN.search(f"\n{text}"):
        return None
    lines = text.split("\n")
    tables: dict[str, list[tuple[int, int]]] = {}
    name, start = "", 1
    for number, line in enumerate(lines, 1):
        if line[:1] == "[":
            header = _HEADER.match(line)
            if not header:
                return None
            tables.setdefault(name, []).append((start, number))
            name, start = header[1], number
    tables.setdefault(name, []).append((start, len(lines) + 1))
    return PlainLines(lines, tables)
