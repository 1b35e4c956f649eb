"""Escape the sanitised text of a document for Markdown so that it renders exactly as it is.

The parsers are those of CommonMark, GitHub's dialect and Python-Markdown (with tables).
Only what one of their parsers would interpret in its place is escaped, to keep the raw file readable:
``5 * 3``, ``user_id`` and ``#1`` within a line stay. Python-Markdown knows fewer backslash escapes than the
others, and breaks no line at a backslash: hence entities, and two spaces at a line's end.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from canvas.exports.document import Inline

_PATTERN: Final = (
    r"\\(?![^\W_])"  # escapes: only punctuation can be escaped
    r"|`"  # code
    r"|\*(?!(?<=\S[^\S\t\n]\*)[^\S\t\n]\S)"  # emphasis, but between spaces
    r"|_(?!(?<=[^\W_]_)[^\W_])"  # emphasis, but within a word
    r"|\](?=[(\[])"  # links
    r"|<(?! |= |[0-9][0-9.,]*%?(?: |\Z))"  # HTML and addresses, but before a space or a number
    r"|&(?=#[0-9Xx]|\w+;)"  # entities; Python-Markdown takes numbers without a semicolon too
    r"|~(?!(?<![^\s(]~)[\w\s])"  # strike-through, but before a word: it opens, and nothing closes
    r"|\$(?![0-9]|(?<=\s\$)\s)"  # formulas, but before a number
)
"""Each branch begins with a literal character, which lets `re` skip the others fast."""

_SPECIAL: Final = re.compile(_PATTERN)
_SPECIAL_UNLINKED: Final = _PATTERN + (
    r"|@(?=\S)"  # mail addresses
    r"|/(?=/)"  # addresses with a scheme, and those that only lack it
    r"|\.(?<=\S\.)(?=[^\W\d_]{2})"  # addresses without a scheme: a name, a dot, two letters or more
    r"|\.(?<=[Ww]{3}\.)"  # www.
)
_ENTITIES: Final = {
    "<": "&lt;",
    "&": "&amp;",
    **{character: f"&#{ord(character)};" for character in "~$@/=:|"},
}
"""Characters whose backslash Python-Markdown would show."""

_DECODED: Final = r"(?i)%[0-9a-f]{2}|xn--"
"""What parsers decode in the text of a link that they find by themselves."""

_CHANGED: Final = rf"{_PATTERN}|\||\t|\s(?:\n|\Z)"
"""What is written otherwise; in an address with a scheme some parsers would take that for the address."""

_NO_AUTOLINK: Final = rf"{_DECODED}|&#?\w+;|@(?:.*\.)?[^.]{{64}}"
_LINE_START: Final = (
    r"[#>]|[-+*](?=\s|\Z)|\[(?=[ xX]\])"  # headings, quotations, entries, tasks
    r"|[-:|](?=[-:|\s]*\Z)|=(?==*\s*\Z)"  # the line below a heading or the titles of a table
    r"|(?P<number>\d+)[.)](?=\s|\Z)"
)
_LINE_STARTS: Final = frozenset("#>-+*[:|=")
"""What a line must begin with to match `_LINE_START`, unless it begins with a digit."""

_MARKS: Final[dict[str, str]] = {"plain": "", "strong": "**", "emphasis": "*"}
_END: Final = ("", "", "", "")
"""A run of no style, after the last one."""

_EMPTY_LINE: Final = "&#32;"
_TAB: Final = "&#9;"  # Python-Markdown expands tabs


def paragraph(content: Inline, *, indent: str = "") -> str:
    """The content of a paragraph or list entry; ``indent`` keeps its further lines in the list."""
    source = _inline(content, line=False)
    if "]:" in source:  # the definition of a link, whose name Python-Markdown reads without escapes
        source = re.sub(r"(?m)^\[", r"\\[", source)
    if "\n" not in source:
        return _keep_edges(_as_line_start(source))
    lines = (_keep_edges(_as_line_start(line)) or _EMPTY_LINE for line in source.split("\n"))
    return f"  \n{indent}".join(lines)


def heading(content: Inline) -> str:
    """The content of a heading, on one line."""
    source = _keep_edges(_inline(content, line=True))
    words = source.rstrip("#")
    return words + r"\#" * (len(source) - len(words))


def cell(content: Inline) -> str:
    """The content of a table cell, on one line."""
    return _keep_edges(_inline(content, line=True)).replace("|", _ENTITIES["|"])


def _inline(content: Inline, *, line: bool) -> str:
    """The text with its styles and links; runs of one kind are joined, since a rule may look across them."""
    source = words = joined = ""
    style, href = "plain", ""
    for text, next_style, next_href, _ in (*content, _END):
        if next_style == style and next_href == href:
            joined += text
            continue
        if joined:
            words += _link(joined, href) if href else _text(joined, goes_on=text != "")
        if next_style != style:
            mark = _MARKS[style]
            source += _styled(words, mark, line=line) if mark or "\n" in words or "\t" in words else words
            words = ""
        joined, style, href = text, next_style, next_href
    return source


def _styled(words: str, mark: str, *, line: bool) -> str:
    if "\n" in words or "\t" in words:
        words = words.strip("\n")
        words = words.replace("\n", " ").replace("\t", " ") if line else words.replace("\t", _TAB)
    return mark + _keep_edges(words) + mark if mark and words else words


def _text(text: str, *, goes_on: bool) -> str:
    """Text in which parsers may find links by themselves, as long as they show it as it is.

    An address at its end would take in the source of what goes on behind it.
    """
    if "%" in text or "--" in text or "://" in text:
        takes_more = goes_on and "://" in re.split(r"\s", text)[-1]
        if re.search(_DECODED, text) or takes_more or ("://" in text and re.search(_CHANGED, text)):
            return re.sub(_SPECIAL_UNLINKED, _escaped, text)
    return _SPECIAL.sub(_escaped, text)


def _link(text: str, href: str) -> str:
    """A link that shows its address."""
    if not re.search(_NO_AUTOLINK, text):
        return f"<{text}>"
    return f"[{_SPECIAL.sub(_escaped, text)}](<{href.replace('&', '&amp;')}>)"


def _escaped(match: re.Match[str]) -> str:
    """A character that no parser interprets any more."""
    return _ENTITIES.get(match[0]) or "\\" + match[0]


def _as_line_start(line: str) -> str:
    first = line[:1]
    if first not in _LINE_STARTS and not first.isdecimal():  # as most lines
        return line
    found = re.match(_LINE_START, line)
    if not found:
        return line
    if number := found["number"]:
        return f"{number}\\{line[len(number) :]}"
    return _escaped(found) + line[1:]


def _keep_edges(source: str) -> str:
    """Write white space at both ends as entities, since Markdown strips it."""
    if source.strip() == source:
        return source
    if source[:1].isspace():
        source = f"&#{ord(source[0])};{source[1:]}"
    if source[-1:].isspace():
        source = f"{source[:-1]}&#{ord(source[-1])};"
    return source
