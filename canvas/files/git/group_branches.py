"""A branch for each group of the room, made and read without a look at the work tree or the index.

Each function may block on git, and raises `GitError` where git is missing or fails.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from canvas.files import file_reading
from canvas.files.git.git_process import GitError, RefusedError, run_command, run_query
from canvas.files.git.repository import TrackedFile
from canvas.files.git.tree import commit_id
from canvas.model.sanitize import visible_line

_OBJECT_ID = re.compile(r"^[0-9a-f]{40,64}$", re.MULTILINE)


class NewBranch(NamedTuple):
    """A branch to make: its name, what the canvas holds in it, and the message of its commit."""

    name: str
    data: bytes
    message: str


class BranchVersion(NamedTuple):
    """The canvas in a branch, and in the commit where the branch left the one that is checked out."""

    name: str
    data: bytes
    base: bytes | None


def committed(place: TrackedFile) -> bytes:
    """What the canvas holds in the commit that is checked out."""
    data = _blob(place.top, f"HEAD:{place.name}")
    if data is None:
        raise GitError(f"{visible_line(place.title)} is in no commit yet: commit it first.", "missing")
    return data


def make_branches(place: TrackedFile, branches: Sequence[NewBranch]) -> None:
    """Make branches of one commit each on top of the one that is checked out: all of them, or none."""
    refs = [f"refs/heads/{branch.name}" for branch in branches]
    there = run_query(place.top, "for-each-ref", "--format=%(refname)", *refs).decode("utf-8", "replace")
    if known := [ref for ref in refs if ref in there.split("\n")]:
        name = visible_line(known[0].removeprefix("refs/heads/"))
        raise GitError(f"There is a branch called {name} already; it was left as it is.", "refused")
    head = commit_id(place.top, "HEAD")
    made = []
    for ref, branch in zip(refs, branches, strict=True):
        blob = _id(run_query(place.top, "hash-object", "-w", "--stdin", stdin=branch.data))
        tree = _tree_with(place.top, f"{head}^{{tree}}", os.fsencode(place.name).split(b"/"), blob)
        # In the user's environment, which may say who commits; no hook runs.
        answer = run_command(place.top, "commit-tree", tree, "-p", head, stdin=branch.message.encode())
        made.append(f"create {ref} {_id(answer.encode())}\n")
    run_command(place.top, "update-ref", "--stdin", stdin="".join(made).encode())


def versions_on_branches(place: TrackedFile, stem: str) -> Iterator[BranchVersion]:
    """The canvas in each branch, local or fetched, whose name begins with a stem and a hyphen."""
    patterns = f"refs/heads/{stem}-*", f"refs/remotes/*/{stem}-*"
    found = run_query(place.top, "for-each-ref", "--format=%(refname)", *patterns)
    for ref in found.decode("utf-8", "surrogateescape").splitlines():
        data = _blob(place.top, f"{ref}:{place.name}")
        if data is not None:
            yield BranchVersion(ref.removeprefix("refs/").partition("/")[2], data, _base(place, ref))


def _base(place: TrackedFile, ref: str) -> bytes | None:
    try:
        commit = _id(run_query(place.top, "merge-base", "HEAD", ref))
    except RefusedError:  # nothing in common
        return None
    return _blob(place.top, f"{commit}:{place.name}")


def _blob(folder: str, name: str) -> bytes | None:
    """The content of a file in a version; None where it is not there, or too large for a canvas."""
    try:
        if int(run_query(folder, "cat-file", "-s", name)) > file_reading.MAX_FILE_BYTES:
            return None
        return run_query(folder, "cat-file", "blob", name)
    except RefusedError:
        return None


def _tree_with(folder: str, tree: str, path: Sequence[bytes], blob: str) -> str:
    """Write a tree with one file replaced; the id of it."""
    name, *rest = path
    entries = []
    for entry in run_query(folder, "ls-tree", "-z", tree).split(b"\0"):
        head, _, called = entry.partition(b"\t")
        if called == name:
            mode, kind, old = head.split()
            new = _tree_with(folder, old.decode("ascii"), rest, blob) if rest else blob
            entry = b"%s %s %s\t%s" % (mode, kind, new.encode("ascii"), called)  # noqa: PLW2901 - the same
        if entry:
            entries.append(entry + b"\0")
    return _id(run_query(folder, "mktree", "-z", stdin=b"".join(entries)))


def _id(answer: bytes) -> str:
    found = _OBJECT_ID.search(answer.decode("utf-8", "replace"))
    if found is None:
        raise GitError("git did not say what it has written.", "refused")
    return found[0]
