"""Older versions of a canvas in git. Each function may block on git, and raises `VersionError`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal, NamedTuple

from canvas.files.canvas_file import DocumentCode, DocumentError, from_bytes
from canvas.files.git.git_process import GitCode, GitError
from canvas.files.git.history import Commit, commits, version
from canvas.files.git.repository import TrackedFile, locate
from canvas.model.canvas import Canvas
from canvas.model.errors import CodedError
from canvas.model.sanitize import visible_line

MAX_COMMITS = 500

VersionCode = GitCode | DocumentCode | Literal["not_in_commit", "no_commit", "none_before"]
"""``no_commit`` and ``none_before`` are worded by front ends, which know the keys and the format of days."""


class VersionError(CodedError[VersionCode]):
    """A version that cannot be read; its text is one sentence that can stand alone."""


class Versions(NamedTuple):
    """The commits of a canvas.

    Attributes:
        file: where the canvas is in git.
        commits: its commits, newest first.
    """

    file: TrackedFile
    commits: list[Commit]


def place_of(path: str | None) -> TrackedFile:
    """Find the canvas in its repository."""
    if path is None:
        raise VersionError("This canvas has no file yet: save it first.", "no_path")
    with version_errors(os.path.basename(path)):
        return locate(path)


def listed(path: str | None) -> Versions:
    """List the commits of the canvas, newest first."""
    place = place_of(path)
    with version_errors(place.title):
        return Versions(place, commits(place, MAX_COMMITS))


def canvas_at(place: TrackedFile, commit: Commit) -> Canvas:
    """Read the canvas as it was in a commit."""
    with version_errors(place.title):
        data = version(place, commit)
        if data is None:
            raise VersionError(f"{visible_line(place.title)} is not in {commit.short}.", "not_in_commit")
        return from_bytes(data, f"{place.title} in {commit.short}").canvas


@contextmanager
def version_errors(title: str) -> Iterator[None]:
    """Reword errors as sentences that can stand alone: with a capital, unless the file's name comes first."""
    try:
        yield
    except (GitError, DocumentError) as error:
        words = str(error)
        if not (title and words.startswith(visible_line(title))):
            words = f"{words[:1].upper()}{words[1:]}"
        raise VersionError(words, error.code) from None
