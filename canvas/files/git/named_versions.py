"""Older versions of a canvas as people name them: the last one, a day, a revision of git."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from canvas.files.git.history import Commit, commits, resolve
from canvas.files.git.since import find_since
from canvas.files.git.versions import VersionError, canvas_at, listed, place_of, version_errors
from canvas.model.canvas import Canvas
from canvas.model.sanitize import visible_line


class NoneBeforeError(VersionError):
    """Git has no version from before a day."""

    def __init__(self, sentence: str, day: date | None) -> None:
        super().__init__(sentence, "none_before")
        self.day = day


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


def last_committed(path: str | None) -> Version:
    """Read the version of the last commit that changed the canvas."""
    place = place_of(path)
    with version_errors(place.title):
        latest = commits(place, 1)
    if not latest:
        raise VersionError(f"{visible_line(place.title)} is in no commit yet.", "no_commit")
    return Version(canvas_at(place, latest[0]), latest[0])


def since(path: str | None, words: str, today: date) -> Version:
    """Read the version that a typed day or revision names."""
    place = place_of(path)
    with version_errors(place.title):
        day, commit = find_since(place, words, today)
    if commit is None:
        raise NoneBeforeError(f"Git has no version from before {day}.", day)
    return Version(canvas_at(place, commit), commit, day, words)


def of_revision(path: str | None, rev: str) -> Version:
    """Read the version that a revision of git names."""
    place = place_of(path)
    with version_errors(place.title):
        commit = resolve(place, rev)
    return Version(canvas_at(place, commit), commit, None, rev)


def before(path: str | None, day: date) -> Version:
    """Read the newest version that was committed before a day, local time."""
    place, known = listed(path)
    commit = next((each for each in known if each.when.date() < day), None)
    if commit is None:
        raise NoneBeforeError(f"Git has no version from before {day}.", day)
    return Version(canvas_at(place, commit), commit)
