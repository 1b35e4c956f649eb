"""Recovery of unsaved work of programs that ended without saving it."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from itertools import islice
from typing import NamedTuple

from canvas.files.canonical_toml import canonical
from canvas.files.canvas_file import Document, DocumentError, from_bytes, open_document
from canvas.files.canvas_save import text_of as text_of_document
from canvas.files.journal import paths, recovery_bin
from canvas.files.journal.frames import frames, is_newer
from canvas.files.journal.locks import LockedFile, acquire
from canvas.files.journal.rebuild import reuse_items, with_draft
from canvas.files.journal.replay import Replayed, base, replay, text_of
from canvas.files.round_trip import represents
from canvas.model.canvas import Canvas

_MAX_UNREADABLE_AGE_SECONDS = 30 * 24 * 60 * 60
_MIN_RECORDS = 2  # a header and a snapshot


class RecoverableWork:
    """The journal of an ended program, locked until it is released, discarded or removed.

    Attributes:
        path: the canvas's file; None where it never had one.
        canvas: the last state, with what was being typed.
        data: the bytes of the file when the work began; None where there was none.
        when: when it was last written, as in `time.time`.
        versions: joined versions whose comments a save was to add.
        saving: each file that a save began to write, with the canvas.
        is_file_lost: whether its file held no canvas any more.
    """

    def __init__(self, held: LockedFile, found: Replayed, canvas: Canvas) -> None:
        self._held = held
        self.opened = found.opened
        self.path = found.opened.path
        self.data = found.opened.data
        self.canvas = canvas
        self.versions = found.versions
        self.saving = found.saving
        self.is_file_lost = found.is_file_lost
        self.when = os.fstat(held.handle).st_mtime

    def began_from(self, document: Document) -> bool:
        """Whether it continues what a file holds: the file is as it was, or as a save of the work left it."""
        return document.data == self.data or any(
            represents(document.text, canvas) for _, canvas in self.saving
        )

    def discard(self, now: float | None = None) -> bool:
        """Move it to the bin; False, and still locked and unchanged, where that failed."""
        return recovery_bin.discard(self._held, self.path, time.time() if now is None else now)

    def remove(self) -> bool:
        """Delete it, because its work is safe elsewhere; whether that succeeded."""
        return self._held.remove()

    def release(self) -> None:
        """Unlock it, to be offered again."""
        self._held.release()


class Recovered(NamedTuple):
    """A recovered canvas.

    Attributes:
        canvas: the canvas; items equal to those of the file are the same objects.
        conflicts: how many fields the file has changed otherwise; the canvas holds both values.
    """

    canvas: Canvas
    conflicts: int


def find_recoverable(path: str | None) -> list[RecoverableWork]:
    """Lock and list the unsaved work on a file, newest first; None for work without a file.

    Work that the file holds already is deleted, and so is what has been in the bin for too long.
    """
    try:
        real = os.path.realpath(path) if path is not None else None
        names = paths.journals_of(real)
    except (OSError, ValueError):  # no name that a file can have
        return []
    found = [work for name in names if (work := _read_work(name, real))]
    found.sort(key=lambda work: (work.when, work.opened.turn), reverse=True)
    _tidy()
    document = _document(real) if found else None
    latest: dict[str, int] = {}
    for work in found:
        latest[work.opened.board] = max(work.opened.turn, latest.get(work.opened.board, 0))
    offered = []
    for work in found:
        if work.opened.turn < latest[work.opened.board] or _is_saved(work, document):
            work.remove()
            work.release()
        else:
            offered.append(work)
    return offered


def recovered(work: RecoverableWork, document: Document) -> Recovered:
    """The canvas of a journal, merged with what the file has become since the work began.

    What is in the place of a lost file may come from any version: nothing that the lost file held counts as
    deleted there. What the work itself deleted stays deleted.
    """
    canvas, conflicts = work.canvas, 0
    if document.data is not None and not work.began_from(document):
        from canvas.model.merge import merge  # noqa: PLC0415 - most starts find no work

        base, theirs = _base(work), document.canvas
        if work.is_file_lost:
            joined = merge(Canvas(""), base, theirs)
            theirs, conflicts = joined.canvas, joined.conflicts
        merged = merge(base, work.canvas, theirs)
        canvas, conflicts = merged.canvas, conflicts + merged.conflicts
    return Recovered(reuse_items(canvas, document.canvas), conflicts)


# Finding


def _read_work(name: str, path: str | None) -> RecoverableWork | None:
    """Read and lock a journal; None where it is locked, unreadable or of another file."""
    held = acquire(name)
    if held is None:
        return None
    try:
        data = held.read()
        found = replay(frames(data))
        if found and found.canvas and found.opened.path == path:
            return RecoverableWork(held, found, with_draft(found.canvas, found.typed, found.opened))
    except OSError:
        data = b"?"
    if not data:
        held.remove()  # its program ended before the first write
    held.release()
    return None


def _tidy() -> None:
    """Delete old unreadable journals, and what has been in the bin for too long."""
    recovery_bin.sweep(time.time())
    for name in paths.all_journals():
        try:
            if time.time() - os.lstat(name).st_mtime < _MAX_UNREADABLE_AGE_SECONDS:
                continue
        except OSError:
            continue
        if held := acquire(name):
            with suppress(OSError):
                data = held.read()
                if not is_newer(data) and len(list(islice(frames(data), _MIN_RECORDS))) < _MIN_RECORDS:
                    held.remove()
            held.release()


# Judging


def _document(path: str | None) -> Document | None:
    """Open the file; None where it cannot be read."""
    try:
        return open_document(path) if path is not None else None
    except DocumentError:
        return None


def _is_saved(work: RecoverableWork, document: Document | None) -> bool:
    """Whether the file holds all of it, or it is empty."""
    if work.versions and not (document and _has_comments(work, document)):
        return False
    if document and represents(document.text, work.canvas):
        return True
    if any(
        (other := _document(path)) and represents(other.text, work.canvas)
        for path in {path for path, _ in work.saving if path != work.path}
    ):
        return True  # by a save under another name
    if document and work.began_from(document):
        return False
    if document is None:
        return work.data is None and represents(canonical(Canvas("")), work.canvas)
    is_unchanged = not work.is_file_lost and represents(_text(work), work.canvas)
    return is_unchanged or represents(document.text, recovered(work, document).canvas)


def _has_comments(work: RecoverableWork, document: Document) -> bool:
    """Whether a file has the comments of what was joined."""
    try:
        return text_of_document(document._replace(versions=work.versions), document.canvas) == document.text
    except DocumentError:
        return False


def _text(work: RecoverableWork) -> str:
    """The text that the work began from."""
    if work.data is None:
        return canonical(Canvas(""))
    try:
        return from_bytes(work.data, "").text if work.opened.whole else text_of(work.data)
    except (DocumentError, ValueError):
        return ""


def _base(work: RecoverableWork) -> Canvas:
    """The canvas that the work began from; empty where that cannot be read."""
    try:
        if work.data is not None and work.opened.whole:  # with conflict markers
            return from_bytes(work.data, "", origin=work.path).canvas
        return base(work.opened)
    except (DocumentError, ValueError):
        return Canvas("")
