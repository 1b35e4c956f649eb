"""The canvas files of a version in git, read without checking it out; bare repositories too.

Each function raises `GitError` where git fails.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from canvas.files import file_reading
from canvas.files.git.git_process import GitError, RefusedError, run_query
from canvas.model.sanitize import quote

_REGULAR_FILE = "100"
_FIELDS = 4


class TreeFile(NamedTuple):
    """A file of a version.

    Attributes:
        name: its path below the folder that was asked about; odd bytes as `os.fsdecode` has them.
        id: the id of its content.
        problem: why it cannot be read, as the end of a sentence; empty where it can.
    """

    name: str
    id: str
    problem: str = ""


def commit_id(folder: str, rev: str) -> str:
    """The id of the commit that a branch, tag, id or other revision names."""
    words = ""
    if rev and not rev.startswith("-"):
        try:
            answer = run_query(folder, "rev-parse", "--verify", "--end-of-options", f"{rev}^{{commit}}")
        except RefusedError as error:
            words = error.words
            if "not a git repository" in words:
                sentence = f"{folder}: this is not in a git repository."
                raise GitError(sentence, "no_repository", words) from None
        else:
            if found := re.fullmatch(r"([0-9a-f]{40,64})\n", answer.decode("ascii", "replace")):
                return found[1]
    raise GitError(f"there is no version called {quote(rev)} in this repository.", "unknown_version", words)


def list_tree(folder: str, commit: str, ending: str) -> list[TreeFile]:
    """The files of a commit below a folder whose names end so; those in hidden folders are left out."""
    found = []
    for entry in run_query(folder, "ls-tree", "-r", "-l", "-z", commit).split(b"\0"):
        head, _, name = entry.partition(b"\t")
        fields = head.decode("ascii", "replace").split()
        path = os.fsdecode(name)
        if len(fields) != _FIELDS or not path.endswith(ending):
            continue
        if any(part.startswith(".") for part in path.split("/")):
            continue
        mode, _, object_id, size = fields
        problem = ""
        if not mode.startswith(_REGULAR_FILE):
            problem = "in that version it is a link, not a file."
        elif size.isdecimal() and int(size) > file_reading.MAX_FILE_BYTES:
            problem = "in that version it is far too large to be a canvas."
        found.append(TreeFile(path, object_id, problem))
    return found


def read_blobs(folder: str, ids: Sequence[str]) -> Iterator[bytes | None]:
    """The contents with some ids; None for one that is not in this clone. One process reads what fits."""
    if not ids:
        return
    asked = "".join(f"{each}\n" for each in ids).encode("ascii")
    try:
        answer = memoryview(run_query(folder, "cat-file", "--batch", stdin=asked))
    except GitError as error:
        if error.code != "too_large" or len(ids) == 1:
            raise
        middle = len(ids) // 2
        yield from read_blobs(folder, ids[:middle])
        yield from read_blobs(folder, ids[middle:])
        return
    at = 0
    for _ in ids:
        end = bytes(answer[at : at + 200]).index(b"\n") + at
        head = bytes(answer[at:end]).split()
        at = end + 1
        if head[-1] == b"missing":
            yield None
            continue
        size = int(head[2])
        yield bytes(answer[at : at + size])
        at += size + 1


def commit_seconds(folder: str, commit: str) -> int:
    """When a commit was made, in seconds since 1970."""
    answer = run_query(folder, "rev-list", "--max-count=1", "--format=%ct", commit, "--")
    return int(answer.split()[-1])


def repository_name(folder: str) -> str:
    """What a repository is called elsewhere: its origin's address without scheme, user and password.

    Without an origin it is the name of its folder.
    """
    try:
        address = os.fsdecode(run_query(folder, "config", "--get", "remote.origin.url")).strip()
    except RefusedError:
        address = ""
    if "://" not in address and ":" not in address:  # none, or a folder of this machine
        top = os.path.realpath(address or folder)
        return os.path.basename(top).removesuffix(".git")
    _, _, rest = address.rpartition("://")
    place = rest.rpartition("@")[2].replace(":", "/", 1) if "://" not in address else rest.rpartition("@")[2]
    return place.rstrip("/").removesuffix(".git")
