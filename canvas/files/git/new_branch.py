"""A branch for commits that are made where none is checked out."""

from __future__ import annotations

from datetime import datetime
from itertools import chain, count

from canvas.files.git.git_process import RefusedError, run_command, run_query
from canvas.files.git.repository import TrackedFile, locate


def offered_branch(place: TrackedFile) -> str:
    """The name of a new branch for a commit on a detached HEAD; empty where a branch is checked out."""
    try:
        run_query(place.top, "symbolic-ref", "--quiet", "HEAD")
    except RefusedError:
        stem = f"canvas-{datetime.now().astimezone():%Y-%m-%d}"
        options = ("--format=%(refname)", f"refs/heads/{stem}*")
        taken = run_query(place.top, "for-each-ref", *options).decode("utf-8", "replace").split("\n")
        names = chain([stem], (f"{stem}-{number}" for number in count(2)))
        return next(name for name in names if f"refs/heads/{name}" not in taken)
    return ""


def make_branch(path: str, name: str) -> None:
    """Make a branch at the current commit and check it out."""
    run_command(locate(path).top, "switch", "--quiet", "--no-track", "--create", name)
