"""Three-way merge of the comments of a TOML text, place by place.

The comments of each place are merged as an ordered multiset, so that equal comments elsewhere do not count.
Detached comments are known by their text and either neighbour.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Hashable, Iterable, Mapping, Sequence

from canvas.files.text_builder import apply_edits, indent_at, with_newline
from canvas.files.toml_comments import (
    ABOVE,
    BEHIND,
    FOOT,
    INSIDE,
    OPENING,
    Anchor,
    Comment,
    CommentedText,
    Detached,
    Place,
    TableId,
)
from canvas.files.toml_lists import WrittenEntry, list_layout, written_list
from canvas.files.toml_scanner import header_end
from canvas.model.counted_merge import Occurrence, by_occurrence, merge_counted

_Named = dict[Hashable, Detached]
"""Detached comments, the same in several texts by the same name."""


def merge_comments(
    merged: CommentedText, base: CommentedText, ours: CommentedText, theirs: CommentedText, newline: str
) -> str:
    """Merge the comments of two versions into a text in which all else has been merged.

    Args:
        merged: the merged text, with the comments of ours, and those of theirs in what they added.
        base: the common ancestor.
        ours: our version.
        theirs: the other.
        newline: the line end of the merged text.
    """
    return _CommentMerger(merged, base, ours, theirs, newline).text()


class _CommentMerger:
    """Collects the edits that give each place of the merged text its comments.

    Attributes:
        wanted: the comments of each place.
        between: new comments between tables, by the position where they are inserted.
        stops: where the own lines of a table end.
        ends: where a table ends and the comments above the next begin.
    """

    def __init__(
        self,
        merged: CommentedText,
        base: CommentedText,
        ours: CommentedText,
        theirs: CommentedText,
        newline: str,
    ) -> None:
        self.merged, self.base, self.ours, self.theirs = merged, base, ours, theirs
        self.newline = newline
        self.edits: list[tuple[int, int, str]] = []
        self.wanted: dict[Place, list[Comment]] = {}
        self.between: dict[int, list[Comment]] = {}
        self.stops = {table.stop for table in merged.tables.values()}
        self.ends = {table.end for table in merged.tables.values()}

    def text(self) -> str:
        """The merged text with the merged comments."""
        places = dict.fromkeys((*self.ours.places, *self.theirs.places, *self.merged.places))
        for place in places:
            if self._stands(place):
                self._want(place, self._merged(place))
            else:
                self._save_lost(place)
        for place in [place for place in self.wanted if place.position == BEHIND and place.entry is None]:
            surplus = self._all_but_one(place)
            self._want(place._replace(position=ABOVE), surplus)
        self._edit_places()
        self._merge_detached()
        for position, comments in self.between.items():
            self._insert_detached(position, comments)
        return apply_edits(self.merged.text, self.edits)

    def _stands(self, place: Place) -> bool:
        return self.merged.has(place)

    def _want(self, place: Place, comments: list[Comment]) -> None:
        self.wanted.setdefault(place, []).extend(comments)

    def _sides(self, place: Place) -> list[dict[Occurrence, Comment]]:
        """The comments that each of the three versions has at a place."""
        return [_by_text(text.places.get(place, [])) for text in (self.base, self.ours, self.theirs)]

    def _merged(self, place: Place) -> list[Comment]:
        """The merged comments of a place; those of one side where the other lacks what it is beside."""
        was, one, other = self._sides(place)
        if not self.ours.has(place):
            return [*other.values()]
        if not self.theirs.has(place):
            return [*one.values()]
        return merge_counted(was, one, other)

    def _save_lost(self, place: Place) -> None:
        """Keep comments whose place alone is gone: at the foot of the list, above the block or between."""
        was, one, other = self._sides(place)
        table = place.anchor.table
        at_foot = Place(place.anchor, FOOT)
        above = Place(Anchor(self.merged.first.get(table[0], table)), ABOVE)
        if self.ours.has(place) and self.theirs.has(place):
            new = merge_counted(was, one, other)  # neither side removed the place
        else:
            new = [comment for name, comment in {**one, **other}.items() if name not in was]
        if not new:
            return
        if place.entry is not None and self._stands(at_foot):
            self._want(at_foot, new)
        elif self._stands(above):
            self._want(above, new)
        else:
            side = self.ours if table in self.ours.tables else self.theirs
            self.between.setdefault(self._end_before(side, table), []).extend(new)

    def _all_but_one(self, place: Place) -> list[Comment]:
        """Reduce the comments of a line's end to one, since there is room for one; returns the others."""
        now = _texts(self.merged.places.get(place, []))
        comments = sorted(self.wanted[place], key=lambda comment: comment.text not in now)
        self.wanted[place] = comments[:1]
        return comments[1:]

    # The edits

    def _edit_places(self) -> None:
        lists: dict[Anchor, dict[Place, list[str]]] = {}
        changed: dict[Anchor, None] = {}
        for place, comments in self.wanted.items():
            now = self.merged.places.get(place, [])
            if place.is_in_list:
                lists.setdefault(place.anchor, {})[place] = _texts(comments)
            if _texts(now) == _texts(comments):
                continue
            if place.is_in_list:
                changed[place.anchor] = None
            elif place.position == BEHIND:
                self._write_behind(place, now, comments)
            else:
                self._write_lines(place, now, comments)
        for anchor in changed:
            self._write_list(anchor, lists[anchor])

    def _write_behind(self, place: Place, now: Sequence[Comment], comments: Sequence[Comment]) -> None:
        name, key = place.anchor
        if key:
            at = self.merged.statements(name)[key].value[1]
        else:
            at = header_end(self.merged.text, self.merged.tables[name].start)
        stop = now[0].end if now else at
        self.edits.append((at, stop, "".join(f" {comment.text}" for comment in comments)))

    def _write_lines(self, place: Place, now: Sequence[Comment], comments: Sequence[Comment]) -> None:
        """Insert and delete comments on lines of their own."""
        text, (name, key) = self.merged.text, place.anchor
        table, rest = self.merged.tables[name], _by_text(now)
        if key:
            at = self.merged.statements(name)[key].start
        elif place.position == ABOVE:
            at = table.start
        else:
            at = max((found.end for found in self.merged.statements(name).values()), default=table.body)
        indent = indent_at(text, at) if place.position == ABOVE else ""
        if now:
            at = text.rfind("\n", 0, now[0].start) + 1
        for occurrence, comment in _by_text(comments).items():
            if stays := rest.pop(occurrence, None):
                at = _next_line(text, stays.end)
                continue
            gap = self.newline if at == table.stop and not _is_blank_line(text, at) else ""
            self.edits.append((at, at, f"{indent}{comment.text}{self.newline}{gap}"))
        self.edits += (self._line(comment) for comment in rest.values())

    def _line(self, comment: Comment) -> tuple[int, int, str]:
        """The edit that deletes the line of a comment."""
        text = self.merged.text
        return text.rfind("\n", 0, comment.start) + 1, _next_line(text, comment.end), ""

    def _write_list(self, anchor: Anchor, comments: Mapping[Place, list[str]]) -> None:
        """Write a list anew with its comments; above the statement where its value is no list any more."""
        text, statement = self.merged.text, self.merged.statements(anchor.table)[anchor.key]
        if not text.startswith("[", statement.value[0]):
            lost = [Comment(found, -1) for there in comments.values() for found in there]
            self._write_lines(Place(anchor, ABOVE), [], lost)
            return
        layout = list_layout(text, statement.value[0])
        names = self.merged.entry_names(anchor)
        entries = []
        for name, entry in zip(names, layout.entries, strict=True):
            above, inside, behind = (
                comments.get(Place(anchor, at, name), []) for at in (ABOVE, INSIDE, BEHIND)
            )
            above = [*above, *(comment for comment in inside if comment not in entry.inside)]
            entries.append(WrittenEntry(entry.toml, above, behind))
        opening, foot = (comments.get(Place(anchor, at), []) for at in (OPENING, FOOT))
        written = written_list(entries, opening, foot, indent=indent_at(text, statement.start))
        self.edits.append((*statement.value, with_newline(written, self.newline)))

    # Comments between tables

    def _merge_detached(self) -> None:
        """Delete and insert comments that belong to no table."""
        base: _Named = dict(enumerate(self.base.detached))
        ours = _named(self.ours, [(self.base, base)])
        new_in_ours = {name: found for name, found in ours.items() if name not in base}
        theirs = _named(self.theirs, [(self.base, base), (self.ours, new_in_ours)])
        new_in_theirs = {name: found for name, found in theirs.items() if name not in ours}
        merged = _named(self.merged, [(self.ours, ours), (self.theirs, new_in_theirs)], loosely=True)
        gone = {name for name in base if name not in ours or name not in theirs}
        there = Counter(found.comment.text for found in self.merged.detached)
        there.update(self._insert_missing(self.ours, ours, merged, gone))
        there.update(self._insert_missing(self.theirs, theirs, merged, gone | ours.keys()))
        wanted = Counter(found.comment.text for found in (*self.ours.detached, *self.theirs.detached))
        wanted.subtract(found.comment.text for found in self.base.detached)
        for name, found in merged.items():
            text = found.comment.text
            # Of equal comments beside moved tables one may be taken for another: none is lost by that.
            if name in gone and there[text] > wanted[text]:
                there[text] -= 1
                self._delete_detached(found.comment)

    def _insert_missing(
        self, side: CommentedText, named: _Named, merged: _Named, done: Container[Hashable]
    ) -> list[str]:
        """Insert detached comments of one side that are not there, each after what it follows there."""
        inserted: list[str] = []
        last: int | None = None
        table: TableId | None = None
        for name, found in named.items():
            if found.previous != table:
                table, last = found.previous, None
            if name in merged and merged[name].previous == table:
                last = _next_line(self.merged.text, merged[name].comment.end)
            elif name not in merged and name not in done:
                at = self._end_before(side, found.previous) if last is None else last
                self.between.setdefault(at, []).append(found.comment)
                inserted.append(found.comment.text)
        return inserted

    def _end_before(self, side: CommentedText, name: TableId) -> int:
        """The end of a table, or of the nearest before it in one version that the merged text has."""
        tables = [*side.tables]
        before = tables[tables.index(name) :: -1]
        found = next((table for table in before if table in self.merged.tables), None)
        return self.merged.tables[found].stop if found else self.merged.tables[tables[0]].stop

    def _insert_detached(self, at: int, comments: Sequence[Comment]) -> None:
        """Insert comments between two tables, apart from both."""
        lines = []
        for number, comment in enumerate(comments):
            is_apart = comment.spaced or (not number and at in self.stops)
            lines += [self.newline if is_apart else "", comment.text, self.newline]
        if not _is_blank_line(self.merged.text, at) and at in self.ends:
            lines.append(self.newline)
        self.edits.append((at, at, "".join(lines)))

    def _delete_detached(self, comment: Comment) -> None:
        start, end, _ = self._line(comment)
        if comment.spaced and _is_blank_line(self.merged.text, end):
            start = self.merged.text.rfind("\n", 0, start - 1) + 1
        self.edits.append((start, end, ""))


