"""The log of a running meeting: each change is on disk before the phone that made it is told.

One append-only file of framed records in the user's state folder, written by a thread of its own, which
writes and syncs what came in within a few milliseconds at once. A meeting that was cut off goes on from it;
one that ended leaves nothing.
"""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Final, Self

from canvas.files import user_folders
from canvas.files.journal import paths
from canvas.files.journal.frames import MAGIC, Frames, frames
from canvas.files.journal.locks import LockedFile, acquire
from canvas.meet.state import Record

BATCH_SECONDS: Final = 0.003
"""How long the writer waits for more before it syncs."""

_FIRST_RETRY_SECONDS: Final = 0.25
_MAX_RETRY_SECONDS: Final = 4.0
_CLOSE_SECONDS: Final = 2.0
_OPEN_TRIES: Final = 10
_OPEN_PAUSE_SECONDS: Final = 0.03
_PORT: Final = "port"


SUFFIX: Final = ".meeting"


def folder_of_logs() -> str:
    """The folder of all logs."""
    return user_folders.state_file("meetings")


def log_name(path: str | None) -> str:
    """The log of the meeting about a canvas file; None for a canvas without a file."""
    return os.path.join(folder_of_logs(), f"{paths.stem(path and os.path.realpath(path))}{SUFFIX}")


def read_records(data: bytes) -> list[Record]:
    """The records of a log that are whole."""
    return [json.loads(payload) for payload in frames(data)]


def port_of(records: Sequence[Record]) -> int:
    """The port of a meeting, which phones still know; 0 where there was none."""
    return next((int(each[_PORT]) for each in reversed(records) if each["is"] == _PORT), 0)


class MeetingRunsError(Exception):
    """Another program runs a meeting on this canvas."""


class MeetLog:
    """The records of one meeting on disk.

    Attributes:
        records: what was there when it was opened: a meeting that was cut off; empty otherwise.
        last_written: when that was written, in seconds since the epoch; 0 where nothing was there.
    """

    def __init__(self, held: LockedFile) -> None:
        self._held = held
        self._condition = threading.Condition()
        self._frames = Frames()
        self._pending: list[bytes] = []
        self._appended = self._written = 0
        self._subscribers: list[Callable[[int], object]] = []
        self._problem = ""
        self._ends = self._is_over = False
        self.last_written = os.fstat(held.handle).st_mtime
        self.records, self._size = self._read()
        if not self._size:
            self._pending.append(MAGIC)
        self._thread = threading.Thread(target=self._write_on, name="meeting log", daemon=True)
        self._thread.start()

    @classmethod
    def open(cls, path: str | None) -> Self:
        """Open the log of the meeting on a canvas file; None for a canvas without a file.

        Raises:
            MeetingRunsError: where another program runs a meeting on it.
            OSError: where no log can be kept.
        """
        folder, name = folder_of_logs(), log_name(path)
        paths.prepare(folder)
        for _ in range(_OPEN_TRIES):  # a program that starts looks at every log, and holds it as long
            with suppress(FileExistsError):
                os.close(os.open(name, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
                paths.sync(folder)
            if held := acquire(name):
                return cls(held)
            time.sleep(_OPEN_PAUSE_SECONDS)
        raise MeetingRunsError

    @property
    def problem(self) -> str:
        """Why what came in is not on disk at present, in a few words; empty where it is."""
        return self._problem

    @property
    def port(self) -> int:
        """The port of the meeting that was cut off, which the phones still know; 0 where there was none."""
        return port_of(self.records)

    @property
    def written(self) -> int:
        """The position up to which everything is on disk."""
        return self._written

    def note_port(self, port: int) -> None:
        """Keep the port for a restart."""
        if port != self.port:
            self.append({"is": _PORT, _PORT: port})

    def subscribe(self, seen: Callable[[int], object]) -> Callable[[], None]:
        """Have something called with the position after each write, in the writer's thread, until it ends."""
        self._subscribers.append(seen)

        def end() -> None:
            with suppress(ValueError):
                self._subscribers.remove(seen)

        return end

    def append(self, record: Record) -> int:
        """Take a record without waiting for the disk, and return its position.

        After the end it is one that is never reached: nobody is told that something is kept which is not.
        """
        payload = json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
        with self._condition:
            if self._ends:
                return self._appended + 1
            self._is_over = self._is_over or record["is"] == "end"
            self._pending.append(self._frames.add(payload))
            self._appended += 1
            self._condition.notify_all()
            return self._appended

    def flush(self, patience: float) -> bool:
        """Wait until all is on disk; whether it is."""
        with self._condition:
            return self._condition.wait_for(lambda: self._written == self._appended, patience)

    def close(self, *, keep: bool) -> bool:
        """End; the file is deleted, or stays for another start where ``keep``. Whether that succeeded.

        That of a meeting that has ended is deleted in any case.
        """
        keep = keep and not self._is_over
        is_done = not keep or self.flush(_CLOSE_SECONDS)
        self._stop()
        if not keep:
            return self._held.remove()
        self._held.release()
        return is_done

    def _stop(self) -> None:
        with self._condition:
            self._ends = True
            self._condition.notify_all()
        self._thread.join(_CLOSE_SECONDS)

    def _read(self) -> tuple[list[Record], int]:
        """The records that are whole, and their size; none of a meeting that ended, or of another file."""
        data = self._held.read()
        found = read_records(data)
        size = len(MAGIC) + sum(len(self._frames.add(payload)) for payload in frames(data))
        if not found or any(record["is"] == "end" for record in found):
            self._frames = Frames()
            found, size, self.last_written = [], 0, 0.0
        if size < len(data):
            os.ftruncate(self._held.handle, size)
        return found, size

    def _write_on(self) -> None:
        retry = _FIRST_RETRY_SECONDS
        while True:
            with self._condition:
                self._condition.wait_for(lambda: self._ends or self._written < self._appended)
                if self._ends:
                    return
            time.sleep(BATCH_SECONDS)
            with self._condition:
                batch, position = b"".join(self._pending), self._appended
                count = len(self._pending)
            try:
                self._write(batch)
            except OSError as error:
                self._problem = error.strerror or "the disk does not answer"
                with self._condition:
                    self._condition.wait_for(lambda: self._ends, retry)
                retry = min(2 * retry, _MAX_RETRY_SECONDS)
                continue
            retry, self._problem = _FIRST_RETRY_SECONDS, ""
            with self._condition:
                del self._pending[:count]
                self._size += len(batch)
                self._written = position
                self._condition.notify_all()
            for seen in tuple(self._subscribers):
                seen(position)

    def _write(self, batch: bytes) -> None:
        """Write after what is on disk for certain; after an error the same place is written again."""
        os.lseek(self._held.handle, self._size, os.SEEK_SET)
        view = memoryview(batch)
        while view:
            view = view[os.write(self._held.handle, view) :]
        os.fsync(self._held.handle)
