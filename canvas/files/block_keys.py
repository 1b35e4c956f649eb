"""Rewriting of the keys of one block: those that differ are amended, inserted or deleted, the others stay."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from canvas.files.canonical_toml import line, quoted_key
from canvas.files.text_builder import apply_edits, indent_at, with_newline
from canvas.files.toml_blocks import TomlBlock
from canvas.files.toml_lists import rewritten_list
from canvas.files.toml_scanner import STRING_PATTERN, Statement, Table, statements
from canvas.model.item_matching import equal_in_file
from canvas.model.schema import BY_KEY

_STRING_OR_COMMENT = re.compile(rf"{STRING_PATTERN}|(\#[^\n]*)")
_Path = tuple[str, ...]


class BlockKeys:
    """Rewrites the keys of the blocks of one text."""

    def __init__(self, text: str, newline: str) -> None:
        self._text = text
        self._newline = newline

    def amended(
        self,
        block: TomlBlock,
        before: Mapping[str, Any],
        after: Mapping[str, Any],
        order: Sequence[str],
        renamed: str = "",
    ) -> str | None:
        """Rewrite, insert or delete the keys of a block that differ.

        Args:
            block: the block.
            before: its keys and values.
            after: the new keys and values.
            order: the order in which new keys are inserted.
            renamed: the new panel, where the item moves to another.

        Returns:
            The new lines; None where a key to be changed is not in the block.
        """
        text = self._text
        start, stop = block.span
        changed = [key for key in {**before, **after} if not equal_in_file(before.get(key), after.get(key))]
        found = list(statements(text, *block.own)) if changed or renamed else []
        by_key = {statement.key[0]: statement for statement in found if len(statement.key) == 1}
        dotted = {key: [s for s in found if s.key[0] == key and len(s.key) > 1] for key in changed}
        sub_tables = {table.name[1] for table in block.tables[1:]}
        if any(key in before and not (key in by_key or key in sub_tables or dotted[key]) for key in changed):
            return None
        edits: list[tuple[int, int, str]] = []
        for previous, table in pairwise(block.tables):
            if table.name[1] in changed:
                edits.append(self._without_table(previous, table))
        if renamed:
            edits += ((*t.key, renamed) for t in block.tables if {*changed}.isdisjoint(t.name[1:2]))
            # an explicit default of a field that the other panel does not have
            known = {"id", "text", *before, *after, *(spec.key for spec in BY_KEY[renamed].fields)}
            edits += [(s.start, s.end, "") for key, s in by_key.items() if key not in known]
        staying = [s for s in found if s.key[0] not in changed or s.key[0] in after]
        for key in changed:
            was, value = before.get(key), after.get(key)
            if statement := by_key.get(key):
                if key in after:
                    edits.append((*statement.value, self._new_value(statement, was, key, value)))
                else:
                    edits.append((statement.start, statement.end, ""))
            elif dotted[key]:
                edits += self._dotted_edits(key, dotted[key], was, value)
            elif key in after:
                edits.append(self._insertion(block, staying, key, value, order))
        return apply_edits(text, edits, start, stop)

    def _without_table(self, previous: Table, table: Table) -> tuple[int, int, str]:
        """Delete a sub-table; its comments stay, directly below what is before it."""
        text, start = self._text, previous.stop
        if text[start : table.lead].strip():  # comments between them
            start = table.lead
        return start, table.stop, self.comments(table.lead, table.stop)

    def comments(self, start: int, stop: int) -> str:
        """The comments between two positions, each on a line of its own."""
        found = _STRING_OR_COMMENT.findall(self._text, start, stop)
        return "".join(comment.rstrip() + self._newline for comment in found if comment)

    def _dotted_edits(
        self, key: str, parts: Sequence[Statement], before: object, after: object
    ) -> Iterator[tuple[int, int, str]]:
        """Change a value that is written with dots, one line for each of its parts; None deletes it."""
        if after is not None and not isinstance(after, Mapping):
            yield parts[0].start, parts[0].value[1], self._with_indent(parts[0], line(key, after)).rstrip()
            for part in parts[1:]:
                behind = self._text[part.value[1] : part.end].lstrip(" \t\r\n")
                yield part.start, part.end, self._with_indent(part, behind) if behind else ""
            return
        paths = {part.key for part in parts}
        was = _leaves(before, paths, (key,))
        now = {} if after is None else _leaves(after, paths, (key,))
        for part in parts:
            if part.key not in now:
                yield part.start, part.end, ""
            elif not equal_in_file(was.get(part.key), now[part.key]):
                value = self._new_value(part, was.get(part.key), key, now[part.key])
                yield *part.value, value
        for path in [path for path in now if path not in paths]:
            name = "".join(f"{quoted_key(name)}." for name in path[:-1])
            new = self._with_indent(parts[-1], name + line(path[-1], now[path]))
            yield self._new_line(parts[-1].end if parts[-1].key in now else parts[-1].start, new)

    def _with_indent(self, statement: Statement, lines: str) -> str:
        return self.lines(indent_at(self._text, statement.start) + lines)

    def _insertion(
        self, block: TomlBlock, found: list[Statement], key: str, value: object, order: Sequence[str]
    ) -> tuple[int, int, str]:
        """Insert a line for a new key, at its position in the order of keys."""
        ranks = {name: rank for rank, name in enumerate(order)}
        rank = ranks.get(key, len(ranks))
        at, beside = block.own[0], found[0] if found else None
        for statement in found:
            if ranks.get(statement.key[0], len(ranks)) <= rank:
                at, beside = statement.end, statement
        indent = indent_at(self._text, beside.start) if beside else ""
        return self._new_line(at, self.lines(indent + line(key, value)))

    def _new_line(self, at: int, new: str) -> tuple[int, int, str]:
        """Insert lines between two lines."""
        if at and self._text[at - 1] != "\n":  # the last line of the file has no line end
            return at, at, self._newline + new.removesuffix(self._newline)
        return at, at, new

    def _new_value(self, statement: Statement, before: object, key: str, after: object) -> str:
        """Write a new value of a statement, with the comments that the old one has in it."""
        text, (start, end) = self._text, statement.value
        is_commented = text.startswith("[", start) and text.find("#", start, end) >= 0
        if is_commented and isinstance(before, list | tuple) and isinstance(after, list | tuple):
            return self.lines(rewritten_list(text, start, before, after, indent_at(text, statement.start)))
        return self.lines(line(key, after).removeprefix(f"{quoted_key(key)} = ").removesuffix("\n"))

    def lines(self, text: str) -> str:
        """A text with the line ends of the file."""
        return with_newline(text, self._newline)


def _leaves(value: object, whole: Container[_Path], path: _Path) -> dict[_Path, object]:
    """The values in nested tables by their paths; those in ``whole`` are not entered."""
    if path in whole or not isinstance(value, Mapping) or not value:
        return {path: value}
    found: dict[_Path, object] = {}
    for key, entry in value.items():
        found |= _leaves(entry, whole, (*path, key))
    return found
