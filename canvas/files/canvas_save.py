"""Saving a canvas to its file, or under another name; what was not edited stays byte for byte."""

from __future__ import annotations

import os
from contextlib import suppress

from canvas.files import atomic_file, file_reading
from canvas.files.canonical_toml import canonical
from canvas.files.canvas_file import BOM, Document, DocumentError, Saved, document_error, newer_sentence
from canvas.files.canvas_toml import FileError
from canvas.files.disk_errors import ChangedError, DiskError
from canvas.files.replace_file import remove
from canvas.files.rewrite import rewrite
from canvas.files.round_trip import represents
from canvas.files.toml_scanner import ScanError
from canvas.model.canvas import Canvas
from canvas.model.sanitize import quote, visible_line

_TOO_LARGE = "it would be too large to be opened again; take something out, or make two canvases of it."


def save(document: Document, canvas: Canvas) -> Saved:
    """Write a canvas to the file of a document; what was not edited stays byte for byte.

    Raises:
        ChangedOnDiskError: where the file is no longer what was opened.
        DocumentError: where it cannot be written; the file is unchanged, unless its code is ``uncertain``.
    """
    if document.path is None:
        raise DocumentError("This canvas has no file yet: save it under a name first.", "no_path")
    if document.newer:
        raise DocumentError(newer_sentence(document, document.path), "newer")
    is_same = document.data is not None and canvas == document.canvas and not document.marked
    if is_same and not document.versions:
        return Saved(document, wrote=False)
    text = _rewritten_text(document, canvas)
    if text is not None:
        if is_same and text == document.text:
            return Saved(document._replace(versions=()), wrote=False)
        return _write(document, canvas, text, document.path, document.data)
    text = _canonical_text(document, canvas)
    if document.data is None:
        return _write(document, canvas, text, document.path, None)
    told = "The file had to be written anew; the old one is kept as"
    return _write_with_backup(document, canvas, text, document.path, document.data, told=told)


def save_as(document: Document, canvas: Canvas, path: str, *, over: bool = False) -> Saved:
    """Write a canvas to another file, comments included; one that it may replace (``over``) gets a backup.

    Raises:
        ChangedOnDiskError: where the file exists and ``over`` is false.
        DocumentError: where it cannot be written.
    """
    if document.newer:
        raise DocumentError(newer_sentence(document, document.path or path), "newer")
    if os.path.isdir(path):
        raise DocumentError(f"{quote(path)} is a folder: add the file's name.", "not_a_file")
    expected = None
    if over:
        try:
            expected = file_reading.read(path)
        except DiskError as error:
            if os.path.lexists(path):
                raise document_error(path, error) from None
    text = text_of(document, canvas)
    if expected is None or expected == document.data:
        return _write(document, canvas, text, path, expected)
    return _write_with_backup(document, canvas, text, path, expected, told="What was there is kept as")


def text_of(document: Document, canvas: Canvas) -> str:
    """The text of a document with another canvas in it, comments included.

    Raises:
        DocumentError: where no file can hold it.
    """
    return _rewritten_text(document, canvas) or _canonical_text(document, canvas)


def _rewritten_text(document: Document, canvas: Canvas) -> str | None:
    """Rewrite the edited parts of the file's text; None where the result does not represent the canvas."""
    if document.data is None:
        return None
    try:
        text = rewrite(document.text, document.canvas, canvas, document.repaired)
    except ScanError:
        return None
    if not represents(text, canvas):
        return None
    return _with_comments(document, text) if document.versions else text


def _canonical_text(document: Document, canvas: Canvas) -> str:
    """Write the whole text anew, with the comments of the file, and verify it."""
    text = canonical(canvas)
    if not represents(text, canvas):
        raise DocumentError(
            "This canvas holds something that no file can hold; nothing was written.", "not_writable"
        )
    return text if document.data is None else _with_comments(document, text, canvas)


def _with_comments(document: Document, text: str, canvas: Canvas | None = None) -> str:
    """A text with the comments of joined versions, and with the file's where it is all a canvas anew."""
    from canvas.files.carried_comments import canonical_with_comments, with_comments_of  # noqa: PLC0415 - few saves want it, and it is large

    if canvas is not None:
        commented = canonical_with_comments(document.text, document.canvas, canvas)
        text = commented if represents(commented, canvas) else text
    for base, version in document.versions:
        with suppress(FileError):
            text = with_comments_of(base, text, version)
    return text


def _write(document: Document, canvas: Canvas, text: str, path: str, expected: bytes | None) -> Saved:
    bom = BOM if document.data is not None and document.data.startswith(BOM.encode()) else ""
    try:
        data = (bom + text).encode("utf-8")
        if len(data) > file_reading.MAX_FILE_BYTES:
            raise DocumentError(f"{visible_line(path)}: {_TOO_LARGE}", "too_large")
        written = atomic_file.replace(path, data, expected)
    except UnicodeEncodeError:
        raise DocumentError(
            "This canvas holds half a character, which no file can hold.", "not_writable"
        ) from None
    except DiskError as error:
        raise document_error(path, error) from None
    saved = Document(canvas, path, data, notices=document.notices)
    return Saved(saved, wrote=True, warnings=written.warnings)


def _write_with_backup(
    document: Document, canvas: Canvas, text: str, path: str, was: bytes, *, told: str
) -> Saved:
    """Like `_write`, after a backup of what the file held; a warning names the backup."""
    backup = _write_backup(path, was)
    try:
        saved = _write(document, canvas, text, path, was)
    except DocumentError as error:
        if error.code != "uncertain":
            remove(backup)  # the file is unchanged
        raise
    sentence = f"{told} {visible_line(os.path.basename(backup))}."
    return saved._replace(warnings=(*saved.warnings, sentence))


def _write_backup(path: str, data: bytes) -> str:
    """Write a backup beside a file, under an unused name and with no more rights."""
    number = 0
    try:
        mode = os.stat(path).st_mode & 0o666
    except OSError:
        mode = 0o600  # unknown who may read the file
    while True:
        backup = f"{path}.bak" if not number else f"{path}.{number}.bak"
        try:
            atomic_file.replace(backup, data, None, mode=mode)
        except ChangedError:
            number += 1
        except DiskError as error:
            raise document_error(backup, error) from None
        else:
            return backup
