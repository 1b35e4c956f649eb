"""The copies that groups of the room work on, as files: made without replacing any, and read back.

A copy holds the text of the canvas before the split, compressed, so that it can be joined on any computer.
"""

from __future__ import annotations

import base64
import os
import zlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import NamedTuple

from canvas.files import file_reading
from canvas.files.canvas_file import SUFFIX, Document, DocumentError, Versions, newer_sentence, open_document
from canvas.files.canvas_save import save_as
from canvas.files.canvas_toml import FileError, parse
from canvas.files.conflicted_copies import Versions as KnownVersions
from canvas.files.disk_errors import DiskError, with_name
from canvas.files.file_names import stem_of, stem_of_path
from canvas.files.folders import make_folder
from canvas.model.canvas import Canvas
from canvas.model.group_record import base_of, group_of
from canvas.model.groups import GroupCopy, is_related, named_group, with_group
from canvas.model.sanitize import quote, visible_line
from canvas.model.types import PanelKey


class Part(NamedTuple):
    """What a group gets: its name and its panels."""

    name: str
    panels: tuple[PanelKey, ...]


def copy_stem(path: str, name: str) -> str:
    """The stem of the name of a group's copy, or of its branch."""
    return f"{stem_of(stem_of_path(os.path.basename(path)))}-{stem_of(name)}"


def folder_of_copies(path: str) -> str:
    """The folder beside a canvas in which the copies of its groups are looked for."""
    return f"{stem_of_path(path)}-groups"


def write_copies(document: Document, parts: Sequence[Part], folder: str) -> list[str]:
    """Write a copy for each group into a folder, which is made; returns their paths.

    Raises:
        DocumentError: where one cannot be written, or there is a file of its name; then none is left.
    """
    path = document.path or ""
    paths = [os.path.join(folder, copy_stem(path, part.name) + SUFFIX) for part in parts]
    if there := next(filter(os.path.lexists, paths), None):
        sentence = f"{visible_line(there)}: there is a file of that name already; it was left as it is."
        raise DocumentError(sentence, "exists")
    try:
        make_folder(folder)
    except DiskError as error:
        raise DocumentError(with_name(folder, error), error.code) from None
    base = pack(document.text)
    written: list[str] = []
    try:
        for part, target in zip(parts, paths, strict=True):
            save_as(document, with_group(document.canvas, part.name, part.panels, base), target)
            written.append(target)
    except DocumentError:
        for target in written:
            with suppress(OSError):
                os.remove(target)
        raise
    return paths


def pack(text: str) -> str:
    """A text as a short line that a canvas can hold."""
    return base64.b85encode(zlib.compress(text.encode("utf-8"), 9)).decode("ascii")


def unpack(packed: str) -> str | None:
    """The text that `pack` was given; None where that is damaged, or too large for a canvas."""
    reader = zlib.decompressobj()
    try:
        data = reader.decompress(base64.b85decode(packed), file_reading.MAX_FILE_BYTES)
        return data.decode("utf-8") if reader.eof else None
    except (ValueError, zlib.error):
        return None


class ReadCopy(NamedTuple):
    """The copy of a group, its text, and the text that it came from, empty where that is not known."""

    copy: GroupCopy
    text: str
    base: str = ""


def with_their_comments(document: Document, copies: Sequence[ReadCopy]) -> Document:
    """The document whose save adds the comments that groups have typed into the files of their copies."""
    versions = commented_versions(copies)
    return document._replace(versions=tuple(dict.fromkeys((*document.versions, *versions))))


def commented_versions(copies: Sequence[ReadCopy]) -> Versions:
    """The texts of copies with comments, each after the text that it came from."""
    return tuple((read.base, read.text) for read in copies if read.base and "#" in read.text)


def copy_of(document: Document, path: str, canvas: Canvas, original: str) -> ReadCopy:
    """What a document holds as the copy of a group.

    Args:
        document: the document.
        path: its file, which names the group where it does not say whose it is.
        canvas: the canvas that it is joined into.
        original: the file of that.

    Raises:
        DocumentError: where it is of a newer format, or has nothing in common with the canvas.
    """
    if document.newer:
        raise DocumentError(newer_sentence(document, path), "newer")
    held = document.canvas
    group = group_of(held)
    text = base_of(held) and unpack(base_of(held))
    copy = GroupCopy(group or named_group(stem_of_path(os.path.basename(path))), held, _canvas_of(text))
    if group is None:
        copy = copy._replace(base=KnownVersions(original).base_of(held, _modified(path)))
    if not is_related(canvas, copy):
        sentence = (
            f"{visible_line(path)}: this is no copy of {quote(canvas.title)}: they have nothing in common."
        )
        raise DocumentError(sentence, "unrelated")
    return ReadCopy(copy, document.text, text or "")


def read_copies(paths: Sequence[str], canvas: Canvas, original: str) -> Iterator[ReadCopy]:
    """Read the copies in some files and folders; of a folder, those that say whose they are.

    Raises:
        DocumentError: where one cannot be read, or is no copy of the canvas.
    """
    for path in paths:
        if not os.path.isdir(path):
            yield copy_of(open_document(path), path, canvas, original)
            continue
        try:
            names = sorted(os.listdir(path))
        except OSError as error:
            sentence = f"{visible_line(path)}: the folder cannot be read ({error.strerror})."
            raise DocumentError(sentence, "unreadable") from None
        for name in names:
            inside = os.path.join(path, name)
            if name.endswith(SUFFIX) and os.path.isfile(inside):
                document = open_document(inside)
                if group_of(document.canvas):
                    yield copy_of(document, inside, canvas, original)


def _canvas_of(text: str | None) -> Canvas | None:
    if not text:
        return None
    try:
        return parse(text).canvas
    except FileError:
        return None


def _modified(path: str) -> float:
    try:
        return os.stat(path).st_mtime
    except OSError:
        return 0.0
