"""Older versions of a canvas in git. Each function may block on git, and raises `VersionError`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Literal, NamedTuple

from canvas.files.canvas_file import DocumentCode, DocumentError, from_bytes
from canvas.files.git.git_process import GitCode, GitError
from canvas.files.git.history import Commit, TrackedFile, commits, locate, resolve, version
from canvas.files.git.since import find_since
from canvas.model.canvas import Canvas
from canvas.model.errors import CodedError
from canvas.model.sanitize import visible_line

MAX_COMMITS = 500

VersionCode = GitCode | DocumentCode | Literal["not_in_commit", "no_commit", "none_before"]
"""``no_commit`` and ``none_before`` are worded by front ends, which know the keys and the format of days."""


class VersionError(CodedError[VersionCode]):
    """A version that cannot be read; its text is one sentence that can stand alone."""


class NoneBeforeError(VersionError):
    """Git has no version from before a day."""

    def __init__(self, sentence: str, day: date | None) -> None:
        super().__init__(sentence, "none_before")
        self.day = day


class Versions(NamedTuple):
    """The commits of a canvas.

    Attributes:
        file: where the canvas is in git.
        commits: its commits, newest first.
    """

    file: TrackedFile
    commits: list[Commit]


class Version(NamedTuple):
    """The canvas as it was in a commit.

    Attributes:
        canvas: what it held.
        commit: the commit.
        day: the day since when, where one was named.
        words: the revision, as it was named.
    """

    canvas: Canvas
    commit: Commit
    day: date | None = None
    words: str = ""


def place_of(path: str | None) -> TrackedFile:
    """Find the canvas in its repository."""
    if path is None:
        raise VersionError("This canvas has no file yet: save it first.", "no_path")
    with _version_errors(os.path.basename(path)):
        return locate(path)


def listed(path: str | None) -> Versions:
    """List the commits of the canvas, newest first."""
    place = place_of(path)
    with _version_errors(place.title):
        return Versions(place, commits(place, MAX_COMMITS))


def canvas_at(place: TrackedFile, commit: Commit) -> Canvas:
    """Read the canvas as it was in a commit."""
    with _version_errors(place.title):
        data = version(place, commit)
        if data is None:
            raise VersionError(f"{visible_line(place.title)} is not in {commit.short}.", "not_in_commit")
        return from_bytes(data, f"{place.title} in {commit.short}").canvas


def last_committed(path: str | None) -> Version:
    """Read the version of the last commit that changed the canvas."""
    place = place_of(path)
    with _version_errors(place.title):
        latest = commits(place, 1)
    if not latest:
        raise VersionError(f"{visible_line(place.title)} is in no commit yet.", "no_commit")
    return Version(canvas_at(place, latest[0]), latest[0])


def since(path: str | None, words: str, today: date) -> Version:
    """Read the version that a typed day or revision names."""
    place = place_of(path)
    with _version_errors(place.title):
        day, commit = find_since(place, words, today)
    if commit is None:
        raise NoneBeforeError(f"Git has no version from before {day}.", day)
    return Version(canvas_at(place, commit), commit, day, words)


def of_revision(path: str | None, rev: str) -> Version:
    """Read the version that a revision of git names."""
    place = place_of(path)
    with _version_errors(place.title):
        commit = resolve(place, rev)
    return Version(canvas_at(place, commit), commit, None, rev)


def before(path: str | None, day: date) -> Version:
    """Read the newest version that was committed before a day, local time."""
    place, known = listed(path)
    commit = next((each for each in known if each.when.date() < day), None)
    if commit is None:
        raise NoneBeforeError(f"Git has no version from before {day}.", day)
    return Version(canvas_at(place, commit), commit)


@contextmanager
def _version_errors(title: str) -> Iterator[None]:
    """Reword errors as sentences that can stand alone: with a capital, unless the file's name comes first."""
    try:
        yield
    except (GitError, DocumentError) as error:
        words = str(error)
        if not (title and words.startswith(visible_line(title))):
            words = f"{words[:1].upper()}{words[1:]}"
        raise VersionError(words, error.code) from None
