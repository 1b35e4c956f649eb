"""What a list of canvases tells of each file: its title, how far it has come, and whether git has it."""

from __future__ import annotations

import os
from datetime import date, datetime
from typing import NamedTuple

from canvas.files.canvas_file import DocumentError, open_document
from canvas.files.git.git_process import GitError
from canvas.files.git.history import is_committed
from canvas.files.git.repository import locate
from canvas.model.canvas import Canvas


class CanvasFacts(NamedTuple):
    """A canvas file at a glance; without a canvas, one that cannot be read."""

    canvas: Canvas | None
    changed: date
    is_committed: bool | None = None
    """None where no repository holds the file."""

    @property
    def partners(self) -> int:
        """How many partners are named."""
        found = self.canvas.panels["relationships"] if self.canvas else ()
        return sum(item.kind == "partner" for item in found)

    @property
    def to_do(self) -> int:
        """How many next steps there are."""
        return len(self.canvas.next_steps) if self.canvas else 0


def read_facts(path: str) -> CanvasFacts | None:
    """Read a canvas file and ask git about it; None where it is gone. Slow."""
    try:
        changed = datetime.fromtimestamp(os.stat(path).st_mtime).astimezone().date()
    except (OSError, ValueError, OverflowError):
        return None
    try:
        document = open_document(path)
    except DocumentError:
        return CanvasFacts(None, changed)
    return CanvasFacts(document.canvas, changed, _is_committed(path, document.data or b""))


def _is_committed(path: str, data: bytes) -> bool | None:

    try:
        return is_committed(locate(path), data)
    except GitError:
        return None
