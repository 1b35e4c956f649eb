r"""Shows any text exactly in Markdown, whatever it holds.

The rules below keep CommonMark and GitHub's dialect of it from reading a person's words as anything but
words. They are kept as few as the tests allow, so that the raw file stays pleasant to read: ``e.g.`` and
``3.5`` stand as they are, ``example.org`` becomes ``example\.org`` because some readers make it a link.
A newline is written as a backslash at the line's end; the newlines around a text say nothing and go.
"""

from __future__ import annotations

import re
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from canvas.model.sanitize import visible, visible_line

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
"""Each of its branches begins with its character, so that `re` passes over all that begin none at once."""

_NUMBERED = re.compile(r"[0-9]{1,9}(?=[.)])")
_MARKS: dict[Style, str] = {"plain": "", "strong": "**", "emphasis": "*"}
_PIPE = r"\|"
_PIPE_IN_TABLE = "&#124;"  # within a table a backslash before a pipe has a meaning of its own


def paragraph(content: Inline, *, indent: str = "") -> str:
    """A paragraph's or a list entry's words, beginning where a line of Markdown begins.

    Args:
        content: what to show.
        indent: what stands before every line but the first: the white space that keeps it in its list.
    """
    lines = _inline(content, line=False).split("\n")
    return f"\\\n{indent}".join(_keep_edges(_as_line_start(line)) for line in lines)


def heading(content: Inline) -> str:
    """A heading's words, on one line, without the marks that make it a heading."""
    return _keep_edges(_inline(content, line=True))


def cell(content: Inline) -> str:
    """A table cell's words, on one line."""
    return _keep_edges(_inline(content, line=True)).replace(_PIPE, _PIPE_IN_TABLE)


def _inline(content: Inline, *, line: bool) -> str:
    """The words with their styles; neighbours of one style are one text, since a rule may see across."""
    source = ""
    for style, runs in groupby(content, key=attrgetter("style")):
        text = "".join(run.text.strip("\n") for run in runs)
        words = _SPECIAL.sub(_escaped, visible_line(text) if line else visible(text))
        mark = _MARKS[style]
        source += mark + _keep_edges(words) + mark if mark and words else words
    return source


def _escaped(match: re.Match[str]) -> str:
    """The match after a backslash; `re` expands a template for each match at twice the cost."""
    return "\\" + match[0]


def _as_line_start(line: str) -> str:
    if line[:1] and line[0] in "-+>=:":
        return "\\" + line
    number = _NUMBERED.match(line)
    return f"{number[0]}\\{line[number.end() :]}" if number else line


def _keep_edges(source: str) -> str:
    """White space at both ends as numbers, because readers of Markdown take it away."""
    if source[:1].isspace():
        source = f"&#{ord(source[0])};{source[1:]}"
    if source[-1:].isspace():
        source = f"{source[:-1]}&#{ord(source[-1])};"
    return source
