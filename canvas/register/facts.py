"""What a list of canvases tells of each file: its title, how far it has come, and whether git has it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date, datetime
from itertools import groupby
from typing import Final

from canvas.files import file_reading
from canvas.files.canvas_file import Document, DocumentError, open_document
from canvas.files.disk_errors import DiskError
from canvas.files.git.git_process import GitError
from canvas.files.git.history import committed
from canvas.files.git.repository import locate_each
from canvas.model.group_record import title_with_group
from canvas.model.named_tuple import NamedTuple


class CanvasFacts(NamedTuple):
    """A canvas file at a glance: what it holds, and where it stands on the disk and in git.

    Attributes:
        changed: the day on which it was changed.
        title: its title.
        stage: its stage.
        partners: how many partners there are.
        steps: how many next steps.
        late: how many of these are late.
        problem: why it cannot be read, as one sentence; empty where it can.
        is_committed: whether the newest commit has it as it is; None where no repository holds it.
    """

    changed: date
    title: str = ""
    stage: str = ""
    partners: int = 0
    steps: int = 0
    late: int = 0
    problem: str = ""
    is_committed: bool | None = None


_State = tuple[int, int, int, date]
"""When a file was changed, in nanoseconds, its size, its inode, and the day it is."""


class _Read(NamedTuple):
    """What was read of a file, and which state of it on which day."""

    state: _State
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
            if not found[path].facts.problem:
                contents[path] = data
        yield path, read and read[0].facts
    is_committed = _committed(contents)
    for path, (state, before) in found.items():
        facts = before._replace(is_committed=is_committed.get(path))
        _note(path, _Read(state, facts))
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
        changed = _day_of(state)
    except (ValueError, OverflowError):
        return None
    try:
        document = open_document(path)
    except DocumentError as error:
        return _Read(state, CanvasFacts(changed, problem=str(error))), b""
    return _Read(state, _facts_of(document, changed, today)), document.data or b""


def note_open(document: Document, today: date) -> None:
    """Note what the file of an open canvas tells, so that it is not parsed; nothing where it has changed."""
    path = document.path
    state = _state(path, today) if path else None
    if path is None or state is None or known_facts(path, today):
        return
    with suppress(DiskError, ValueError, OverflowError):
        if file_reading.read(path) == document.data:
            _note(path, _Read(state, _facts_of(document, _day_of(state), today)))


def _note(path: str, read: _Read) -> None:
    if len(_READ) >= _MOST_READ:
        _READ.clear()
    _READ[os.path.realpath(path)] = read


def _facts_of(document: Document, changed: date, today: date) -> CanvasFacts:
    canvas = document.canvas
    steps = [item for _, item in canvas if item.is_next_step]
    late = sum(item.is_overdue(today) for item in steps)
    title = title_with_group(canvas)
    return CanvasFacts(changed, title, canvas.stage, len(canvas.partners), len(steps), late)


def _day_of(state: _State) -> date:
    return datetime.fromtimestamp(state[0] / 1e9).astimezone().date()


def _state(path: str, today: date) -> _State | None:
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
