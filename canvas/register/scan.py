"""Read many canvases: on all processors, with a cache, and as many rows as files."""

from __future__ import annotations

import gc
import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import redirect_stderr, suppress
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from canvas.files import atomic_file
from canvas.files.canvas_file import Document, DocumentError, from_bytes, newer_sentence
from canvas.files.check_file import LocatedAnswer, LocatedFinding, check_document
from canvas.model.sanitize import visible_line
from canvas.register.row import FileRecord, RecordError, Row, answers_of, parts_of, row_of, span_of
from canvas.register.search import Found

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

    from canvas.register.cache import Cache

Wanted = Literal["row", "parts", "findings"]
"""What is read of each file: its row; with the names in it; or with what the check found."""

Fetch = Callable[[Sequence[Found]], Iterable[bytes | str]]
"""Reads the bytes of some files; a text says in one sentence why a file cannot be read."""

_CHUNK: Final = 64
_WORTH_A_CACHE: Final = 100
_WORTH_A_POOL: Final = 400
_CHUNKS_AHEAD: Final = 3
"""How many chunks wait for each process: enough to keep it busy, few enough to hold in memory."""


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


_New = list[tuple[bytes, date, date, str]]
"""Records that the cache does not have yet."""

_Chunk = tuple[list[FileRecord], _New]
"""The records of a chunk of files, and those of them that the cache does not have yet."""


def read_records(files: Iterable[Found], plan: Plan) -> Iterator[FileRecord]:
    """The record of each file, in their order; one that cannot be read has the problem in its row."""
    chunks = _chunked(files)
    first = [*islice(chunks, -(-_WORTH_A_POOL // _CHUNK))]
    count = sum(map(len, first))
    if count < _WORTH_A_CACHE:
        plan = plan._replace(cache=None)
    cache = _open_cache(plan)
    processes = plan.processes or _processors()
    is_pooled = count >= _WORTH_A_POOL and processes > 1
    try:
        answers = (
            _read_in_pool(_chained(first, chunks), plan, processes, cache)
            if is_pooled
            else (_read_chunk(chunk, plan, cache) for chunk in _chained(first, chunks))
        )
        for records, new in answers:
            if cache and new:
                cache.write(new, plan.today)
            yield from records
    finally:
        if cache:
            cache.close()


def _open_cache(plan: Plan) -> Cache | None:
    if plan.cache is None:
        return None
    from canvas.register.cache import Cache  # noqa: PLC0415 - few folders are worth it

    return Cache(plan.cache or None)


def _chained(first: Sequence[list[Found]], rest: Iterator[list[Found]]) -> Iterator[list[Found]]:
    yield from first
    yield from rest


def _chunked(files: Iterable[Found]) -> Iterator[list[Found]]:
    rest = iter(files)
    while chunk := [*islice(rest, _CHUNK)]:
        yield chunk


def _processors() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1


def _read_in_pool(
    chunks: Iterator[list[Found]], plan: Plan, processes: int, cache: Cache | None
) -> Iterator[_Chunk]:
    """Read chunks in other processes, a few ahead; where these die, the rest is read in this one."""
    import multiprocessing  # noqa: PLC0415 - few folders are worth it
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - likewise

    # A process that has threads, as the board's has, must not be forked.
    context = multiprocessing.get_context("spawn")
    try:
        with redirect_stderr(sys.__stderr__):  # the first process is given it, and the board's has no number
            pool = ProcessPoolExecutor(processes, context, _start, (plan,))
    except (ImportError, OSError, ValueError):  # a system without semaphores
        yield from (_read_chunk(chunk, plan, cache) for chunk in chunks)
        return
    waiting: deque[tuple[list[Found], Future[_Chunk] | None]] = deque()
    try:
        is_first = True
        for chunk in chunks:
            # The first is read in this process, while the others begin.
            waiting.append((chunk, None if is_first else _submit(pool, chunk)))
            is_first = False
            if len(waiting) > processes * _CHUNKS_AHEAD:
                yield _answer(*waiting.popleft(), plan, cache)
        while waiting:
            yield _answer(*waiting.popleft(), plan, cache)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _submit(pool: ProcessPoolExecutor, chunk: list[Found]) -> Future[_Chunk] | None:
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415 - as above

    try:
        return pool.submit(_read_in_worker, chunk)
    except (BrokenProcessPool, RuntimeError):
        return None


def _answer(chunk: list[Found], future: Future[_Chunk] | None, plan: Plan, cache: Cache | None) -> _Chunk:
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415 - as above

    try:
        return future.result() if future else _read_chunk(chunk, plan, cache)
    except BrokenProcessPool:
        return _read_chunk(chunk, plan, cache)


_WORKER: dict[str, tuple[Plan, Cache | None]] = {}


def _start(plan: Plan) -> None:
    """Prepare a process of the pool; ctrl+c is for the process that started it."""
    import signal  # noqa: PLC0415 - only in a process of the pool

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()
    _WORKER["plan"] = plan, _open_cache(plan)


def _read_in_worker(chunk: list[Found]) -> _Chunk:
    plan, cache = _WORKER["plan"]
    return _read_chunk(chunk, plan, cache)


def _read_chunk(chunk: Sequence[Found], plan: Plan, cache: Cache | None) -> _Chunk:
    """The records of some files, and those of them that the cache has not."""
    contents = [*(plan.fetch or read_files)(chunk)]
    keys = [b""] * len(contents)
    known: dict[bytes, str] = {}
    if plan.cache is not None:
        from canvas.register.cache import key_of  # noqa: PLC0415 - as above

        keys = [b"" if isinstance(data, str) else key_of(data, plan.wanted) for data in contents]
        known = cache.read({key for key in keys if key}, plan.today) if cache else {}
    records: list[FileRecord] = []
    new: _New = []
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
            yield atomic_file.read(found.path)
        except atomic_file.DiskError as error:
            yield f"{visible_line(found.path)}: {error}"


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
