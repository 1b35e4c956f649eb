"""Parsing of TOML: fast where a text is plain, and with limits.

`tomllib` decides what TOML means, and reads whatever is not plain. It takes minutes for a key of very many
parts, and seconds for millions of values: such a text is not a canvas, and is rejected before it is parsed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby
from typing import Any, Literal

from canvas.files.plain_toml import plain_document
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
