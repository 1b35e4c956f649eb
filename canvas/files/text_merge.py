"""The texts of two versions of a canvas made into one, comments and all.

What the canvases say is merged by `canvas.model.merge`. What comes of it is written over our text, so that
nothing in it moves that was not changed; what theirs brought is taken from their text with its comments.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from canvas.files.canvas_toml import FORMAT, NEWER, FileError, Parsed, canonical, parse
from canvas.files.rewrite import Rewriter
from canvas.files.round_trip import represents
from canvas.files.text_builder import TextBuilder
from canvas.files.toml_blocks import TomlBlock, comments, loose, toml_blocks
from canvas.files.toml_scanner import ScanError, remarks
from canvas.model.canvas import Canvas, Item
from canvas.model.item_matching import same
from canvas.model.merge import Merged, merge
from canvas.model.schema import BY_KEY


class MergedText(NamedTuple):
    """What a merge of texts came to.

    Attributes:
        text: the merged file, which says what ``canvas`` does.
        canvas: the merged canvas.
        conflicts: how many things this merge could not settle; they are kept in the file.
        anew: whether the file was written anew, its comments on top, for none of its shape could stay.
    """

    text: str
    canvas: Canvas
    conflicts: int
    anew: bool = False


def merge_texts(base: str, ours: str, theirs: str, *, twice: bool = True) -> MergedText:
    """The texts of two versions made into one.

    Args:
        base: the text that both came from; empty where that is not known.
        ours: the text of our version, without a byte order mark.
        theirs: the text of the other.
        twice: whether both sides that count something to the same number have both counted.

    Raises:
        FileError: where one of them is no canvas, or of a newer format, or no file could hold the merge.
    """
    was, one, other = (_parsed(text) for text in (base, ours, theirs))
    merged = merge(was.canvas, one.canvas, other.canvas, twice=twice)
    if ours in (base, theirs):
        return MergedText(theirs, other.canvas, 0)
    if theirs == base:
        return MergedText(ours, one.canvas, 0)
    try:
        text = _Weaver((base, ours, theirs), (was, one, other), merged).text()
    except ScanError:
        text = ""
    if not (text and represents(text, merged.canvas)):
        # A shape that cannot be changed piece by piece: written anew, what was said beside it on top.
        text = "".join(f"{line}\n" for line in _wanted_comments(base, ours, theirs)) + canonical(
            merged.canvas
        )
        if not represents(text, merged.canvas):  # what is kept beside a value stands two levels deeper
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


def _wanted_comments(base: str, ours: str, theirs: str) -> list[str]:
    """Every comment of either side that nobody took out, wherever it stands."""
    was, one, other = (dict.fromkeys(remarks(text)) for text in (base, ours, theirs))
    return [line for line in {**one, **other} if line not in was or (line in one and line in other)]


class _Side(NamedTuple):
    """One of the three texts in pieces.

    Attributes:
        text: the text.
        canvas: what it says.
        rewriter: the pieces.
        said: every comment.
        tables: the tables that no panel knows, by the first part of their name.
    """

    text: str
    canvas: Canvas
    rewriter: Rewriter
    said: list[str]
    tables: dict[str, list[TomlBlock]]

    def lines(self, pieces: Iterable[TomlBlock]) -> str:
        """Some of the pieces as they stand, one after the other."""
        return "\n".join(self.text[slice(*chunk.span)] for chunk in pieces)

    def comments(self, item_id: str | None) -> list[str]:
        """The comments that touch an item; none where it is not there."""
        return comments(self.text, self.rewriter.by_id[item_id]) if item_id is not None else []

    def beside(self, chunk: TomlBlock, others: Iterable[_Side]) -> str:
        """The comments that stand by themselves behind a piece, and nowhere in the others."""
        known = {line for side in others for line in side.said}
        return "\n".join(line for line in loose(self.text, chunk) if line not in known)


def _said(text: str, pieces: Iterable[TomlBlock]) -> list[str]:
    """Every comment of a text in pieces."""
    if "#" not in text:
        return []
    return [line for chunk in pieces for line in (*comments(text, chunk), *loose(text, chunk))]


class _Weaver:
    """Our text, while what theirs brought is put into it."""

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
        for chunk in rewriter.chunks:
            if chunk.name and chunk.name[0] not in BY_KEY:
                tables.setdefault(chunk.name[0], []).append(chunk)
        return _Side(text, parsed.canvas, rewriter, _said(text, rewriter.chunks), tables)

    def text(self) -> str:
        """The merged text.

        Raises:
            ScanError: where one of the texts has a shape that cannot be changed piece by piece.
        """
        ours, theirs = self.ours.rewriter, self.theirs.rewriter
        was, one, other = (
            comments(s.text, s.rewriter.chunks[0]) for s in (self.base, self.ours, self.theirs)
        )
        known = {*self.base.said, *self.ours.said}
        worth_a_look = any(line not in known for line in self.theirs.said)
        given = (
            (item.id, self._from_theirs(panel, item))
            for panel, item in self.canvas
            if worth_a_look or self.origins[item.id].ours is None
        )
        ours.given = {name: lines for name, lines in given if lines}
        for name in {**self.ours.tables, **self.theirs.tables}:
            self._put_table(name)
        for chunk in theirs.chunks if worth_a_look else ():
            self._put_beside(chunk)
        if one == was and other != was:
            return self._with_lost_comments(ours.text(self._in_ours(theirs.own_lines(self.canvas))))
        return self._with_lost_comments(ours.text())

    def _in_ours(self, lines: str) -> str:
        """Lines of theirs with the line ends of ours."""
        return lines.replace("\r\n", "\n").replace("\n", self.ours.rewriter.newline)

    def _from_theirs(self, panel: str, item: Item) -> str:
        """An item's lines as theirs has them; empty where ours are as good."""
        base, ours, theirs = self.origins[item.id]
        if theirs is None:
            return ""
        if ours is None:
            lines = self._in_ours(self.theirs.rewriter.lines(panel, item))
            beside = self.theirs.beside(self.theirs.rewriter.by_id[theirs], (self.base, self.ours))
            return self._in_ours(f"{lines.rstrip()}\n\n{beside}\n") if beside else lines
        was, one, other = self.base.comments(base), self.ours.comments(ours), self.theirs.comments(theirs)
        if other in (was, one):
            return ""
        if one == was:
            return self._in_ours(self.theirs.rewriter.lines(panel, item))
        new = [line for line in other if line not in one and line not in was]
        return self._in_ours("".join(f"{line}\n" for line in new)) + self.ours.rewriter.lines(panel, item)

    def _put_table(self, name: str) -> None:
        """One of the tables that no panel knows, as the merge has it."""
        value = self.canvas.values.get(name)
        mine = self.ours.tables.get(name, [])
        if same(value, self.ours.canvas.values.get(name)):
            return
        if value is None:
            lines = None
        elif same(value, self.theirs.canvas.values.get(name)):
            lines = self._in_ours(self.theirs.lines(self.theirs.tables.get(name, [])))
        else:
            import tomli_w  # noqa: PLC0415 - hardly ever

            lines = self._in_ours(tomli_w.dumps({name: value}))
        for chunk in mine:
            chunk.head = None
        if mine:
            mine[0].head = lines
        elif lines:
            self.ours.rewriter.chunks[-1].after.append(lines)

    def _put_beside(self, chunk: TomlBlock) -> None:
        """The comments that theirs put by themselves, behind what they stand behind there."""
        lines = self.theirs.beside(chunk, (self.base, self.ours))
        if not lines:
            return
        mine: TomlBlock | None = self.ours.rewriter.chunks[0] if not chunk.name else None
        for origin in self.origins.values():
            if origin.theirs is not None and self.theirs.rewriter.by_id[origin.theirs] is chunk:
                mine = self.ours.rewriter.by_id[origin.ours] if origin.ours is not None else None
                break
        if mine:
            mine.after.append(self._in_ours(lines))

    def _with_lost_comments(self, text: str) -> str:
        """The text, and at its end those comments that nobody took out, but that have lost their place."""
        was, one, other = set(self.base.said), set(self.ours.said), set(self.theirs.said)
        wanted = dict.fromkeys((*self.ours.said, *self.theirs.said))
        said = set(_said(text, toml_blocks(text))) if wanted else set()
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
