"""A changed canvas as the old text with only the edited lines rewritten.

Every part of the text that was not edited stays byte for byte: comments, blank lines, the order of keys,
unknown keys and tables, the way line ends are written. Nothing here is trusted: whoever calls `rewrite`
parses the result again and compares it with what was meant.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from canvas.files.canvas_toml import body, keys, line, properties
from canvas.files.text_builder import TextBuilder, without_first_blank_lines
from canvas.files.toml_blocks import TomlBlock, toml_blocks
from canvas.files.toml_scanner import ScanError, Statement, statements
from canvas.model.canvas import Canvas, Item
from canvas.model.item_matching import same
from canvas.model.schema import BY_KEY, PANELS
from canvas.model.sequence_merge import longest_common_run

_PROPERTY_ORDER = ("format", "title", "stage", "review")


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
    return Rewriter(text, old, new, repaired).text()


class Rewriter:
    """The old text in pieces, while they are changed.

    Attributes:
        chunks: the pieces, in the order of the text.
        newline: what ends its lines.
        given: the lines of some items by their new id, where they are not made here.
        elsewhere: the keys of the canvas that are not written here.
    """

    def __init__(
        self,
        text: str,
        old: Canvas,
        new: Canvas,
        repaired: Collection[str] = (),
        *,
        origins: Mapping[str, str] | None = None,
    ) -> None:
        """A text to change.

        Args:
            text: the text of the file.
            old: the canvas it describes, its items in the order of the text.
            new: the canvas to write.
            repaired: the ids of items whose id in the text is another, taken one.
            origins: the id in the old canvas by that in the new one; each item keeps its own without.

        Raises:
            ScanError: where the text has a shape that cannot be changed piece by piece.
        """
        self.old_text = text
        self.newline = "\r\n" if text[: text.find("\n")].endswith("\r") else "\n"
        self.old = old
        self.new = new
        self.repaired = repaired
        self.given: Mapping[str, str] = {}
        self.elsewhere: Collection[str] = ()
        self.chunks = toml_blocks(text)
        self.by_id: dict[str, TomlBlock] = {}
        self.items: dict[str, tuple[str, Item]] = {item.id: (panel, item) for panel, item in old}
        self.origins = {name: name for name in self.items} if origins is None else origins
        by_panel: dict[tuple[str, ...], list[TomlBlock]] = {}
        for chunk in self.chunks:
            by_panel.setdefault(chunk.name, []).append(chunk)
        for panel in PANELS:
            mine = by_panel.get((panel.key,), [])
            items = old.panels[panel.key]
            if len(mine) != len(items):
                raise ScanError("the items do not stand as tables of their own")
            self.by_id.update({item.id: chunk for item, chunk in zip(items, mine, strict=True)})

    def text(self, own_lines: str | None = None) -> str:
        """The new text.

        Args:
            own_lines: what stands before the first table, where it is not made here.

        Raises:
            ScanError: where what the canvas says of itself does not stand on lines of its own.
        """
        root = self.chunks[0]
        root.head = self.own_lines(self.new) if own_lines is None else own_lines
        anchor = root
        for panel in PANELS:
            anchor = self._place(panel.key, anchor)
        return self._joined()

    def own_lines(self, canvas: Canvas) -> str:
        """The lines before the first table, saying what a canvas says of itself.

        Raises:
            ScanError: where that does not stand on lines of its own.
        """
        before, after = self._properties(self.old), self._properties(canvas)
        lines = self._amended(self.chunks[0], before, after, _PROPERTY_ORDER)
        if lines is None:
            raise ScanError("what the canvas says of itself does not stand on lines of its own")
        return lines

    def _place(self, panel: str, anchor: TomlBlock) -> TomlBlock:
        """Bring one panel's chunks into order; what comes after everything placed so far is returned."""
        was = [item.id for item in self.old.panels[panel]]
        now = self.new.panels[panel]
        keep = longest_common_run(was, [self.origins[item.id] for item in now if item.id in self.origins])
        for item_id in was:
            if item_id not in keep:
                self.by_id[item_id].head = None
        waiting: list[str] = []
        last: TomlBlock | None = None
        for item in now:
            if self.origins.get(item.id) in keep:
                chunk = self.by_id[self.origins[item.id]]
                chunk.head = self.lines(panel, item)
                if last is None:
                    chunk.before.extend(waiting)
                    waiting.clear()
                last = chunk
            elif last is not None:
                last.after.append(self.lines(panel, item))
            else:
                waiting.append(self.lines(panel, item))
        if waiting:  # the panel had none, or keeps none, in the text
            anchor.after.extend(waiting)
        return last or anchor

    def lines(self, panel: str, item: Item) -> str:
        """An item's lines in a panel, header and the comments that touch it included."""
        if item.id in self.given:
            return self.given[item.id]
        if item.id not in self.origins:
            return self._lines(f"[[{panel}]]\n{body(panel, item)}")
        source, was = self.items[self.origins[item.id]]
        chunk = self.by_id[was.id]
        if panel == source and item == was and was.id not in self.repaired:
            return self.old_text[slice(*chunk.span)]
        before, after = keys(source, was), keys(panel, item)
        if was.id in self.repaired:
            before["id"] = ""
        order = ("id", "kind", "text", *(spec.key for spec in BY_KEY[panel].fields if spec.key != "kind"))
        amended = self._amended(chunk, before, after, order, panel if panel != source else "")
        if amended is not None:
            return amended
        comments = self.old_text[chunk.tables[0].lead : chunk.tables[0].start]
        return comments + self._lines(f"[[{panel}]]\n{body(panel, item)}")

    def _amended(
        self,
        chunk: TomlBlock,
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
        changed = [key for key in {**before, **after} if not same(before.get(key), after.get(key))]
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
        self, chunk: TomlBlock, found: list[Statement], key: str, value: object, order: Sequence[str]
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

    def _properties(self, canvas: Canvas) -> dict[str, Any]:
        """What stands before the first table, or may; a file need not have a title."""
        said = properties(canvas) | {
            key: value
            for key, value in canvas.values.items()
            if not isinstance(value, dict) and key not in self.elsewhere
        }
        return {key: value for key, value in said.items() if key != "title" or value}

    def _joined(self) -> str:
        out = TextBuilder(self.newline)
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
