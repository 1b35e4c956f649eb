"""The comments of a text by the items and tables that they belong to."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence

from canvas.files.rewrite import Rewriter
from canvas.files.toml_comments import CommentedText
from canvas.model.counted_merge import by_occurrence


def commented(
    rewriter: Rewriter,
    owners: Mapping[str, Hashable],
    *,
    base: CommentedText | None = None,
    sides: Sequence[CommentedText] = (),
) -> CommentedText:
    """Find the comments of a text by their places."""
    items = {id(block): owners[name] for name, block in rewriter.by_id.items() if name in owners}
    names: list[Hashable] = []
    latest: dict[str, Hashable] = {}
    for number, block in by_occurrence(rewriter.blocks, lambda block: block.name).items():
        name: Hashable = items.get(id(block), number)
        if len(block.name) == 1:
            latest[block.name[0]] = name
        elif block.name:  # a sub-table that stands apart belongs to the last table of its name
            name = latest.get(block.name[0], name)
        names.append(name)
    return CommentedText(rewriter.old_text, rewriter.blocks, names, base=base, sides=sides)
