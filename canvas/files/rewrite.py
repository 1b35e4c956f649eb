"""Rewriting of a canvas's text: only the edited lines change.

Everything that was not edited is preserved byte for byte: comments, blank lines, the order of keys, unknown
keys and tables, line ends. Callers of `rewrite` must verify the result with `round_trip.represents`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

import tomli_w

from canvas.files.apart_tables import gather_sub_tables
from canvas.files.canvas_toml import keys, line, properties, quoted_key
from canvas.files.inline_panels import expand_panels
from canvas.files.round_trip import represents
from canvas.files.text_builder import apply_edits, indent_at, newline_of, with_newline
from canvas.files.toml_blocks import TomlBlock, join_blocks, toml_blocks
from canvas.files.toml_lists import rewritten_list
from canvas.files.toml_scanner import STRING_PATTERN, ScanError, Statement, Table, statements
from canvas.model.canvas import UNWRITTEN, Canvas, Item
from canvas.model.conflicts import THEIRS
from canvas.model.item_matching import equal_in_file
from canvas.model.record_names import record_names
from canvas.model.schema import BY_KEY, COLLECTIONS, PANELS, PROPERTIES
from canvas.model.sequence_merge import longest_common_run

_STRING_OR_COMMENT = re.compile(rf"{STRING_PATTERN}|(\#[^\n]*)")
_Path = tuple[str, ...]
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


def rows(name: str, value: object) -> tuple[Item, ...]:
    """The tables of a section that the schema does not know, as items that have no text."""
    tables = value if isinstance(value, list) else [value]
    if not all(isinstance(table, dict) for table in tables):
        return ()
    return tuple(Item(row_id(name, number), "", table) for number, table in enumerate(tables))


def row_id(name: str, number: int) -> str:
    """The id of a row: one that no file holds."""
    return f"{UNWRITTEN}{name}[{number}]"


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
        lines = self._amended(anchor, before, self._properties(self.new), _PROPERTY_ORDER)
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
                block.after[:0] = filter(None, [self._comments(*block.span)])
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
            blocks[0].head = self._lines(tomli_w.dumps({name: value}))

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
        amended = self._amended(block, before, after, order, section if section != source else "")
        if amended is not None:
            return amended
        return self.old_text[block.tables[0].lead : block.tables[0].start] + self._anew(section, item)

    def _anew(self, section: str, item: Item) -> str:
        """Write an item in canonical form."""
        is_list = section in BY_KEY or isinstance(self.new.values.get(section), list)
        header = f"[[{quoted_key(section)}]]" if is_list else f"[{quoted_key(section)}]"
        pairs = self._keys(section, item).items()
        return self._lines(f"{header}\n" + "".join(line(name, value) for name, value in pairs))

    def _keys(self, section: str, item: Item) -> dict[str, Any]:
        return keys(section, item) if section in BY_KEY else dict(item.values)

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
            The new lines; None where a key to be changed is not in the block.
        """
        text = self.old_text
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
        text, start = self.old_text, previous.stop
        if text[start : table.lead].strip():  # comments between them
            start = table.lead
        return start, table.stop, self._comments(table.lead, table.stop)

    def _comments(self, start: int, stop: int) -> str:
        """The comments between two positions, each on a line of its own."""
        found = _STRING_OR_COMMENT.findall(self.old_text, start, stop)
        return "".join(comment.rstrip() + self.newline for comment in found if comment)

    def _dotted_edits(
        self, key: str, parts: Sequence[Statement], before: object, after: object
    ) -> Iterator[tuple[int, int, str]]:
        """Change a value that is written with dots, one line for each of its parts; None deletes it."""
        if after is not None and not isinstance(after, Mapping):
            yield parts[0].start, parts[0].value[1], self._with_indent(parts[0], line(key, after)).rstrip()
            for part in parts[1:]:
                behind = self.old_text[part.value[1] : part.end].lstrip(" \t\r\n")
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
        return self._lines(indent_at(self.old_text, statement.start) + lines)

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
        indent = indent_at(self.old_text, beside.start) if beside else ""
        return self._new_line(at, self._lines(indent + line(key, value)))

    def _new_line(self, at: int, new: str) -> tuple[int, int, str]:
        """Insert lines between two lines."""
        if at and self.old_text[at - 1] != "\n":  # the last line of the file has no line end
            return at, at, self.newline + new.removesuffix(self.newline)
        return at, at, new

    def _new_value(self, statement: Statement, before: object, key: str, after: object) -> str:
        """Write a new value of a statement, with the comments that the old one has in it."""
        text, (start, end) = self.old_text, statement.value
        is_commented = text.startswith("[", start) and text.find("#", start, end) >= 0
        if is_commented and isinstance(before, list | tuple) and isinstance(after, list | tuple):
            return self._lines(rewritten_list(text, start, before, after, indent_at(text, statement.start)))
        return self._lines(line(key, after).removeprefix(f"{quoted_key(key)} = ").removesuffix("\n"))

    def _lines(self, text: str) -> str:
        return with_newline(text, self.newline)

    def _properties(self, canvas: Canvas) -> dict[str, Any]:
        """The keys that may stand before the first table; the title is optional there."""
        said = properties(canvas) | {
            key: value for key, value in canvas.values.items() if not self._is_table(key, canvas)
        }
        return {key: value for key, value in said.items() if key != "title" or value}


def _leaves(value: object, whole: Container[_Path], path: _Path) -> dict[_Path, object]:
    """The values in nested tables by their paths; those in ``whole`` are not entered."""
    if path in whole or not isinstance(value, Mapping) or not value:
        return {path: value}
    found: dict[_Path, object] = {}
    for key, entry in value.items():
        found |= _leaves(entry, whole, (*path, key))
    return found
