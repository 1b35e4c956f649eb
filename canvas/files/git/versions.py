"""Older versions of a canvas, as git has them: listed, and read.

Everything here may wait for git.
"""

from __future__ import annotations

from canvas.files.canvas_file import DocumentError, from_bytes
from canvas.files.git.git_process import GitError
from canvas.files.git.history import Commit, TrackedFile, commits, locate, version
from canvas.model.canvas import Canvas
from canvas.model.sanitize import visible_line

MOST = 500
"""How many commits are listed at most."""


class VersionError(Exception):
    """A version that cannot be had; its text is one sentence."""


def place_of(path: str | None) -> TrackedFile:
    """Where the open canvas is in git.

    Raises:
        VersionError: where it has no file, there is no git, or the file is in no repository.
    """
    if path is None:
        raise VersionError("This canvas has no file yet: save it first.")
    try:
        return locate(path)
    except GitError as error:
        raise VersionError(sentence(error)) from None


def listed(path: str | None) -> tuple[TrackedFile, list[Commit]]:
    """The commits of the open canvas, newest first.

    Raises:
        VersionError: where git cannot tell.
    """
    place = place_of(path)
    try:
        return place, commits(place, MOST)
    except GitError as error:
        raise VersionError(sentence(error)) from None


def canvas_at(place: TrackedFile, commit: Commit) -> Canvas:
    """The canvas as it was in a commit.

    Raises:
        VersionError: where it was not there, or cannot be read.
    """
    try:
        data = version(place, commit)
        if data is None:
            raise VersionError(f"{visible_line(place.title)} is not in {commit.short}.")
        return from_bytes(data, f"{place.title} in {commit.short}").canvas
    except (GitError, DocumentError) as error:
        raise VersionError(sentence(error)) from None


def sentence(error: Exception) -> str:
    """What git or a file said, as a sentence that may stand alone."""
    words = str(error)
    return f"{words[:1].upper()}{words[1:]}" if words.startswith(("there", "git", "the ")) else words
