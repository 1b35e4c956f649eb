"""Rewriting of a canvas's text: only the edited lines change.

Everything that was not edited is preserved byte for byte: comments, blank lines, the order of keys, unknown
keys and tables, line ends. Callers of `rewrite` must verify the result with `round_trip.represents`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import tomli_w

from canvas.files.apart_tables import gather_sub_tables
from canvas.files.block_keys import BlockKeys
from canvas.files.canonical_toml import keys, line, properties, quoted_key
from canvas.files.inline_panels import expand_panels
from canvas.files.round_trip import represents
from canvas.files.text_builder import newline_of
from canvas.files.toml_blocks import TomlBlock, join_blocks, toml_blocks
from canvas.files.toml_scanner import ScanError, statements
from canvas.files.unknown_rows import row_id, rows
from canvas.model.canvas import Canvas, Item
from canvas.model.collections import COLLECTIONS
from canvas.model.conflicts import THEIRS
from canvas.model.item_matching import equal_in_file
from canvas.model.record_names import record_names
from canvas.model.schema import BY_KEY, PANELS, PROPERTIES
from canvas.model.sequence_merge import longest_common_run

_PROPERTY_ORDER = ("format", *(spec.key for spec in PROPERTIES))


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
    changed = [
        panel
        for panel, items in old.panels.items()
        if items != new.panels[panel] or not {item.id for item in items}.isdisjoint(repaired)
    ]
    text = expand_panels(text, changed, newline_of(text))
    rewriter = Rewriter(text, old, new, repaired)
    found = rewriter.text()
    if rewriter.apart.isdisjoint(changed) or represents(found, new):
        return found
    return Rewriter(gather_sub_tables(text, changed), old, new, repaired).text()


class Rewriter:
    """Rewrites one text, block by block.

    Attributes:
        blocks: the blocks, in the order of the text.
        newline: the line end of the text.
        sections: the items of each panel and the rows of each unknown section, as in the text.
        odd_tables: the blocks of unknown tables in another layout, by the first part of their name.
        inline: the panels that stand as one list, which must not change.
        apart: the panels with sub-tables that stand apart from their item.
        given: lines of items and rows that the caller supplies, by their new id.
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
            origins: maps ids of the new canvas to ids of the old one; by default they are the same, and rows
                are matched by what they have in common.

        Raises:
            ScanError: where the text has a layout that cannot be changed block by block.
        """
        self.newline = newline_of(text)
        self.old = old
        self.new = new
        self.repaired = repaired
        self.given: Mapping[str, str] = {}
        self.old_text = text
        self._keys_of = BlockKeys(text, self.newline)
        self.blocks = toml_blocks(text)
        self.by_id: dict[str, TomlBlock] = {}
        by_name: dict[str, list[TomlBlock]] = {}
        for block in self.blocks[1:]:
            by_name.setdefault(block.name[0], []).append(block)
        self.sections: dict[str, tuple[Item, ...]] = {panel.key: old.panels[panel.key] for panel in PANELS}
        self.sections |= {name: rows(name, old.values[name]) for name in by_name if name not in BY_KEY}
        self.odd_tables: dict[str, list[TomlBlock]] = {}
        self.inline: set[str] = set()
        self.apart = {block.name[0] for block in self.blocks if len(block.name) > 1} & BY_KEY.keys()
        for name, items in list(self.sections.items()):
            mine = by_name.get(name, [])
            if name in BY_KEY:  # a sub-table may stand apart from its item
                mine = [block for block in mine if len(block.name) == 1]
            if len(mine) == len(items) and all(len(block.name) == 1 for block in mine):
                self.by_id.update({item.id: block for item, block in zip(items, mine, strict=True)})
            elif name in BY_KEY and mine:
                raise ScanError("the statements do not stand as tables of their own")
            elif name in BY_KEY:
                self.inline.add(name)
                self.sections[name] = ()
            else:
                self.odd_tables[name] = mine
                del self.sections[name]
        self.items: dict[str, tuple[str, Item]] = {
            item.id: (name, item) for name, items in self.sections.items() for item in items
        }
        self.origins = self._same_ids() if origins is None else origins

    def _same_ids(self) -> dict[str, str]:
        """Map the ids of items to themselves, and those of rows to the rows they are a version of."""
        found: dict[str, str] = {name: name for name in self.items}
        for name in self.sections.keys() - BY_KEY.keys():
            before, after = self.sections[name], self.new_rows(name)
            for item in before:
                del found[item.id]
            if type(self.old.values[name]) is type(self.new.values.get(name)):
                names = record_names((), [item.values for item in before])
                known = {row: item.id for row, item in zip(names, before, strict=True)}
                now = record_names([i.values for i in before], [i.values for i in after])
                found |= {i.id: known[row] for row, i in zip(now, after, strict=True) if row in known}
        return found

    def new_rows(self, name: str) -> tuple[Item, ...]:
        """The rows of an unknown section of the new canvas."""
        return rows(name, self.new.values.get(name))

    def text(self) -> str:
        """Make the new text; once only.

        Raises:
            ScanError: where the properties of the canvas are not on lines of their own.
        """
        anchor = self.blocks[0]
        before = self._properties(self.old)
        for name in self.split_tables():
            if not equal_in_file(self.old.values[name], self.new.values.get(name)):
                before[name] = self.old.values[name]
        lines = self._keys_of.amended(anchor, before, self._properties(self.new), _PROPERTY_ORDER)
        if lines is None:
            raise ScanError("the properties of the canvas are not on lines of their own")
        anchor.head = lines
        for panel in PANELS:
            anchor = self._place(panel.key, self.new.panels[panel.key], anchor)
        unknown = {**self.sections, **self.new.values}.keys() - BY_KEY.keys() - self.odd_tables.keys()
        order = [*COLLECTIONS]
        for name in sorted(unknown, key=lambda each: (order.index(each) if each in order else -1, each)):
            if name in self.sections or self._is_table(name, self.new):
                self._place(name, self.new_rows(name), self.blocks[-1])
        for name, blocks in self.odd_tables.items():
            self._replace_odd(name, blocks)
        for block in self.blocks[1:]:
            if block.head is None and block.name[0] in _PROPERTY_ORDER:  # a property stands in its place
                block.after[:0] = filter(None, [self._keys_of.comments(*block.span)])
        return join_blocks(self.old_text, self.blocks, self.newline)

    def split_tables(self) -> set[str]:
        """The odd tables that begin with dotted keys among the properties of the canvas."""
        found = statements(self.old_text, *self.blocks[0].own) if self.odd_tables else ()
        return {statement.key[0] for statement in found} & self.odd_tables.keys()

    def _is_table(self, name: str, canvas: Canvas) -> bool:
        """Whether an unknown value of a canvas is written as tables rather than as a property."""
        if name in self.odd_tables:
            return True
        is_new = name not in self.old.values and name != THEIRS
        return (is_new or name in self.sections) and bool(rows(name, canvas.values[name]))

    def _replace_odd(self, name: str, blocks: Sequence[TomlBlock]) -> None:
        """Replace tables in a layout of their own as a whole, where they differ."""
        value = self.new.values.get(name)
        if equal_in_file(value, self.old.values[name]):
            return
        for block in blocks:
            block.head = None
        if (given := self.given.get(row_id(name, 0))) is not None:
            blocks[0].head = given
        elif value is not None:
            blocks[0].head = self._keys_of.lines(tomli_w.dumps({name: value}))

    def _place(self, section: str, now: Sequence[Item], anchor: TomlBlock) -> TomlBlock:
        """Reorder the blocks of one section; returns the last one, after which the next is inserted."""
        if section in self.inline:
            return anchor
        was = [item.id for item in self.sections.get(section, ())]
        keep = longest_common_run(was, [self.origins[item.id] for item in now if item.id in self.origins])
        for item_id in was:
            if item_id not in keep:
                self.by_id[item_id].head = None
        waiting: list[str] = []
        last: TomlBlock | None = None
        for item in now:
            if self.origins.get(item.id) in keep:
                block = self.by_id[self.origins[item.id]]
                block.head = self.lines(section, item)
                if last is None:
                    block.before.extend(waiting)
                    waiting.clear()
                last = block
            elif last is not None:
                last.after.append(self.lines(section, item))
            else:
                waiting.append(self.lines(section, item))
        if waiting:  # the section has no block in the text, or none that stays
            last = self._block_to_stay_at(section, now[0], anchor) or anchor
            last.after.extend(waiting)
        return last or anchor

    def _block_to_stay_at(self, section: str, item: Item, anchor: TomlBlock) -> TomlBlock | None:
        """The block of an item that moves to another panel, where it may stay at its place in the text."""
        block = self.by_id.get(self.origins.get(item.id, ""))
        if section not in BY_KEY or not block:
            return None
        order = [*BY_KEY]
        later = order[order.index(section) + 1 :]
        others = (self.by_id[other.id] for panel in later for other in self.sections[panel])
        place = {id(found): number for number, found in enumerate(self.blocks)}
        last = min((place[id(other)] for other in others if other is not block), default=len(place))
        return block if place[id(anchor)] < place[id(block)] < last else None

    def lines(self, section: str, item: Item) -> str:
        """Make the lines of an item in a section, with its header and comments."""
        if item.id in self.given:
            return self.given[item.id]
        if item.id not in self.origins:
            return self._anew(section, item)
        source, was = self.items[self.origins[item.id]]
        block = self.by_id[was.id]
        is_same = item == was if section in BY_KEY else item.values == was.values
        if section == source and is_same and was.id not in self.repaired:
            return self.old_text[slice(*block.span)]
        before, after = self._keys(source, was), self._keys(section, item)
        if was.id in self.repaired:
            before["id"] = ""
        order: Sequence[str] = [*after]
        if section in BY_KEY:
            others = (spec.key for spec in BY_KEY[section].fields if spec.key != "kind")
            order = ("id", "kind", "text", *others)
        amended = self._keys_of.amended(block, before, after, order, section if section != source else "")
        if amended is not None:
            return amended
        return self.old_text[block.tables[0].lead : block.tables[0].start] + self._anew(section, item)

    def _anew(self, section: str, item: Item) -> str:
        """Write an item in canonical form."""
        is_list = section in BY_KEY or isinstance(self.new.values.get(section), list)
        header = f"[[{quoted_key(section)}]]" if is_list else f"[{quoted_key(section)}]"
        pairs = self._keys(section, item).items()
        return self._keys_of.lines(f"{header}\n" + "".join(line(name, value) for name, value in pairs))

    def _keys(self, section: str, item: Item) -> dict[str, Any]:
        return keys(section, item) if section in BY_KEY else dict(item.values)

    def _properties(self, canvas: Canvas) -> dict[str, Any]:
        """The keys that may stand before the first table; the title is optional there."""
        said = properties(canvas) | {
            key: value for key, value in canvas.values.items() if not self._is_table(key, canvas)
        }
        return {key: value for key, value in said.items() if key != "title" or value}
