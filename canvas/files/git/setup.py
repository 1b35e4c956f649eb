"""Set-up and removal of this program as git's merge driver and diff filter for canvases.

``.gitattributes`` says which files are canvases and is committed; the command of the driver goes into the
configuration of this clone, since git takes no commands from a repository.
"""

from __future__ import annotations

import os
import re
import shlex
import sys

from canvas.files import atomic_file, file_reading
from canvas.files.disk_errors import DiskError
from canvas.files.git.attributes_check import overriding_attributes
from canvas.files.git.git_process import GitError, RefusedError, config_values, run_command
from canvas.files.git.repository import work_tree
from canvas.files.replace_file import remove

ATTRIBUTES = ".gitattributes"
ATTRIBUTES_LINE = "*.canvas.toml merge=canvas diff=canvas"
SECTIONS = ("merge.canvas", "diff.canvas")

CONFLICT_CODE = 64
"""The exit code of ``canvas merge`` for a conflict, unlike that of a crash."""

_DRIVER_FAILED_CODE = 129  # git takes codes up to 128 for conflicts

_PATTERN, *_WANTED = ATTRIBUTES_LINE.encode().split()
_HUNK_HEADER_PATTERN = r"^[1-8]\. .*$"  # the heading of a panel in ``canvas show``


def command_line() -> str:
    """The shell command of this program: its script, where there is one, survives an update of Python."""
    python = sys.executable or "python3"
    script = os.path.join(os.path.dirname(python), "canvas.exe" if sys.platform == "win32" else "canvas")
    if os.access(script, os.X_OK) and _is_ours(script):
        return shlex.quote(script)
    # -P: do not import a folder called canvas from the current one.
    return f"{shlex.quote(python)} -P -m canvas"


def set_up(folder: str, *, command: str) -> list[str]:
    """Set up git to merge and show the canvases of a repository with a shell command.

    Returns:
        What was done, and where other attributes override it, as sentences.

    Raises:
        GitError: where there is no repository, or its settings or attributes cannot be written.
    """
    top = work_tree(folder)
    done = _write_settings(top, _settings(command))
    before = _attributes(top)
    lines = (before or b"").splitlines()
    if not any(_names_this_driver(line) for line in lines):
        _write_attributes(top, before, _with_line(before or b""))
        done.append(f"{ATTRIBUTES} now says that canvases are merged and compared by canvas: commit it.")
    done += overriding_attributes(top)
    return done or ["Nothing to do: git merges and compares canvases with this program already."]


def undo(folder: str) -> list[str]:
    """Remove what `set_up` did; gives what was done, as sentences."""
    top = work_tree(folder)
    done = []
    for section in SECTIONS:
        if config_values(top, "--local", "--name-only", "--get-regexp", rf"^{re.escape(section)}\."):
            _change(top, "--remove-section", section)
            done.append(f"Removed {section} from the settings of this clone.")
    before = _attributes(top)
    after = _without_line(before or b"")
    if before and after != before:
        _write_attributes(top, before, after)
        done.append(f"Removed the line about canvases from {ATTRIBUTES}.")
    return done or ["Nothing to do: git does not use this program here."]


def _settings(command: str) -> dict[str, str]:
    # Git expands percent signs in the driver alone. With any other exit code the program has failed: git then
    # merges as text, in a copy, so that a full disk does not truncate our side.
    driver = (
        f"{command.replace('%', '%%')} merge "
        f"--conflict-exit={CONFLICT_CODE} --name=%P --marker-size=%L %O %A %B; "
        f"case $? in 0) exit 0;; {CONFLICT_CODE}) exit 1;; esac; "
        f"cp %A %A.tmp || {{ rm -f %A.tmp; exit {_DRIVER_FAILED_CODE}; }}; "
        "git merge-file --marker-size=%L -L ours -L base -L theirs %A.tmp %O %B; c=$?; "
        f"if [ $c -lt 128 ]; then mv -f %A.tmp %A && exit $c; c={_DRIVER_FAILED_CODE}; fi; "
        "rm -f %A.tmp; exit $c"
    )
    textconv = f'shown() {{ {command} show --textconv -- "$1" 2>/dev/null || cat -- "$1"; }}; shown'
    return {
        "merge.canvas.name": "partnership canvases, statement by statement",
        "merge.canvas.driver": driver,
        "diff.canvas.textconv": textconv,
        "diff.canvas.xfuncname": _HUNK_HEADER_PATTERN,
    }


def _write_settings(top: str, settings: dict[str, str]) -> list[str]:
    changed = [
        key for key, value in settings.items() if config_values(top, "--local", "--get-all", key) != [value]
    ]
    for key in changed:
        _change(top, "--replace-all", key, settings[key])
    return ["Told git how to merge and compare canvases, in the settings of this clone."] if changed else []


def _change(top: str, *arguments: str) -> None:
    try:
        run_command(top, "config", "--local", *arguments)
    except RefusedError as error:
        raise GitError(
            f"the settings of this clone cannot be changed: {error}", error.code, error.words
        ) from None


def _attributes(top: str) -> bytes | None:
    path = os.path.join(top, ATTRIBUTES)
    if os.path.islink(path):
        raise GitError(
            f"{ATTRIBUTES} is a symbolic link, which git does not follow: put a file there.", "not_a_file"
        )
    if not os.path.lexists(path):
        return None
    try:
        return file_reading.read(path)
    except DiskError as error:
        raise GitError(f"{ATTRIBUTES}: {error}", "unreadable") from None


def _write_attributes(top: str, before: bytes | None, after: bytes) -> None:
    path = os.path.join(top, ATTRIBUTES)
    try:
        atomic_file.replace(path, after, before)
    except DiskError as error:
        raise GitError(f"{ATTRIBUTES}: {error}", "not_writable") from None
    if not after:
        remove(path)


def _names_this_driver(line: bytes) -> bool:
    pattern, *wanted = line.split() or [b""]
    return pattern.strip(b'"') == _PATTERN and set(_WANTED) <= set(wanted)


def _with_line(data: bytes) -> bytes:
    """Append the line, with a newline after it where the file ended with one."""
    newline = b"\r\n" if b"\r\n" in data else b"\n"
    if data and not data.endswith(b"\n"):
        return data + newline + ATTRIBUTES_LINE.encode()
    return data + ATTRIBUTES_LINE.encode() + newline


def _without_line(data: bytes) -> bytes:
    lines = data.splitlines(keepends=True)
    rest = [line for line in lines if line.rstrip(b"\r\n") != ATTRIBUTES_LINE.encode()]
    if rest and lines[-1] == ATTRIBUTES_LINE.encode():  # so was the newline before it
        rest[-1] = rest[-1].rstrip(b"\r\n")
    return b"".join(rest)


def _is_ours(script: str) -> bool:
    """Whether a script called canvas starts this program, not another of that name."""
    try:
        return script.endswith(".exe") or b"canvas.cli" in file_reading.read(script)
    except DiskError:
        return False
