"""A changed canvas as the old text with only the edited lines rewritten.

Every part of the text that was not edited stays byte for byte: comments, blank lines, the order of keys,
unknown keys and tables, the way line ends are written. Nothing here is trusted: whoever calls `rewrite`
parses the result again and compares it with what was meant.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from canvas.files.scan import ScanError, Statement, Table, statements, tables
from canvas.files.toml import body, keys, line, properties
from canvas.model.canvas import Canvas, Item
from canvas.model.panels import BY_KEY, PANELS

_PROPERTY_ORDER = ("format", "title", "stage", "review")


@dataclass(slots=True)
class _Chunk:
    """An item's table in the old text, and what becomes of it.

    Attributes:
        table: where it stands, its sub-tables included.
        plain: whether it is one table without sub-tables, whose keys can be rewritten one by one.
        head: its new lines; None once they are taken out.
        before: the new blocks that go before it.
        after: the new blocks that go after it.
    """

    table: Table
    plain: bool = True
    head: str | None = None
    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)


def rewrite(text: str, old: Canvas, new: Canvas, repaired: Collection[str] = ()) -> str:
    """The old text, changed where and only where the new canvas differs from the old.

    Args:
        text: the text of the file.
        old: the canvas it describes, its items in the order of the text.
        new: the canvas to write.
        repaired: the ids of items whose id in the text is another, taken one.

    Raises:
        ScanError: where the text has a shape that cannot be changed piece by piece.
    """
    return _Rewriter(text, old, new, repaired).text()


class _Rewriter:
    """The old text in pieces, while they are changed."""

    def __init__(self, text: str, old: Canvas, new: Canvas, repaired: Collection[str]) -> None:
        self.old_text = text
        self.newline = "\r\n" if text[: text.find("\n")].endswith("\r") else "\n"
        self.old = old
        self.new = new
        self.repaired = repaired
        self.chunks = _chunks(text)
        self.by_id: dict[str, _Chunk] = {}
        self.items: dict[str, tuple[str, Item]] = {item.id: (panel, item) for panel, item in old}
        for panel in PANELS:
            mine = [chunk for chunk in self.chunks if chunk.table.name == (panel.key,)]
            items = old.panels[panel.key]
            if len(mine) != len(items):
                raise ScanError("the items do not stand as tables of their own")
            self.by_id.update({item.id: chunk for item, chunk in zip(items, mine, strict=True)})

    def text(self) -> str:
        """The new text."""
        root = self.chunks[0]
        before, after = properties(self.old), properties(self.new)
        for canvas, said in ((self.old, before), (self.new, after)):
            said.update({key: value for key, value in canvas.values.items() if not isinstance(value, dict)})
        root.head = self._amended(root.table, before, after, _PROPERTY_ORDER)
        anchor = root
        for panel in PANELS:
            anchor = self._place(panel.key, anchor)
        return self._joined()

    def _place(self, panel: str, anchor: _Chunk) -> _Chunk:
        """Bring one panel's chunks into order; what comes after everything placed so far is returned."""
        was = [item.id for item in self.old.panels[panel]]
        now = self.new.panels[panel]
        staying = _staying(was, [item.id for item in now])
        for item_id in was:
            if item_id not in staying:
                self.by_id[item_id].head = None
        waiting: list[str] = []
        last: _Chunk | None = None
        for item in now:
            if item.id in staying:
                chunk = self.by_id[item.id]
                chunk.head = self._head(panel, item)
                if last is None:
                    chunk.before.extend(waiting)
                    waiting.clear()
                last = chunk
            elif last is not None:
                last.after.append(self._head(panel, item))
            else:
                waiting.append(self._head(panel, item))
        if waiting:  # the panel had none, or keeps none, in the text
            anchor.after.extend(waiting)
        return last or anchor

    def _head(self, panel: str, item: Item) -> str:
        """An item's lines, header and the comments above it included."""
        if item.id not in self.items:
            return self._lines(f"[[{panel}]]\n{body(panel, item)}")
        source, was = self.items[item.id]
        chunk = self.by_id[item.id]
        table = chunk.table
        if panel == source and item == was and item.id not in self.repaired:
            return self.old_text[table.lead : table.stop]
        if not chunk.plain:
            if panel == source and item.values == was.values:
                return self._amended(table, keys(panel, was), keys(panel, item), ())
            comments = self.old_text[table.lead : table.start]
            return comments + self._lines(f"[[{panel}]]\n{body(panel, item)}")
        before = keys(source, was)
        if item.id in self.repaired:
            before["id"] = ""
        order = ("id", "kind", "text", *(spec.key for spec in BY_KEY[panel].fields if spec.key != "kind"))
        amended = self._amended(table, before, keys(panel, item), order)
        if panel == source:
            return amended
        header = table.start - table.lead
        return amended[:header] + amended[header:].replace(source, panel, 1)

    def _amended(
        self, table: Table, before: Mapping[str, Any], after: Mapping[str, Any], order: Sequence[str]
    ) -> str:
        """A table's lines with the keys that differ rewritten, put in or taken out."""
        text = self.old_text
        changed = [key for key in {**before, **after} if before.get(key) != after.get(key)]
        if not changed:
            return text[table.lead : table.stop]
        found = list(statements(text, table.body, _own_end(text, table)))
        by_key = {statement.key[0]: statement for statement in found if len(statement.key) == 1}
        edits: list[tuple[int, int, str]] = []
        for key in changed:
            statement = by_key.get(key)
            if key not in after:
                if statement:
                    edits.append((statement.start, statement.end, ""))
            elif statement:
                edits.append((*statement.value, self._value(key, after[key])))
            else:
                edits.append(self._insertion(table, found, key, after[key], order))
        pieces: list[str] = []
        position = table.lead
        for start, end, piece in sorted(edits, key=lambda edit: edit[:2]):  # stable: insertions keep order
            pieces += (text[position:start], piece)
            position = end
        return "".join((*pieces, text[position : table.stop]))

    def _insertion(
        self, table: Table, found: list[Statement], key: str, value: object, order: Sequence[str]
    ) -> tuple[int, int, str]:
        """A line that the table does not have yet, at its place in the order of keys."""
        ranks = {name: rank for rank, name in enumerate(order)}
        rank = ranks.get(key, len(ranks))
        at, indent = table.body, ""
        for statement in found:
            if ranks.get(statement.key[0], len(ranks)) <= rank:
                at = statement.end
                beginning = self.old_text[statement.start : statement.value[0]]
                indent = beginning[: len(beginning) - len(beginning.lstrip(" \t"))]
        new = self._lines(indent + line(key, value))
        if at and self.old_text[at - 1] != "\n":  # the file's last line, without its end
            return at, at, self.newline + new.removesuffix(self.newline)
        return at, at, new

    def _value(self, key: str, value: object) -> str:
        written = line(key, value)
        return self._lines(written[written.index(" = ") + 3 :].removesuffix("\n"))

    def _lines(self, text: str) -> str:
        return text.replace("\n", self.newline)

    def _joined(self) -> str:
        out = _Text(self.newline)
        for chunk, following in pairwise([*self.chunks, None]):
            if chunk is None:
                break
            tail = self.old_text[chunk.table.stop : chunk.table.end]
            for block in chunk.before:
                out.block(block)
                out.blank_line()
            if chunk.head is None:
                tail = _without_blank_lines(tail)
                if following is None and not tail and not chunk.after:
                    out.end_without_blank_lines()
            else:
                out.add(chunk.head)
            for block in chunk.after:
                out.blank_line()
                out.block(block)
            if chunk.after and tail and chunk.head is None:
                out.blank_line()
            out.add(tail)
        return out.text()


