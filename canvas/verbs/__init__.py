"""The verbs of the command line, one a file.

Each has ``EXAMPLE`` (the end of its help), ``add_arguments(parser)``, and ``run``, which takes these by name
(a file that is all there is, by place) and gives the exit code; its docstring is the beginning of its help.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from canvas.files.document import Document, DocumentError, from_bytes, newer_sentence, open_document
from canvas.model.text import visible

if TYPE_CHECKING:
    from typing import BinaryIO

DONE, DIFFERENT, WRONG = 0, 1, 2
"""The exit codes: done; findings, differences or conflicts; wrong use or a file that cannot be read."""


def complain(sentence: object) -> int:
    """Say what went wrong on standard error; the exit code for that."""
    sys.stderr.write(f"canvas: {visible(str(sentence))}\n")
    return WRONG


def read_canvas(name: str) -> Document:
    """The canvas in a file, or on standard input where the name is ``-``. What is odd in it is told.

    Raises:
        DocumentError: where it cannot be read, is no canvas, or is of a newer format.
    """
    if name == "-":
        stream: BinaryIO = sys.stdin.buffer
        document = from_bytes(stream.read(), "standard input")
    else:
        document = open_document(name)
    if document.newer:
        raise DocumentError(newer_sentence(name))
    for notice in document.notices:
        sys.stderr.write(f"canvas: {visible(notice)}\n")
    return document
