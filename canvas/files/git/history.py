"""The history of a file in git: its commits, and its content in each.

Nothing here runs a program that belongs to the repository, fetches, or writes. Each function raises
`GitError` where git fails.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import NamedTuple

from canvas.files import file_reading
from canvas.files.git.git_process import GitError, RefusedError, run_query
from canvas.files.git.repository import TrackedFile
from canvas.files.hashes import sha1_of, sha256_of
from canvas.model.sanitize import quote, visible_line

_FIELDS = ("%H", "%<(300,trunc)%an", "%ct", "%<(300,trunc)%s")  # a subject may have any length
_FORMAT = "--format=" + "".join(f"{field}%x00" for field in _FIELDS)
_MAX_COMMIT_SECONDS = 250_000_000_000
"""The latest commit time that is shown, in the year 9892; damaged commits may have any."""
_SHORT_ID_LENGTH = 10
_SHA1_LENGTH = 40
_REGULAR_FILE = "100"
_MAX_RENAMES = "-l1000"


class Commit(NamedTuple):
    """A version of a file.

    Attributes:
        id: the commit's full id.
        author: who wrote it.
        when: when it was committed, in the local time zone.
        subject: the first paragraph of its message, on one line; cut where it is very long.
        name: the file's path in it, since files are renamed; as in `TrackedFile`.
    """

    id: str
    author: str
    when: datetime
    subject: str
    name: str

    @property
    def short(self) -> str:
        """The abbreviated id."""
        return self.id[:_SHORT_ID_LENGTH]


class _Entry(NamedTuple):
    """An entry of a tree or of the index: mode, object id, and stage in the index."""

    mode: str
    id: str
    stage: str

    def holds(self, data: bytes) -> bool:
        """Whether these bytes are its content."""
        hash_of = sha1_of if len(self.id) == _SHA1_LENGTH else sha256_of
        return hash_of(b"blob %d\0" % len(data) + data) == self.id


def commits(place: TrackedFile, limit: int = 500) -> list[Commit]:
    """List at most ``limit`` commits that changed a file, newest first, under its former names too."""
    found: list[Commit] = []
    start, name = "HEAD", place.name
    if head(place) is None:
        return found
    while True:
        here = list(_read(place, name, f"--max-count={limit - len(found)}", start, "--", name))
        renames = ((made, _former_name(place, here[made].id, name)) for made in _added(place, name, here))
        made, older = next(((made, older) for made, older in renames if older), (len(here), None))
        found += here[: made + 1]
        if older is None or len(found) >= limit:
            return found
        start, name = f"{here[made].id}^@", older


def version(place: TrackedFile, commit: Commit) -> bytes | None:
    """Read a file as it was in a commit; None where that has no such file."""
    try:
        entry = _entry(place, commit.id, commit.name)
    except RefusedError:
        _id(place, commit.id)  # raises where there is no such commit
        raise
    return None if entry is None else content_of(place, entry, commit.name)


def resolve(place: TrackedFile, rev: str) -> Commit:
    """Find the commit that a branch, tag, id or other revision names."""
    return _named(place, _id(place, rev))


def commit_before(place: TrackedFile, day: date) -> Commit | None:
    """Find the newest commit before the beginning of a day, local time; None where there is none."""
    begins = _midnight(day)
    if begins <= 0 or head(place) is None:
        return None
    # Git would parse a date by its own rules; seconds since the epoch are unambiguous.
    id_ = run_query(place.top, "rev-list", "--max-count=1", f"--before=@{begins - 1} +0000", "HEAD", "--")
    return _named(place, id_.decode().strip()) if id_ else None


def is_committed(place: TrackedFile, data: bytes) -> bool:
    """Whether a file has exactly these bytes in the newest commit."""
    return place in committed({place: data})


def committed(contents: Mapping[TrackedFile, bytes]) -> set[TrackedFile]:
    """Those files of one repository that have exactly these bytes in its newest commit."""
    some = next(iter(contents))
    id_ = head(some)
    listed = _listing(some.top, id_, [place.name for place in contents]) if id_ else {}
    return {
        place
        for place, data in contents.items()
        if (entry := listed.get(place.name)) and entry.mode.startswith(_REGULAR_FILE) and entry.holds(data)
    }


def newest(place: TrackedFile) -> Commit:
    """Read the newest commit, which must hold the file."""
    return next(_read(place, place.name, "--max-count=1", "HEAD", "--"))


def head(place: TrackedFile) -> str | None:
    """The id of the newest commit; None where there is none."""
    try:
        return _id(place, "HEAD")
    except UnknownError:
        return None


class UnknownError(GitError):
    """There is no such commit."""


def _id(place: TrackedFile, rev: str) -> str:
    words = ""
    if rev and not rev.startswith("-"):
        try:
            answer = run_query(place.top, "rev-parse", "--verify", "--end-of-options", f"{rev}^{{commit}}")
        except RefusedError as error:
            words = error.words
        else:
            if found := re.fullmatch(r"([0-9a-f]{40,64})\n", answer.decode("ascii", "replace")):
                return found[1]
    raise UnknownError(
        f"there is no version called {quote(rev)} in this repository.", "unknown_version", words
    )


def _named(place: TrackedFile, id_: str) -> Commit:
    """Read a commit, with the path that the file has in it."""
    name = place.name
    if _entry(place, id_, name) is None:
        former = dict.fromkeys(commit.name for commit in commits(place))
        name = next((name for name in former if _entry(place, id_, name)), name)
    return next(_read(place, name, "--max-count=1", id_, "--"))


def _read(place: TrackedFile, name: str, *which: str) -> Iterator[Commit]:
    """Read the commits that `rev-list` finds, in which the file has this name."""
    fields = run_query(place.top, "rev-list", _FORMAT, *which).split(b"\0")
    for start in range(0, len(fields) - len(_FIELDS), len(_FIELDS)):
        before, author, seconds, subject = fields[start : start + len(_FIELDS)]
        id_ = before.rpartition(b"\n")[2].decode("ascii")  # a line of its own comes before each
        when = datetime.fromtimestamp(min(int(seconds or b"0"), _MAX_COMMIT_SECONDS), UTC).astimezone()
        yield Commit(id_, _line(author), when, _line(subject), name)


def _line(text: bytes) -> str:
    return visible_line(text.decode("utf-8", "replace")).rstrip()  # it was padded to its greatest width


def _midnight(day: date) -> int:
    """The time stamp of the beginning of a day, local time."""
    try:
        return int(datetime.combine(day, time.min).astimezone().timestamp())
    except (OverflowError, ValueError, OSError):  # out of range for the local time zone
        return int(datetime.combine(day, time.min, UTC).timestamp())


def _added(place: TrackedFile, name: str, here: list[Commit]) -> list[int]:
    """Find the commits that added a file of this name, as positions in the list."""
    numbers = {commit.id.encode(): number for number, commit in enumerate(here)}
    stdin = b"".join(id_ + b"\n" for id_ in numbers)
    options = ("--stdin", "--root", "-r", "--raw", "-z", "--no-renames", "--no-ext-diff", "--no-textconv")
    fields = iter(run_query(place.top, "diff-tree", *options, "--", name, stdin=stdin).split(b"\0"))
    id_, made = b"", []
    for field in fields:
        if not field.startswith(b":"):
            id_ = field
        elif next(fields, b"") == os.fsencode(name) and field.endswith(b" A"):
            made.append(numbers[id_])
    return made


def _former_name(place: TrackedFile, id_: str, name: str) -> str | None:
    """Find the name of a file before the commit that renamed it to this one; None where it was new."""
    options = ("-r", "--raw", "-z", "-M", _MAX_RENAMES, "--diff-filter=R", "--no-ext-diff", "--no-textconv")
    try:
        answer = run_query(place.top, "diff-tree", *options, "--no-commit-id", id_, "--")
    except RefusedError:  # objects that a partial clone lacks cannot be compared
        return None
    fields = answer.split(b"\0")
    pairs = dict(zip(fields[2::3], fields[1::3], strict=False))
    former = pairs.get(os.fsencode(name))
    return None if former is None else os.fsdecode(former)


def _entry(place: TrackedFile, id_: str, name: str) -> _Entry | None:
    return _listing(place.top, id_, [name]).get(name)


def _listing(top: str, id_: str, names: Sequence[str]) -> dict[str, _Entry]:
    """What a commit has under some names, without folders."""
    listed = run_query(top, "ls-tree", "--full-tree", "-z", id_, "--", *names)
    return {name: entry for name, entry in entries_of(listed) if name in names and entry.mode != "040000"}


def entries_of(listed: bytes) -> Iterator[tuple[str, _Entry]]:
    """Parse the lines of `ls-tree` (mode, type, id) or `ls-files` (mode, id, stage), each with its name."""
    for line in listed.split(b"\0")[:-1]:
        about, _, name = line.partition(b"\t")
        mode, second, third = about.decode("ascii").split(" ")
        is_stage = len(third) == 1
        yield os.fsdecode(name), _Entry(mode, second if is_stage else third, third if is_stage else "")


def content_of(place: TrackedFile, entry: _Entry, name: str) -> bytes:
    """The content of an entry of a commit or of the index; `GitError` where it is no file, or too large."""
    title = name.rpartition("/")[2]
    if not entry.mode.startswith(_REGULAR_FILE):
        what = "a symbolic link" if entry.mode == "120000" else "a repository of its own"
        raise GitError(f"{title}: in that version it is {what}, not a file.", "not_a_file")
    try:
        if int(run_query(place.top, "cat-file", "-s", entry.id)) > file_reading.MAX_FILE_BYTES:
            raise GitError(f"{title}: in that version it is far too large to be a canvas.", "too_large")
        return run_query(place.top, "cat-file", "blob", entry.id)
    except RefusedError as error:
        raise GitError(
            f"{title}: that version is not in this clone; fetch it with git.", "not_fetched", error.words
        ) from None
