"""The last commit of a file and what it held, by few processes: an export waits for them.

Each function raises `GitError` where git fails, refuses, or has not answered at the time given, which is one
of `time.monotonic`.
"""

from __future__ import annotations

import os
import re
from datetime import UTC, date, datetime
from time import monotonic

from canvas.files import file_reading
from canvas.files.git.git_process import Query, run_query
from canvas.files.hashes import sha1_of, sha256_of
from canvas.model.named_tuple import NamedTuple

_SHORT_ID_LENGTH = 10
_SHA1_LENGTH = 40
_MAX_COMMIT_SECONDS = 250_000_000_000  # in the year 9892; damaged commits may have any


class LastVersion(NamedTuple):
    """The last commit that changed a file under its present name.

    Attributes:
        commit: the commit's abbreviated id.
        day: the day on which it was committed, local time.
        blob: the id of the content that the file has in it.
    """

    commit: str
    day: date
    blob: str

    def holds(self, data: bytes) -> bool:
        """Whether this is the content that the file has in it; git need not be asked."""
        source = b"blob %d\0%b" % (len(data), data)
        return self.blob == (sha1_of if len(self.blob) == _SHA1_LENGTH else sha256_of)(source)


def ask(path: str) -> Query:
    """Ask git for the last version of a file, in a folder that exists; `last_version` reads the answer."""
    folder, name = os.path.split(os.path.realpath(path))
    return Query(folder, "rev-list", "--max-count=1", "--timestamp", "--objects", "HEAD", "--", name)


def last_version(asked: Query, path: str, until: float) -> LastVersion | None:
    """The last version of a file, which git was asked for; None where no commit holds it."""
    answer = asked.answer(max(0.0, until - monotonic()))
    # It answers with the commit, the folders down to the file, and the file; it cuts a name at a newline.
    printed = re.escape(os.fsencode(os.path.basename(os.path.realpath(path))).partition(b"\n")[0])
    pattern = rb"(\d+) ([0-9a-f]{40,64})\n(?:[^\n]*\n)*([0-9a-f]{40,64}) (?:[^\n]*/)?%b\n"
    found = re.fullmatch(pattern % printed, answer)
    if found is None:
        return None
    day = datetime.fromtimestamp(min(int(found[1]), _MAX_COMMIT_SECONDS), UTC).astimezone().date()
    commit, blob = (each.decode("ascii") for each in found.group(2, 3))
    return LastVersion(commit[:_SHORT_ID_LENGTH], day, blob)


def content_of(version: LastVersion, path: str, until: float) -> bytes | None:
    """Read what a version of a file holds; None where that is far too large."""
    folder = os.path.dirname(os.path.realpath(path))

    def answer(what: str) -> bytes:
        return run_query(folder, "cat-file", what, version.blob, timeout=max(0.0, until - monotonic()))

    return None if int(answer("-s")) > file_reading.MAX_FILE_BYTES else answer("blob")
