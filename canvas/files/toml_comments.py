"""The comments of a TOML text by their places.

A place is above, behind or below a header or a statement, or beside an entry of a list. Detached comments
stand by themselves between two tables.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Container, Hashable, Iterable, Sequence
from typing import NamedTuple

from canvas.files.toml_blocks import TomlBlock
from canvas.files.toml_lists import ListLayout, list_layout
from canvas.files.toml_scanner import Statement, Table, header_end, statements
from canvas.model.counted_merge import by_occurrence
from canvas.model.record_names import entry_names

_COMMENT = re.compile(r"#[^\n]*")
ABOVE, BEHIND, INSIDE, FOOT, OPENING = "above", "behind", "inside", "foot", "opening"

Owner = Hashable
"""What a block describes, the same in each version: the canvas, an item, an unknown table."""

TableId = tuple[Owner, Hashable]
_Key = tuple[str, ...]


_Neighbour = TableId | None


class Anchor(NamedTuple):
    """What a comment stands beside: a header where the key is empty, else a statement."""

    table: TableId
    key: _Key = ()


class Place(NamedTuple):
    """Where comments stand; ``entry`` names the entry of a list that they are beside."""

    anchor: Anchor
    position: str
    entry: Hashable = None

    @property
    def is_in_list(self) -> bool:
        """Whether it is within the brackets of a list."""
        at_end = self.position == FOOT and bool(self.anchor.key)
        return self.entry is not None or self.position == OPENING or at_end


class Comment(NamedTuple):
    """A comment: its text from the hash mark, the start of that, and whether a blank line is above.

    In a list the start is not known: a list is written as a whole.
    """

    text: str
    start: int
    spaced: bool = False

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)


class Detached(NamedTuple):
    """A comment between two tables that belongs to neither."""

    comment: Comment
    previous: TableId


class CommentedText:
    """A text with the places of its comments.

    Attributes:
        text: the text.
        tables: the tables in the order of the text.
        first: the first table of each owner.
        places: the comments by their place.
        detached: the comments between the tables.
    """

    def __init__(
        self,
        text: str,
        blocks: Iterable[TomlBlock],
        owners: Iterable[Owner],
        *,
        base: CommentedText | None = None,
        sides: Sequence[CommentedText] = (),
    ) -> None:
        """Find the comments of a text.

        Args:
            text: the text.
            blocks: its blocks.
            owners: what each of them describes.
            base: the text that this is a version of.
            sides: the texts that were merged into this.
        """
        self.text = text
        self.base = base
        self.sides = sides
        self.tables: dict[TableId, Table] = {}
        self.places: dict[Place, list[Comment]] = {}
        self.detached: list[Detached] = []
        self._statements: dict[TableId, dict[_Key, Statement]] = {}
        self._names: dict[Anchor, list[Hashable]] = {}
        self.first: dict[Owner, TableId] = {}
        numbers: Counter[Hashable] = Counter()
        for block, owner in zip(blocks, owners, strict=True):
            for table in block.tables:
                part: Hashable = table.name[1:]
                if len(table.name) > 1:  # sub-tables of one name are told apart by their number
                    numbers[owner, part] += 1
                    part = part, numbers[owner, part]
                self.first.setdefault(owner, (owner, part))
                self.tables[owner, part] = table
        for name, table in self.tables.items():
            if text.find("#", table.lead, table.end) >= 0:
                self._find(name, table)
                gap = self._comments(table.stop, table.end)
                self.detached += (Detached(comment, name) for comment in gap)

    def statements(self, name: TableId) -> dict[_Key, Statement]:
        """The statements of a table by their keys; none where there is no such table."""
        if name not in self._statements:
            table = self.tables.get(name)
            found = statements(self.text, table.body, table.stop) if table else ()
            self._statements[name] = {statement.key: statement for statement in found}
        return self._statements[name]

    def list_value(self, anchor: Anchor) -> list[object]:
        """The value of a statement that is a list; empty where it is none."""
        statement = self.statements(anchor.table).get(anchor.key)
        if not statement or not self.text.startswith("[", statement.value[0]):
            return []
        value: list[object] = tomllib.loads(f"x = {self.text[slice(*statement.value)]}")["x"]
        return value

    def entry_names(self, anchor: Anchor) -> list[Hashable]:
        """The names of a list's entries: one that replaces an entry of the base has that one's name."""
        if anchor not in self._names:
            value = self.list_value(anchor)
            if self.base:
                self._names[anchor] = entry_names(self.base.list_value(anchor), value)
            else:
                known: dict[Hashable, Hashable] = {}
                for side in self.sides:
                    known |= zip(
                        by_occurrence(side.list_value(anchor)), side.entry_names(anchor), strict=True
                    )
                self._names[anchor] = [known.get(name, name) for name in by_occurrence(value)]
        return self._names[anchor]

    def has(self, place: Place) -> bool:
        """Whether what a place is beside is in the text."""
        name, key = place.anchor
        if not key:
            return name in self.tables
        is_there = key in self.statements(name)
        return is_there and (place.entry is None or place.entry in self.entry_names(place.anchor))

    def neighbours(self, among: Container[TableId]) -> dict[TableId, tuple[_Neighbour, _Neighbour]]:
        """The nearest of some tables before and after the end of each table."""
        before: dict[TableId, _Neighbour] = {}
        after: dict[TableId, _Neighbour] = {}
        nearest: _Neighbour = None
        for name in self.tables:
            nearest = before[name] = name if name in among else nearest
        nearest = None
        for name in reversed(self.tables):
            after[name] = nearest
            nearest = name if name in among else nearest
        return {name: (before[name], after[name]) for name in self.tables}

    def _find(self, name: TableId, table: Table) -> None:
        header = Anchor(name)
        self._add(Place(header, ABOVE), table.lead, table.start)
        if self.text.find("#", table.start, table.stop) < 0:
            return
        if table.name:
            self._add(Place(header, BEHIND), header_end(self.text, table.start), table.body)
        position = table.body
        for key, statement in self.statements(name).items():
            anchor = Anchor(name, key)
            self._add(Place(anchor, ABOVE), position, statement.start)
            if self.text.startswith("[", statement.value[0]) and self.text.find("#", *statement.value) >= 0:
                self._find_in_list(anchor, list_layout(self.text, statement.value[0]))
            self._add(Place(anchor, BEHIND), statement.value[1], statement.end)
            position = statement.end
        self._add(Place(header, FOOT), position, table.stop)

    def _find_in_list(self, anchor: Anchor, layout: ListLayout) -> None:
        self._add_texts(Place(anchor, OPENING), layout.opening)
        for name, entry in zip(self.entry_names(anchor), layout.entries, strict=True):
            self._add_texts(Place(anchor, ABOVE, name), entry.above)
            self._add_texts(Place(anchor, INSIDE, name), entry.inside)
            self._add_texts(Place(anchor, BEHIND, name), entry.behind)
        self._add_texts(Place(anchor, FOOT), layout.foot)

    def _add(self, place: Place, start: int, end: int) -> None:
        if found := self._comments(start, end):
            self.places[place] = found

    def _add_texts(self, place: Place, texts: Sequence[str]) -> None:
        if texts:
            self.places[place] = [Comment(text, -1) for text in texts]

    def _comments(self, start: int, end: int) -> list[Comment]:
        found = []
        for match in _COMMENT.finditer(self.text, start, end):
            line = self.text.rfind("\n", 0, match.start()) + 1
            above = self.text[self.text.rfind("\n", 0, max(line - 1, 0)) + 1 : line]
            found.append(Comment(match[0].rstrip(), match.start(), bool(line) and not above.strip()))
        return found
