"""Read a file that partners sent back, in whatever format it is."""

from __future__ import annotations

import os
from datetime import date
from typing import Final

from canvas.imports.agreement import read_agreement
from canvas.imports.blocks import ImportFileError, Source
from canvas.imports.delimited import read_delimited
from canvas.imports.found import Found
from canvas.imports.markdown import read_markdown
from canvas.imports.plain_text import read_plain_text

_MARKDOWN: Final = (".md", ".markdown", ".mdown", ".mkd")
_TABLES: Final = (".csv", ".tsv")
_ZIP: Final = b"PK\x03\x04"
_SIGNATURES: Final = {
    b"%PDF": "it is a PDF",
    b"\xd0\xcf\x11\xe0": "it is an old Word or Excel file",
    b"\x89PNG": "it is a picture",
    b"{\\rtf": "it is rich text",
}


def read_document(source: Source, today: date) -> Found:
    """What a document holds that was never a canvas.

    Raises:
        ImportFileError: where there is no statement in it.
    """
    found = read_agreement(source, today)
    if not found.statements:
        raise ImportFileError("there is no statement in it.", "empty")
    return found


def read_source(data: bytes, name: str) -> Source:
    """The parts of a document, whose format its name or its first bytes tell.

    Raises:
        ImportFileError: where it is not understood.
    """
    for signature, what in _SIGNATURES.items():
        if data.startswith(signature):
            raise ImportFileError(
                f"{what}, which cannot be read here: save it as .docx, Markdown or plain text first.",
                "format",
            )
    if data.startswith(_ZIP):
        from canvas.imports.word import read_word  # noqa: PLC0415 - needs zip and XML

        return read_word(data)
    text = decode(data)
    suffix = os.path.splitext(name)[1].casefold()
    return read_markdown(text) if suffix in _MARKDOWN else read_plain_text(text)


def read_table(data: bytes, name: str, today: date) -> Found | None:
    """What a table of statements holds; None for a file that is called like none.

    Raises:
        ImportFileError: where it is not understood.
    """
    if not name.casefold().endswith(_TABLES):
        return None
    return read_delimited(decode(data), today)


def decode(data: bytes) -> str:
    """The text of a file in UTF-8, UTF-16 with its mark, or else the Western code page 1252.

    Raises:
        ImportFileError: where it is no text.
    """
    try:
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            return data.decode("utf-16")
        if b"\0" in data:
            raise ImportFileError("it is no text.", "binary")
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
