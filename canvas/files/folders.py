"""Folders that a user named, made where they are missing."""

from __future__ import annotations

import errno
import os

from canvas.files.disk_errors import DiskError


def make_folder(path: str) -> None:
    """Make a folder that was named, and those above it; `DiskError` where that fails."""
    try:
        os.makedirs(path, exist_ok=True)
    except RecursionError:  # it calls itself for each part of the path
        why: object = os.strerror(errno.ENAMETOOLONG)
    except ValueError:
        why = "the name is not one that a folder can have"
    except OSError as error:
        why = error.strerror or error
    else:
        return
    raise DiskError(f"this folder cannot be made ({why}).", "no_folder")
