"""Commits of a single file, made as the user would: with their hooks, filters and signature.

Each function raises `GitError` where git refuses or fails.
"""

from __future__ import annotations

import os
from contextlib import suppress

from canvas.files import file_reading
from canvas.files.disk_errors import DiskError
from canvas.files.git.git_process import (
    GitError,
    RefusedError,
    config_values,
    pathspec,
    run_command,
    run_query,
)
from canvas.files.git.history import Commit, head, newest
from canvas.files.git.repository import TrackedFile, locate, shared_folder, under_way
from canvas.model.sanitize import clean

_HOOKS = ("pre-commit", "prepare-commit-msg", "commit-msg", "post-commit")


def commit(path: str, message: str, expected: bytes) -> Commit:
    """Commit a file as it is on disk, and nothing else; other staged changes stay staged.

    Args:
        path: the file; an untracked one is added.
        message: the message; lines that begin with ``#`` belong to it.
        expected: the content that the file must have.

    Raises:
        GitError: where there is nothing to commit, or git or a hook refuses; then nothing has changed.
    """
    place = _existing_file(path)
    text = clean(message)
    if not text:
        raise GitError("a commit needs a message.", "no_message")
    if stop := under_way(place):
        where = f"in the middle of a {stop.name}: “{stop.ends}” ends that."
        raise GitError(f"{place.title} cannot be committed alone {where}", "operation")
    before, is_new = head(place), not run_query(place.top, "ls-files", "-z", "--", place.name)
    _check_expected(place, expected)
    try:
        if is_new:
            _change(place, "add", "--intent-to-add", "--", pathspec(place.name))
        # Whitespace, not strip: that would remove lines that begin with a number sign.
        options = ("--quiet", "--only", "--no-verbose", "--cleanup=whitespace", "--file=-")
        encoding = ("-c", "i18n.commitEncoding=UTF-8")
        _change(place, *encoding, "commit", *options, "--", pathspec(place.name), stdin=f"{text}\n".encode())
    except BaseException:
        if is_new and head(place) == before:
            with suppress(GitError):  # the first error is reported
                run_command(place.top, "update-index", "--force-remove", "--", place.name)
        raise
    return newest(place)


def mark_resolved(path: str, expected: bytes) -> None:
    """Mark an unmerged file, which must have the expected content, as resolved."""
    place = _existing_file(path)
    _check_expected(place, expected)
    _change(place, "add", "--", pathspec(place.name))


def needs_terminal(path: str) -> bool:
    """Whether a commit here may prompt in the terminal: it is signed, or runs a hook."""
    place = locate(path)
    signed = config_values(place.top, "--type=bool", "--get", "commit.gpgSign")
    elsewhere = "".join(config_values(place.top, "--type=path", "--get", "core.hooksPath"))
    folder = os.path.join(place.top, elsewhere) if elsewhere else os.path.join(shared_folder(place), "hooks")
    hooks = (os.path.join(folder, name) for name in _HOOKS)
    return signed == ["true"] or any(os.path.isfile(hook) and os.access(hook, os.X_OK) for hook in hooks)


def _existing_file(path: str) -> TrackedFile:
    place = locate(path)
    if os.path.isfile(os.path.join(place.top, place.name)):
        return place
    raise GitError(f"{place.title}: there is no such file.", "missing")  # git would commit the deletion


def _check_expected(place: TrackedFile, expected: bytes) -> None:
    """Check that a file has the expected content: git commits whatever is there."""
    try:
        found = file_reading.read(os.path.join(place.top, place.name))
    except DiskError as error:
        raise GitError(f"{place.title}: {error}", "unreadable") from None
    if found != expected:
        raise GitError(
            f"{place.title} was changed by another program meanwhile: look at it first.", "changed"
        )


def _change(place: TrackedFile, *arguments: str, stdin: bytes = b"") -> None:
    try:
        run_command(place.top, *arguments, stdin=stdin)
    except RefusedError as error:
        raise _refusal(place, error) from None


def _refusal(place: TrackedFile, error: RefusedError) -> GitError:
    """Find out why git refused, which its own output tells in the user's language alone."""
    if run_query(
        place.top, "ls-files", "--others", "--ignored", "--exclude-standard", "-z", "--", place.name
    ):
        return GitError(
            f"{place.title} is not committed: git is told to leave it out, as in .gitignore.",
            "ignored",
            error.words,
        )
    if _is_unchanged(place):
        return GitError(
            f"{place.title} has nothing to commit: it is as it was in the last commit.",
            "nothing_to_commit",
            error.words,
        )
    return GitError(f"{place.title} is not committed: {error}", error.code, error.words)


def _is_unchanged(place: TrackedFile) -> bool:
    """Whether a file on disk is the same as in the last commit, with git's filters applied."""
    options = ("--quiet", "--no-ext-diff", "--no-textconv")
    try:
        run_command(place.top, "diff", *options, "HEAD", "--", pathspec(place.name))
    except RefusedError:
        return False
    return True
