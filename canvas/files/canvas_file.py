"""A canvas together with the file it came from."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import Literal, NamedTuple

from canvas.files import atomic_file
from canvas.files.canvas_toml import FORMAT, NEWER, FileError, canonical, parse
from canvas.files.disk_errors import DiskCode
from canvas.files.round_trip import represents
from canvas.files.toml_limits import FileCode
from canvas.model.canvas import Canvas
from canvas.model.errors import CodedError
from canvas.model.sanitize import visible_line

SUFFIX = ".canvas.toml"
_BOM = "\ufeff"
_TOO_LARGE = "it would be too large to be opened again; take something out, or make two canvases of it."
_MARKED = "git's conflict marks: they were taken for two versions and merged; a save takes them away."


DocumentCode = DiskCode | FileCode | Literal["not_utf8", "no_path", "not_writable"]


class DocumentError(CodedError[DocumentCode]):
    """A canvas that cannot be opened or saved; its text is one sentence, with the file's name and line."""

    def __init__(self, sentence: str, code: DocumentCode = "failed") -> None:
        super().__init__(sentence, code)


class ChangedOnDiskError(DocumentError):
    """The file is not what was opened or expected; nothing was written."""


class UncertainError(DocumentError):
    """The disk failed at the very moment of the save: the old or the new one stands, in full."""


class Document(NamedTuple):
    """A canvas as a file holds it.

    Attributes:
        canvas: what the file says.
        path: the file, as the user named it; None while it has none.
        data: the file's bytes; None while there is no file.
        merged_text: the text after a merge of git's conflict markers in the file; None where it holds none.
        notices: sentences about what was kept as it stands but cannot be shown.
        repaired: the ids that items have here instead of one that was taken.
        newer: whether the file is of a newer format, so that it must not be written.
        marked: whether the file holds git's conflict marks: the canvas and the text are what it is after a
            merge of the versions in it, which a save writes.
    """

    canvas: Canvas
    path: str | None = None
    data: bytes | None = None
    merged_text: str | None = None
    notices: tuple[str, ...] = ()
    repaired: frozenset[str] = frozenset()
    newer: bool = False
    marked: bool = False

    @property
    def text(self) -> str:
        """The file's text, without a byte order mark; decoded on demand to save memory."""
        if self.merged_text is not None:
            return self.merged_text
        return (self.data or b"").decode("utf-8").removeprefix(_BOM)


class Saved(NamedTuple):
    """What a save came to.

    Attributes:
        document: the canvas and its file as they are now.
        wrote: whether anything was written; nothing is where nothing changed.
        warnings: sentences about what the user should know.
    """

    document: Document
    wrote: bool
    warnings: tuple[str, ...] = ()


def open_document(path: str) -> Document:
    """The canvas in a file. Opening never writes.

    Raises:
        DocumentError: where the file cannot be read or is no canvas.
    """
    if not path:
        raise DocumentError("the file's name is empty.", "bad_name")
    try:
        data = atomic_file.read(path)
    except atomic_file.DiskError as error:
        raise DocumentError(f"{visible_line(path)}: {error}", error.code) from None
    return from_bytes(data, path, origin=path)._replace(path=path)


def from_bytes(data: bytes, name: str, *, origin: str | None = None) -> Document:
    """The canvas in the bytes of a file.

    Args:
        data: the bytes.
        name: what messages call the file.
        origin: where the file is: should there be git's conflict marks in it, git knows more of it.

    Raises:
        DocumentError: where they are no canvas.
    """
    name = visible_line(name)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise DocumentError(f"{name}, line {line}: this is not UTF-8 text.", "not_utf8") from None
    text = text.removeprefix(_BOM)
    marked = False
    try:
        parsed = parse(text)
        if "<<<<<<<" in text:  # in a text of several lines git's marks are TOML
            from canvas.files.conflict_markers import unmarked  # noqa: PLC0415 - hardly ever

            with suppress(FileError):
                if without := unmarked(text, origin):
                    text, parsed, marked = without, parse(without), True
    except FileError as error:
        from canvas.files.conflict_markers import unmarked  # noqa: PLC0415 - hardly ever

        try:
            text = unmarked(text, origin) or ""
        except FileError as worse:
            raise DocumentError(worse.sentence(name), worse.code) from None
        if not text:
            raise DocumentError(error.sentence(name), error.code) from None
        parsed, marked = parse(text), True
    told = (_MARKED, *parsed.notices) if marked else parsed.notices
    notices = tuple(f"{name}, {notice}" for notice in told)
    newer = parsed.format > FORMAT
    merged = text if marked else None
    return Document(parsed.canvas, None, data, merged, notices, parsed.repaired, newer, marked)


def newer_sentence(document: Document, name: str) -> str:
    """What to say of a file called ``name`` that is in a newer format than this program knows."""
    from canvas.files.toml_scanner import line_of  # noqa: PLC0415 - hardly ever

    return FileError(NEWER, line_of(document.text, (), 0, "format")).sentence(visible_line(name))


