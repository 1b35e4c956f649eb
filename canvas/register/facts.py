"""What a list of canvases tells of each file: its title, how far it has come, and whether git has it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import groupby
from typing import Final, NamedTuple

from canvas.files import file_reading
from canvas.files.canvas_file import DocumentError, open_document
from canvas.files.disk_errors import DiskError
from canvas.files.git.git_process import GitError
from canvas.files.git.history import committed
from canvas.files.git.repository import locate_each
from canvas.register.row import Row, row_of


class CanvasFacts(NamedTuple):
    """A canvas file at a glance: its row of the register, and where it stands on the disk and in git."""

    row: Row
    changed: date
    is_committed: bool | None = None
    """None where no repository holds the file."""


class _Read(NamedTuple):
    """What was read of a file, and which state of it on which day."""

    state: tuple[int, int, int, date]
    facts: CanvasFacts


_READ: Final[dict[str, _Read]] = {}
"""What was read of each file last, by its path without links."""

_MOST_READ: Final = 200


def known_facts(path: str, today: date) -> CanvasFacts | None:
    """What was read of a file before, if it has not changed since; where it stands in git may have."""
    known = _READ.get(os.path.realpath(path))
    return known.facts if known and known.state == _state(path, today) else None


def read_facts(paths: Iterable[str], today: date) -> Iterator[tuple[str, CanvasFacts | None]]:
    """Read canvas files, then ask git about them; None for one that is gone. Slow.

    What can be told before git answers comes first, and again where git makes a difference.
    """
    contents: dict[str, bytes] = {}
    found: dict[str, _Read] = {}
    for path in paths:
        read = _read(path, today)
        if read:
            found[path], data = read
            if not found[path].facts.row.problem:
                contents[path] = data
        yield path, read and read[0].facts
    is_committed = _committed(contents)
    for path, (state, before) in found.items():
        facts = before._replace(is_committed=is_committed.get(path))
        if len(_READ) >= _MOST_READ:
            _READ.clear()
        _READ[os.path.realpath(path)] = _Read(state, facts)
        if facts != before:
            yield path, facts


def _read(path: str, today: date) -> tuple[_Read, bytes] | None:
    """What a file tells and holds; None where it is gone."""
    state = _state(path, today)
    if state is None:
        return None
    if known := known_facts(path, today):
        try:
            return _Read(state, known), file_reading.read(path)
        except DiskError:
            return None
    try:
        changed = datetime.fromtimestamp(state[0] / 1e9).astimezone().date()
    except (ValueError, OverflowError):
        return None
    try:
        document = open_document(path)
    except DocumentError as error:
        return _Read(state, CanvasFacts(Row(path, problem=str(error)), changed)), b""
    return _Read(state, CanvasFacts(row_of(document, path, today), changed)), document.data or b""


def _state(path: str, today: date) -> tuple[int, int, int, date] | None:
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino, today


def _committed(contents: dict[str, bytes]) -> dict[str, bool]:
    """Whether the newest commit has files as they are; those of no repository are left out."""
    told: dict[str, bool] = {}
    located = sorted(locate_each(contents).items(), key=lambda pair: pair[1])
    for _, group in groupby(located, key=lambda pair: pair[1].top):
        places = dict(group)
        try:
            same = committed({place: contents[path] for path, place in places.items()})
        except GitError:
            continue
        told |= {path: place in same for path, place in places.items()}
    return told
