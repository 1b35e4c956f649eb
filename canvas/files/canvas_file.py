"""A canvas together with the file it came from; `canvas.files.canvas_save` saves it."""

from __future__ import annotations

from contextlib import suppress
from typing import Literal

from canvas.files import file_reading
from canvas.files.canvas_toml import FORMAT, NEWER, FileError, parse
from canvas.files.disk_errors import ChangedError, DiskCode, DiskError, with_name
from canvas.files.toml_limits import FileCode
from canvas.model.canvas import Canvas
from canvas.model.errors import CodedError
from canvas.model.named_tuple import NamedTuple
from canvas.model.sanitize import visible_line

SUFFIX = ".canvas.toml"
BOM = "\ufeff"
_MERGED_NOTICE = "git's conflict marks: they were taken for two versions and merged; a save takes them away."


DocumentCode = DiskCode | FileCode | Literal["no_path", "not_writable", "unrelated"]


class DocumentError(CodedError[DocumentCode]):
    """A canvas that cannot be opened or saved; its text is one sentence, with the file's name and line."""

    def __init__(self, sentence: str, code: DocumentCode = "failed") -> None:
        super().__init__(sentence, code)


class ChangedOnDiskError(DocumentError):
    """The file is not what was opened; nothing was written."""


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
        return (self.data or b"").decode("utf-8").removeprefix(BOM)

    def as_copy(self) -> Document:
        """The same, detached from its file, to be saved under another name."""
        return self._replace(path=None, data=None, merged_text=None, notices=(), repaired=frozenset())


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
    try:
        data = file_reading.read(path)
    except DiskError as error:
        raise document_error(path, error) from None
    return from_bytes(data, path, origin=path)._replace(path=path)


def document_error(path: str, error: DiskError) -> DocumentError:
    """The error of a file with its name; callers tell a changed file by its class."""
    made = ChangedOnDiskError if isinstance(error, ChangedError) else DocumentError
    return made(with_name(path, error), error.code)


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
    text = text.removeprefix(BOM)
    marked = False
    try:
        parsed = parse(text)
        if "<<<<<<<" in text:  # in a multi-line string the markers are valid TOML
            from canvas.files.marked_merge import merge_marked_text  # noqa: PLC0415 - hardly ever

            with suppress(FileError):
                if without := merge_marked_text(text, origin, in_string=True):
                    text, parsed, marked = without, parse(without), True
    except FileError as error:
        from canvas.files.marked_merge import merge_marked_text  # noqa: PLC0415 - hardly ever

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
