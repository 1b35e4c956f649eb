"""What a list of canvases tells of each file: its title, how far it has come, and whether git has it."""

from __future__ import annotations

import os
from datetime import date, datetime
from typing import NamedTuple

from canvas.files.canvas_file import DocumentError, open_document
from canvas.files.git.git_process import GitError
from canvas.files.git.history import is_committed
from canvas.files.git.repository import locate
from canvas.register.row import Row, row_of


class CanvasFacts(NamedTuple):
    """A canvas file at a glance: its row of the register, and where it stands on the disk and in git."""

    row: Row
    changed: date
    is_committed: bool | None = None
    """None where no repository holds the file."""


def read_facts(path: str, today: date) -> CanvasFacts | None:
    """Read a canvas file and ask git about it; None where it is gone. Slow."""
    try:
        changed = datetime.fromtimestamp(os.stat(path).st_mtime).astimezone().date()
    except (OSError, ValueError, OverflowError):
        return None
    try:
        document = open_document(path)
    except DocumentError as error:
        return CanvasFacts(Row(path, problem=str(error)), changed)
    row = row_of(document, path, today)
    return CanvasFacts(row, changed, _is_committed(path, document.data or b""))


def _is_committed(path: str, data: bytes) -> bool | None:
    try:
        return is_committed(locate(path), data)
    except GitError:
        return None