def save(document: Document, canvas: Canvas) -> Saved:
    """Write a canvas to the file it came from; what was not edited stays byte for byte.

    Args:
        document: the canvas as opened or last saved; it must have a path.
        canvas: the canvas as it is now.

    Raises:
        ChangedOnDiskError: where the file is no longer what was opened.
        UncertainError: where the disk does not tell whether the old or the new file stands.
        DocumentError: where it cannot be written; the file then stands as it was.
    """
    if document.path is None:
        raise DocumentError("This canvas has no file yet: save it under a name first.", "no_path")
    if document.newer:
        raise DocumentError(newer_sentence(document, document.path), "newer")
    if document.data is not None and canvas == document.canvas and not document.marked:
        return Saved(document, wrote=False)
    text = _rewritten(document, canvas)
    if text is not None:
        return _write(document, canvas, text, document.path, document.data)
    text = _checked(canvas)
    if document.data is None:
        return _write(document, canvas, text, document.path, None)
    told = "The file had to be written anew; the old one is kept as"
    return _write_beside(document, canvas, text, document.path, document.data, told=told)


def save_as(document: Document, canvas: Canvas, path: str, *, over: bool = False) -> Saved:
    """Write a canvas to another file, comments and all. What somebody else wrote there is kept beside it.

    Args:
        document: the canvas as opened or last saved.
        canvas: the canvas as it is now.
        path: the new file.
        over: whether a file that is there may be replaced.

    Raises:
        ChangedOnDiskError: where there is a file already and ``over`` does not hold.
        DocumentError: where it cannot be written.
    """
    if document.newer:
        raise DocumentError(newer_sentence(document, document.path or path), "newer")
    expected = None
    if over:
        try:
            expected = atomic_file.read(path)
        except atomic_file.DiskError as error:
            if os.path.lexists(path):
                raise DocumentError(f"{visible_line(path)}: {error}", error.code) from None
    text = _rewritten(document, canvas) or _checked(canvas)
    if expected is None or expected == document.data:
        return _write(document, canvas, text, path, expected)
    return _write_beside(document, canvas, text, path, expected, told="What was there is kept as")


def _rewritten(document: Document, canvas: Canvas) -> str | None:
    """The file's text changed where the canvas was; None where that would not say the same."""
    from canvas.files.rewrite import rewrite  # noqa: PLC0415 - a reader never needs it
    from canvas.files.toml_scanner import ScanError  # noqa: PLC0415

    if document.data is None:
        return None
    try:
        text = rewrite(document.text, document.canvas, canvas, document.repaired)
    except ScanError:
        return None
    return text if represents(text, canvas) else None


def _checked(canvas: Canvas) -> str:
    text = canonical(canvas)
    if not represents(text, canvas):
        raise DocumentError(
            "This canvas holds something that no file can hold; nothing was written.", "not_writable"
        )
    return text


def _write(document: Document, canvas: Canvas, text: str, path: str, expected: bytes | None) -> Saved:
    bom = _BOM if document.data is not None and document.data.startswith(_BOM.encode()) else ""
    try:
        data = (bom + text).encode("utf-8")
        if len(data) > atomic_file.LARGEST:
            raise DocumentError(f"{visible_line(path)}: {_TOO_LARGE}", "too_large")
        written = atomic_file.replace(path, data, expected)
    except UnicodeEncodeError:
        raise DocumentError(
            "This canvas holds half a character, which no file can hold.", "not_writable"
        ) from None
    except atomic_file.ChangedError as error:
        raise ChangedOnDiskError(f"{visible_line(path)}: {error}", error.code) from None
    except atomic_file.UncertainError as error:
        raise UncertainError(f"{visible_line(path)}: {error}", error.code) from None
    except atomic_file.DiskError as error:
        raise DocumentError(f"{visible_line(path)}: {error}", error.code) from None
    saved = Document(canvas, path, data, notices=document.notices)
    return Saved(saved, wrote=True, warnings=written.warnings)


def _write_beside(
    document: Document, canvas: Canvas, text: str, path: str, was: bytes, *, told: str
) -> Saved:
    """Like `_write`, with what the file held kept beside it, and its name told."""
    backup = _back_up(path, was)
    try:
        saved = _write(document, canvas, text, path, was)
    except UncertainError:
        raise
    except DocumentError:
        atomic_file.remove(backup)  # the old file stands as it was: no need for a second
        raise
    sentence = f"{told} {visible_line(os.path.basename(backup))}."
    return saved._replace(warnings=(*saved.warnings, sentence))


def _back_up(path: str, data: bytes) -> str:
    """Keep bytes beside a file under a name that is free; who may not read the file may not read them."""
    number = 0
    try:
        mode = os.stat(path).st_mode & 0o666
    except OSError:
        mode = 0o600  # nobody can tell who might
    while True:
        backup = f"{path}.bak" if not number else f"{path}.{number}.bak"
        try:
            atomic_file.replace(backup, data, None, mode=mode)
        except atomic_file.ChangedError:
            number += 1
        except atomic_file.DiskError as error:
            raise DocumentError(f"{visible_line(backup)}: {error}", error.code) from None
        else:
            return backup