def _named(
    text: CommentedText, others: Iterable[tuple[CommentedText, _Named]], *, loosely: bool = False
) -> _Named:
    """Name the detached comments of a text as those of others with the same words and a neighbour in common.

    Args:
        text: the text.
        others: other texts, with the names of their detached comments.
        loosely: whether the same words are enough.
    """
    names: dict[Detached, Hashable] = {}
    for other, named in others:
        common = text.tables.keys() & other.tables.keys()
        mine, known = text.neighbours(common), other.neighbours(common)
        taken: set[Hashable] = set()
        for sides in (slice(0, 2), slice(0, 1), slice(1, 2), *[slice(0, 0)] * loosely):
            waiting: dict[Hashable, list[Hashable]] = {}
            for name, one in reversed(named.items()):
                if name not in taken:
                    key = one.comment.text, known[one.previous][sides]
                    waiting.setdefault(key, []).append(name)
            for one in text.detached:
                if one not in names and (same := waiting.get((one.comment.text, mine[one.previous][sides]))):
                    names[one] = same.pop()
                    taken.add(names[one])
    return {names.get(one, one): one for one in text.detached}


def _text(comment: Comment) -> str:
    return comment.text


def _texts(comments: Iterable[Comment]) -> list[str]:
    return [comment.text for comment in comments]


def _by_text(comments: Iterable[Comment]) -> dict[Occurrence, Comment]:
    return by_occurrence(comments, _text)


def _next_line(text: str, position: int) -> int:
    return text.find("\n", position) + 1 or len(text)


def _is_blank_line(text: str, position: int) -> bool:
    """Whether the line that starts at a position is blank, or past the end."""
    return not text[position : _next_line(text, position)].strip()
