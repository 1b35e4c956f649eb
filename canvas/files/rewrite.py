"""A changed canvas as the old text with only the edited lines rewritten.

Every part of the text that was not edited stays byte for byte: comments, blank lines, the order of keys,
unknown keys and tables, the way line ends are written. Nothing here is trusted: whoever calls `rewrite`
parses the result again and compares it with what was meant.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from canvas.files.lines import Text, without_first_blank_lines
from canvas.files.scan import ScanError, Statement, Table, statements, tables
from canvas.files.toml import body, keys, line, properties
from canvas.model.canvas import Canvas, Item
from canvas.model.panels import BY_KEY, PANELS

_PROPERTY_ORDER = ("format", "title", "stage", "review")


@dataclass(slots=True)
class _Chunk:
    """A table of the old text with the sub-tables that follow it, and what becomes of them.

    Attributes:
        tables: where they stand: the table itself, then its sub-tables.
        head: their new lines; None once they are taken out.
        before: the new blocks that go before it; none where it is taken out.
        after: the new blocks that go after it; none where it is taken out.
    """

    tables: list[Table]
    head: str | None = None
    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)

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
            mine = [chunk for chunk in self.chunks if chunk.name == (panel.key,)]
            items = old.panels[panel.key]
            if len(mine) != len(items):
                raise ScanError("the items do not stand as tables of their own")
            self.by_id.update({item.id: chunk for item, chunk in zip(items, mine, strict=True)})

    def text(self) -> str:
        """The new text."""
        root = self.chunks[0]
        root.head = self._amended(root, _properties(self.old), _properties(self.new), _PROPERTY_ORDER)
        if root.head is None:
            raise ScanError("what the canvas says of itself does not stand on lines of its own")
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
        if panel == source and item == was and item.id not in self.repaired:
            return self.old_text[slice(*chunk.span)]
        before, after = keys(source, was), keys(panel, item)
        if item.id in self.repaired:
            before["id"] = ""
        order = ("id", "kind", "text", *(spec.key for spec in BY_KEY[panel].fields if spec.key != "kind"))
        amended = self._amended(chunk, before, after, order, panel if panel != source else "")
        if amended is not None:
            return amended
        comments = self.old_text[chunk.tables[0].lead : chunk.tables[0].start]
        return comments + self._lines(f"[[{panel}]]\n{body(panel, item)}")

    def _amended(
        self,
        chunk: _Chunk,
        before: Mapping[str, Any],
        after: Mapping[str, Any],
        order: Sequence[str],
        renamed: str = "",
    ) -> str | None:
        """A chunk's lines with the keys that differ rewritten, put in or taken out.

        Args:
            chunk: the lines.
            before: what they say.
            after: what they are to say.
            order: the keys in the order in which new ones are put in.
            renamed: the panel they go to, where it is another.

        Returns:
            The new lines; None where something to be changed is not on a line of its own.
        """
        text = self.old_text
        position, stop = chunk.span
        edits = [(*table.key, renamed) for table in chunk.tables if renamed]
        changed = [key for key in {**before, **after} if _differ(before.get(key), after.get(key))]
        found = list(statements(text, *chunk.own)) if changed or renamed else []
        by_key = {statement.key[0]: statement for statement in found if len(statement.key) == 1}
        if any(key in before and key not in by_key for key in changed):
            return None
        if renamed:  # a default that the file states, of a field that the other panel does not know
            known = {"id", "text", *before, *after, *(spec.key for spec in BY_KEY[renamed].fields)}
            edits += [(s.start, s.end, "") for key, s in by_key.items() if key not in known]
        staying = [s for s in found if s.key[0] not in changed or s.key[0] in after]
        for key in changed:
            statement = by_key.get(key)
            if key not in after:
                edits.append((by_key[key].start, by_key[key].end, ""))
            elif statement:
                edits.append((*statement.value, self._value(key, after[key])))
            else:
                edits.append(self._insertion(chunk, staying, key, after[key], order))
        pieces: list[str] = []
        for start, end, piece in sorted(edits, key=lambda edit: edit[:2]):  # stable: insertions keep order
            pieces += (text[position:start], piece)
            position = end
        return "".join((*pieces, text[position:stop]))

    def _insertion(
        self, chunk: _Chunk, found: list[Statement], key: str, value: object, order: Sequence[str]
    ) -> tuple[int, int, str]:
        """A line that the table does not have yet, at its place in the order of keys."""
        ranks = {name: rank for rank, name in enumerate(order)}
        rank = ranks.get(key, len(ranks))
        at, beside = chunk.own[0], found[0] if found else None
        for statement in found:
            if ranks.get(statement.key[0], len(ranks)) <= rank:
                at, beside = statement.end, statement
        beginning = self.old_text[beside.start : beside.value[0]] if beside else ""
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
        out = Text(self.newline)
        for chunk in self.chunks:
            tail = self.old_text[chunk.tables[-1].stop : chunk.tables[-1].end]
            for block in chunk.before:
                out.block(block)
                out.blank_line()
            if chunk.head is None:
                tail = without_first_blank_lines(tail)
                if chunk is self.chunks[-1] and not tail:
                    out.end_without_blank_lines()
            else:
                out.add(chunk.head)
            for block in chunk.after:
                out.blank_line()
                out.block(block)
            out.add(tail)
        return out.text()


def _properties(canvas: Canvas) -> dict[str, Any]:
    """What stands before the first table, or may; a file need not have a title."""
    said = properties(canvas) | {k: v for k, v in canvas.values.items() if not isinstance(v, dict)}
    return {key: value for key, value in said.items() if key != "title" or value}


def _chunks(text: str) -> list[_Chunk]:
    """The text's tables, an item's sub-tables joined to it."""
    chunks: list[_Chunk] = []
    for table in tables(text):
        if chunks and len(table.name) > 1 and table.name[:1] == chunks[-1].name:
            chunks[-1].tables.append(table)
        else:
            chunks.append(_Chunk([table]))
    for chunk in chunks:
        chunk.head = text[slice(*chunk.span)]
    return chunks


def _differ(one: object, other: object) -> bool:
    """Whether a file says two values in other words: NaN is the same as itself, True is not the same as 1."""
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return list(one) != list(other)
    return one is not other and (one != other or isinstance(one, bool) is not isinstance(other, bool))


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
