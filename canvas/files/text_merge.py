"""Three-way merge of the texts of a canvas, comments included.

The canvases are merged by `canvas.model.merge`. The result is written into our text, which keeps everything
that was not changed; what their side added is copied from their text with its comments.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from canvas.files.canvas_toml import FORMAT, NEWER, FileError, Parsed, canonical, parse
from canvas.files.rewrite import Rewriter
from canvas.files.round_trip import represents
from canvas.files.text_builder import TextBuilder
from canvas.files.toml_blocks import TomlBlock, comments, detached_comments, toml_blocks
from canvas.files.toml_scanner import ScanError, all_comments
from canvas.model.canvas import Canvas, Item
from canvas.model.item_matching import same
from canvas.model.merge import Merged, merge
from canvas.model.schema import BY_KEY


class MergedText(NamedTuple):
    """The result of a merge of texts.

    Attributes:
        text: the merged file, which represents ``canvas``.
        canvas: the merged canvas.
        conflicts: how many conflicts this merge added; both sides of them are in the file.
        anew: whether the file was written in canonical form, with its comments at the top.
    """

    text: str
    canvas: Canvas
    conflicts: int
    anew: bool = False


def merge_texts(base: str, ours: str, theirs: str, *, twice: bool = True) -> MergedText:
    """Merge the texts of two versions.

    Args:
        base: the text of the common ancestor; empty where it is not known.
        ours: the text of our version, without a byte order mark.
        theirs: the text of the other.
        twice: whether equal counts on both sides are two increments.

    Raises:
        FileError: where one of them is not a canvas or of a newer format, or the result cannot be written.
    """
    was, one, other = (_parsed(text) for text in (base, ours, theirs))
    merged = merge(was.canvas, one.canvas, other.canvas, twice=twice)
    if ours in (base, theirs):
        return MergedText(theirs, other.canvas, 0)
    if theirs == base:
        return MergedText(ours, one.canvas, 0)
    try:
        text = _TextMerger((base, ours, theirs), (was, one, other), merged).text()
    except ScanError:
        text = ""
    if not (text and represents(text, merged.canvas)):
        # The layout cannot be changed block by block: written anew, with all comments at the top.
        text = "".join(f"{line}\n" for line in _surviving_comments(base, ours, theirs)) + canonical(
            merged.canvas
        )
        if not represents(text, merged.canvas):  # the other side of a conflict is nested two levels deeper
            raise FileError("what comes of the merge is nothing that a file can hold.", code="too_complex")
        return MergedText(text, merged.canvas, merged.conflicts, anew=True)
    return MergedText(text, merged.canvas, merged.conflicts)


def _parsed(text: str) -> Parsed:
    if not text.strip():
        return Parsed(Canvas(""), FORMAT)
    parsed = parse(text)
    if parsed.format > FORMAT:
        raise FileError(NEWER, code="newer")
    return parsed


def _surviving_comments(base: str, ours: str, theirs: str) -> list[str]:
    """Every comment of either side that neither side removed."""
    was, one, other = (dict.fromkeys(all_comments(text)) for text in (base, ours, theirs))
    return [line for line in {**one, **other} if line not in was or (line in one and line in other)]


class _Side(NamedTuple):
    """One of the three texts.

    Attributes:
        text: the text.
        canvas: its canvas.
        rewriter: its blocks.
        all_comments: all of its comments.
        tables: the blocks of unknown tables, by the first part of their name.
    """

    text: str
    canvas: Canvas
    rewriter: Rewriter
    all_comments: list[str]
    tables: dict[str, list[TomlBlock]]

    def lines(self, blocks: Iterable[TomlBlock]) -> str:
        """The unchanged text of some blocks."""
        return "\n".join(self.text[slice(*block.span)] for block in blocks)

    def comments(self, item_id: str | None) -> list[str]:
        """The comments of an item; none where the item is not in this text."""
        return comments(self.text, self.rewriter.by_id[item_id]) if item_id is not None else []

    def new_detached_comments(self, block: TomlBlock, others: Iterable[_Side]) -> str:
        """The detached comments after a block that are in none of the other texts."""
        known = {line for side in others for line in side.all_comments}
        return "\n".join(line for line in detached_comments(self.text, block) if line not in known)


def _comments_of(text: str, blocks: Iterable[TomlBlock]) -> list[str]:
    """Every comment of a text."""
    if "#" not in text:
        return []
    return [line for block in blocks for line in (*comments(text, block), *detached_comments(text, block))]


class _TextMerger:
    """Merges what their text adds into our text."""

    def __init__(
        self, texts: tuple[str, str, str], parsed: tuple[Parsed, Parsed, Parsed], merged: Merged
    ) -> None:
        self.canvas = merged.canvas
        self.origins = merged.origins
        self.base, self.ours, self.theirs = (
            self._side(number, text, parsed[number]) for number, text in enumerate(texts)
        )
        elsewhere = {*self.ours.tables, *self.theirs.tables}
        self.ours.rewriter.elsewhere = self.theirs.rewriter.elsewhere = elsewhere

    def _side(self, number: int, text: str, parsed: Parsed) -> _Side:
        origins = {name: there for name, at in self.origins.items() if (there := at[number]) is not None}
        rewriter = Rewriter(text, parsed.canvas, self.canvas, parsed.repaired, origins=origins)
        tables: dict[str, list[TomlBlock]] = {}
        for block in rewriter.blocks:
            if block.name and block.name[0] not in BY_KEY:
                tables.setdefault(block.name[0], []).append(block)
        return _Side(text, parsed.canvas, rewriter, _comments_of(text, rewriter.blocks), tables)

    def text(self) -> str:
        """Make the merged text.

        Raises:
            ScanError: where one of the texts has a layout that cannot be changed block by block.
        """
        ours, theirs = self.ours.rewriter, self.theirs.rewriter
        was, one, other = (
            comments(s.text, s.rewriter.blocks[0]) for s in (self.base, self.ours, self.theirs)
        )
        known = {*self.base.all_comments, *self.ours.all_comments}
        has_new_comments = any(line not in known for line in self.theirs.all_comments)
        given = (
            (item.id, self._lines_with_their_comments(panel, item))
            for panel, item in self.canvas
            if has_new_comments or self.origins[item.id].ours is None
        )
        ours.given = {name: lines for name, lines in given if lines}
        for name in {**self.ours.tables, **self.theirs.tables}:
            self._merge_table(name)
        for block in theirs.blocks if has_new_comments else ():
            self._add_detached_comments(block)
        if one == was and other != was:
            return self._with_lost_comments(ours.text(self._with_our_newlines(theirs.own_lines(self.canvas))))
        return self._with_lost_comments(ours.text())

    def _with_our_newlines(self, lines: str) -> str:
        """Convert lines of their text to the line ends of ours."""
        return lines.replace("\r\n", "\n").replace("\n", self.ours.rewriter.newline)

    def _lines_with_their_comments(self, panel: str, item: Item) -> str:
        """The lines of an item with their comments; empty where our lines have all of them."""
        base, ours, theirs = self.origins[item.id]
        if theirs is None:
            return ""
        if ours is None:
            lines = self._with_our_newlines(self.theirs.rewriter.lines(panel, item))
            beside = self.theirs.new_detached_comments(
                self.theirs.rewriter.by_id[theirs], (self.base, self.ours)
            )
            return self._with_our_newlines(f"{lines.rstrip()}\n\n{beside}\n") if beside else lines
        was, one, other = self.base.comments(base), self.ours.comments(ours), self.theirs.comments(theirs)
        if other in (was, one):
            return ""
        if one == was:
            return self._with_our_newlines(self.theirs.rewriter.lines(panel, item))
        new = [line for line in other if line not in one and line not in was]
        return self._with_our_newlines("".join(f"{line}\n" for line in new)) + self.ours.rewriter.lines(
            panel, item
        )

    def _merge_table(self, name: str) -> None:
        """Write one of the unknown tables as merged."""
        value = self.canvas.values.get(name)
        mine = self.ours.tables.get(name, [])
        if same(value, self.ours.canvas.values.get(name)):
            return
        if value is None:
            lines = None
        elif same(value, self.theirs.canvas.values.get(name)):
            lines = self._with_our_newlines(self.theirs.lines(self.theirs.tables.get(name, [])))
        else:
            import tomli_w  # noqa: PLC0415 - hardly ever

            lines = self._with_our_newlines(tomli_w.dumps({name: value}))
        for block in mine:
            block.head = None
        if mine:
            mine[0].head = lines
        elif lines:
            self.ours.rewriter.blocks[-1].after.append(lines)

    def _add_detached_comments(self, block: TomlBlock) -> None:
        """Add their detached comments, after the block that they follow in their text."""
        lines = self.theirs.new_detached_comments(block, (self.base, self.ours))
        if not lines:
            return
        mine: TomlBlock | None = self.ours.rewriter.blocks[0] if not block.name else None
        for origin in self.origins.values():
            if origin.theirs is not None and self.theirs.rewriter.by_id[origin.theirs] is block:
                mine = self.ours.rewriter.by_id[origin.ours] if origin.ours is not None else None
                break
        if mine:
            mine.after.append(self._with_our_newlines(lines))

    def _with_lost_comments(self, text: str) -> str:
        """Append the comments that neither side removed but whose place is gone."""
        was, one, other = (
            set(self.base.all_comments),
            set(self.ours.all_comments),
            set(self.theirs.all_comments),
        )
        wanted = dict.fromkeys((*self.ours.all_comments, *self.theirs.all_comments))
        said = set(_comments_of(text, toml_blocks(text))) if wanted else set()
        lost = [
            line
            for line in wanted
            if line not in said and (line not in was or (line in one and line in other))
        ]
        if not lost:
            return text
        out = TextBuilder(self.ours.rewriter.newline)
        out.add(text)
        out.blank_line()
        for line in lost:
            out.block(line)
        return out.text()
