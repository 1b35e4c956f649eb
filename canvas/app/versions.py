"""Older versions of the open canvas, as git has them: read, named and brought back.

Everything here may wait for git, and is called from a thread.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from canvas.app.widgets.marks import long_day, short_day
from canvas.files.document import DocumentError, from_bytes
from canvas.files.git.history import Commit, Place, at, commits, day_of, locate, resolve, version
from canvas.files.git.run import GitError
from canvas.model import edits
from canvas.model.canvas import Canvas, Item
from canvas.model.compare import Change
from canvas.model.edits import Edit
from canvas.model.matching import is_named, matched
from canvas.model.text import quote, visible_line

MOST = 500
"""How many commits are listed at most."""


class VersionError(Exception):
    """A version that cannot be had; its text is one sentence."""


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


def place_of(path: str | None) -> Place:
    """Where the open canvas is in git.

    Raises:
        VersionError: where it has no file, there is no git, or the file is in no repository.
    """
    if path is None:
        raise VersionError("This canvas has no file yet: ctrl+s saves it first.")
    try:
        return locate(path)
    except GitError as error:
        raise VersionError(_sentence(error)) from None


def listed(path: str | None) -> tuple[Place, list[Commit]]:
    """The commits of the open canvas, newest first.

    Raises:
        VersionError: where git cannot tell.
    """
    place = place_of(path)
    try:
        return place, commits(place, MOST)
    except GitError as error:
        raise VersionError(_sentence(error)) from None


def canvas_at(place: Place, commit: Commit) -> Canvas:
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
        raise VersionError(_sentence(error)) from None


def last_committed(path: str | None, today: date) -> Version:
    """The version of the last commit that changed the canvas.

    Raises:
        VersionError: where there is none, or it cannot be read.
    """
    place = place_of(path)
    try:
        latest = commits(place, 1)
    except GitError as error:
        raise VersionError(_sentence(error)) from None
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
        raise VersionError(_sentence(error)) from None


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


def named(commit: Commit) -> str:
    """A commit by its day, author and subject."""
    said = f"{long_day(commit.when.date())} by {visible_line(commit.author)}"
    return f"{said}: {quote(commit.subject)}" if commit.subject else said


def taking_back(was: Canvas, change: Change) -> Callable[[Canvas], Edit] | None:
    """What makes an item again what it was before a change; None where it was not there."""
    if change.before is None:
        return None
    stays = change.after is not None and not change.is_moved and not change.reordered
    return bringing_back(was, change.source, change.before, in_its_place=not stays)


def bringing_back(
    was: Canvas, panel: str, item: Item, *, in_its_place: bool = True
) -> Callable[[Canvas], Edit]:
    """What brings an item of an older version into a canvas.

    Args:
        was: the older version.
        panel: the key of the panel that the item stands in there.
        item: the item as it is there.
        in_its_place: whether it comes to stand where it stood, should it be elsewhere now.
    """
    stood = [other.id for other in was.panels[panel]]
    before = stood[: stood.index(item.id)]

    def edit(canvas: Canvas) -> Edit:
        # An item without an id is numbered in each version anew: its number may be another item's here.
        now = {old: new for new, old in matched(was, canvas).items()}
        name = now.get(item.id) or (item.id if is_named(item) else edits.new_id({i.id for _, i in canvas}))
        after = [now[other] for other in before if other in now] if in_its_place else None
        return edits.bring_back(canvas, panel, item._replace(id=name), after)

    return edit


def _version(place: Place, commit: Commit, told: str, today: date, since: date | None = None) -> Version:
    label = f"since {short_day(since or commit.when.date(), today)}"
    return Version(canvas_at(place, commit), f"{told}{named(commit)}", label)


def _sentence(error: Exception) -> str:
    words = str(error)
    return f"{words[:1].upper()}{words[1:]}" if words.startswith(("there", "git", "the ")) else words
