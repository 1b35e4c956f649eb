r"""Escape text for Markdown (CommonMark and GitHub's dialect) so that it renders exactly as it is.

Only what some reader would interpret is escaped, to keep the raw file readable: ``e.g.`` stays, but
``example.org`` becomes ``example\.org``. A newline becomes a backslash at the end of the line; newlines
around a text are dropped.
"""

from __future__ import annotations

import re
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from canvas.model.sanitize import printable, printable_line

if TYPE_CHECKING:
    from canvas.exports.document import Inline, Style

_SPECIAL = re.compile(
    r"\\|`|\*|_|\[|\]|<|~|\||\$"  # code, emphasis, links, HTML, strike-through, tables, formulas
    r"|&(?=[#A-Za-z][A-Za-z0-9]*;)"  # entities
    r"|#(?<!\w#)"  # closing marks of a heading; references to issues
    r"|@(?=\S)"  # mail addresses; mentions
    r"|/(?=/)"  # addresses with a scheme, and those that only lack it
    r"|\.(?<=\S\.)(?=[^\W\d_]{2})"  # addresses without a scheme: a name, a dot, two letters or more
    r"|\.(?<=[Ww]{3}\.)"  # www.
)
"""Each branch begins with a literal character, which lets `re` skip the others fast."""

_NUMBERED = re.compile(r"[0-9]{1,9}(?=[.)])")
_MARKS: dict[Style, str] = {"plain": "", "strong": "**", "emphasis": "*"}
_PIPE = r"\|"
_PIPE_IN_TABLE = "&#124;"  # within a table a backslash before a pipe has a meaning of its own


def paragraph(content: Inline, *, indent: str = "") -> str:
    """The content of a paragraph or list entry; ``indent`` keeps its further lines in the list."""
    lines = _inline(content, line=False).split("\n")
    return f"\\\n{indent}".join(_keep_edges(_as_line_start(line)) for line in lines)


def heading(content: Inline) -> str:
    """The content of a heading, on one line."""
    return _keep_edges(_inline(content, line=True))


def cell(content: Inline) -> str:
    """The content of a table cell, on one line."""
    return _keep_edges(_inline(content, line=True)).replace(_PIPE, _PIPE_IN_TABLE)


def _inline(content: Inline, *, line: bool) -> str:
    """The text with its styles; runs of one style are joined, since a rule may look across them."""
    source = ""
    for style, runs in groupby(content, key=attrgetter("style")):
        text = "".join(run.text.strip("\n") for run in runs)
        words = _SPECIAL.sub(_escaped, printable_line(text) if line else printable(text))
        mark = _MARKS[style]
        source += mark + _keep_edges(words) + mark if mark and words else words
    return source


def _escaped(match: re.Match[str]) -> str:
    """Prefix a match with a backslash: half the cost of expanding a template."""
    return "\\" + match[0]


def _as_line_start(line: str) -> str:
    if line[:1] and line[0] in "-+>=:":
        return "\\" + line
    number = _NUMBERED.match(line)
    return f"{number[0]}\\{line[number.end() :]}" if number else line


def _keep_edges(source: str) -> str:
    """Write white space at both ends as entities, since Markdown strips it."""
    if source[:1].isspace():
        source = f"&#{ord(source[0])};{source[1:]}"
    if source[-1:].isspace():
        source = f"{source[:-1]}&#{ord(source[-1])};"
    return source
