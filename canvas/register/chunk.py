"""Read one chunk of many canvases: with a cache, and as many records as files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Literal

from canvas.files import file_reading
from canvas.files.canvas_file import Document, DocumentError, from_bytes, newer_sentence
from canvas.files.check_file import LocatedAnswer, LocatedFinding, check_document
from canvas.files.disk_errors import DiskError, with_name
from canvas.model.named_tuple import NamedTuple
from canvas.model.sanitize import visible_line
from canvas.register.row import FileRecord, RecordError, Row, answers_of, parts_of, row_of, span_of
from canvas.register.search import Found

if TYPE_CHECKING:
    from canvas.register.cache import Cache

Wanted = Literal["row", "parts", "findings"]
"""What is read of each file: its row; with the names in it; or with what the check found."""

Fetch = Callable[[Sequence[Found]], Iterable[bytes | str]]
"""Reads the bytes of some files; a text says in one sentence why a file cannot be read."""


class Plan(NamedTuple):
    """How to read.

    Attributes:
        today: the current day.
        wanted: what is read of each file.
        fetch: reads the bytes of some files.
        cache: the path of the cache; None without one, empty for the user's own.
        processes: how many processes read; 0 for one a processor.
    """

    today: date
    wanted: Wanted = "row"
    fetch: Fetch | None = None
    cache: str | None = ""
    processes: int = 0


New = list[tuple[bytes, date, date, str]]
"""Records that the cache does not have yet."""

Chunk = tuple[list[FileRecord], New]
"""The records of a chunk of files, and those of them that the cache does not have yet."""


def open_cache(plan: Plan) -> Cache | None:
    """The cache of a plan; None where it has none."""
    if plan.cache is None:
        return None
    from canvas.register.cache import Cache  # noqa: PLC0415 - few folders are worth it

    return Cache(plan.cache or None)


def read_chunk(chunk: Sequence[Found], plan: Plan, cache: Cache | None) -> Chunk:
    """The records of some files, and those of them that the cache has not."""
    contents = [*(plan.fetch or read_files)(chunk)]
    keys = [b""] * len(contents)
    known: dict[bytes, str] = {}
    if cache:
        keys = [b"" if isinstance(data, str) else cache.key_of(data, plan.wanted) for data in contents]
        known = cache.read({key for key in keys if key}, plan.today)
    records: list[FileRecord] = []
    new: New = []
    for found, data, key in zip(chunk, contents, keys, strict=True):
        if key in known:
            with suppress(RecordError):
                records.append(FileRecord.decoded(known[key], found.path))
                continue
        record = _record(found, data, plan)
        if key and not record.row.problem and record.first <= record.last:  # a problem names the file
            new.append((key, record.first, record.last, record.encoded()))
        records.append(record)
    return records, new


def read_files(chunk: Sequence[Found]) -> Iterator[bytes | str]:
    """The bytes of files of the file system."""
    for found in chunk:
        if found.problem:
            yield f"{visible_line(found.path)}: {found.problem}"
            continue
        try:
            yield file_reading.read(found.path)
        except DiskError as error:
            yield with_name(found.path, error)


def _record(found: Found, data: bytes | str, plan: Plan) -> FileRecord:
    """The record of a file's bytes, or of why there are none."""
    if isinstance(data, str):
        return FileRecord(Row(found.path, problem=data))
    try:
        document = from_bytes(data, found.path, origin=None if plan.fetch else found.path)
    except DocumentError as error:
        return FileRecord(Row(found.path, problem=str(error)))
    if document.newer:
        return FileRecord(Row(found.path, problem=newer_sentence(document, found.path)))
    return record_of(document._replace(path=found.path), plan.today, plan.wanted)


def record_of(document: Document, today: date, wanted: Wanted = "row") -> FileRecord:
    """The record of an open canvas."""
    found: tuple[LocatedFinding, ...] = ()
    answered: tuple[LocatedAnswer, ...] = ()
    if wanted == "findings":
        found, answered = tuple(check_document(document, today)), answers_of(document, today)
    kept = [located.finding for located in found] if wanted == "findings" else None
    row = row_of(document, document.path or "", today, kept)
    if wanted == "parts":
        row = row._replace(parts=parts_of(document.canvas, today))
    if document.marked:  # what git knows beside the content decides how the two versions are merged
        return FileRecord(row, found, answered, date.max, date.min)
    return FileRecord(row, found, answered, *span_of(document.canvas, today))
