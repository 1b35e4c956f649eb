"""Ask git for the commit that an export is made from, while the export goes on."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from canvas.exports.version_found import NO_VERSION, Committed, VersionFound
from canvas.files.git.git_process import GitError
from canvas.files.git.last_version import ask, content_of, last_version

if TYPE_CHECKING:
    from canvas.model.canvas import Canvas

TIMEOUT_SECONDS = 2.0
"""How long an export waits for git; without an answer it is a draft."""


class VersionLookup:
    """Finds the last commit of a file where it holds exactly this canvas: `found` or `stop` must follow."""

    def __init__(self, path: str) -> None:
        """Start git."""
        self._path = path
        try:
            self._asked = ask(path)
        except GitError as error:
            self._error: GitError | None = error
        else:
            self._error = None

    def found(self, canvas: Canvas, data: bytes | None = None) -> VersionFound:
        """What git said: a draft where something was changed since, or git does not have the file.

        Args:
            canvas: the canvas as it is exported.
            data: the bytes that the canvas was read from, if nothing was changed since.
        """
        try:
            if self._error is not None:
                raise self._error
            until = monotonic() + TIMEOUT_SECONDS
            version = last_version(self._asked, self._path, until)
            if version is None:
                return NO_VERSION
            if data is None or not version.holds(data):
                there = content_of(version, self._path, until)
                if there is None or not _holds(there, self._path, canvas):
                    return NO_VERSION
        except GitError as error:
            return VersionFound(problem=_problem(error))
        return VersionFound(Committed(version.commit, version.day))

    def stop(self) -> None:
        """Wait for git no longer."""
        if self._error is None:
            self._asked.stop()


def _holds(data: bytes, path: str, canvas: Canvas) -> bool:
    """Whether the bytes of a file, other than those it has now, hold a canvas."""
    from canvas.files.canvas_file import DocumentError, from_bytes  # noqa: PLC0415 - git is started first

    try:
        there = from_bytes(data, path).canvas
    except DocumentError:
        return False
    if there == canvas:
        return True
    from canvas.model.compare import compare  # noqa: PLC0415 - not for equal ones

    return compare(there, canvas).are_none


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
