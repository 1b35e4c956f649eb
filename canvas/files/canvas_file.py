"""A canvas together with the file it came from: opening, saving, saving under another name."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import Literal, NamedTuple

from canvas.files import atomic_file
from canvas.files.canvas_toml import FORMAT, NEWER, FileError, canonical, parse
from canvas.files.disk_errors import DiskCode, DiskError
from canvas.files.toml_limits import FileCode
from canvas.model.canvas import Canvas
from canvas.model.errors import CodedError
from canvas.model.sanitize import quote, visible_line

SUFFIX = ".canvas.toml"
_BOM = "\ufeff"
_TOO_LARGE = "it would be too large to be opened again; take something out, or make two canvases of it."
_MERGED_NOTICE = "git's conflict marks: they were taken for two versions and merged; a save takes them away."


DocumentCode = DiskCode | FileCode | Literal["no_path", "not_writable", "unrelated"]


class DocumentError(CodedError[DocumentCode]):
    """A canvas that cannot be opened or saved; its text is one sentence, with the file's name and line."""

    def __init__(self, sentence: str, code: DocumentCode = "failed") -> None:
        super().__init__(sentence, code)


class ChangedOnDiskError(DocumentError):
    """The file is not what was opened; nothing was written."""


class UncertainError(DocumentError):
    """The disk failed during the rename: the file has the old or the new content."""


Versions = tuple[tuple[str, str], ...]
"""Texts of joined copies with comments of their own, each after the text that it came from."""


class Document(NamedTuple):
    """A canvas as its file has it; immutable.

    Attributes:
        canvas: the content of the file.
        path: the file, as the user named it; None where the canvas has none yet.
        data: the file's bytes; None where there is no file yet.
        merged_text: the merge of the versions in a file with conflict markers; None where it has none.
        notices: sentences about what is preserved but cannot be shown.
        repaired: the new ids of items whose id in the file is a duplicate.
        newer: whether the file is of a newer format, so that it must not be written.
        marked: whether the file holds conflict markers, which a save removes.
        versions: joined versions whose comments a save adds, each after the text that it came from.
    """

    canvas: Canvas
    path: str | None = None
    data: bytes | None = None
    merged_text: str | None = None
    notices: tuple[str, ...] = ()
    repaired: frozenset[str] = frozenset()
    newer: bool = False
    marked: bool = False
    versions: Versions = ()

    @property
    def text(self) -> str:
        """The file's text, without a byte order mark; decoded on demand to save memory."""
        if self.merged_text is not None:
            return self.merged_text
        return (self.data or b"").decode("utf-8").removeprefix(_BOM)


class Saved(NamedTuple):
    """The result of a save.

    Attributes:
        document: the canvas and its file as they are now.
        wrote: whether anything had changed, so that the file was written.
        warnings: sentences for the user.
    """

    document: Document
    wrote: bool
    warnings: tuple[str, ...] = ()


def open_document(path: str) -> Document:
    """Open a canvas file without writing; `DocumentError` where it cannot be read or is not a canvas."""
    if not path:
        raise DocumentError("the file's name is empty.", "bad_name")
    try:
        data = atomic_file.read(path)
    except atomic_file.DiskError as error:
        raise _document_error(path, error) from None
    return from_bytes(data, path, origin=path)._replace(path=path)


def _document_error(path: str, error: DiskError) -> DocumentError:
    """The error of a file with its name; callers tell a changed and an uncertain file apart by its class."""
    made = {atomic_file.ChangedError: ChangedOnDiskError, atomic_file.UncertainError: UncertainError}
    return made.get(type(error), DocumentError)(f"{visible_line(path)}: {error}", error.code)


