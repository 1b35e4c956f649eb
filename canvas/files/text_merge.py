"""Three-way merge of the texts of a canvas, comments included.

The canvases are merged by `canvas.model.merge`. The result is written into our text, which keeps everything
that was not changed; what their side added is copied from their text. The comments are merged into that.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import NamedTuple

from canvas.files.apart_tables import gather_sub_tables
from canvas.files.canonical_toml import canonical
from canvas.files.canvas_toml import FORMAT, NEWER, FileError, Parsed, parse
from canvas.files.comment_merge import merge_comments
from canvas.files.commented_blocks import commented
from canvas.files.inline_panels import expand_panels, inline_panels
from canvas.files.rewrite import Rewriter
from canvas.files.round_trip import represents
from canvas.files.text_builder import newline_of, with_newline
from canvas.files.toml_scanner import ScanError
from canvas.files.unknown_rows import row_id, rows
from canvas.model.canvas import Canvas
from canvas.model.field_merge import merge_records
from canvas.model.item_matching import equal_in_file
from canvas.model.merge import Merged, merge
from canvas.model.record_names import record_names


class MergedText(NamedTuple):
    """The result of a merge of texts.

    Attributes:
        text: the merged file, which represents ``canvas``.
        canvas: the merged canvas.
        conflicts: how many conflicts this merge added; both sides of them are in the file.
        is_rewritten: whether the file was written in canonical form, its comments at their places.
    """

    text: str
    canvas: Canvas
    conflicts: int
    is_rewritten: bool = False


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
    was, one, other = (parse_version(text) for text in (base, ours, theirs))
    merged = merge(was.canvas, one.canvas, other.canvas, twice=twice)
    if ours in (base, theirs):
        return MergedText(theirs, other.canvas, 0)
    if theirs == base:
        return MergedText(ours, one.canvas, 0)
    try:
        merger = TextMerger((base, ours, theirs), (was, one, other), merged)
        text = merger.text()
        is_rewritten = not represents(text, merged.canvas)
        if is_rewritten:  # perhaps an item went without its sub-table
            moved = [name for name, items in merged.canvas.panels.items() if items != one.canvas.panels[name]]
            base, ours, theirs = (gather_sub_tables(version, moved) for version in (base, ours, theirs))
            merger = TextMerger((base, ours, theirs), (was, one, other), merged)
            text = merger.text()
            is_rewritten = not represents(text, merged.canvas)
        if is_rewritten:  # the layout cannot be changed block by block
            text = merger.canonical_text()
    except ScanError:
        raise FileError("its layout is not understood.", code="too_complex") from None
    if is_rewritten and not represents(text, merged.canvas):  # the other side of a conflict is nested deeper
        raise FileError("what comes of the merge is nothing that a file can hold.", code="too_complex")
    return MergedText(text, merged.canvas, merged.conflicts, is_rewritten)


def parse_version(text: str) -> Parsed:
    """Parse a version of a canvas; an empty text is an empty canvas.

    Raises:
        FileError: where it is not a canvas, or of a newer format.
    """
    if not text.strip():
        return Parsed(Canvas(""), FORMAT)
    parsed = parse(text)
    if parsed.format > FORMAT:
        raise FileError(NEWER, code="newer")
    return parsed


class TextMerger:
    """Merges what their text adds into our text.

    Attributes:
        owners: what each block of an item or row describes, by its id: for base, ours, theirs and merged.
    """

    def __init__(
        self, texts: tuple[str, str, str], parsed: tuple[Parsed, Parsed, Parsed], merged: Merged
    ) -> None:
        self.canvas = merged.canvas
        lists = [inline_panels(text) for text in texts]
        changed = {
            name
            for name in {**lists[0], **lists[1], **lists[2]}
            if len({found.get(name) for found in lists}) > 1
            or self.canvas.panels[name] != parsed[1].canvas.panels[name]
        }
        self.texts = [expand_panels(text, changed, newline_of(text)) for text in texts]
        self.owners: tuple[dict[str, Hashable], ...] = ({}, {}, {}, {})
        for owner, origin in (*merged.origins.items(), *enumerate(merged.deleted)):
            for owners, there in zip(self.owners, (*origin, owner), strict=True):
                if isinstance(there, str):
                    owners[there] = owner
        canvases = [*(version.canvas for version in parsed), merged.canvas]
        for name in dict.fromkeys(name for canvas in canvases for name in canvas.values):
            versions = [canvas.values.get(name) for canvas in canvases]
            named = _row_names(name, versions, turned=merged.turned)
            for owners, names in zip(self.owners, named, strict=True):
                owners.update((row_id(name, number), (name, row)) for number, row in enumerate(names))
        self.base, self.ours, self.theirs = map(self._rewriter, self.texts, parsed, self.owners)

    def _rewriter(self, text: str, parsed: Parsed, owners: Mapping[str, Hashable]) -> Rewriter:
        ids = {owner: name for name, owner in owners.items()}
        origins = {name: ids[owner] for name, owner in self.owners[3].items() if owner in ids}
        return Rewriter(text, parsed.canvas, self.canvas, parsed.repaired, origins=origins)

    def text(self) -> str:
        """Merge the text block by block; empty where our text has a layout in which that cannot be done."""
        sections = {name: self.ours.new_rows(name) for name in self.theirs.sections}
        sections |= self.canvas.panels
        self.ours.given = {
            item.id: with_newline(self.theirs.lines(name, item), self.ours.newline)
            for name, items in sections.items()
            for item in items
            if item.id not in self.ours.origins and item.id in self.theirs.origins
        } | self._odd_tables()
        try:
            text = self.ours.text()
        except ScanError:
            return ""
        return self.with_comments(text)

    def canonical_text(self) -> str:
        """Write the merged canvas in canonical form, with the comments."""
        return self.with_comments(with_newline(canonical(self.canvas), self.ours.newline))

    def with_comments(self, text: str) -> str:
        """Merge the comments of both sides into the merged text."""
        if not any("#" in version for version in self.texts):
            return text
        ending = "" if text.endswith("\n") else self.ours.newline
        result = Rewriter(text + ending, self.canvas, self.canvas)
        base = commented(self.base, self.owners[0])
        ours = commented(self.ours, self.owners[1], base=base)
        theirs = commented(self.theirs, self.owners[2], base=base)
        comes = commented(result, self.owners[3], sides=(theirs, ours))
        merged = merge_comments(comes, base, ours, theirs, self.ours.newline)
        return merged.removesuffix(ending) if ending else merged

    def _odd_tables(self) -> dict[str, str]:
        """The lines of unknown tables in a layout of their own that theirs alone has changed."""
        found = {}
        split = self.theirs.split_tables()
        for name, blocks in self.theirs.odd_tables.items():
            value = self.canvas.values.get(name)
            if name not in split and equal_in_file(value, self.theirs.old.values[name]):
                lines = "\n".join(self.theirs.old_text[slice(*block.span)] for block in blocks)
                found[row_id(name, 0)] = with_newline(lines, self.ours.newline)
        return found


def _row_names(name: str, versions: Sequence[object], *, turned: bool) -> list[list[Hashable]]:
    """Name the rows of an unknown section alike in base, ours, theirs and the merged version."""
    base, ours, theirs, merged = ([row.values for row in rows(name, version)] for version in versions)
    named = [record_names(base, side) for side in (base, ours, theirs)]
    if isinstance(versions[3], dict):
        return [[""] * isinstance(version, dict) for version in versions]
    if equal_in_file(versions[3], versions[1]):
        return [*named, named[1]]
    if equal_in_file(versions[3], versions[2]):
        return [*named, named[2]]
    first, second = (theirs, ours) if turned else (ours, theirs)
    found, _ = merge_records(base, first, second, turned=turned)
    return [*named, [*found] if equal_in_file([*found.values()], merged) else record_names(base, merged)]
