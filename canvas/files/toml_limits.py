"""Parsing of TOML: fast where a text is plain, and with limits.

`tomllib` decides what TOML means, and reads whatever is not plain. It takes minutes for a key of very many
parts, and seconds for millions of values: such a text is not a canvas, and is rejected before it is parsed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import Any, Literal

from canvas.model.errors import CodedError

TOO_DEEP = "its lists and tables are nested too deeply to be a canvas."
"""The sentence about what could be read, but not written again."""

TOO_LONG = "a number in it has far too many digits to be a canvas."
"""The sentence about a number that Python does not convert."""

_TOO_MANY_PARTS = "it has far too many parts to be a canvas."
_CHEAP_LENGTH = 1 << 18
_MAX_COST = 2_000_000
_COSTS = {"=": 8, "{": 8, "[": 6, ".": 6, ",": 4, "\n": 2, "\\": 1, '"': 1, "'": 1}
"""The parsing time of a character, in units of about 2 µs: 20,000 full items cost `_MAX_COST`."""

_MAX_KEY_PARTS = 20
_LONG_NUMBER = r"(?<![\d_])[\d_]{4300}"
_HUGE_NUMBER = r"(?<![\d_])[\d_]{100000}"
_ERROR_LINE = r"\(at line (\d+), column \d+\)$"  # as `tomllib` ends its messages, but at the end of the text

_PLAIN = r"[^\"\\\x00-\x08\x0a-\x1f\x7f]*"
_KEY = "[A-Za-z0-9_-]+"
_COMMENT = r"[ \t]*(?:\#[^\x00-\x08\x0a-\x1f\x7f]*)?"
_LINES = re.compile(
    rf"[ \t]*(?:\[\[({_KEY})\]\]{_COMMENT}"  # the name of a table in a list
    rf"|({_KEY})[ \t]*=[ \t]*(?:\"({_PLAIN})\"{_COMMENT}|([^\n]+))"  # a key with a text, or another value
    rf"|{_COMMENT}"
    r"|([^\n]+))(?:\n|\Z)"  # anything else
)
_ENTRY = rf"\"({_PLAIN})\",?"
_TABLE = rf"\[({_KEY})\]"
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_COUNT = re.compile("0|[1-9][0-9]{0,17}")
_ESCAPED = rf"\"((?:{_PLAIN[:-1]}++|\\[nt\"\\])*+)\""
_ESCAPES = {"n": "\n", "t": "\t", '"': '"', "\\": "\\"}


FileCode = Literal["not_toml", "not_a_canvas", "newer", "too_complex", "not_utf8"]


class FileError(CodedError[FileCode]):
    """A text that is not a canvas.

    Attributes:
        problem: what is wrong and what to do, as one sentence without the file's name.
        line: the line, counted from 1; None where there is no particular one.
    """

    def __init__(self, problem: str, line: int | None = None, code: FileCode = "not_a_canvas") -> None:
        super().__init__(problem, code)
        self.args = (problem, line, code)
        self.problem = problem
        self.line = line

    def sentence(self, name: str) -> str:
        """The whole sentence, with the name of the file and the line."""
        where = f"{name}, line {self.line}" if self.line else name
        return f"{where}: {self.problem}"


def load(text: str) -> dict[str, Any]:
    """Parse a TOML text.

    Raises:
        FileError: where it is not TOML, or exceeds the limits.
    """
    _reject_expensive_text(text)
    plain = plain_document(text)
    return _parse(text) if plain is None else plain


def _parse(text: str) -> dict[str, Any]:
    import tomllib  # noqa: PLC0415 - most canvases are plain

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _explained(text, str(error)) from None
    except RecursionError:
        raise FileError(TOO_DEEP, code="too_complex") from None
    except ValueError:  # more digits than Python turns into a number
        raise FileError(TOO_LONG, _line_where(_LONG_NUMBER, text), "too_complex") from None


def _explained(text: str, message: str) -> FileError:
    """The error for a text that is not TOML, in words for those who wrote it by hand."""
    from canvas.files.toml_diagnosis import diagnose  # noqa: PLC0415 - hardly ever

    at = re.search(_ERROR_LINE, message)
    last = text.count("\n") + (not text.endswith("\n"))
    found = diagnose(text, int(at[1]) if at else max(last, 1))
    return FileError(found.problem, found.line, "not_toml")


def _reject_expensive_text(text: str) -> None:
    if len(text) > _CHEAP_LENGTH:
        if sum(text.count(char) * cost for char, cost in _COSTS.items()) > _MAX_COST:
            raise FileError(_TOO_MANY_PARTS, code="too_complex")
        if line := _line_where(_HUGE_NUMBER, text):
            raise FileError(TOO_LONG, line, "too_complex")
    within_line = ("\n" not in between for between in text.split(".")[1:-1])
    if _has_run(within_line, _MAX_KEY_PARTS - 1):  # a paragraph may have as many full stops
        from canvas.files.toml_scanner import long_key  # noqa: PLC0415 - hardly ever

        at = long_key(text, _MAX_KEY_PARTS)
        if at is not None:
            raise FileError(TOO_DEEP, text.count("\n", 0, at) + 1, "too_complex")


def _has_run(values: Iterable[bool], length: int) -> bool:
    """Whether so many of the values in a row are true."""
    return any(is_true and sum(1 for _ in run) >= length for is_true, run in groupby(values))


def _line_where(pattern: str, text: str) -> int | None:
    found = re.search(pattern, text)
    return text.count("\n", 0, found.start()) + 1 if found else None


def plain_document(text: str) -> dict[str, Any] | None:  # noqa: C901, PLR0912 - its time is measured
    """Read a plain text as `tomllib` reads it, in a third of its time; None where only that can tell.

    Plain is what the program writes, and most of what people write: headers, comments, values of one line,
    and lists of one text a line.
    """
    document: dict[str, Any] = {}
    table = document
    names: set[str] = set()
    entries: list[str] | None = None
    is_ended = False
    for name, key, plain, other, rest in _LINES.findall(text.replace("\r\n", "\n")):
        if entries is not None:
            if rest == "]":
                entries = None
                continue
            entry = re.fullmatch(_ENTRY, rest)
            if not entry or is_ended:
                return None
            entries.append(entry[1])
            is_ended = not rest.endswith(",")
        elif key:
            if key in table:
                return None
            if not other:
                table[key] = plain
            elif other == "[":
                table[key] = entries = []
                is_ended = False
            elif (value := _value(key, other)) is not None:
                table[key] = value
            else:
                return None
        elif name:
            table = {}
            if name in names:
                document[name].append(table)
            elif name in document:
                return None
            else:
                document[name] = [table]
                names.add(name)
        elif rest:
            header = re.fullmatch(_TABLE, rest)
            if not header or header[1] in document:
                return None
            document[header[1]] = table = {}
    return document if entries is None else None


def _value(key: str, written: str) -> Any:  # noqa: ANN401 - whatever TOML holds
    """A value that is written on one line; None where it is not TOML, or goes on below."""
    if _COUNT.fullmatch(written):
        return int(written)
    if written[0] == '"' and (escaped := re.fullmatch(_ESCAPED, written)):
        return re.sub(r"\\(.)", lambda found: _ESCAPES[found[1]], escaped[1])
    try:
        if _DAY.fullmatch(written):
            return date.fromisoformat(written)
        import tomllib  # noqa: PLC0415 - for what the program never writes

        return tomllib.loads(f"{key} = {written}")[key]
    except (ValueError, RecursionError):
        return None
