"""Conflicted copies: what sync programs write beside a file that two computers changed at the same time.

A copy is merged with the canvas, never deleted. The base is a version of git where one fits.
"""

from __future__ import annotations

import os
import platform
import re
import stat
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from canvas.files.canvas_file import SUFFIX, DocumentError, newer_sentence, open_document
from canvas.model.canvas import Canvas, Item
from canvas.model.compare import Change, Differences, compare
from canvas.model.conflicts import THEIRS, OtherValue, conflicts, other_values, with_other_values
from canvas.model.item_matching import equal_in_file, match_items
from canvas.model.merge import Merged, merge
from canvas.model.schema import VOTES
from canvas.model.types import ItemId, PanelKey

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


class Joined(NamedTuple):
    """A canvas with a copy merged into it.

    Attributes:
        canvas: the result.
        differences: what that changes.
        conflicts: how many conflicts it adds.
    """

    canvas: Canvas
    differences: Differences
    conflicts: int

    @property
    def is_news(self) -> bool:
        """Whether it changes anything."""
        return not self.differences.are_none or self.conflicts > 0

    @property
    def changed(self) -> int:
        """How many items are new, or changed beyond their conflicts."""
        return sum(not change.is_gone and not _is_conflict_alone(change) for change in self.differences.items)

    @property
    def gone(self) -> int:
        """How many items it deletes."""
        return sum(change.is_gone for change in self.differences.items)


def _is_conflict_alone(change: Change) -> bool:
    if change.is_new or change.is_moved or change.reordered:
        return False
    return all(field.key == THEIRS for field in change.fields)


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
    versions = _Versions(path)
    for candidate in candidates[:_MAX_COPIES]:
        found = _read(candidate, versions)
        if found.error or joined(canvas, found).is_news:
            return found
    return None


def joined(canvas: Canvas, copy: ConflictedCopy) -> Joined:
    """Merge a copy that was read into a canvas; merging it again changes nothing.

    Of two counts the higher stands. They are not added up: in a synced folder both sides mostly hold the same
    votes, saved but not committed.
    """
    if copy.canvas is None:
        return Joined(canvas, Differences(), 0)
    ours, theirs = _with_equal_votes(canvas, copy.canvas)
    merged = _without_repeats(canvas, merge(copy.base, ours, theirs, twice=False))
    more = max(0, len(conflicts(merged)) - len(conflicts(canvas)))
    return Joined(merged, compare(canvas, merged), more)


def _without_repeats(ours: Canvas, merged: Merged) -> Canvas:
    """The merged canvas without the conflicts that ours has already, from an earlier merge of the copy."""
    was = {item.id: item.values for _, item in ours}
    panels: dict[PanelKey, list[Item]] = {}
    for panel, item in merged.canvas:
        origin = merged.origins[item.id].ours
        values = _new_conflicts_once(item.values, was[origin] if origin else {})
        panels.setdefault(panel, []).append(item if values is item.values else item._replace(values=values))
    changed = {key: tuple(items) for key, items in panels.items()}
    values = _new_conflicts_once(merged.canvas.values, ours.values)
    return merged.canvas.replacing(values=values).with_items(changed)


def _new_conflicts_once(values: Mapping[str, Any], known: Mapping[str, Any]) -> Mapping[str, Any]:
    """Values without the conflicts that are among the known ones and are there once more."""
    said, known_said = other_values(values), other_values(known)
    unmatched, kept = list(known_said), []
    for saying in said:
        if (at := _index_of(saying, unmatched)) is not None:
            del unmatched[at]
        elif _index_of(saying, known_said) is not None:
            continue
        kept.append(saying)
    return values if len(kept) == len(said) else with_other_values(values, kept)


def _index_of(saying: OtherValue, among: Sequence[OtherValue]) -> int | None:
    return next((at for at, other in enumerate(among) if equal_in_file(saying, other)), None)


def _with_equal_votes(ours: Canvas, theirs: Canvas) -> tuple[Canvas, Canvas]:
    """Give items that both have the higher number of votes."""
    mine, others = ({item.id: item.votes for _, item in canvas} for canvas in (ours, theirs))
    pairs = match_items(theirs, ours, by_words=False)
    higher = {new: max(mine[new], others[old]) for new, old in pairs.items()}
    return _with_votes(ours, higher), _with_votes(theirs, {pairs[new]: higher[new] for new in pairs})


def _with_votes(canvas: Canvas, votes: Mapping[ItemId, int]) -> Canvas:
    panels = {
        panel: tuple(
            item.with_values({VOTES.key: votes[item.id]}, panel)
            if votes.get(item.id, item.votes) != item.votes
            else item
            for item in items
        )
        for panel, items in canvas.panels.items()
    }
    changed = {panel: items for panel, items in panels.items() if items != canvas.panels[panel]}
    return canvas.with_items(changed) if changed else canvas


def _read(candidate: Candidate, versions: _Versions) -> ConflictedCopy:
    try:
        document = open_document(candidate.path)
    except DocumentError as error:
        return ConflictedCopy(candidate, None, error=error)
    if document.newer:
        newer = DocumentError(newer_sentence(document, candidate.path), "newer")
        return ConflictedCopy(candidate, None, error=newer)
    base = versions.base_of(document.canvas, candidate.modified / 1e9)
    return ConflictedCopy(candidate, document.canvas, base or Canvas(""))


class _Versions:
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
