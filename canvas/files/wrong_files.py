"""Errors for files that are no canvas at all: another encoding, or another format by their name."""

from __future__ import annotations

import os
import re

from canvas.files.toml_diagnosis import statement_at
from canvas.files.toml_limits import FileError

_SAVE_AS_UTF8 = "open it in the program that wrote it, and save it as UTF-8 there."
UTF16 = f"this is text in UTF-16, not in UTF-8: {_SAVE_AS_UTF8}"
_PASTE = "open a new canvas and paste its lines into a panel, where each becomes a statement."
_UTF16_NUL_SHARE = 4
"""A text in UTF-16 has a NUL byte in nearly every pair; one in so many bytes is enough."""

_FORMATS = {
    ("csv", "tsv"): f"this is a table of values, not a canvas: {_PASTE}",
    ("md", "markdown"): f"this is a text in Markdown, not a canvas: {_PASTE}",
    ("yml", "yaml"): f"this is a file in YAML, not a canvas: {_PASTE}",
    ("json",): f"this is a file in JSON, not a canvas: {_PASTE}",
    ("txt",): f"this is a plain text, not a canvas: {_PASTE}",
    ("html", "htm"): f"this is a web page, not a canvas: {_PASTE}",
    ("docx", "doc", "odt", "rtf", "pdf"): f"this is a document, not a canvas: {_PASTE}",
    ("xlsx", "xls", "ods"): f"this is a spreadsheet, not a canvas: {_PASTE}",
}
_BY_SUFFIX = {suffix: problem for suffixes, problem in _FORMATS.items() for suffix in suffixes}


def other_format(name: str, path: str | None, data: bytes = b"") -> FileError | None:
    """The error for a file of another format, by its name, or of another encoding; None where it is neither.

    Args:
        name: the name of the file.
        path: its path, beside which the canvas may be that it was written from; None where it has none.
        data: what it holds.
    """
    if is_utf16(data):
        return FileError(UTF16, 1, "not_utf8")
    found = re.search(r"\.([A-Za-z]+)$", name)
    problem = found and _BY_SUFFIX.get(found[1].lower())
    if not (found and problem):
        return None
    canvas = f"{(path or name)[: found.start() - len(name)]}.canvas.toml"
    if path and os.path.isfile(canvas):
        what = problem.partition(":")[0]
        problem = f"{what}: the canvas beside it is {os.path.basename(canvas)}."
    return FileError(problem)


def is_utf16(data: bytes) -> bool:
    """Whether data looks like text in UTF-16, with or without a byte order mark."""
    head = data[:1000]
    return data.startswith((b"\xff\xfe", b"\xfe\xff")) or head.count(0) * _UTF16_NUL_SHARE > len(head) > 0


def encoding_error(data: bytes, at: int, name: str) -> FileError:
    """The error for a file that is not UTF-8, with the statement and the encoding it most likely has.

    Args:
        data: what the file holds.
        at: the position of the first byte that is not UTF-8.
        name: the name of the file.
    """
    if wrong := other_format(name, None):
        return FileError(wrong.problem, code="not_utf8")
    if is_utf16(data):
        return FileError(UTF16, 1, "not_utf8")
    line = data.count(b"\n", 0, at) + 1
    where = statement_at(data.decode("cp1252", "replace"), line)
    problem = f"this is not UTF-8 text but another encoding, such as Windows-1252: {_SAVE_AS_UTF8}"
    return FileError(f"in {where}, {problem}" if where else problem, line, "not_utf8")
