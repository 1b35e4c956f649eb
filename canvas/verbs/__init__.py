"""The verbs of the command line, one a file.

Each has ``EXAMPLE`` (the end of its help), ``add_arguments(parser)``, and ``run``, which takes these by name
(a file that is all there is, by place) and gives the exit code; its docstring is the beginning of its help.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from canvas.exit_codes import WRONG
from canvas.files import atomic_file
from canvas.files.canvas_file import Document, DocumentError, from_bytes, newer_sentence, open_document
from canvas.model.sanitize import visible

if TYPE_CHECKING:
    from typing import BinaryIO

_GIVEN = "standard input"


def complain(sentence: object) -> int:
    """Say what went wrong on standard error; the exit code for that."""
    sys.stderr.write(f"canvas: {visible(str(sentence))}\n")
    return WRONG


def read_canvas(name: str) -> Document:
    """The canvas in a file, or on standard input where the name is ``-``. What is odd in it is told.

    Raises:
        DocumentError: where it cannot be read, is no canvas, or is of a newer format.
    """
    document = canvas_in(name)
    for notice in document.notices:
        sys.stderr.write(f"canvas: {visible(notice)}\n")
    return document


def canvas_in(name: str) -> Document:
    """Like `read_canvas`, without telling anybody what is odd.

    Raises:
        DocumentError: likewise.
    """
    document = from_bytes(given_bytes(), _GIVEN) if name == "-" else open_document(name)
    if document.newer:
        raise DocumentError(newer_sentence(document, document.path or _GIVEN), "newer")
    return document


def given_bytes() -> bytes:
    """What standard input gives, as much of it as a canvas may be.

    Raises:
        DocumentError: where it cannot be read, or is too large.
    """
    stream: BinaryIO = sys.stdin.buffer
    try:
        data = stream.read(atomic_file.LARGEST + 1)
    except OSError as error:
        raise DocumentError(f"{_GIVEN}: it could not be read ({error.strerror or error}).") from None
    if len(data) > atomic_file.LARGEST:
        raise DocumentError(f"{_GIVEN}: it is far too large to be a canvas.", "too_large")
    return data
