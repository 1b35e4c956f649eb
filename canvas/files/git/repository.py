"""The repository of a file, its path in there, and which operation of git is under way.

Each function raises `GitError` where git is missing or fails, or there is no repository with a work tree.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import NamedTuple

from canvas.files.git.git_process import GitError, RefusedError, run_query
from canvas.files.git_discovery import may_hold_repository


class TrackedFile(NamedTuple):
    """A file in a repository.

    Attributes:
        top: the folder that holds the whole work tree, links followed.
        name: the file's path in there, with ``/`` between folders; odd bytes as `os.fsdecode` has them.
    """

    top: str
    name: str

    @property
    def title(self) -> str:
        """The file's own name, for a sentence."""
        return self.name.rpartition("/")[2]


class GitOperation(NamedTuple):
    """An operation of git that stopped for the user to resolve something.

    Attributes:
        name: its name, as in “in the middle of a rebase”.
        ends: the command that continues it.
    """

    name: str
    ends: str


_OPERATION_FILES = {
    # The order matters: during a rebase that picks a commit, the files of both exist.
    "rebase-merge": GitOperation("rebase", "git rebase --continue"),
    "rebase-apply/applying": GitOperation("series of patches", "git am --continue"),
    "rebase-apply": GitOperation("rebase", "git rebase --continue"),
    "MERGE_HEAD": GitOperation("merge", "git commit"),
    "CHERRY_PICK_HEAD": GitOperation("cherry-pick", "git cherry-pick --continue"),
    "REVERT_HEAD": GitOperation("revert", "git revert --continue"),
}


def locate(path: str) -> TrackedFile:
    """Find the repository of a file, which need not exist; its folder must. Symbolic links are followed."""
    if not path:
        raise GitError("the file's name is empty.", "bad_name")
    real = _real_path(path)
    title = os.path.basename(path) or os.path.basename(real)
    place = _place(_find_work_tree(os.path.dirname(real), title), real)
    if place is None:
        raise _not_in_repository(title)
    return place


def locate_each(paths: Iterable[str]) -> dict[str, TrackedFile]:
    """Those of some files that are in repositories git reads; it is asked once for each folder."""
    tops: dict[str, str | None] = {}
    found: dict[str, TrackedFile] = {}
    for path in paths:
        try:
            real = _real_path(path)
        except GitError:
            continue
        folder = os.path.dirname(real)
        if folder not in tops:
            try:
                tops[folder] = _find_work_tree(folder, path)
            except GitError:
                tops[folder] = None
        top = tops[folder]
        if top is not None and (place := _place(top, real)):
            found[path] = place
    return found


def _place(top: str, real: str) -> TrackedFile | None:
    """A file in a work tree; None where the configuration has put that elsewhere."""
    name = os.path.relpath(real, top).replace(os.sep, "/")
    return None if name.startswith("../") else TrackedFile(top, name)


def work_tree(folder: str) -> str:
    """The folder that holds the whole work tree around a folder, links followed."""
    real = _real_path(folder)
    return _find_work_tree(real, os.path.basename(real) or real)


def under_way(place: TrackedFile) -> GitOperation | None:
    """Find out which merge, rebase, cherry-pick or revert is under way."""
    folder = _printed_path(run_query(place.top, "rev-parse", "--absolute-git-dir"))
    found = (stop for name, stop in _OPERATION_FILES.items() if os.path.exists(os.path.join(folder, name)))
    return next(found, None)


def shared_folder(place: TrackedFile) -> str:
    """The repository's own folder, which all its work trees share."""
    return os.path.join(place.top, _printed_path(run_query(place.top, "rev-parse", "--git-common-dir")))


def _real_path(path: str) -> str:
    try:
        return os.path.realpath(path)
    except (OSError, ValueError):
        raise GitError(f"{path}: the name is not one that a file can have.", "bad_name") from None


def _find_work_tree(folder: str, title: str) -> str:
    if not os.path.isdir(folder):
        raise GitError(f"{title}: there is no such folder.", "no_folder")
    if not may_hold_repository(folder):
        raise _not_in_repository(title)
    try:
        return os.path.realpath(_printed_path(run_query(folder, "rev-parse", "--show-toplevel")))
    except RefusedError as error:
        raise _locate_error(error, title) from None


def _locate_error(error: RefusedError, title: str) -> GitError:
    words = error.words
    if "not a git repository" in words:
        return _not_in_repository(title, words)
    if "must be run in a work tree" in words:
        sentence = f"{title} is inside a git repository, but not in a work tree: a bare one has none."
        return GitError(sentence, "no_work_tree", words)
    if "dubious ownership" in words or "unsafe repository" in words:
        advice = next((line.strip() for line in words.split("\n") if "git config" in line), "")
        told = f": if you trust it, run {advice}" if advice else "."
        sentence = f"git leaves the repository of {title} alone, for somebody else owns it{told}"
        return GitError(sentence, "not_trusted", words)
    return GitError(f"{title}: {error}", error.code, words)


def _not_in_repository(title: str, words: str = "") -> GitError:
    return GitError(f"{title} is not in a git repository.", "no_repository", words)


def _printed_path(answer: bytes) -> str:
    """Decode a path that git printed with a newline after it; it may contain newlines."""
    return os.fsdecode(answer.removesuffix(b"\n"))
