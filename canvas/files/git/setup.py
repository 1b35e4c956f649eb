"""A clone in which git merges and shows canvases with this program: what is set up, and taken back.

Two places. `.gitattributes` says which files are canvases, and everybody has it; which program serves them
is a setting of this one clone, for git takes no program from a repository.
"""

from __future__ import annotations

import os
import shlex
import sys

from canvas.files import atomic_file
from canvas.files.git.attributes_check import overruled
from canvas.files.git.git_process import GitError, RefusedError, act, read
from canvas.files.git.repository import work_tree

ATTRIBUTES = ".gitattributes"
LINE = "*.canvas.toml merge=canvas diff=canvas"
SECTIONS = ("merge.canvas", "diff.canvas")

CONFLICT = 64
"""The exit code by which the driver's line of shell knows a conflict from a program that breaks."""

_FAILED = 129
"""An exit code that git takes for a driver that broke; up to 128, newer ones take it for a conflict."""

_PATTERN, *_WANTED = LINE.encode().split()
_HEADINGS = r"^[1-8]\. .*$"
"""What a line of the shown canvas looks like that names a panel: a diff tells in which one it is."""


def command_line() -> str:
    """This program as a line of shell: its own script where there is one, for that outlives a Python."""
    python = sys.executable or "python3"
    script = os.path.join(os.path.dirname(python), "canvas.exe" if sys.platform == "win32" else "canvas")
    if os.access(script, os.X_OK) and _is_ours(script):
        return shlex.quote(script)
    # -P: a folder called canvas in somebody's repository is not this program.
    return f"{shlex.quote(python)} -P -m canvas"


def set_up(folder: str, *, command: str) -> list[str]:
    """Let git merge and show the canvases of a repository with this program.

    Args:
        folder: a folder in the repository.
        command: the program, as a line of shell.

    Returns:
        What was done, and where attributes elsewhere overrule it, in sentences.

    Raises:
        GitError: where there is no repository, or one of the two places cannot be written.
    """
    top = work_tree(folder)
    done = _write_settings(top, _settings(command))
    before = _attributes(top)
    lines = (before or b"").splitlines()
    if not any(_serves(line) for line in lines):
        _write_attributes(top, before, _with_line(before or b""))
        done.append(f"{ATTRIBUTES} now says that canvases are merged and compared by canvas: commit it.")
    done += overruled(top)
    return done or ["Nothing to do: git merges and compares canvases with this program already."]


def undo(folder: str) -> list[str]:
    """Take back what `set_up` did.

    Returns:
        What was done, in sentences.

    Raises:
        GitError: as `set_up` does.
    """
    top = work_tree(folder)
    done = []
    for section in SECTIONS:
        if _has(top, section):
            _change(top, "--remove-section", section)
            done.append(f"Removed {section} from the settings of this clone.")
    before = _attributes(top)
    after = _without_line(before or b"")
    if before and after != before:
        _write_attributes(top, before, after)
        done.append(f"Removed the line about canvases from {ATTRIBUTES}.")
    return done or ["Nothing to do: git does not use this program here."]


def _settings(command: str) -> dict[str, str]:
    # Git replaces what follows a percent sign in the driver, and only there. Whatever keeps the program from
    # merging, its code is another than these two: git then merges as it always did, and does not take our
    # side for the merge. It merges into a copy, so that a full disk does not leave half of ours.
    driver = (
        f"{command.replace('%', '%%')} merge --conflict-exit={CONFLICT} --name=%P --marker-size=%L %O %A %B; "
        f"case $? in 0) exit 0;; {CONFLICT}) exit 1;; esac; "
        f"cp %A %A.tmp || {{ rm -f %A.tmp; exit {_FAILED}; }}; "
        "git merge-file --marker-size=%L -L ours -L base -L theirs %A.tmp %O %B; c=$?; "
        f"if [ $c -lt 128 ]; then mv -f %A.tmp %A && exit $c; c={_FAILED}; fi; rm -f %A.tmp; exit $c"
    )
    textconv = f'shown() {{ {command} show --textconv -- "$1" 2>/dev/null || cat -- "$1"; }}; shown'
    return {
        "merge.canvas.name": "partnership canvases, item by item",
        "merge.canvas.driver": driver,
        "diff.canvas.textconv": textconv,
        "diff.canvas.xfuncname": _HEADINGS,
    }


def _write_settings(top: str, settings: dict[str, str]) -> list[str]:
    changed = [key for key, value in settings.items() if _setting(top, key) != [value]]
    for key in changed:
        _change(top, "--replace-all", key, settings[key])
    return ["Told git how to merge and compare canvases, in the settings of this clone."] if changed else []


def _setting(top: str, key: str) -> list[str]:
    try:
        answer = read(top, "config", "--local", "-z", "--get-all", key)
    except RefusedError:
        return []
    return [os.fsdecode(value) for value in answer.split(b"\0")[:-1]]


def _has(top: str, section: str) -> bool:
    pattern = "^" + section.replace(".", r"\.") + r"\."
    try:
        return bool(read(top, "config", "--local", "-z", "--name-only", "--get-regexp", pattern))
    except RefusedError:
        return False


def _change(top: str, *arguments: str) -> None:
    try:
        act(top, "config", "--local", *arguments)
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
        return atomic_file.read(path)
    except atomic_file.DiskError as error:
        raise GitError(f"{ATTRIBUTES}: {error}", "unreadable") from None


def _write_attributes(top: str, before: bytes | None, after: bytes) -> None:
    path = os.path.join(top, ATTRIBUTES)
    try:
        atomic_file.replace(path, after, before)
    except atomic_file.DiskError as error:
        raise GitError(f"{ATTRIBUTES}: {error}", "not_writable") from None
    if not after:
        atomic_file.remove(path)


def _serves(line: bytes) -> bool:
    pattern, *wanted = line.split() or [b""]
    return pattern.strip(b'"') == _PATTERN and set(_WANTED) <= set(wanted)


def _with_line(data: bytes) -> bytes:
    """The file with the line at its end, and a newline after it where the file had one at its end."""
    newline = b"\r\n" if b"\r\n" in data else b"\n"
    if data and not data.endswith(b"\n"):
        return data + newline + LINE.encode()
    return data + LINE.encode() + newline


def _without_line(data: bytes) -> bytes:
    lines = data.splitlines(keepends=True)
    rest = [line for line in lines if line.rstrip(b"\r\n") != LINE.encode()]
    if rest and lines[-1] == LINE.encode():  # the newline before it came with it
        rest[-1] = rest[-1].rstrip(b"\r\n")
    return b"".join(rest)


def _is_ours(script: str) -> bool:
    """Whether a script that is called canvas starts this program; another may well have that name."""
    try:
        return script.endswith(".exe") or b"canvas.cli" in atomic_file.read(script)
    except atomic_file.DiskError:
        return False
