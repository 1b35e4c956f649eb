"""Older versions of the open canvas, as git has them: found by what people call them, and named.

Everything here may wait for git, and is called from a thread.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from canvas.app.dates import long_day, short_day
from canvas.files.git.git_process import GitError
from canvas.files.git.history import Commit, TrackedFile, at, commits, day_of, resolve
from canvas.files.git.versions import VersionError, canvas_at, listed, place_of, sentence
from canvas.model.canvas import Canvas
from canvas.model.sanitize import quote, visible_line


class Version(NamedTuple):
    """A canvas as it was.

    Attributes:
        canvas: what it said.
        told: since when, for a heading: ``since the last commit, 12 Nov 2026 by Ana: ‘Add the risks’``.
        label: the same in two words: ``since 12 Nov``.
    """

    canvas: Canvas
    told: str
    label: str


def last_committed(path: str | None, today: date) -> Version:
    """The version of the last commit that changed the canvas.

    Raises:
        VersionError: where there is none, or it cannot be read.
    """
    place = place_of(path)
    try:
        latest = commits(place, 1)
    except GitError as error:
        raise VersionError(sentence(error)) from None
    if not latest:
        raise VersionError(f"{visible_line(place.title)} is in no commit yet: C makes the first.")
    return _version(place, latest[0], "since the last commit, ", today)


def since(path: str | None, words: str, today: date) -> Version:
    """The version that somebody means by a day, or by what git calls a revision.

    Raises:
        VersionError: where there is no such day or version, or it cannot be read.
    """
    place = place_of(path)
    try:
        if day := day_of(words):
            commit = at(place, day)
            if commit is None:
                raise VersionError(f"Git has no version from before {long_day(day)}.")
            return _version(place, commit, f"since {long_day(day)}: as of ", today, since=day)
        return _version(place, resolve(place, words), f"since {quote(words)}, ", today)
    except GitError as error:
        raise VersionError(sentence(error)) from None


def last_time(path: str | None, today: date) -> Version | None:
    """The version that stood when this day began: what is committed today is news in today's meeting.

    None where git knows of no such version.
    """
    try:
        place, known = listed(path)
        commit = next((one for one in known if one.when.date() < today), None)
        return _version(place, commit, "since ", today) if commit else None
    except VersionError:
        return None


def commit_label(commit: Commit) -> str:
    """A commit by its day, author and subject."""
    said = f"{long_day(commit.when.date())} by {visible_line(commit.author)}"
    return f"{said}: {quote(commit.subject)}" if commit.subject else said


def _version(
    place: TrackedFile, commit: Commit, told: str, today: date, since: date | None = None
) -> Version:
    label = f"since {short_day(since or commit.when.date(), today)}"
    return Version(canvas_at(place, commit), f"{told}{commit_label(commit)}", label)