def from_bytes(data: bytes, name: str, *, origin: str | None = None) -> Document:
    """Parse the bytes of a canvas file; `DocumentError` where they are not a canvas.

    Args:
        data: the bytes.
        name: what messages call the file.
        origin: the path of the file, to ask git for the base of conflict markers in it.
    """
    name = visible_line(name)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        from canvas.files.wrong_files import encoding_error  # noqa: PLC0415 - hardly ever

        wrong = encoding_error(data, error.start, name)
        raise DocumentError(wrong.sentence(name), wrong.code) from None
    text = text.removeprefix(_BOM)
    marked = False
    try:
        parsed = parse(text)
        if "<<<<<<<" in text:  # in a multi-line string the markers are valid TOML
            from canvas.files.conflict_markers import merge_marked_text  # noqa: PLC0415 - hardly ever

            with suppress(FileError):
                if without := merge_marked_text(text, origin, in_string=True):
                    text, parsed, marked = without, parse(without), True
    except FileError as error:
        from canvas.files.conflict_markers import merge_marked_text  # noqa: PLC0415 - hardly ever

        try:
            text = merge_marked_text(text, origin) or ""
        except FileError as worse:
            raise DocumentError(worse.sentence(name), worse.code) from None
        if not text:
            from canvas.files.wrong_files import other_format  # noqa: PLC0415 - hardly ever

            error = other_format(name, origin, data) or error
            raise DocumentError(error.sentence(name), error.code) from None
        parsed, marked = parse(text), True
    told = (_MERGED_NOTICE, *parsed.notices) if marked else parsed.notices
    notices = tuple(f"{name}, {notice}" for notice in told)
    newer = parsed.format > FORMAT
    merged = text if marked else None
    return Document(parsed.canvas, None, data, merged, notices, parsed.repaired, newer, marked)


def newer_sentence(document: Document, name: str) -> str:
    """The sentence about a file that is in a newer format than this program knows."""
    from canvas.files.toml_lines import line_of  # noqa: PLC0415 - hardly ever

    return FileError(NEWER, line_of(document.text, (), 0, "format")).sentence(visible_line(name))


def save(document: Document, canvas: Canvas) -> Saved:
    """Write a canvas to the file of a document; what was not edited stays byte for byte.

    Raises:
        ChangedOnDiskError: where the file is no longer what was opened.
        UncertainError: where the disk does not report whether the rename happened.
        DocumentError: where it cannot be written; the file is then unchanged.
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
            expected = atomic_file.read(path)
        except atomic_file.DiskError as error:
            if os.path.lexists(path):
                raise _document_error(path, error) from None
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
    from canvas.files.rewrite import rewrite  # noqa: PLC0415 - a reader never needs it
    from canvas.files.round_trip import represents  # noqa: PLC0415
    from canvas.files.toml_scanner import ScanError  # noqa: PLC0415

    if document.data is None:
        return None
    try:
        text = rewrite(document.text, document.canvas, canvas, document.repaired)
    except ScanError:
        return None
    return _with_joined_comments(document, text) if represents(text, canvas) else None


def _with_joined_comments(document: Document, text: str) -> str:
    if not document.versions:
        return text
    from canvas.files.text_merge import with_comments_of  # noqa: PLC0415 - after a join alone

    for base, version in document.versions:
        with suppress(FileError):
            text = with_comments_of(base, text, version)
    return text


def _canonical_text(document: Document, canvas: Canvas) -> str:
    """Write the whole text anew, with the comments of the file, and verify it."""
    from canvas.files.round_trip import represents  # noqa: PLC0415 - a reader never needs it

    text = canonical(canvas)
    if not represents(text, canvas):
        raise DocumentError(
            "This canvas holds something that no file can hold; nothing was written.", "not_writable"
        )
    if document.data is None:
        return text
    from canvas.files.text_merge import canonical_with_comments  # noqa: PLC0415 - hardly ever

    commented = canonical_with_comments(document.text, document.canvas, canvas)
    return _with_joined_comments(document, commented if represents(commented, canvas) else text)


def _write(document: Document, canvas: Canvas, text: str, path: str, expected: bytes | None) -> Saved:
    bom = _BOM if document.data is not None and document.data.startswith(_BOM.encode()) else ""
    try:
        data = (bom + text).encode("utf-8")
        if len(data) > atomic_file.MAX_FILE_BYTES:
            raise DocumentError(f"{visible_line(path)}: {_TOO_LARGE}", "too_large")
        written = atomic_file.replace(path, data, expected)
    except UnicodeEncodeError:
        raise DocumentError(
            "This canvas holds half a character, which no file can hold.", "not_writable"
        ) from None
    except atomic_file.DiskError as error:
        raise _document_error(path, error) from None
    saved = Document(canvas, path, data, notices=document.notices)
    return Saved(saved, wrote=True, warnings=written.warnings)


def _write_with_backup(
    document: Document, canvas: Canvas, text: str, path: str, was: bytes, *, told: str
) -> Saved:
    """Like `_write`, after a backup of what the file held; a warning names the backup."""
    backup = _write_backup(path, was)
    try:
        saved = _write(document, canvas, text, path, was)
    except UncertainError:
        raise
    except DocumentError:
        atomic_file.remove(backup)  # the file is unchanged
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
        except atomic_file.ChangedError:
            number += 1
        except atomic_file.DiskError as error:
            raise _document_error(backup, error) from None
        else:
            return backup