class _Text:
    """A text that grows at its end."""

    def __init__(self, newline: str) -> None:
        self.newline = newline
        self.pieces: list[str] = []

    def add(self, piece: str) -> None:
        """Add what goes on where the text ends."""
        if piece:
            self.pieces.append(piece)

    def block(self, piece: str) -> None:
        """Add whole lines."""
        self._end_line()
        self.pieces.append(piece if piece.endswith("\n") else piece + self.newline)

    def blank_line(self) -> None:
        """See to a blank line at the end."""
        self._end_line()
        if self.pieces and not "".join(self.pieces[-2:]).endswith(self.newline * 2):
            self.pieces.append(self.newline)

    def end_without_blank_lines(self) -> None:
        """Take blank lines away from the end."""
        while self.pieces and not self.pieces[-1].strip():
            self.pieces.pop()
        if self.pieces:
            last = self.pieces[-1]
            kept = last.rstrip()
            self.pieces[-1] = kept + self.newline if len(kept) < len(last) else last

    def text(self) -> str:
        """The whole."""
        return "".join(self.pieces)

    def _end_line(self) -> None:
        if self.pieces and not self.pieces[-1].endswith("\n"):
            self.pieces.append(self.newline)


def _chunks(text: str) -> list[_Chunk]:
    """The text's tables, an item's sub-tables joined to it."""
    chunks: list[_Chunk] = []
    for table in tables(text):
        last = chunks[-1].table if chunks else None
        if last and last.array and len(table.name) > 1 and table.name[:1] == last.name:
            whole = Table(last.name, last.array, last.lead, last.start, last.body, table.stop, table.end)
            chunks[-1] = _Chunk(whole, plain=False)
        else:
            chunks.append(_Chunk(table))
        chunks[-1].head = text[chunks[-1].table.lead : chunks[-1].table.stop]
    return chunks


def _own_end(text: str, table: Table) -> int:
    """Where a table's own statements end: before its first sub-table."""
    return next((t.start for t in tables(text[: table.stop]) if t.start > table.start), table.stop)


def _staying(was: list[str], now: list[str]) -> set[str]:
    """The most of the old ids that can stay where they are: the longest run in order of both."""
    if was == now:
        return set(was)
    position = {item_id: place for place, item_id in enumerate(was)}
    common = [item_id for item_id in now if item_id in position]
    ends: list[int] = []  # the smallest last position of a run of each length
    best: list[str] = []
    previous: dict[str, str | None] = {}
    for item_id in common:
        at = bisect_left(ends, position[item_id])
        ends[at : at + 1] = [position[item_id]]
        best[at : at + 1] = [item_id]
        previous[item_id] = best[at - 1] if at else None
    staying: set[str] = set()
    step = best[-1] if best else None
    while step is not None:
        staying.add(step)
        step = previous[step]
    return staying


def _without_blank_lines(text: str) -> str:
    lines: Iterator[str] = iter(text.splitlines(keepends=True))
    for first in lines:
        if first.strip():
            return first + "".join(lines)
    return ""
