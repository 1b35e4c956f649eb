"""Read many canvases: on all processors, with a cache, and as many rows as files."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

from canvas.register.chunk import Plan, open_cache, read_chunk
from canvas.register.row import FileRecord
from canvas.register.search import Found

__all__ = ["Plan", "read_records"]

_CHUNK: Final = 32
_WORTH_A_CACHE: Final = 100
_WORTH_A_POOL: Final = 400


def read_records(files: Iterable[Found], plan: Plan) -> Iterator[FileRecord]:
    """The record of each file, in their order; one that cannot be read has the problem in its row."""
    chunks = _chunked(files)
    first = [*islice(chunks, -(-_WORTH_A_POOL // _CHUNK))]
    count = sum(map(len, first))
    if count < _WORTH_A_CACHE:
        plan = plan._replace(cache=None)
    cache = open_cache(plan)
    processes = plan.processes or _processors()
    try:
        all_chunks = _chained(first, chunks)
        if count >= _WORTH_A_POOL and processes > 1:
            from canvas.register.pool import read_in_pool  # noqa: PLC0415 - few folders are worth it

            answers = read_in_pool(all_chunks, plan, processes, cache)
        else:
            answers = (read_chunk(chunk, plan, cache) for chunk in all_chunks)
        for records, new in answers:
            if cache and new:
                cache.write(new, plan.today)
            yield from records
    finally:
        if cache:
            cache.close()


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
