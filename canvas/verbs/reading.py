"""Read the canvas that a verb is given, and report errors on standard error."""

from __future__ import annotations

import os
import re
import sys
from typing import TYPE_CHECKING

from canvas.exit_codes import WRONG
from canvas.files import file_reading
from canvas.files.canvas_file import Document, DocumentError, from_bytes, newer_sentence, open_document
from canvas.files.user_folders import config_file
from canvas.model.sanitize import visible, visible_line
from canvas.model.types import NO_LABELS

if TYPE_CHECKING:
    from typing import BinaryIO

    from canvas.files.settings import Settings
    from canvas.model.types import Labels

_STANDARD_INPUT = "standard input"
_LONG_WORD = r"(\S{150})\S{100,}(\S{150})"  # such as a name that is no file's, which would fill the screen


def complain(*sentences: object) -> int:
    """Print errors on standard error, a line each, and return the exit code of wrong use."""
    for sentence in sentences:
        told = re.sub(_LONG_WORD, r"\1…\2", visible(str(sentence)))
        sys.stderr.write(f"canvas: {told}\n")
    return WRONG


def tell_written(path: str, audience: str = "") -> None:
    """Say where a file is, to a person at a terminal; `-` is standard output."""
    if path != "-" and sys.stderr.isatty() and os.path.isfile(path):
        sys.stderr.write(f"Wrote {visible_line(path)}{f', for {audience}' if audience else ''}.\n")


def has_screen() -> bool:
    """Whether a person sits at a terminal on which the board can be drawn."""
    return sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def input_name(file: str) -> str:
    """What an error calls the file of an argument."""
    return _STANDARD_INPUT if file == "-" else visible_line(file)


def read_canvas(name: str) -> Document:
    """Read a canvas from a file, or standard input for ``-``, and print its notices.

    Raises:
        DocumentError: where it cannot be read, is no canvas, or is of a newer format.
    """
    document = open_canvas(name)
    complain(*document.notices)
    return document


def open_canvas(name: str) -> Document:
    """Like `read_canvas`, without printing the notices."""
    if name == "-":
        return readable(from_bytes(read_standard_input(), _STANDARD_INPUT), _STANDARD_INPUT)
    return readable(open_document(name), name)


def readable(document: Document, name: str) -> Document:
    """The document, unless it is of a newer format.

    Raises:
        DocumentError: where it is.
    """
    if document.newer:
        raise DocumentError(newer_sentence(document, name), "newer")
    return document


def read_labels() -> Labels:
    """The user's own labels for documents; a label that cannot be used is told on standard error."""
    if not os.path.lexists(config_file("settings.toml")):
        return NO_LABELS
    from canvas.files.settings import load_settings  # noqa: PLC0415 - most people set nothing

    settings = load_settings()
    if not settings.lines:  # nothing of the file could be read
        complain(*settings.problems)
    return labels_of(settings)


def labels_of(settings: Settings) -> Labels:
    """The labels of settings; those that cannot be used are told on standard error."""
    if not settings.labels:
        return NO_LABELS
    from canvas.exports.labels import own_labels  # noqa: PLC0415 - likewise

    labels, problems = own_labels(settings)
    complain(*problems)
    return labels


def read_standard_input() -> bytes:
    """Read standard input, up to the maximum size of a canvas.

    Raises:
        DocumentError: where it cannot be read, or is too large.
    """
    stream: BinaryIO = sys.stdin.buffer
    try:
        data = stream.read(file_reading.MAX_FILE_BYTES + 1)
    except OSError as error:
        raise DocumentError(f"{_STANDARD_INPUT}: it could not be read ({error.strerror or error}).") from None
    if len(data) > file_reading.MAX_FILE_BYTES:
        raise DocumentError(f"{_STANDARD_INPUT}: it is far too large to be a canvas.", "too_large")
    return data
