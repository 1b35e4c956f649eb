"""Conflicted copies: what sync programs write beside a file that two computers changed at the same time.

A copy is merged with the canvas, never deleted. The base is a version of git where one fits.
"""

from __future__ import annotations

import os
import platform
import re
import stat
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from canvas.files.canvas_file import SUFFIX, DocumentError, newer_sentence, open_document
from canvas.model.canvas import Canvas
from canvas.model.compare import Differences, compare
from canvas.model.copy_merge import Joined, join_copy

_DAY = r"\d{4}-\d\d-\d\d"
_NAMES = (
    "conflicted copy|in konflikt stehende kopie|copie en conflit|copia en conflicto|copia in conflitto"
    "|cópia em conflito"
)
FORMS: dict[str, str] = {
    "Dropbox, Nextcloud": rf" \((?i:(?=[^()]*(?:{_NAMES})))[^()]*{_DAY}[^()]*(?:\(\d+\))?\)",
    "ownCloud": r"_conflict-\d{8}-\d{6}",
    "Syncthing": r"\.sync-conflict-\d{8}-\d{6}(?:-[A-Z0-9]{7})?",
    "OneDrive, SharePoint": r"-(?:DESKTOP|LAPTOP|WIN)-[A-Z0-9]{4,12}(?:-\d+)?",
}
"""What sync programs insert into a name, as regular expressions. OneDrive inserts a computer's name, which
alone cannot be told from a title: those that Windows gives are known, and this computer's own."""

_MAX_COPIES = 20
"""How many copies are read, the newest first."""

_MAX_VERSIONS = 20
"""How many versions of git are compared with a copy, the newest first."""


class Candidate(NamedTuple):
    """A file that has the name of a conflicted copy.

    Attributes:
        path: its path.
        modified: its time stamp in nanoseconds; a copy that is written again is another candidate.
    """

    path: str
    modified: int


class ConflictedCopy(NamedTuple):
    """A copy that was read.

    Attributes:
        candidate: the file.
        canvas: what it holds; None where it cannot be read.
        base: the version that both came from; an empty canvas where that is not known.
        error: why it cannot be read.
    """

    candidate: Candidate
    canvas: Canvas | None
    base: Canvas = Canvas("")
    error: DocumentError | None = None


def name_pattern(original: str, host: str = "") -> re.Pattern[str]:
    """A pattern for the names of conflicted copies of a file, in Unicode form C.

    Args:
        original: the name of the file.
        host: the name of this computer; empty where it is not known.
    """
    original = unicodedata.normalize("NFC", original)
    own = [rf"-(?i:{re.escape(host)})(?:-\d+)?"] if host else []
    inserted = "|".join((*FORMS.values(), *own))
    # Most programs take “.toml” alone for the extension: river.canvas (…).toml
    suffixes = {SUFFIX, os.path.splitext(original)[1]}
    names = [
        re.escape(original.removesuffix(suffix)) + f"(?:{inserted})" + re.escape(suffix)
        for suffix in suffixes
        if suffix and original.endswith(suffix)
    ]
    return re.compile("|".join(names) or "(?!)")


def copies_beside(path: str, host: str | None = None) -> list[Candidate]:
    """List the conflicted copies of a file, newest first; none where its folder cannot be read.

    Args:
        path: the file; a symbolic link is followed.
        host: the name of this computer; asked for where None.
    """
    host = platform.node().partition(".")[0] if host is None else host
    found: list[Candidate] = []
    try:
        folder, original = os.path.split(os.path.realpath(path))
        pattern = name_pattern(original, host)
        with os.scandir(folder) as entries:
            for entry in entries:
                if not pattern.fullmatch(unicodedata.normalize("NFC", entry.name)):
                    continue
                try:
                    status = entry.stat(follow_symlinks=False)
                except OSError:
                    continue
                if stat.S_ISREG(status.st_mode):
                    found.append(Candidate(entry.path, status.st_mtime_ns))
    except (OSError, ValueError):  # also a name that no file can have
        pass
    found.sort(key=lambda candidate: (-candidate.modified, candidate.path))
    return found


def find_copy(path: str, canvas: Canvas, without: Collection[Candidate] = ()) -> ConflictedCopy | None:
    """Read the newest copy that would change a canvas, or that cannot be read; None where there is none.

    Args:
        path: the canvas's file.
        canvas: the canvas as it is now.
        without: copies that are not wanted.
    """
    candidates = [candidate for candidate in copies_beside(path) if candidate not in without]
    versions = Versions(path)
    for candidate in candidates[:_MAX_COPIES]:
        found = _read(candidate, versions)
        if found.error or joined(canvas, found).is_news:
            return found
    return None


def joined(canvas: Canvas, copy: ConflictedCopy) -> Joined:
    """Merge a copy that was read into a canvas; merging it again changes nothing."""
    return join_copy(canvas, copy.canvas, copy.base) if copy.canvas else Joined(canvas, Differences(), 0)


def _read(candidate: Candidate, versions: Versions) -> ConflictedCopy:
    try:
        document = open_document(candidate.path)
    except DocumentError as error:
        return ConflictedCopy(candidate, None, error=error)
    if document.newer:
        newer = DocumentError(newer_sentence(document, candidate.path), "newer")
        return ConflictedCopy(candidate, None, error=newer)
    base = versions.base_of(document.canvas, candidate.modified / 1e9)
    return ConflictedCopy(candidate, document.canvas, base or Canvas(""))


class Versions:
    """The versions of a file in git, read once for all its copies."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._known: Sequence[tuple[float, Canvas]] | None = None

    def base_of(self, copy: Canvas, modified: float) -> Canvas | None:
        """Find the version that a copy came from: the one that it differs from least.

        The newest version will not do: what others committed after the copy was made would count as deleted
        in it. For the same reason the older of two that are equally near is taken, and none that was
        committed after the copy was written.

        Args:
            copy: what the copy holds.
            modified: when it was written, in seconds since the epoch.
        """
        if self._known is None:
            self._known = tuple(_committed(self._path))
        best: tuple[int, Canvas] | None = None
        for when, canvas in self._known:
            if when > modified:
                continue
            distance = _distance(canvas, copy)
            if best is None or distance <= best[0]:
                best = distance, canvas
            if not distance:
                break
        return best and best[1]


def _committed(path: str) -> Iterator[tuple[float, Canvas]]:
    """Read the newest versions that git has of a file, with their times; none where git cannot tell."""
    from canvas.files.git.versions import VersionError, canvas_at, listed  # noqa: PLC0415 - starts git

    try:
        place, commits = listed(os.path.realpath(path))
    except VersionError:
        return
    for commit in commits[:_MAX_VERSIONS]:
        try:
            yield commit.when.timestamp(), canvas_at(place, commit)
        except VersionError as error:
            if error.code == "timeout":
                return


def _distance(old: Canvas, new: Canvas) -> int:
    """How many fields and items two canvases have differently."""
    differences = compare(old, new)
    fields = [change.fields for change in differences.items] + [each.fields for each in differences.records]
    return len(differences.properties) + sum(max(1, len(changed)) for changed in fields)
