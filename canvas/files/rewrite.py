"""Rewriting of a canvas's text: only the edited lines change.

Everything that was not edited is preserved byte for byte: comments, blank lines, the order of keys, unknown
keys and tables, line ends. Callers of `rewrite` must verify the result with `round_trip.represents`.
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
    """Rewrite a text exactly where the new canvas differs from the old.

    Args:
        text: the text of the file.
        old: the canvas it describes, its items in the order of the text.
        new: the canvas to write.
        repaired: the ids of items whose id in the text is a duplicate.

    Raises:
        ScanError: where the text has a layout that cannot be changed block by block.
    """
    return Rewriter(text, old, new, repaired).text()


class Rewriter:
    """Rewrites one text, block by block.

    Attributes:
        blocks: the blocks, in the order of the text.
        newline: the line end of the text.
        given: lines of items that the caller supplies, by the new id of the item.
        elsewhere: the keys of the canvas that the caller writes.
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
        """Split a text into blocks.

        Args:
            text: the text of the file.
            old: the canvas it describes, its items in the order of the text.
            new: the canvas to write.
            repaired: the ids of items whose id in the text is a duplicate.
            origins: maps ids of the new canvas to ids of the old one; by default they are the same.

        Raises:
            ScanError: where the text has a layout that cannot be changed block by block.
        """
        self.old_text = text
        self.newline = "\r\n" if text[: text.find("\n")].endswith("\r") else "\n"
        self.old = old
        self.new = new
        self.repaired = repaired
        self.given: Mapping[str, str] = {}
        self.elsewhere: Collection[str] = ()
        self.blocks = toml_blocks(text)
        self.by_id: dict[str, TomlBlock] = {}
        self.items: dict[str, tuple[str, Item]] = {item.id: (panel, item) for panel, item in old}
        self.origins = {name: name for name in self.items} if origins is None else origins
        by_panel: dict[tuple[str, ...], list[TomlBlock]] = {}
        for block in self.blocks:
            by_panel.setdefault(block.name, []).append(block)
        for panel in PANELS:
            mine = by_panel.get((panel.key,), [])
            items = old.panels[panel.key]
            if len(mine) != len(items):
                raise ScanError("the items do not stand as tables of their own")
            self.by_id.update({item.id: block for item, block in zip(items, mine, strict=True)})

    def text(self, own_lines: str | None = None) -> str:
        """Make the new text; once only.

        Args:
            own_lines: the lines before the first table, where the caller supplies them.

        Raises:
            ScanError: where the properties of the canvas are not on lines of their own.
        """
        root = self.blocks[0]
        root.head = self.own_lines(self.new) if own_lines is None else own_lines
        anchor = root
        for panel in PANELS:
            anchor = self._place(panel.key, anchor)
        return self._joined()

    def own_lines(self, canvas: Canvas) -> str:
        """Make the lines before the first table, with the properties of the canvas.

        Raises:
            ScanError: where they are not on lines of their own.
        """
        before, after = self._properties(self.old), self._properties(canvas)
        lines = self._amended(self.blocks[0], before, after, _PROPERTY_ORDER)
        if lines is None:
            raise ScanError("what the canvas says of itself does not stand on lines of its own")
        return lines

    def _place(self, panel: str, anchor: TomlBlock) -> TomlBlock:
        """Reorder the blocks of one panel; returns the last one, after which the next panel is inserted."""
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
                block = self.by_id[self.origins[item.id]]
                block.head = self.lines(panel, item)
                if last is None:
                    block.before.extend(waiting)
                    waiting.clear()
                last = block
            elif last is not None:
                last.after.append(self.lines(panel, item))
            else:
                waiting.append(self.lines(panel, item))
        if waiting:  # the panel has no block in the text, or none that stays
            anchor.after.extend(waiting)
        return last or anchor

    def lines(self, panel: str, item: Item) -> str:
        """Make the lines of an item in a panel, with its header and comments."""
        if item.id in self.given:
            return self.given[item.id]
        if item.id not in self.origins:
            return self._lines(f"[[{panel}]]\n{body(panel, item)}")
        source, was = self.items[self.origins[item.id]]
        block = self.by_id[was.id]
        if panel == source and item == was and was.id not in self.repaired:
            return self.old_text[slice(*block.span)]
        before, after = keys(source, was), keys(panel, item)
        if was.id in self.repaired:
            before["id"] = ""
        order = ("id", "kind", "text", *(spec.key for spec in BY_KEY[panel].fields if spec.key != "kind"))
        amended = self._amended(block, before, after, order, panel if panel != source else "")
        if amended is not None:
            return amended
        comments = self.old_text[block.tables[0].lead : block.tables[0].start]
        return comments + self._lines(f"[[{panel}]]\n{body(panel, item)}")

    def _amended(
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
            The new lines; None where a key to be changed is not on a line of its own.
        """
        text = self.old_text
        position, stop = block.span
        edits = [(*table.key, renamed) for table in block.tables if renamed]
        changed = [key for key in {**before, **after} if not same(before.get(key), after.get(key))]
        found = list(statements(text, *block.own)) if changed or renamed else []
        by_key = {statement.key[0]: statement for statement in found if len(statement.key) == 1}
        if any(key in before and key not in by_key for key in changed):
            return None
        if renamed:  # an explicit default of a field that the other panel does not have
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
                edits.append(self._insertion(block, staying, key, after[key], order))
        pieces: list[str] = []
        for start, end, piece in sorted(edits, key=lambda edit: edit[:2]):  # stable: insertions keep order
            pieces += (text[position:start], piece)
            position = end
        return "".join((*pieces, text[position:stop]))

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
        beginning = self.old_text[beside.start : beside.value[0]] if beside else ""
        indent = beginning[: len(beginning) - len(beginning.lstrip(" \t"))]
        new = self._lines(indent + line(key, value))
        if at and self.old_text[at - 1] != "\n":  # the last line of the file has no line end
            return at, at, self.newline + new.removesuffix(self.newline)
        return at, at, new

    def _value(self, key: str, value: object) -> str:
        written = line(key, value)
        return self._lines(written[written.index(" = ") + 3 :].removesuffix("\n"))

    def _lines(self, text: str) -> str:
        return text.replace("\n", self.newline)

    def _properties(self, canvas: Canvas) -> dict[str, Any]:
        """The keys that may stand before the first table; the title is optional there."""
        said = properties(canvas) | {
            key: value
            for key, value in canvas.values.items()
            if not isinstance(value, dict) and key not in self.elsewhere
        }
        return {key: value for key, value in said.items() if key != "title" or value}

    def _joined(self) -> str:
        out = TextBuilder(self.newline)
        for block in self.blocks:
            tail = self.old_text[block.tables[-1].stop : block.tables[-1].end]
            for lines in block.before:
                out.block(lines)
                out.blank_line()
            if block.head is None:
                tail = without_first_blank_lines(tail)
                if block is self.blocks[-1] and not tail:
                    out.end_without_blank_lines()
            else:
                out.add(block.head)
            for lines in block.after:
                out.blank_line()
                out.block(lines)
            out.add(tail)
        return out.text()
