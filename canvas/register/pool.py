"""Read chunks of many canvases in several processes."""

from __future__ import annotations

import gc
import multiprocessing
import signal
import sys
from collections import deque
from collections.abc import Iterator
from concurrent import futures
from concurrent.futures.process import BrokenProcessPool
from contextlib import redirect_stderr
from typing import Final

from canvas.register.cache import Cache
from canvas.register.chunk import Chunk, Plan, open_cache, read_chunk
from canvas.register.search import Found

_CHUNKS_AHEAD: Final = 3
"""How many chunks wait for each process: enough to keep it busy, few enough to hold in memory."""


def read_in_pool(
    chunks: Iterator[list[Found]], plan: Plan, processes: int, cache: Cache | None
) -> Iterator[Chunk]:
    """Read chunks in other processes, a few ahead; where these die, the rest is read in this one."""
    # A process that has threads, as the board's has, must not be forked.
    context = multiprocessing.get_context("spawn")
    try:
        with redirect_stderr(sys.__stderr__):  # the first process is given it, and the board's has no number
            pool = futures.ProcessPoolExecutor(processes, context, _start, (plan,))
    except (ImportError, OSError, ValueError):  # a system without semaphores
        yield from (read_chunk(chunk, plan, cache) for chunk in chunks)
        return
    waiting: deque[tuple[list[Found], futures.Future[Chunk] | None]] = deque()
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


def _submit(pool: futures.ProcessPoolExecutor, chunk: list[Found]) -> futures.Future[Chunk] | None:
    try:
        return pool.submit(_read_in_worker, chunk)
    except (BrokenProcessPool, RuntimeError):
        return None


def _answer(
    chunk: list[Found], future: futures.Future[Chunk] | None, plan: Plan, cache: Cache | None
) -> Chunk:
    try:
        return future.result() if future else read_chunk(chunk, plan, cache)
    except BrokenProcessPool:
        return read_chunk(chunk, plan, cache)


_WORKER: dict[str, tuple[Plan, Cache | None]] = {}


def _start(plan: Plan) -> None:
    """Prepare a process of the pool; ctrl+c is for the process that started it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()
    _WORKER["plan"] = plan, open_cache(plan)


def _read_in_worker(chunk: list[Found]) -> Chunk:
    plan, cache = _WORKER["plan"]
    return read_chunk(chunk, plan, cache)
