"""Where a file stands: in which repository, under which name, and what git is doing there."""

from __future__ import annotations

import os
from typing import NamedTuple

from canvas.files.git.git_process import GitError, RefusedError, read


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
    """What git stopped in the middle of, for somebody to settle something.

    Attributes:
        name: what it is, as in “in the middle of a rebase”.
        ends: the command that goes on with it.
    """

    name: str
    ends: str


_STOPS = {
    # The order matters: a rebase that picks a commit has the marks of both.
    "rebase-merge": GitOperation("rebase", "git rebase --continue"),
    "rebase-apply/applying": GitOperation("series of patches", "git am --continue"),
    "rebase-apply": GitOperation("rebase", "git rebase --continue"),
    "MERGE_HEAD": GitOperation("merge", "git commit"),
    "CHERRY_PICK_HEAD": GitOperation("cherry-pick", "git cherry-pick --continue"),
    "REVERT_HEAD": GitOperation("revert", "git revert --continue"),
}


def locate(path: str) -> TrackedFile:
    """Where a file is, or would be: only its folder need be there. A symbolic link is followed.

    Raises:
        GitError: where git is missing, does not trust the repository, or there is none with a work tree.
    """
    if not path:
        raise GitError("the file's name is empty.", "bad_name")
    real = _real(path)
    title = os.path.basename(path) or os.path.basename(real)
    top = _top(os.path.dirname(real), title)
    name = os.path.relpath(real, top).replace(os.sep, "/")
    if name.startswith("../"):  # the settings can put the work tree anywhere
        raise _not_there(title)
    return TrackedFile(top, name)


def work_tree(folder: str) -> str:
    """The folder that holds the whole work tree around a folder, links followed.

    Raises:
        GitError: as `locate` does.
    """
    real = _real(folder)
    return _top(real, os.path.basename(real) or real)


def under_way(place: TrackedFile) -> GitOperation | None:
    """Which merge, rebase, cherry-pick or revert is under way.

    Raises:
        GitError: where git cannot tell.
    """
    folder = _line(read(place.top, "rev-parse", "--absolute-git-dir"))
    found = (stop for name, stop in _STOPS.items() if os.path.exists(os.path.join(folder, name)))
    return next(found, None)


def is_merging(place: TrackedFile) -> bool:
    """Whether git is in the middle of any of them.

    Raises:
        GitError: where git cannot tell.
    """
    return under_way(place) is not None


def shared_folder(place: TrackedFile) -> str:
    """The repository's own folder, the one that all its work trees share.

    Raises:
        GitError: where git cannot tell.
    """
    return os.path.join(place.top, _line(read(place.top, "rev-parse", "--git-common-dir")))


def _real(path: str) -> str:
    try:
        return os.path.realpath(path)
    except (OSError, ValueError):
        raise GitError(f"{path}: the name is not one that a file can have.", "bad_name") from None


def _top(folder: str, title: str) -> str:
    if not os.path.isdir(folder):
        raise GitError(f"{title}: there is no such folder.", "no_folder")
    try:
        return os.path.realpath(_line(read(folder, "rev-parse", "--show-toplevel")))
    except RefusedError as error:
        raise _refused(error, title) from None


def _refused(error: RefusedError, title: str) -> GitError:
    words = error.words
    if "not a git repository" in words:
        return _not_there(title, words)
    if "must be run in a work tree" in words:
        sentence = f"{title} is inside a git repository, but not in a work tree: a bare one has none."
        return GitError(sentence, "no_work_tree", words)
    if "dubious ownership" in words or "unsafe repository" in words:
        advice = next((line.strip() for line in words.split("\n") if "git config" in line), "")
        told = f": if you trust it, run {advice}" if advice else "."
        sentence = f"git leaves the repository of {title} alone, for somebody else owns it{told}"
        return GitError(sentence, "not_trusted", words)
    return GitError(f"{title}: {error}", error.code, words)


def _not_there(title: str, words: str = "") -> GitError:
    return GitError(f"{title} is not in a git repository.", "no_repository", words)


def _line(answer: bytes) -> str:
    """A path that git printed with a newline after it; it may hold newlines itself."""
    return os.fsdecode(answer.removesuffix(b"\n"))
