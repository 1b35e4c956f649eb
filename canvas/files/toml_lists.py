"""The layout of a TOML list that has comments in it, and the list written anew with them."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Sequence
from typing import NamedTuple

from canvas.files.canonical_toml import inline
from canvas.files.toml_scanner import STRING_PATTERN
from canvas.model.counted_merge import by_occurrence
from canvas.model.record_names import entry_names

_TOKEN = re.compile(rf"{STRING_PATTERN}|\#[^\n]*|[\[\]{{}},\n]|[ \t\r]++|[^\[\]{{}},\"'\#\s]++")


class ListEntry(NamedTuple):
    """One entry of a list, with its comments.

    Attributes:
        toml: the entry as it is spelt.
        start: its position.
        above: comments on lines of their own above it.
        inside: comments between its own brackets.
        behind: comments behind it, on its last line.
    """

    toml: str
    start: int
    above: list[str]
    inside: list[str]
    behind: list[str]


class ListLayout(NamedTuple):
    """A list with its comments.

    Attributes:
        opening: comments behind the bracket that opens it.
        entries: its entries.
        foot: comments between the last entry's line and the closing bracket.
    """

    opening: list[str]
    entries: list[ListEntry]
    foot: list[str]


def list_layout(text: str, start: int) -> ListLayout:
    """Find the entries and comments of the list that opens at ``start``; the text must be TOML."""
    opening: list[str] = []
    entries: list[ListEntry] = []
    above: list[str] = []
    position, depth = start + 1, 1
    has_begun, on_line = False, True  # has an entry begun, and is it or the opening bracket on this line
    while token := _TOKEN.match(text, position):
        position, first = token.end(), token[0][0]
        if first == "#":
            if depth > 1:
                there = entries[-1].inside
            elif on_line:
                there = entries[-1].behind if entries else opening
            else:
                there = above
            there.append(token[0].rstrip())
        elif first == "\n":
            on_line = on_line and depth > 1
        elif first == "]" and depth == 1:
            break
        elif first == "," and depth == 1:
            has_begun = False
        elif not first.isspace():
            depth += (first in "[{") - (first in "]}")
            on_line = True
            if has_begun:
                entries[-1] = entries[-1]._replace(toml=text[entries[-1].start : position])
            else:
                entries.append(ListEntry(token[0], token.start(), above, [], []))
                above, has_begun = [], True
    return ListLayout(opening, entries, above)


class WrittenEntry(NamedTuple):
    """An entry as it is written, with the texts of its comments."""

    toml: str
    above: Sequence[str] = ()
    behind: Sequence[str] = ()


def written_list(
    entries: Iterable[WrittenEntry], opening: Sequence[str], foot: Sequence[str], *, indent: str
) -> str:
    """Write a list, one entry a line.

    Args:
        entries: its entries.
        opening: the comments behind the opening bracket.
        foot: the comments above the closing bracket.
        indent: the blanks before the statement.
    """
    inner = f"{indent}    "
    lines = ["[" + "".join(f" {comment}" for comment in opening[:1])]
    lines += (inner + comment for comment in opening[1:])
    for entry in entries:
        lines += (inner + comment for comment in (*entry.above, *entry.behind[1:]))
        lines.append(f"{inner}{entry.toml}," + "".join(f" {comment}" for comment in entry.behind[:1]))
    lines += (inner + comment for comment in foot)
    return "\n".join((*lines, f"{indent}]"))


def rewritten_list(
    text: str, start: int, before: Sequence[object], after: Sequence[object], indent: str
) -> str:
    """Write a list with new values and its old comments; one behind an entry that is gone goes as well.

    Args:
        text: the text.
        start: where the list opens.
        before: its old values.
        after: its new values.
        indent: the blanks before the statement.
    """
    layout = list_layout(text, start)
    old: dict[Hashable, ListEntry] = dict(zip(by_occurrence(before), layout.entries, strict=True))
    names = entry_names(before, after)
    above: dict[Hashable, list[str]] = {}
    waiting: list[str] = []  # from entries that are gone
    for name, entry in old.items():
        waiting += entry.above
        if name in names:
            above[name], waiting = waiting, []
    entries = []
    for kept, value, now in zip(names, after, by_occurrence(after), strict=True):
        known = old.get(kept)
        toml = known.toml if known and kept == now else inline(value)
        entries.append(WrittenEntry(toml, above.get(kept, ()), known.behind if known else ()))
    return written_list(entries, layout.opening, [*waiting, *layout.foot], indent=indent)
