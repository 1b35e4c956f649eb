"""Sentences for a text that is not TOML: the line, the statement, the slip and its cure.

`tomllib` says what its grammar wanted. This module scans the text again with a lenient grammar and recognises
what people do by hand: a missing or curly quote, a backslash, a repeated key, git's conflict markers.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Final, NamedTuple

from canvas.files.toml_lines import LineLocator
from canvas.model.canvas import Canvas
from canvas.model.sanitize import quote, visible_line
from canvas.model.schema import BY_KEY, PANELS, REVIEW, STAGE

_BASIC = re.compile(r'"(?:[^"\\\x00-\x08\x0a-\x1f\x7f]|\\(?:[btnfr"\\]|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}))*+"')
_LITERAL = re.compile(r"'[^'\x00-\x08\x0a-\x1f\x7f]*+'")
_ANY_BASIC = re.compile(r'"(?:[^"\\\n]|\\[^\n])*+"')
_MULTILINE_BASIC = r'"""(?:[^"\\]|\\[\s\S]|"{1,2}(?!"))*+"{3,5}'
_MULTILINE_LITERAL = r"'''(?:[^']|'{1,2}(?!'))*+'{3,5}"
_MULTILINE = re.compile(f"{_MULTILINE_BASIC}|{_MULTILINE_LITERAL}")
_BAD_ESCAPE = re.compile(
    r'(?:[^\\]|\\(?:[btnfr"\\]|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[ \t\r]*\n))*+\\', re.DOTALL
)
_BARE = re.compile(
    r"(?:true|false|[+-]?(?:inf|nan|0x[\da-fA-F_]+|0o[0-7_]+|0b[01_]+|[\d_]+(?:\.[\d_]+)?(?:[eE][+-]?[\d_]+)?)"
    r"|\d{4}-\d\d-\d\d(?:[Tt ]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)?)?|\d\d:\d\d:\d\d(?:\.\d+)?)"
)
_KEY = r"(?:[A-Za-z0-9_-]+|\"[^\"\n]*\"|'[^'\n]*')"
_ASSIGNMENT = re.compile(rf"[ \t]*({_KEY}(?:[ \t]*\.[ \t]*{_KEY})*)[ \t]*=[ \t]*")
_HEADER = re.compile(
    rf"[ \t]*(\[\[?)[ \t]*({_KEY}(?:[ \t]*\.[ \t]*{_KEY})*)[ \t]*(\]{{0,2}})[ \t\r]*(?:#[^\n]*)?$"
)
_HEADER_START = re.compile(rf"[ \t]*\[\[[ \t]*{_KEY}[ \t]*\]\]")
_MARKER_LINE = re.compile(r"(<{7,}|\|{7,}|={7,}|>{7,})(?: .*)?\r?$", re.MULTILINE)
_REST = re.compile(r"[ \t\r]*(?:#[^\n]*)?(?:\n|\Z)")
_PLAIN = re.compile(r"[^\[\]{}\"'#\n“”„‟‘’«»]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\r(?!\n|\Z)")
_INVISIBLE = re.compile("[\ufeff\u200b-\u200f\u2060\xa0]")
_CURLY: Final = "“”„‟‘’«»"
_ALLOWED_MARKERS = {"": "<", "<": "|=", "|": "=", "=": ">"}
"""Which conflict markers may follow a conflict marker."""

_WANTED = {
    spec.key: spec.wanted
    for spec in (STAGE, REVIEW, *(field for panel in PANELS for field in panel.fields))
    if spec.type in ("date", "count", "list")
}
"""What stands after the keys whose value is not free text."""

_NO_END = "has no closing quote: put {quote} where its text ends."
_CURLY_QUOTES = 'has curly quotes around its text: type straight ones, such as {key} = "…".'
_BACKSLASH = (
    "has a backslash that stands for nothing: write two for each one (\\\\), "
    "or put the text in 'single' quotes."
)
_INNER_QUOTE = 'has a quote inside its text: write \\" for each one within.'
_NO_QUOTES = 'has a text without quotes: write {key} = "…".'
_NO_VALUE = 'has nothing after the equals sign: write {key} = "…", or delete the line.'
_NO_BRACKET = "has a list without an end: put {quote} after its last part."
_MORE = "has more than one value: put all of it in one pair of quotes, or the rest on a line of its own."


class Diagnosis(NamedTuple):
    """Why a text is not TOML.

    Attributes:
        problem: the slip and its cure, as one sentence without the file's name.
        line: the line, counted from 1.
    """

    problem: str
    line: int


class _SlipError(Exception):
    """A recognised slip, raised at its position in the text."""

    def __init__(self, at: int, problem: str) -> None:
        super().__init__(problem)
        self.at = at
        self.problem = problem


class _MarkerError(_SlipError):
    """A conflict marker that does not belong where it is."""


def diagnose(text: str, line: int) -> Diagnosis:
    """Explain why a text is not TOML.

    Args:
        text: a text that `tomllib` rejected.
        line: the line at which it gave up; what is found in a later one cannot be the reason.
    """
    scan = _Scan(text)
    try:
        scan.run()
    except _SlipError as slip:
        found = text.count("\n", 0, slip.at) + 1
        if found <= line or scan.has_markers:
            return Diagnosis(_located(text, found, slip.problem), found)
    problem = (
        'this line is not understood: each line is a name, an equals sign and a value, as in text = "…".'
    )
    return Diagnosis(_located(text, line, problem), line)


def _located(text: str, line: int, problem: str) -> str:
    name = statement_at(text, line)
    return f"in {name}, {problem}" if name else problem


def statement_at(text: str, line: int) -> str:
    """Name the statement that holds a line, for a sentence; empty where the line is in none.

    Args:
        text: the text, which need not be TOML.
        line: the line, counted from 1.
    """
    lines = text.split("\n")
    headers = [
        (at, found)
        for at, each in enumerate(lines)
        if "[" in each[:3] and (found := _HEADER.match(each.rstrip("\r")))
    ]
    above = [(at, found) for at, found in headers if at < line and "." not in found[2]]
    if not above or above[-1][1][1] != "[[":
        return ""
    begin, header = above[-1]
    end = next((at for at, found in headers if at > begin and "." not in found[2]), len(lines))
    block = lines[begin + 1 : end]
    same = sum(found[2] == header[2] for _, found in above)
    return statement_name(header[2].strip("\"'"), _raw(block, "text"), _raw(block, "id"), same)


def statement_name(panel: str, text: str, item_id: str, number: int) -> str:
    """Name a statement by its text; where it has none by its id, or by its number in the panel."""
    title = BY_KEY[panel].title if panel in BY_KEY else visible_line(panel)
    if text.strip():
        return f"the statement {quote(text)} of {title}"
    if item_id.strip():
        return f"the statement of {title} with the id {quote(item_id)}"
    return f"statement {number} of {title}"


def duplicate_ids(text: str, canvas: Canvas, repaired: Collection[str]) -> Iterator[str]:
    """Name the items whose id another item has, each with both lines, as sentences.

    Args:
        text: the text of the canvas.
        canvas: the canvas as parsed.
        repaired: the new ids of these items.
    """
    locator, lines = LineLocator(text), text.split("\n")
    for panel, items in canvas.panels.items():
        for position, item in enumerate(items):
            if item.id not in repaired:
                continue
            line = locator.line((panel,), position, "id")
            given = _raw([lines[line - 1]], "id") if line else ""
            first = re.search(rf"""(?m)^[ \t]*id[ \t]*=[ \t]*["']{re.escape(given)}["']""", text)
            where = f"line {line}: " if line else ""
            other = f", as another in line {text.count(chr(10), 0, first.start()) + 1}" if first else ""
            name = statement_name(panel, item.text, "", position + 1)
            yield f"{where}{name} has the id {quote(given)}{other}; the next save gives it one of its own."


def _raw(block: list[str], key: str) -> str:
    """The value of a key in some lines, without its quotes, however it is written."""
    for each in block:
        if found := re.match(rf"[ \t]*{key}[ \t]*[=:][ \t]*(.+)", each):
            value = found[1].strip()
            exact = _BASIC.match(value) or _LITERAL.match(value)
            return (exact[0] if exact else value).strip("\"'" + _CURLY)
    return ""


class _Scan:
    """Scans a text statement by statement, and raises at the first slip.

    Attributes:
        has_markers: whether conflict markers were met: `tomllib` gives up at the first, before what is wrong.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._tables: dict[str, int] = {}
        self._subtables: dict[str, int] = {}  # of the current array of tables
        self._keys: dict[str, int] = {}
        self._marker = ""
        self._marker_at = 0
        self.has_markers = False

    def run(self) -> None:
        """Scan all of it.

        Raises:
            _SlipError: at the first slip.
        """
        at = 0
        while at < len(self.text):
            end = self.text.find("\n", at)
            end = len(self.text) if end < 0 else end
            line = self.text[at:end]
            if marker := _MARKER_LINE.match(line):
                self._take_marker(at, marker[1])
            elif control := _CONTROL.search(line):
                code = ord(control[0])
                raise _SlipError(
                    at, f"a control character (U+{code:04X}) is in this line: type the line again."
                )
            elif line.lstrip(" \t").startswith("["):
                self._header(at, line)
            elif found := _ASSIGNMENT.match(self.text, at):
                at = self._assignment(at, found)
                continue
            elif not _REST.match(self.text, at):
                raise _SlipError(at, _not_understood(line))
            at = end + 1
        if self._marker:
            problem = f"git's conflict mark “<<<<<<<” has no “>>>>>>>” below it: {_CHOOSE}"
            raise _MarkerError(self._marker_at, problem)

    def _take_marker(self, at: int, marker: str) -> None:
        self.has_markers = True
        shown = f"git's conflict mark “{marker[:7]}”"
        if marker[0] not in _ALLOWED_MARKERS[self._marker]:
            if marker[0] == "<":
                raise _MarkerError(at, f"{shown} stands inside another conflict: {_CHOOSE}")
            raise _MarkerError(at, f"{shown} stands here without the others: {_CHOOSE}")
        if marker[0] == "<":
            self._marker_at = at
        self._marker = "" if marker[0] == ">" else marker[0]
        self._keys, self._tables, self._subtables = {}, {}, {}

    def _header(self, at: int, line: str) -> None:
        found = _HEADER.match(line.rstrip("\r"))
        if not found or len(found[1]) != len(found[3]):
            raise _SlipError(
                at, "the name of a panel stands in two pairs of square brackets, as in [[vision]]."
            )
        self._keys = {}
        if len(found[1]) > 1:
            self._subtables = {}
            return
        names = self._subtables if "." in found[2] else self._tables
        if found[2] in names:
            first = self._line(names[found[2]])
            problem = f"[{visible_line(found[2])}] is there twice, first in line {first}: delete one of them."
            raise _SlipError(at, problem)
        names[found[2]] = at

    def _line(self, at: int) -> int:
        return self.text.count("\n", 0, at) + 1

    def _assignment(self, at: int, found: re.Match[str]) -> int:
        """Check one key with its value; the start of the next line."""
        key = visible_line(found[1])
        if found[1] in self._keys:
            first = self._line(self._keys[found[1]])
            problem = (
                f"“{key}” is there twice, first in line {first}: keep one of the two lines, delete the other."
            )
            raise _SlipError(at, problem)
        self._keys[found[1]] = at
        try:
            return self._value(found.end())
        except _MarkerError:
            raise
        except _SlipError as slip:
            wanted = _WANTED.get(key)
            if slip.problem in (_NO_QUOTES, _NO_VALUE) and wanted:
                raise _SlipError(slip.at, f"“{key}” should be {wanted}.") from None
            raise _SlipError(slip.at, f"“{key}” {slip.problem.replace('{key}', key)}") from None

    def _value(self, at: int) -> int:
        first = self.text[at : at + 1]
        if first in ("[", "{"):
            end = self._brackets(at)
        elif first and first in "\"'" + _CURLY:
            end = self._string(at)
        else:
            rest = self.text[at : (self.text.find("\n", at) + 1 or len(self.text) + 1) - 1]
            value = rest.partition("#")[0].strip()
            if not _BARE.fullmatch(value):
                raise _SlipError(at, _NO_QUOTES if value else _NO_VALUE)
            end = at + len(rest.partition("#")[0])
        if rest_of_line := _REST.match(self.text, end):
            return rest_of_line.end()
        after = self.text[end:].partition("\n")[0]
        raise _SlipError(at, _INNER_QUOTE if '"' in after and first == '"' else _MORE)

    def _string(self, at: int) -> int:
        """The end of the string at a position."""
        text = self.text
        if text[at] in _CURLY:
            raise _SlipError(at, _CURLY_QUOTES)
        triple = text[at : at + 3]
        if triple in ('"""', "'''"):
            found = _MULTILINE.match(text, at)
            if not found:
                raise _SlipError(at, _NO_END.format(quote=triple))
            if triple == '"""' and (bad := _BAD_ESCAPE.match(found[0])):
                raise _SlipError(at + bad.end() - 1, _BACKSLASH)
            return found.end()
        if found := (_BASIC if text[at] == '"' else _LITERAL).match(text, at):
            return found.end()
        if text[at] == '"' and _ANY_BASIC.match(text, at):
            raise _SlipError(at, _BACKSLASH)
        line = text[at:].partition("\n")[0].rstrip(" \t\r,]}")
        if line.endswith('\\"'):
            raise _SlipError(at, _BACKSLASH)
        if line[-1] in _CURLY:
            raise _SlipError(at, _CURLY_QUOTES)
        raise _SlipError(at, _NO_END.format(quote=text[at]))

    def _brackets(self, start: int) -> int:
        """The end of the list or inline table at a position."""
        text, at, after_string = self.text, start, False
        open_: list[str] = []
        while at < len(text):
            char = text[at]
            if char == "\n" and self._is_new_statement(at + 1):
                break
            if char in "[{":
                open_.append("]" if char == "[" else "}")
            elif char in "]}":
                if char != open_.pop():
                    break
                if not open_:
                    return at + 1
            is_string = char in "\"'" + _CURLY
            at = self._string(at) if is_string else self._skipped(at, open_[-1], after_string=after_string)
            after_string = is_string
        raise _SlipError(start, _NO_BRACKET.format(quote="]" if text[start] == "[" else "}"))

    def _is_new_statement(self, at: int) -> bool:
        """Whether a line within brackets begins something else, so that a bracket is missing above it."""
        if marker := _MARKER_LINE.match(self.text, at):
            self._take_marker(at, marker[1])
        return bool(_ASSIGNMENT.match(self.text, at) or _HEADER_START.match(self.text, at))

    def _skipped(self, at: int, closing: str, *, after_string: bool) -> int:
        """The end of a comment, a bracket, a line end, or what else stands between the strings of a list."""
        text = self.text
        if text[at] == "#" or _MARKER_LINE.match(text, at):
            end = text.find("\n", at)
            return end if end >= 0 else len(text)
        plain = _PLAIN.match(text, at)
        if not plain:
            return at + 1
        parts = [part.strip() for part in plain[0].split(",")]
        if after_string and parts[0]:
            raise _SlipError(at, _INNER_QUOTE)
        if closing == "]" and any(part and not _BARE.fullmatch(part) for part in parts):
            raise _SlipError(at, 'has a list with a text without quotes: write ["…", "…"].')
        return plain.end()


_CHOOSE = "keep the lines you want, and delete the marks and the other lines."


def _not_understood(line: str) -> str:
    """Explain a line that is neither a header nor a key with its value."""
    if found := _INVISIBLE.search(line):
        code = ord(found[0])
        return f"an invisible character (U+{code:04X}) is in this line: delete it, or type the line again."
    if found := re.match(r"[ \t]*([A-Za-z0-9_-]+)[ \t]*:", line):
        return f'“{found[1]}” is followed by a colon: write {found[1]} = "…", with an equals sign.'
    if "=" in line:
        return "the name before the equals sign may only have the letters a to z, digits, - and _."
    return 'this line is not understood: each line is a name, an equals sign and a value, as in text = "…".'
