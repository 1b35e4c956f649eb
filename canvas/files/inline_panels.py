"""Panels that stand as one list of inline tables: found, and written as blocks where they are to change."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from canvas.files.toml_blocks import TomlBlock, toml_blocks
from canvas.files.toml_lists import list_layout
from canvas.files.toml_scanner import Statement, comment_start, inline_statements, statements
from canvas.model.schema import BY_KEY

_NAMES = "|".join(BY_KEY)
_ESCAPED = r'"[^"\n]*\\[^"\n]*"'
_MAYBE_INLINE = re.compile(rf"^[ \t]*(?:[\"']?(?:{_NAMES})[\"']?|{_ESCAPED})[ \t]*=[ \t]*\[", re.MULTILINE)


def inline_panels(text: str) -> Mapping[str, str]:
    """The lists that stand for panels, by the panel's key.

    Raises:
        ScanError: where the text is not understood.
    """
    if not _MAYBE_INLINE.search(text):
        return {}
    return {name: text[slice(*found.value)] for name, found in _found(text, toml_blocks(text)[0])}


def expand_panels(text: str, names: Collection[str], newline: str) -> str:
    """Write some of these lists as blocks, each statement as it is spelt.

    Comments of a statement stand above its block, those of the list above the first.

    Args:
        text: the text.
        names: the keys of the panels.
        newline: its line end.

    Raises:
        ScanError: where the text is not understood.
    """
    for name in names if _MAYBE_INLINE.search(text) else ():
        blocks = toml_blocks(text)
        found = dict(_found(text, blocks[0]))
        if name in found:
            text = _expanded(text, name, found[name], blocks, newline)
    return text


def _found(text: str, root: TomlBlock) -> Iterator[tuple[str, Statement]]:
    for statement in statements(text, *root.own):
        if statement.key[0] in BY_KEY and text.startswith("[", statement.value[0]):
            yield statement.key[0], statement


def _expanded(text: str, name: str, found: Statement, blocks: list[TomlBlock], newline: str) -> str:
    layout = list_layout(text, found.value[0])
    before = [statement.end for statement in statements(text, blocks[0].own[0], found.start)]
    start = comment_start(text, found.start, max(before, default=0))
    behind = text[found.value[1] : found.end].strip()
    comments = [*text[start : found.start].splitlines(), behind] if layout.entries else [behind]
    comments = [*filter(None, comments), *layout.opening]
    if not layout.entries:  # its comments stay where they are
        comments += layout.foot
        return text[: found.start] + "".join(comment + newline for comment in comments) + text[found.end :]
    items = ([*e.above, *e.behind, f"[[{name}]]", *inline_statements(e.toml, 0)] for e in layout.entries)
    parts = [comments, *items, layout.foot]
    lines = f"{newline}{newline}".join(newline.join(part) for part in parts if part)
    order = [*BY_KEY]
    earlier = {(key,) for key in order[: order.index(name)]}
    at = [block for block in blocks if not block.name or block.name in earlier][-1].span[1]
    rest = text[at:]
    gap = newline if rest and rest.partition("\n")[0].strip() else ""
    first = "" if text[:at].endswith("\n") else newline
    return f"{text[:start]}{text[found.end : at]}{first}{newline}{lines}{newline}{gap}{rest}"
