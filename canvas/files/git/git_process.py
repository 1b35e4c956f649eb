"""The one place that starts git.

Two doors. `read` asks about a repository and runs nothing that belongs to it: a folder that somebody sent
may have hooks, filters and programs in its settings, and to look at its history must not start them.
`act` changes a repository as the user would with git themselves, hooks, filters and signing included.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from typing import Literal

from canvas.model.errors import CodedError
from canvas.model.sanitize import visible, visible_line

PATIENCE = 20.0
"""For how many seconds an answer to `read` is waited for."""

_LONGEST = 20_000
"""How many bytes of git's own words are kept, from their end."""

_READING = ("--no-pager", "--no-optional-locks", "--literal-pathspecs", "--no-replace-objects")
_SETTINGS = (
    *("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "core.warnAmbiguousRefs=false"),
    *("-c", "protocol.allow=never", "-c", "log.showSignature=false", "-c", "i18n.logOutputEncoding=UTF-8"),
)
_KEPT = {
    *("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM"),
    *("GIT_CEILING_DIRECTORIES", "GIT_DISCOVERY_ACROSS_FILESYSTEM"),
}
_CALM = {
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",  # no protocol has that name: what a partial clone lacks is not fetched
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_PAGER": "cat",
    "PAGER": "cat",
    "LC_ALL": "C.UTF-8",
    "LANGUAGE": "",
}
_ELSEWHERE = {
    *("GIT_DIR", "GIT_WORK_TREE", "GIT_IMPLICIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_PREFIX"),
    *("GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_QUARANTINE_PATH", "GIT_CONFIG"),
    *("GIT_NAMESPACE", "GIT_GRAFT_FILE", "GIT_SHALLOW_FILE", "GIT_REPLACE_REF_BASE", "GIT_ATTR_SOURCE"),
    *("GIT_NO_REPLACE_OBJECTS", "GIT_INTERNAL_SUPER_PREFIX", "GIT_LITERAL_PATHSPECS", "GIT_GLOB_PATHSPECS"),
    *("GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS"),
}


GitCode = Literal[
    "not_installed", "not_started", "timeout", "refused", "no_repository", "no_work_tree", "not_trusted",
    "bad_name", "no_folder", "missing", "unreadable", "changed", "unknown_version", "bad_day", "not_a_file",
    "too_large", "not_fetched", "no_message", "operation", "ignored", "nothing_to_commit", "not_text",
    "not_writable",
]  # fmt: skip
"""``operation``: git is in the middle of a merge, rebase and so on."""


class GitError(CodedError[GitCode]):
    """Something git did not do, or does not know; its text is one sentence for a person.

    Attributes:
        words: the output of git, or of a hook: sanitised, perhaps several lines, often empty.
    """

    def __init__(self, sentence: str, code: GitCode, words: str = "") -> None:
        super().__init__(visible_line(sentence), code)
        self.words = words


class RefusedError(GitError):
    """Git said no, or was asked for what no command line can hold; it was not missing, and not too slow."""


def read(folder: str, *arguments: str, given: bytes = b"") -> bytes:
    """What one of git's plumbing verbs answers, without running anything that belongs to the repository.

    Args:
        folder: where git is started.
        arguments: the verb, one that neither fetches nor looks at the work tree's files, and what it takes.
        given: what it reads on its standard input.

    Raises:
        RefusedError: where git ends with anything but success, or cannot be asked so.
        GitError: where git is missing, cannot be started or takes too long.
    """
    environment = {key: value for key, value in os.environ.items() if not _is_gits(key) or key in _KEPT}
    # Whoever asks for the user's settings must not be told these; to tell them, git runs nothing.
    settings = () if arguments[0] == "config" else _SETTINGS
    command = [program(), *_READING, *settings, *arguments]
    try:
        done = subprocess.run(  # noqa: S603 - the words after `--` alone come from a person
            command,
            cwd=folder,
            env={**environment, **_CALM},
            input=given,
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise GitError(f"git did not answer within {PATIENCE:.0f} seconds.", "timeout") from None
    except (OSError, ValueError) as error:
        raise _not_started(error) from None
    if done.returncode:
        words = _words(done.stderr)
        raise RefusedError(_sentence(words), "refused", words)
    return done.stdout


def act(folder: str, *arguments: str, given: bytes = b"") -> str:
    """Let git change something, in the user's own environment and for as long as their hooks take.

    Args:
        folder: where git is started.
        arguments: the verb and what it takes; a file's name as `pathspec`.
        given: what it reads on its standard input.

    Returns:
        What git and the hooks said.

    Raises:
        RefusedError: where git ends with anything but success, or cannot be asked so.
        GitError: where git is missing or cannot be started.
    """
    environment = {key: value for key, value in os.environ.items() if key.upper() not in _ELSEWHERE}
    command = [program(), "--no-pager", *arguments]
    try:
        # A file, not a pipe: what a hook leaves running in the background would hold a pipe open.
        with tempfile.TemporaryFile() as said:
            done = subprocess.run(  # noqa: S603 - the words after `--` alone come from a person
                command,
                cwd=folder,
                env=environment,
                input=given,
                stdout=said,
                stderr=subprocess.STDOUT,
                check=False,
            )
            said.seek(max(0, said.seek(0, os.SEEK_END) - _LONGEST))
            words = _words(said.read())
    except (OSError, ValueError) as error:
        raise _not_started(error) from None
    if done.returncode:
        raise RefusedError(_sentence(words), "refused", words)
    return words


def pathspec(name: str) -> str:
    """A file's name for `act`, so that no character of it is a pattern.

    An option for the whole of git would do the same, but the hooks would inherit that.
    """
    return f":(literal){name}"


def program() -> str:
    """Where git is.

    Raises:
        GitError: where it is not installed.
    """
    found = shutil.which("git")
    if found and os.path.isabs(found):  # one that is found in the current folder may be anybody's
        return found
    raise GitError("git is not installed: install it, or put it on the PATH.", "not_installed")


def _is_gits(variable: str) -> bool:
    return variable.upper().startswith("GIT_")


def _not_started(error: OSError | ValueError) -> GitError:
    if isinstance(error, OSError):
        return GitError(f"git could not be started ({error.strerror or error}).", "not_started")
    return RefusedError("git cannot be asked for that: no file and no version can be called so.", "bad_name")


def _words(said: bytes) -> str:
    return visible(said.decode("utf-8", "replace").replace("\r\n", "\n")).strip()


def _sentence(words: str) -> str:
    """The line of git's words that says most, as a sentence."""
    lines = [line.strip() for line in words.split("\n") if line.strip()]
    for line in lines:
        for mark in ("fatal: ", "error: "):
            if line.startswith(mark):
                return f"git says: {line.removeprefix(mark).rstrip('.')}."
    return f"git says: {lines[0].rstrip('.')}." if lines else "git could not do that, and did not say why."
