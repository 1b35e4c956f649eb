"""Edit a text in `$VISUAL` or `$EDITOR`: started without a shell, on a private temporary file."""

from __future__ import annotations

import os
import shlex
import shutil
import stat
import subprocess
import tempfile
from typing import Literal, NamedTuple

from textual.app import App, SuspendNotSupported

from canvas.app.terminal.suspend import interruptions_elsewhere
from canvas.model.errors import CodedError
from canvas.model.sanitize import clean

_FALLBACKS = ("nano", "vim", "vi", "notepad.exe")
_MAX_BYTES = 8 * 1024 * 1024
"""Maximum bytes that are read back from an editor."""

_NOTE_SEPARATOR = "=== below this line: its note ==="


class EditorError(CodedError[Literal["none", "not_started", "not_read"]]):
    """An editor that is not there, cannot be started, or gave nothing back; nothing was changed."""


class Written(NamedTuple):
    """The result of an edit.

    Attributes:
        text: the new text; None where it is unchanged.
        note: the new note; None where it is unchanged.
        problem: why it must not be applied as it is, as a sentence; empty where it may.
    """

    text: str | None
    note: str | None
    problem: str


def edit_outside(app: App[int], text: str, note: str) -> Written:
    """Suspend the application and edit an item's text and note; raises `EditorError` where that fails."""
    command = _command()
    rule = _NOTE_SEPARATOR
    while rule in text or rule in note:
        rule = f"={rule}="
    given = f"{text}\n\n{rule}\n\n{note}\n"
    try:
        with tempfile.TemporaryDirectory(prefix="canvas-", ignore_cleanup_errors=True) as folder:
            path = os.path.join(folder, "statement.md")
            _write(path, given.encode("utf-8", "replace"))
            code = _run(app, [*command, path])
            data = _read_back(path)
    except OSError as error:
        why = error.strerror or "unknown"
        raise EditorError(f"The text could not be handed out ({why}).", "not_started") from None
    returned = data.decode("utf-8", "replace")
    problem = f"{command[0]} ended with an error." if code else ""
    if returned.encode() != data:
        problem = problem or "The editor gave back text that is not UTF-8."
    if returned.replace("\r\n", "\n") == given:
        return Written(None, None, problem)
    first, found, rest = returned.partition(rule)
    said = clean(first)
    if not said:
        problem = problem or "The editor gave back an empty text."
    return Written(
        said if said and said != clean(text) else None,
        clean(rest) if found and clean(rest) != clean(note) else None,
        problem,
    )


def _write(path: str, data: bytes) -> None:
    """Write a file that nobody else can read, in a folder that nobody else can enter."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)


def _read_back(path: str) -> bytes:
    """Read the edited file back; `EditorError` unless it is a regular file, so that nothing blocks."""
    careful = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        with open(path, "rb", opener=lambda name, flags: os.open(name, flags | careful)) as file:
            is_file = stat.S_ISREG(os.fstat(file.fileno()).st_mode)
            data = file.read(_MAX_BYTES + 1) if is_file else b""
    except FileNotFoundError:
        raise EditorError("The editor took the text away; the statement is as it was.", "not_read") from None
    except OSError:
        is_file, data = False, b""
    if not is_file:
        raise EditorError(
            "The editor left something else in the text's place; the statement is as it was.", "not_read"
        )
    if len(data) > _MAX_BYTES:
        raise EditorError("The editor gave back far too much text; the statement is as it was.", "not_read")
    return data


def _run(app: App[int], command: list[str]) -> int:
    """Run a command in the foreground of the terminal; its exit code, `EditorError` where it fails."""
    failure: OSError | None = None
    code = 0
    try:
        with interruptions_elsewhere(), app.suspend():
            # No error may leave this block: Textual would not resume.
            try:
                code = subprocess.run(command, check=False).returncode  # noqa: S603 - the user's own choice
            except OSError as error:
                failure = error
    except SuspendNotSupported:
        raise EditorError("This terminal cannot make room for an editor.", "not_started") from None
    if failure is not None:
        why = failure.strerror or "unknown"
        raise EditorError(f"{command[0]} could not be started ({why}).", "not_started")
    return code


def _command() -> list[str]:
    for variable in ("VISUAL", "EDITOR"):
        try:
            words = shlex.split(os.environ.get(variable, ""))
        except ValueError:
            raise EditorError(
                f"${variable} cannot be understood: a quotation mark is missing.", "none"
            ) from None
        if words:
            return words
    found = next(filter(None, map(shutil.which, _FALLBACKS)), None)
    if not found:
        raise EditorError("There is no editor: set $EDITOR to one.", "none")
    return [found]
