"""A cache of what was read, by the content of the files: safe to delete, to share and to damage.

Its key is a digest of the content, so a file that was moved, copied or checked out anew is found again. Its
values are JSON that is checked when it is read. Whatever is wrong with it, the files are read instead.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Collection, Iterable
from contextlib import suppress
from datetime import date
from functools import cache
from hashlib import blake2b
from typing import Final

from canvas import __version__
from canvas.files.user_folders import cache_file

_FORMAT: Final = 1
_TABLE: Final = (
    "create table if not exists records "
    "(key blob primary key, first text, last text, used text, record text) without rowid"
)
_MOST_RECORDS: Final = 200_000
_PATIENCE_SECONDS: Final = 2.0
_MOST_KEYS: Final = 500
"""How many keys one question may have."""


@cache
def _program() -> bytes:
    """What else a record depends on: the program, and so the rules."""
    folder = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    newest = 0
    for below in ("model", "files", "register"):
        with suppress(OSError), os.scandir(os.path.join(folder, below)) as entries:
            newest = max([newest, *(entry.stat().st_mtime_ns for entry in entries if entry.is_file())])
    return f"{_FORMAT} {__version__} {newest}".encode()


class Cache:
    """An open cache; of one that cannot be used every question has no answer."""

    def __init__(self, path: str | None = None) -> None:
        """Open or make the cache at a path, or that of the user."""
        self._path = path or cache_file("register.sqlite")
        self._connection = self._open()

    def _open(self, *, again: bool = True) -> sqlite3.Connection | None:
        connection = None
        try:
            os.makedirs(os.path.dirname(self._path), mode=0o700, exist_ok=True)
            connection = sqlite3.connect(self._path, timeout=_PATIENCE_SECONDS)
            os.chmod(self._path, 0o600)
            connection.execute("pragma synchronous = off")
            connection.execute(_TABLE)
            connection.execute("select key, first, last, used, record from records limit 1").fetchall()
        except sqlite3.OperationalError:
            return None  # busy, or on a disk that is full or read-only
        except sqlite3.DatabaseError:
            if connection:
                connection.close()
            with suppress(OSError):
                os.remove(self._path)
                return self._open(again=False) if again else None
            return None
        except OSError:
            return None
        return connection

    @staticmethod
    def key_of(data: bytes, wanted: str) -> bytes:
        """The key of what is wanted of a content."""
        return blake2b(data, digest_size=16, key=_program()[:64], person=wanted.encode()[:16]).digest()

    def read(self, keys: Collection[bytes], today: date) -> dict[bytes, str]:
        """The records of keys that hold on a day."""
        found: dict[bytes, str] = {}
        if self._connection is None:
            return found
        wanted, day = list(keys), today.isoformat()
        with suppress(sqlite3.Error):
            for start in range(0, len(wanted), _MOST_KEYS):
                some = wanted[start : start + _MOST_KEYS]
                marks = ",".join("?" * len(some))
                question = (
                    f"select key, record from records where key in ({marks}) "  # noqa: S608 - marks alone
                    "and first <= ? and last >= ?"
                )
                found.update(self._connection.execute(question, (*some, day, day)))
        return found

    def write(self, records: Iterable[tuple[bytes, date, date, str]], today: date) -> None:
        """Add records, each with its key and the days between which it holds."""
        if self._connection is None:
            return
        day = today.isoformat()
        rows = [(key, first.isoformat(), last.isoformat(), day, text) for key, first, last, text in records]
        with suppress(sqlite3.Error), self._connection:
            self._connection.executemany("insert or replace into records values (?, ?, ?, ?, ?)", rows)

    def close(self) -> None:
        """Close it, and leave out what was read longest ago where there is too much."""
        if self._connection is None:
            return
        with suppress(sqlite3.Error):
            ((count,),) = self._connection.execute("select count(*) from records")
            if count > _MOST_RECORDS:
                with self._connection:
                    self._connection.execute(
                        "delete from records where key in (select key from records order by used limit ?)",
                        (count - _MOST_RECORDS // 2,),
                    )
        self._connection.close()
        self._connection = None
