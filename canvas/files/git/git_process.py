"""The only module that starts git processes.

`Query` reads from a repository and runs no program that belongs to it: a folder from somebody else may
have hooks, filters and programs in its configuration. `run_command` changes a repository as the user would
with git: hooks, filters and signing included.
"""

from __future__ import annotations

import os
import sys
from typing import Literal

from canvas.files.git.child_process import ChildProcess, TooMuchError
from canvas.model.errors import CodedError
from canvas.model.sanitize import visible, visible_line

QUERY_TIMEOUT_SECONDS = 20.0
_MAX_OUTPUT_BYTES = 20_000  # from its end

_ERROR_PREFIXES = ("fatal: ", "error: ")
_QUERY_OPTIONS = ("--no-pager", "--no-optional-locks", "--literal-pathspecs", "--no-replace-objects")
_QUERY_CONFIG = (
    *("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "core.warnAmbiguousRefs=false"),
    *("-c", "protocol.allow=never", "-c", "log.showSignature=false", "-c", "i18n.logOutputEncoding=UTF-8"),
)
_PASSED_VARIABLES = {
    *("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM"),
    *("GIT_CEILING_DIRECTORIES", "GIT_DISCOVERY_ACROSS_FILESYSTEM"),
}
_QUERY_ENVIRONMENT = {
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",  # no protocol has that name: a partial clone fetches nothing
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_PAGER": "cat",
    "PAGER": "cat",
    "LC_ALL": "C.UTF-8",
    "LANGUAGE": "",
}
_LOCATION_VARIABLES = {
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
    """Something that git refused or does not know; its text is one sentence for the user.

    Attributes:
        words: the sanitised output of git or of a hook; may be empty or several lines.
    """

    def __init__(self, sentence: str, code: GitCode, words: str = "") -> None:
        super().__init__(visible_line(sentence), code)
        self.words = words


class RefusedError(GitError):
    """Git exited with an error, or its arguments were invalid."""


class Query:
    """A plumbing command of git that was started, without running anything that belongs to the repository.

    `answer` or `stop` must follow.
    """

    def __init__(self, folder: str, *arguments: str, stdin: bytes = b"") -> None:
        """Start git.

        Args:
            folder: the folder that git works in.
            arguments: the command, which must neither fetch nor read files of the work tree, and its
                arguments.
            stdin: its standard input.

        Raises:
            RefusedError: where the arguments are invalid.
            GitError: where git is missing, or cannot be started.
        """
        environment = {
            key: value
            for key, value in os.environ.items()
            if not key.upper().startswith("GIT_") or key in _PASSED_VARIABLES
        }
        # `git config` must report the user's own values, not these; it runs no other program.
        settings = () if arguments[0] == "config" else _QUERY_CONFIG
        command = [git_path(), "-C", folder, *_QUERY_OPTIONS, *settings, *arguments]
        try:
            os.stat(folder)
            self._process = ChildProcess(command, {**environment, **_QUERY_ENVIRONMENT}, stdin)
        except (OSError, ValueError) as error:
            raise _not_started(error) from None

    def answer(self, timeout: float) -> bytes:
        """What git prints.

        Raises:
            RefusedError: where git exits with an error.
            GitError: where it takes longer than so many seconds, or prints far too much.
        """
        try:
            done = self._process.answer(timeout)
        except TimeoutError:
            raise GitError(f"git did not answer within {timeout:.0f} seconds.", "timeout") from None
        except TooMuchError:
            raise GitError("git's answer is far too long to be read.", "too_large") from None
        if done.code:
            words = _output_text(done.errors)
            raise RefusedError(_sentence(words), "refused", words)
        return done.output

    def stop(self) -> None:
        """Give up waiting for the answer."""
        self._process.stop()


def run_query(folder: str, *arguments: str, stdin: bytes = b"", timeout: float | None = None) -> bytes:
    """Ask git, and wait for the answer; arguments and errors are those of `Query`.

    ``timeout`` are the seconds that it may take; by default `QUERY_TIMEOUT_SECONDS`.
    """
    seconds = QUERY_TIMEOUT_SECONDS if timeout is None else timeout
    return Query(folder, *arguments, stdin=stdin).answer(seconds)


def config_values(folder: str, *query: str) -> list[str]:
    """The answers to a query of git's configuration; none where git finds none."""
    try:
        answer = run_query(folder, "config", "-z", *query)
    except RefusedError:
        return []
    return [os.fsdecode(value) for value in answer.split(b"\0")[:-1]]


def run_command(folder: str, *arguments: str, stdin: bytes = b"") -> str:
    """Run a command that changes a repository, in the user's environment and without a timeout for hooks.

    Arguments and errors are those of `Query`, but for file names, which are escaped with `pathspec`.

    Returns:
        The output of git and of the hooks.
    """
    import subprocess  # noqa: PLC0415 - queries are started without it
    import tempfile  # noqa: PLC0415 - loads the random numbers and compression of the standard library

    environment = {key: value for key, value in os.environ.items() if key.upper() not in _LOCATION_VARIABLES}
    command = [git_path(), "--no-pager", *arguments]
    try:
        # Not a pipe, which a background process that a hook started would keep open.
        with tempfile.TemporaryFile() as said:
            done = subprocess.run(  # noqa: S603 - the words after `--` alone come from a person
                command,
                cwd=folder,
                env=environment,
                input=stdin,
                stdout=said,
                stderr=subprocess.STDOUT,
                check=False,
            )
            said.seek(max(0, said.seek(0, os.SEEK_END) - _MAX_OUTPUT_BYTES))
            words = _output_text(said.read())
    except (OSError, ValueError) as error:
        raise _not_started(error) from None
    if done.returncode:
        raise RefusedError(_sentence(words), "refused", words)
    return words


def pathspec(name: str) -> str:
    """Escape a file's name for `run_command`; the global option for this would be inherited by hooks."""
    return f":(literal){name}"


def git_path() -> str:
    """Find the executable of git; `GitError` where it is not installed."""
    if sys.platform == "win32":
        import shutil  # noqa: PLC0415 - it loads three compressions, and only Windows has suffixes

        found = shutil.which("git")
    else:
        places = (os.path.join(folder, "git") for folder in os.get_exec_path())
        found = next((path for path in places if os.path.isfile(path) and os.access(path, os.X_OK)), None)
    if found and os.path.isabs(found):  # one in the current folder is not trusted
        return found
    raise GitError("git is not installed: install it, or put it on the PATH.", "not_installed")


def _not_started(error: OSError | ValueError) -> GitError:
    if isinstance(error, OSError):
        return GitError(f"git could not be started ({error.strerror or error}).", "not_started")
    return RefusedError("git cannot be asked for that: no file and no version can be called so.", "bad_name")


def _output_text(said: bytes) -> str:
    return visible(said.decode("utf-8", "replace").replace("\r\n", "\n")).strip()


def _sentence(words: str) -> str:
    """Make a sentence of the first error in git's output, or else of its first line."""
    lines = [line.strip() for line in words.split("\n") if line.strip()]
    if not lines:
        return "git could not do that, and did not say why."
    line = next((line for line in lines if line.startswith(_ERROR_PREFIXES)), lines[0])
    return f"git says: {line.removeprefix(_ERROR_PREFIXES[0]).removeprefix(_ERROR_PREFIXES[1]).rstrip('.')}."
