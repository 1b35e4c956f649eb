"""The last commit of a file and what it held, by few processes: an export waits for them."""

from __future__ import annotations

import os
import re
from datetime import UTC, date, datetime
from time import monotonic
from typing import NamedTuple

from canvas.files import atomic_file
from canvas.files.git.git_process import run_query

_SHORT_ID_LENGTH = 10
_MAX_COMMIT_SECONDS = 250_000_000_000  # in the year 9892; damaged commits may have any


class LastVersion(NamedTuple):
    """The last commit that changed a file under its present name.

    Attributes:
        commit: the commit's abbreviated id.
        day: the day on which it was committed, local time.
        data: the content of the file.
    """

    commit: str
    day: date
    data: bytes


def last_version(path: str, seconds: float) -> LastVersion | None:
    """Read the last version of a file; None where no commit changed it, or where it is far too large.

    Args:
        path: the file, in a folder that exists.
        seconds: how long all processes together may take.

    Raises:
        GitError: where git fails, refuses, or takes too long.
    """
    until = monotonic() + seconds
    folder, name = os.path.split(os.path.realpath(path))

    def answer(*arguments: str) -> bytes:
        return run_query(folder, *arguments, timeout=max(0.0, until - monotonic()))

    latest = answer("rev-list", "--max-count=1", "--timestamp", "HEAD", "--", name)
    found = re.fullmatch(r"(\d+) ([0-9a-f]{40,64})\n", latest.decode("ascii", "replace"))
    if found is None:
        return None
    seconds_then, commit = min(int(found[1]), _MAX_COMMIT_SECONDS), found[2]
    blob = f"{commit}:./{name}"
    if int(answer("cat-file", "-s", blob)) > atomic_file.MAX_FILE_BYTES:
        return None
    day = datetime.fromtimestamp(seconds_then, UTC).astimezone().date()
    return LastVersion(commit[:_SHORT_ID_LENGTH], day, answer("cat-file", "blob", blob))
