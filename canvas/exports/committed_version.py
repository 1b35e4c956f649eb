"""The commit that an export is made from: which version of a canvas its reader holds."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from canvas.exports.origin import Committed

if TYPE_CHECKING:
    from canvas.model.canvas import Canvas


def committed_version(path: str | None, canvas: Canvas) -> Committed | None:
    """Find the last commit of a file where it holds exactly this canvas; may block on git.

    None stands for a draft: something was changed since, or git does not have the file or cannot tell.
    """
    if path is None or not _may_be_tracked(path):
        return None
    from canvas.files.git.versions import VersionError, last_committed  # noqa: PLC0415 - only where git may be
    from canvas.model.compare import compare  # noqa: PLC0415 - likewise

    try:
        version = last_committed(path)
    except VersionError:
        return None
    if not compare(version.canvas, canvas).are_none:
        return None
    return Committed(version.commit.short, version.commit.when.date())


def _may_be_tracked(path: str) -> bool:
    """Whether a folder above holds a ``.git``: git finds no work tree without one, and is not started."""
    folder, before = os.path.dirname(os.path.realpath(path)), ""
    while folder != before:
        if os.path.lexists(os.path.join(folder, ".git")):
            return True
        folder, before = os.path.dirname(folder), folder
    return False
