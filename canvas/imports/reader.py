"""Read a file that partners sent back, in whatever format it is."""

from __future__ import annotations

import os
import re
from datetime import date
from typing import Final

from canvas.imports.agreement import read_agreement
from canvas.imports.blocks import ImportFileError, Source
from canvas.imports.delimited import read_delimited
from canvas.imports.found import Found
from canvas.imports.mail_copies import mail_copies
from canvas.imports.markdown import read_markdown
from canvas.imports.plain_text import read_plain_text
from canvas.imports.text_repair import is_markdown, unquoted
from canvas.model.sanitize import harmless
from canvas.model.schema import PANELS

_MARKDOWN: Final = (".md", ".markdown", ".mdown", ".mkd")
_TABLES: Final = (".csv", ".tsv")
_ZIP: Final = b"PK\x03\x04"
_SIGNATURES: Final = {
    b"%PDF": "it is a PDF",
    b"\xd0\xcf\x11\xe0": "it is an old Word or Excel file",
    b"\x89PNG": "it is a picture",
    b"{\\rtf": "it is rich text",
}
_OTHER_TEXTS: Final = {
    r"\s*<(?:!doctype|html|\?xml)\b": "it is a web page, which cannot be read here: "
    "open it in a word processor and save it as .docx first",
    r"(?:[a-z][\w-]*:[^\n]*\n(?:[ \t][^\n]*\n)*){0,200}?MIME-Version:": "it is a whole e-mail: "
    "save what is attached to it, or the text alone, first",
    rf"(?:[^\n]*\n){{1,12}}?[0-9]+ statements?\b[^\n]*\n\s*\n1\. {PANELS[0].title}\n": "it is the plain "
    "lines that are read aloud: what comes back is the summary as Markdown or Word, or the table",
}
"""What texts begin with that are no documents, or not meant to come back."""


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
    whole = harmless(decode(data))
    text = unquoted(whole)
    for pattern, what in _OTHER_TEXTS.items():
        if re.match(pattern, text, re.IGNORECASE):
            raise ImportFileError(f"{what}.", "format")
    copies = tuple(
        _read_text(each.text, name)._replace(
            alone=_read_text(each.alone, name), depth=each.depth, line=each.line
        )
        for each in mail_copies(whole)
    )
    return _read_text(text, name)._replace(copies=copies)


def _read_text(text: str, name: str) -> Source:
    suffix = os.path.splitext(name)[1].casefold()
    return read_markdown(text) if suffix in _MARKDOWN or is_markdown(text) else read_plain_text(text)


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
