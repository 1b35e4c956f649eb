"""A file and an older version of it, which git has."""

from __future__ import annotations

from datetime import date

from canvas.exports.phrases import day
from canvas.files.canvas_file import from_bytes
from canvas.files.git import history
from canvas.files.git.repository import locate
from canvas.files.git.since import find_since
from canvas.model.canvas import Canvas
from canvas.verbs.reading import read_canvas, readable
from canvas.verbs.version_pair import VersionPair, about

_NOT_THERE = "there was no such file then"


def pair_with_git(file: str, since: str | None) -> VersionPair:
    """A file, and its version in git.

    Raises:
        DocumentError: where one of them cannot be read.
        GitError: where git knows no such version.
    """
    new = read_canvas(file).canvas
    place = locate(file)
    if since is None:
        begun, commit = None, next(iter(history.commits(place, 1)), None)
    else:
        begun, commit = find_since(place, since, date.today())  # noqa: DTZ011 - the day here
    data = history.version(place, commit) if commit else None
    notes = [commit.short] if commit else []
    if data is None:
        old = Canvas("", new.stage)  # all there is now is new
        notes.append(_NOT_THERE)
    else:
        name = f"{place.title} in {notes[0]}"
        old = readable(from_bytes(data, name), name).canvas
    when = begun or (commit.when.date() if commit else None)
    told = [day(when)] if when else []
    told = ["the last commit", *told] if since is None else told
    span = f"What changed since {told[0]} ({', '.join([*told[1:], *notes])})"
    return VersionPair(old, new, span, about(file, commit.id if commit else None, when), about(file))
