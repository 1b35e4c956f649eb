"""The commit that an export is made from: which version of a canvas its reader holds."""

from __future__ import annotations

import os
from time import monotonic
from typing import TYPE_CHECKING, Final, NamedTuple

from canvas.exports.origin import Committed
from canvas.files.canvas_file import DocumentError, from_bytes
from canvas.files.git.discovery import may_hold_repository

if TYPE_CHECKING:
    from canvas.files.git.git_process import GitError
    from canvas.model.canvas import Canvas

TIMEOUT_SECONDS = 2.0
"""How long an export waits for git; without an answer it is a draft."""


class VersionFound(NamedTuple):
    """What git said of a canvas.

    Attributes:
        committed: its last commit, where that holds exactly this canvas; None for a draft.
        problem: a sentence for whoever makes the export, where git should have known but failed.
    """

    committed: Committed | None = None
    problem: str = ""


NO_VERSION: Final = VersionFound()
"""That of a canvas which git does not have."""


def committed_version(path: str | None, canvas: Canvas, data: bytes | None = None) -> VersionFound:
    """Find the last commit of a file where it holds exactly this canvas; may block on git for two seconds.

    It is a draft where something was changed since, or git does not have the file or cannot tell.

    Args:
        path: the file.
        canvas: the canvas as it is exported.
        data: the bytes that the canvas was read from, if nothing was changed since.
    """
    if path is None or not may_have_version(path):
        return NO_VERSION
    from canvas.files.git.git_process import GitError  # noqa: PLC0415 - only where git may be
    from canvas.files.git.last_version import content_of, last_version  # noqa: PLC0415 - likewise

    until = monotonic() + TIMEOUT_SECONDS
    try:
        version = last_version(path, until)
        if version is None:
            return NO_VERSION
        if data is None or not version.holds(data):
            there = content_of(version, path, until)
            if there is None or not _are_same(from_bytes(there, path).canvas, canvas):
                return NO_VERSION
    except DocumentError:
        return NO_VERSION
    except GitError as error:
        return VersionFound(problem=_problem(error))
    return VersionFound(Committed(version.commit, version.day))


def may_have_version(path: str | None) -> bool:
    """Whether git may have a file; it is not started to find out."""
    return path is not None and may_hold_repository(os.path.dirname(os.path.realpath(path)))


def _are_same(one: Canvas, other: Canvas) -> bool:
    if one == other:
        return True
    from canvas.model.compare import compare  # noqa: PLC0415 - not for equal ones

    return compare(one, other).are_none


def _problem(error: GitError) -> str:
    """Why git could not say which version it is; empty where it has none, which is nothing to mend."""
    match error.code:
        case "timeout":
            why = f"git did not answer within {TIMEOUT_SECONDS:.0f} seconds"
        case "not_installed":
            why = "git is not installed"
        case "not_started":
            why = str(error).rstrip(".")
        case "refused" if "dubious ownership" in error.words or "unsafe repository" in error.words:
            why = "git leaves this repository alone, for somebody else owns it"
        case _:
            return ""
    return f"This copy says “draft”, because {why}."
