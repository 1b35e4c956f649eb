"""Find the unsaved work of programs that ended without saving it, and recover it."""

from __future__ import annotations

import os
import time
from itertools import islice
from typing import NamedTuple

from canvas.files.canvas_file import Document, DocumentError, from_bytes, open_document
from canvas.files.canvas_toml import canonical
from canvas.files.journal import paths, recovery_bin
from canvas.files.journal.frames import frames, is_newer
from canvas.files.journal.locks import Held, acquire
from canvas.files.journal.rebuild import sharing, whole
from canvas.files.journal.records import Rebuilt, base, rebuilt, text_of
from canvas.files.round_trip import represents
from canvas.model.canvas import Canvas

_OLD = 30 * 24 * 60 * 60
"""After how many seconds an unreadable journal is removed."""

_READABLE = 2
"""How many records there are at least where there is any work."""


class RecoverableWork:
    """A journal that nobody writes any more. It is locked until it is released, discarded or removed.

    Attributes:
        path: the canvas's file; None where it never had one.
        canvas: the canvas as it was last, with what was being typed put in.
        data: what the file held when the work began; None where there was none.
        when: when it was last written, in seconds as `time.time` counts them.
    """

    def __init__(self, held: Held, found: Rebuilt, canvas: Canvas) -> None:
        self._held = held
        self.opened = found.opened
        self.path = found.opened.path
        self.data = found.opened.data
        self.canvas = canvas
        self.when = os.fstat(held.handle).st_mtime

    def discard(self, now: float | None = None) -> bool:
        """Move it to the bin, as the user asked for; `recovery_bin.binned` finds it there for 30 days.

        Args:
            now: the time, in seconds as `time.time` counts them; None for the clock's.

        Returns:
            Whether it is not offered any more. Where the move failed the work is unchanged and still locked:
            try again, or release it.
        """
        return recovery_bin.discard(self._held, self.path, time.time() if now is None else now)

    def remove(self) -> bool:
        """Delete it, because its work is safe elsewhere. Whether it is gone."""
        return self._held.remove()

    def release(self) -> None:
        """Unlock it: it is offered again the next time."""
        self._held.release()


class Recovered(NamedTuple):
    """A canvas that was brought back.

    Attributes:
        canvas: the canvas; its items that say the same as on the board are the board's own.
        conflicts: how many things were changed in the file as well, otherwise; they are kept in the canvas.
    """

    canvas: Canvas
    conflicts: int


def find_recoverable(path: str | None) -> list[RecoverableWork]:
    """The unsaved work on a file, newest first; each is locked until it is released, discarded or removed.

    Work that the file holds already is removed without asking. So is what has been in the bin for too long.

    Args:
        path: the file, which need not be there; None for work that never had one.
    """
    try:
        real = os.path.realpath(path) if path is not None else None
        names = paths.there(real)
    except (OSError, ValueError):  # no name that a file can have
        return []
    found = [left for name in names if (left := _left(name, real))]
    found.sort(key=lambda left: (left.when, left.opened.turn), reverse=True)
    _tidy()
    document = _document(real) if found else None
    latest: dict[str, int] = {}
    for left in found:
        latest[left.opened.board] = max(left.opened.turn, latest.get(left.opened.board, 0))
    return [
        left
        for left in found
        if not (
            (left.opened.turn < latest[left.opened.board] or _is_known(left, document)) and _removed(left)
        )
    ]


def unnamed() -> list[RecoverableWork]:
    """The work that never had a file, the newest first."""
    return find_recoverable(None)


def recovered(left: RecoverableWork, document: Document) -> Recovered:
    """The canvas of a journal as it should be on the board now.

    Where the file was changed since the work began, both are merged.

    Args:
        left: what was left behind.
        document: the canvas as its file holds it now.
    """
    canvas, conflicts = left.canvas, 0
    if document.data is not None and document.data != left.data:
        from canvas.model.merge import merge  # noqa: PLC0415 - hardly ever

        merged = merge(_base(left), left.canvas, document.canvas)
        canvas, conflicts = merged.canvas, merged.conflicts
    return Recovered(sharing(canvas, document.canvas), conflicts)


# Finding


def _left(name: str, path: str | None) -> RecoverableWork | None:
    """What is in a journal; None where somebody still writes it, or nothing can be read."""
    held = acquire(name)
    if held is None:
        return None
    try:
        data = held.read()
        found = rebuilt(frames(data))
        if found and found.canvas and found.opened.path == path:
            return RecoverableWork(held, found, whole(found.canvas, found.typed, found.opened))
    except OSError:
        data = b"?"
    if not data:
        held.remove()  # its board ended before it could write a word
    held.release()
    return None


def _tidy() -> None:
    """Remove old journals that cannot be read, and what has been in the bin for too long."""
    recovery_bin.sweep(time.time())
    for name in paths.everything():
        try:
            if time.time() - os.lstat(name).st_mtime < _OLD:
                continue
        except OSError:
            continue
        if held := acquire(name):
            try:
                data = held.read()
            except OSError:
                data = b""
            else:
                if not is_newer(data) and len(list(islice(frames(data), _READABLE))) < _READABLE:
                    held.remove()
            held.release()


# Judging


def _document(path: str | None) -> Document | None:
    """The file as it is now; None where there is none that can be read."""
    try:
        return open_document(path) if path is not None else None
    except DocumentError:
        return None


def _removed(left: RecoverableWork) -> bool:
    """Remove a journal that nobody need be asked about; release it where that fails."""
    left.remove()
    left.release()
    return True


def _is_known(left: RecoverableWork, document: Document | None) -> bool:
    """Whether the file says all of it, or there was nothing in it that anybody made."""
    if document and represents(document.text, left.canvas):
        return True
    if document and document.data == left.data:
        return False
    if document is None:
        return left.data is None and represents(canonical(Canvas("")), left.canvas)
    return represents(_text(left), left.canvas) or represents(document.text, recovered(left, document).canvas)


def _text(left: RecoverableWork) -> str:
    """What the work began from."""
    if left.data is None:
        return canonical(Canvas(""))
    try:
        return from_bytes(left.data, "").text if left.opened.whole else text_of(left.data)
    except (DocumentError, ValueError):
        return ""


def _base(left: RecoverableWork) -> Canvas:
    """The canvas that the work began from; an empty one where that cannot be read."""
    try:
        if left.data is not None and left.opened.whole:  # git's marks were in it
            return from_bytes(left.data, "", origin=left.path).canvas
        return base(left.opened)
    except (DocumentError, ValueError):
        return Canvas("")
