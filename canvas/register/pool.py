"""Read chunks of many canvases in several processes, of which this one is one."""

from __future__ import annotations

import gc
import multiprocessing
import signal
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import redirect_stderr, suppress
from multiprocessing.connection import Connection, wait
from queue import SimpleQueue
from threading import Thread
from typing import Final

from canvas.register.cache import Cache
from canvas.register.chunk import Chunk, Plan, open_cache, read_chunk
from canvas.register.search import Found

_ASKED: Final = 3
"""How many chunks a process is asked for ahead: enough to be busy while this one reads a chunk."""

_HELD: Final = 8
"""How many chunks are held for each process until those before them are read."""

_JOIN_SECONDS: Final = 1.0


class _Task:
    """A chunk and, once it is read, its answer."""

    def __init__(self, chunk: list[Found]) -> None:
        self.chunk = chunk
        self.answer: Chunk | None = None


class _Worker:
    """Another process that reads chunks, and what it is asked for, in order."""

    def __init__(self, plan: Plan) -> None:
        """Start it.

        Raises:
            OSError: where no process can be started.
            ValueError: where what it inherits is unusable.
        """
        # A process that has threads, as the board's has, must not be forked.
        context = multiprocessing.get_context("spawn")
        self.connection, its_end = context.Pipe()
        self.asked: deque[_Task] = deque()
        self.process = context.Process(target=_work, args=(its_end, plan), daemon=True)
        with redirect_stderr(sys.__stderr__):  # the first process is given it, and the board's has no number
            self.process.start()
        its_end.close()

    def ask(self, task: _Task) -> None:
        """Have a chunk read."""
        self.asked.append(task)
        with suppress(OSError):  # it died, which `take` finds
            self.connection.send(task.chunk)

    def take(self) -> bool:
        """Note the answers that it has sent; whether it still lives."""
        try:
            while self.connection.poll():
                answer = self.connection.recv()
                task = self.asked.popleft()
                task.answer = task.answer or answer
        except (EOFError, OSError):
            return False
        return True

    def stop(self) -> None:
        """End it, whatever it is reading, and even where it is suspended."""
        self.process.kill()
        self.process.join(_JOIN_SECONDS)
        self.connection.close()


def read_in_pool(
    chunks: Iterator[list[Found]], plan: Plan, processes: int, cache: Cache | None
) -> Iterator[Chunk]:
    """Read chunks here and in other processes; what one that died should have read is read here."""
    workers: list[_Worker] = []
    held: deque[_Task] = deque()
    left: list[_Task] = []  # by processes that died
    try:
        with suppress(ImportError, OSError, ValueError):  # this process reads alone, or with fewer others
            while len(workers) < processes - 1:
                workers.append(_Worker(plan))
        while True:
            task = left.pop() if left else _next(chunks, held, processes) or _not_begun(workers)
            for worker in workers:
                while len(worker.asked) < _ASKED and (other := _next(chunks, held, processes)):
                    worker.ask(other)
            if task:
                task.answer = read_chunk(task.chunk, plan, cache)
            elif not held:
                return
            left += _take_answers(workers, is_waiting=task is None)
            while held and (answer := held[0].answer):
                held.popleft()
                yield answer
    finally:
        for worker in workers:
            worker.stop()


def _next(chunks: Iterator[list[Found]], held: deque[_Task], processes: int) -> _Task | None:
    """The next chunk, unless too many are held already."""
    if len(held) == processes * _HELD or (chunk := next(chunks, None)) is None:
        return None
    held.append(_Task(chunk))
    return held[-1]


def _not_begun(workers: Sequence[_Worker]) -> _Task | None:
    """A chunk that waits for another process, for this one when nothing else is left to read."""
    waiting = (task for worker in workers for task in [*worker.asked][:0:-1])
    return next((task for task in waiting if not task.answer), None)


def _take_answers(workers: list[_Worker], *, is_waiting: bool) -> list[_Task]:
    """Note what was read, by now or as soon as there is something; the chunks of those that died."""
    ready = wait([worker.connection for worker in workers], None if is_waiting else 0)
    dead = [worker for worker in workers if worker.connection in ready and not worker.take()]
    for worker in dead:
        workers.remove(worker)
        worker.stop()
    return [task for worker in dead for task in reversed(worker.asked) if not task.answer]


def _work(connection: Connection, plan: Plan) -> None:
    """Read the chunks that come, in a process of its own; ctrl+c is for the one that started it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()
    cache = open_cache(plan)
    answers: SimpleQueue[Chunk] = SimpleQueue()
    # Sent in a thread: a pipe has no room for an answer while the other process reads a chunk itself.
    Thread(target=_send, args=(connection, answers), daemon=True).start()
    with suppress(EOFError, OSError):
        while True:
            answers.put(read_chunk(connection.recv(), plan, cache))


def _send(connection: Connection, answers: SimpleQueue[Chunk]) -> None:
    with suppress(OSError):
        while True:
            connection.send(answers.get())
