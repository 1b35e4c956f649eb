"""A text as TOML understands it, and the sentence where it does not.

`tomllib` takes its time over some texts: minutes over a key of very many parts, and a good while over
millions of values. Such a text is no canvas, and is refused before that.
"""

from __future__ import annotations

import re
import tomllib
from typing import Any, Literal

from canvas.model.errors import CodedError
from canvas.model.sanitize import visible_line

TOO_DEEP = "its lists and tables are nested too deeply to be a canvas."
"""What to say of what could be read, but not written again."""

TOO_LONG = "a number in it has far too many digits to be a canvas."
"""What to say of a number that Python does not turn into one, or back."""

_TOO_MANY = "it has far too many parts to be a canvas."
_SMALL = 1 << 18
_MOST = 2_000_000
_COSTS = {"=": 8, "{": 8, "[": 6, ".": 6, ",": 4, "\n": 2, "\\": 1, '"': 1, "'": 1}
"""What a character can cost, in about two millionths of a second: 20,000 full items cost `_MOST`."""

_LONGEST_KEY = 20
_ENDLESS = r"(?<![\d_])[\d_]{4300}"
_HOPELESS = r"(?<![\d_])[\d_]{100000}"
_AT_LINE = r"\s*\(at (?:line (\d+), column \d+|end of document)\)$"


FileCode = Literal["not_toml", "not_a_canvas", "newer", "too_complex"]


class FileError(CodedError[FileCode]):
    """A text that is no canvas.

    Attributes:
        problem: what is wrong and what to do, as one sentence without the file's name.
        line: where, counted from 1; None where it is nowhere in particular.
    """

    def __init__(self, problem: str, line: int | None = None, code: FileCode = "not_a_canvas") -> None:
        super().__init__(problem, code)
        self.args = (problem, line, code)
        self.problem = problem
        self.line = line

    def sentence(self, name: str) -> str:
        """The whole sentence, for a file called ``name``."""
        where = f"{name}, line {self.line}" if self.line else name
        return f"{where}: {self.problem}"


def load(text: str) -> dict[str, Any]:
    """What a TOML text holds.

    Raises:
        FileError: where it is not TOML, or more than any canvas is.
    """
    _refuse_what_takes_for_ever(text)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(_AT_LINE, str(error))
        problem = re.sub(_AT_LINE, "", str(error))
        last = text.count("\n") + (not text.endswith("\n"))
        at = (int(found[1]) if found[1] else max(last, 1)) if found else None
        problem = visible_line(problem)
        raise FileError(f"this is not TOML: {problem[:1].lower()}{problem[1:]}.", at, "not_toml") from None
    except RecursionError:
        raise FileError(TOO_DEEP, code="too_complex") from None
    except ValueError:  # more digits than Python turns into a number
        raise FileError(TOO_LONG, _line_where(_ENDLESS, text), "too_complex") from None


def _refuse_what_takes_for_ever(text: str) -> None:
    if len(text) > _SMALL:
        if sum(text.count(char) * cost for char, cost in _COSTS.items()) > _MOST:
            raise FileError(_TOO_MANY, code="too_complex")
        if line := _line_where(_HOPELESS, text):
            raise FileError(TOO_LONG, line, "too_complex")
    if text.count(".") > _LONGEST_KEY and any(
        line.count(".") >= _LONGEST_KEY for line in text.split("\n")
    ):  # a paragraph may have as many full stops
        from canvas.files.toml_scanner import long_key  # noqa: PLC0415 - hardly ever

        at = long_key(text, _LONGEST_KEY)
        if at is not None:
            raise FileError(TOO_DEEP, text.count("\n", 0, at) + 1, "too_complex")


def _line_where(pattern: str, text: str) -> int | None:
    found = re.search(pattern, text)
    return text.count("\n", 0, found.start()) + 1 if found else None
