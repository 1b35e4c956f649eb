"""A scanner that finds tables, keys and values as spans of a TOML text that `tomllib` accepts.

It parses strings, lists and inline tables only as far as to find where they end.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import NamedTuple

_BASIC = r'"(?!"")(?:[^"\\\n]|\\.)*+"'
_LITERAL = r"'(?!'')[^'\n]*+'"
_MULTILINE = r'"""(?:[^"\\]|\\[\s\S]|"{1,2}(?!"))*+"{3,5}|' + r"'''(?:[^']|'{1,2}(?!'))*+'{3,5}"
_KEY = rf"(?:[A-Za-z0-9_-]++|{_BASIC}|{_LITERAL})"
_MORE_KEYS = rf"(?:[ \t]*\.[ \t]*{_KEY})*+"
_KEYS = _KEY + _MORE_KEYS
_BLANK = r"[ \t\r]"  # the \r of \r\n is one more blank at the end of its line

_SIMPLE_VALUE = rf'(?:{_BASIC}|{_LITERAL}|[^\s"\'\[{{\#][^\#\n]*+)'
_SIMPLE_LINES = re.compile(
    rf"(?:{_BLANK}*+(?:{_KEYS}[ \t]*+=[ \t]*+{_SIMPLE_VALUE}{_BLANK}*+)?(?:\#[^\n]*+)?\n)*+"
)
_HEADER = re.compile(rf"[ \t]*\[\[?[ \t]*(({_KEY}){_MORE_KEYS})[ \t]*\]\]?{_BLANK}*(?:\#[^\n]*)?(?:\n|\Z)")
_STATEMENT = re.compile(rf"[ \t]*({_KEYS})[ \t]*=[ \t]*")
_TRIVIA = re.compile(rf"{_BLANK}*(?:\#[^\n]*)?(?:\n|\Z)")
STRING_PATTERN = f"{_MULTILINE}|{_BASIC}|{_LITERAL}"
_STRING = re.compile(STRING_PATTERN)
_BARE = re.compile(r"[^#\n]*")
_INSIDE = re.compile(rf"{STRING_PATTERN}|\#[^\n]*|[\[\]{{}}]|[^\[\]{{}}\"'\#]++")
_INLINE_KEY = re.compile(rf"[\s,]*({_KEYS})[ \t]*=[ \t]*")
_INLINE_BARE = re.compile(r"[^#\n,}]*")
_ONE_KEY = re.compile(_KEY)
_COMMENT_LINE = re.compile(r"[ \t]*#")


class ScanError(ValueError):
    """A text that this scanner does not understand, though it may be TOML."""


class Table(NamedTuple):
    """The position of one table; numbers are positions in the text.

    Attributes:
        name: the keys of its header; empty for the part before the first header.
        key: the span of the first of them.
        lead: the start of the comment lines directly above the header, or of the header itself.
        start: the start of the header.
        body: the start of the line after the header.
        stop: the end of its last statement, or of comments that directly follow that.
        end: the start of the next table's lead.
    """

    name: tuple[str, ...]
    key: tuple[int, int]
    lead: int
    start: int
    body: int
    stop: int
    end: int


class Statement(NamedTuple):
    """The position of one key and its value in the text.

    Attributes:
        key: the parts of the key; more than one where it is dotted.
        start: the start of its first line.
        value: the span of the value.
        end: the start of the line after it.
    """

    key: tuple[str, ...]
    start: int
    value: tuple[int, int]
    end: int


def tables(text: str) -> list[Table]:
    """Find all tables, in order; the first is the part before the first header.

    Raises:
        ScanError: where the text is not understood.
    """
    found: list[Table] = []
    name: tuple[str, ...] = ()
    key = (0, 0)
    lead = start = body = 0
    for position, floor, header in _headers(text):
        end = comment_start(text, position, floor) if header else position
        found.append(Table(name, key, lead, start, body, _table_stop(text, end, floor), end))
        if header:
            name, key = _key_parts(header[1]), header.span(2)
            lead, start, body = end, position, header.end()
    return found


def _headers(text: str) -> Iterator[tuple[int, int, re.Match[str] | None]]:
    """Yield the position of each header, a floor, and its match; at last the end of the text with None.

    From the floor to the position there are only one-line statements, comments and blank lines: a line there
    that looks like a comment is one, and not a part of a multi-line string.
    """
    position = floor = 0
    while (position := _simple_end(text, position)) < len(text):
        if header := _HEADER.match(text, position):
            yield position, floor, header
            position = floor = header.end()
        elif trivia := _TRIVIA.match(text, position):
            position = trivia.end()
        else:
            position = floor = _statement(text, position).end
    yield len(text), floor, None


def header_end(text: str, start: int) -> int:
    """The end of the closing bracket of the header that starts at a position."""
    header = _HEADER.match(text, start)
    keys = header.end(1) if header else start
    return text.index("]", keys) + (2 if text.startswith("[[", text.index("[", start)) else 1)


def statements(text: str, start: int, end: int) -> Iterator[Statement]:
    """Find the keys and values between two positions, within one table.

    Raises:
        ScanError: where the text is not understood.
    """
    position = start
    while position < end:
        if trivia := _TRIVIA.match(text, position):
            position = trivia.end()
            continue
        statement = _statement(text, position)
        yield statement
        position = statement.end


def comment_start(text: str, position: int, floor: int) -> int:
    """The start of the comment lines directly above the line at ``position``, not before ``floor``."""
    while position > floor:
        before = text.rfind("\n", floor, position - 1) + 1 or floor
        if not _COMMENT_LINE.match(text, before):
            break
        position = before
    return position


def inline_statements(text: str, start: int) -> Iterator[str]:
    """Find the keys with their values, as they are spelt, in the inline table that opens at a position."""
    position = start + 1
    while found := _INLINE_KEY.match(text, position):
        position = _value_end(text, found.end(), _INLINE_BARE)
        yield f"{found[1]} = {text[found.end() : position]}"


def long_key(text: str, most: int) -> int | None:
    """Find the first key of more than ``most`` parts; the text need not be TOML."""
    dot = r"[ \t]*+\.[ \t]*+"
    short = rf"{_KEY}(?:{dot}{_KEY}){{0,{most - 1}}}+(?!{dot})"
    others = rf"(?:{_MULTILINE}|{short}|\#[^\n]*+|[^A-Za-z0-9_\-\"'\#]++)*+"
    found = re.match(others, text)
    at = found.end() if found else 0
    return at if re.compile(rf"{_KEY}(?:{dot}{_KEY}){{{most}}}").match(text, at) else None


def _simple_end(text: str, position: int) -> int:
    found = _SIMPLE_LINES.match(text, position)
    return found.end() if found else position


def _table_stop(text: str, end: int, floor: int) -> int:
    """The end of a table's own lines: its last statement and the comments directly below."""
    position = end
    while position > floor:
        before = text.rfind("\n", floor, position - 1) + 1 or floor
        line = text[before:position].strip()
        if line and not line.startswith("#"):
            break
        position = before
    while position < end and _COMMENT_LINE.match(text, position):
        position = text.find("\n", position, end) + 1 or end
    return position


def _statement(text: str, position: int) -> Statement:
    key = _STATEMENT.match(text, position)
    if not key:
        raise ScanError(f"not understood at {position}")
    stop = _value_end(text, key.end())
    end = _TRIVIA.match(text, stop)
    if not end:
        raise ScanError(f"more than a value at {stop}")
    return Statement(_key_parts(key[1]), position, (key.end(), stop), end.end())


def _value_end(text: str, position: int, bare_value: re.Pattern[str] = _BARE) -> int:
    if text[position : position + 1] in ("[", "{"):
        return _bracket_end(text, position)
    if string := _STRING.match(text, position):
        return string.end()
    bare = bare_value.match(text, position)
    return position + len(bare[0].rstrip()) if bare else position


def _bracket_end(text: str, position: int) -> int:
    depth = 0
    while token := _INSIDE.match(text, position):
        position = token.end()
        if token[0] in ("[", "{"):
            depth += 1
        elif token[0] in ("]", "}"):
            depth -= 1
            if not depth:
                return position
    raise ScanError(f"a bracket stays open at {position}")


def _key_parts(keys: str) -> tuple[str, ...]:
    return tuple(_unquoted(part) for part in _ONE_KEY.findall(keys))


def _unquoted(key: str) -> str:
    if key[0] not in "\"'":
        return key
    if key[0] == "'" or "\\" not in key:
        return key[1:-1]
    return next(iter(tomllib.loads(f"{key} = 0")))
