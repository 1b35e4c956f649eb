"""The commit that an export is made from: which version of a canvas its reader holds."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from canvas.exports.version_found import NO_VERSION, VersionFound
from canvas.files.git_discovery import may_hold_repository

if TYPE_CHECKING:
    from canvas.exports.version_lookup import VersionLookup
    from canvas.model.canvas import Canvas


def committed_version(path: str | None, canvas: Canvas) -> VersionFound:
    """Look up the version of a canvas, and wait for the answer."""
    return found_by(look_up(path), canvas)


def look_up(path: str | None) -> VersionLookup | None:
    """Ask git for the last commit of a file, without waiting for its answer; None where git is not needed."""
    if path is None or not may_have_version(path):
        return None
    from canvas.exports.version_lookup import VersionLookup  # noqa: PLC0415 - only where git may be

    return VersionLookup(path)


def found_by(lookup: VersionLookup | None, canvas: Canvas, data: bytes | None = None) -> VersionFound:
    """What came of a look-up, for the canvas as it is exported; may block on git for two seconds.

    ``data`` are the bytes that the canvas was read from, if nothing was changed since.
    """
    return NO_VERSION if lookup is None else lookup.found(canvas, data)


def may_have_version(path: str | None) -> bool:
    """Whether git may have a file; it is not started to find out."""
    try:
        return path is not None and may_hold_repository(os.path.dirname(os.path.realpath(path)))
    except (OSError, ValueError):  # no file can have that name, or the current folder was deleted
        return False
