"""Older versions of the open canvas, with their days and names as the board writes them.

Everything here may wait for git, and is called from a thread.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from canvas.app.dates import long_day, short_day
from canvas.files.git import named_versions
from canvas.files.git.history import Commit
from canvas.files.git.named_versions import NoneBeforeError
from canvas.files.git.versions import VersionError
from canvas.model.canvas import Canvas
from canvas.model.sanitize import quote, visible_line


class Version(NamedTuple):
    """A canvas as it was.

    Attributes:
        canvas: what it said.
        told: since when, for a heading: ``since the last commit, 12 Nov by Ana: ‘Add the risks’``.
        label: the same in two words: ``since 12 Nov``.
    """

    canvas: Canvas
    told: str
    label: str


def last_committed(path: str | None, today: date) -> Version:
    """The version of the last commit that changed the canvas; `VersionError` where there is none."""
    return _told(named_versions.last_committed(path), "since the last commit, ", today)


def since(path: str | None, words: str, today: date) -> Version:
    """The version that a day or a revision of git means; `VersionError` where there is none."""
    try:
        found = named_versions.since(path, words, today)
    except NoneBeforeError as error:
        if error.day is None:
            raise
        raise VersionError(f"Git has no version from before {long_day(error.day)}.", error.code) from None
    if found.day:
        return _told(found, f"since {short_day(found.day, today)}: as of ", today)
    return _told(found, f"since {quote(words)}, ", today)


def last_time(path: str | None, today: date) -> Version | None:
    """The version that stood when this day began: what is committed today is news in today's meeting.

    None where git knows of no such version.
    """
    try:
        return _told(named_versions.before(path, today), "since ", today)
    except VersionError:
        return None


def commit_label(commit: Commit, today: date) -> str:
    """A commit by its day, author and subject."""
    said = f"{short_day(commit.when.date(), today)} by {visible_line(commit.author)}"
    return f"{said}: {quote(commit.subject)}" if commit.subject else said


def _told(found: named_versions.Version, told: str, today: date) -> Version:
    label = f"since {short_day(found.day or found.commit.when.date(), today)}"
    return Version(found.canvas, f"{told}{commit_label(found.commit, today)}", label)
