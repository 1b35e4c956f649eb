"""Whether work is kept on a file that cannot be opened, so that the board can offer it."""

from __future__ import annotations

import os

from canvas.files.journal.recovery import find_recoverable


def is_gone(file: str) -> bool:
    """Whether the file is missing although its folder exists."""
    try:
        os.lstat(file)
    except FileNotFoundError:
        return os.path.isdir(os.path.dirname(os.path.abspath(file)))
    except (OSError, ValueError):
        return False
    return False


def is_work_kept(file: str) -> bool:
    """Whether the journal holds work on a file that cannot be opened."""
    found = find_recoverable(file)
    for left in found:
        left.release()
    return bool(found)
