"""The user's own editor, for long texts: started without a shell, on a private temporary file."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import tempfile
from pathlib import Path

from textual.app import App, SuspendNotSupported

from canvas.model.text import clean, clean_line

_FALLBACKS = ("nano", "vim", "vi", "notepad.exe")


class EditorError(Exception):
    """An editor that did not do its work; its text says so in a sentence, and nothing was changed."""


def edit_outside(app: App[int], text: str, note: str) -> tuple[str, str]:
    """An item's text and note as the user left them in the editor.

    The first paragraph is the text, all that comes after a blank line is the note.

    Args:
        app: the program, which steps aside meanwhile.
        text: the item's text.
        note: the item's note.

    Raises:
        EditorError: where there is no editor, or it failed, or gave back nothing.
    """
    command = _command()
    given = f"{text}\n\n{note}\n" if note else f"{text}\n"
    with tempfile.TemporaryDirectory(prefix="canvas-") as folder:  # readable by its owner alone
        file = Path(folder, "statement.md")
        try:
            file.write_text(given, encoding="utf-8")
            with app.suspend():
                done = subprocess.run([*command, str(file)], check=False)  # noqa: S603 - the user's own choice
            returned = file.read_text(encoding="utf-8")
        except SuspendNotSupported:
            raise EditorError("This terminal cannot make room for an editor; e opens all fields.") from None
        except UnicodeError:
            raise EditorError("The editor gave back text that is not UTF-8; the item is as it was.") from None
        except OSError as error:
            raise EditorError(
                f"{command[0]} could not be used ({error.strerror}); e opens all fields."
            ) from None
    if done.returncode:
        raise EditorError(f"{command[0]} ended with an error; the item is as it was.")
    if returned == given:
        return text, note
    first, _, rest = clean(returned).partition("\n\n")
    if not first.strip():
        raise EditorError("The editor gave back an empty text; the item is as it was.")
    return clean_line(first), rest.strip("\n")


def _command() -> list[str]:
    for variable in ("VISUAL", "EDITOR"):
        try:
            words = shlex.split(os.environ.get(variable, ""))
        except ValueError:
            raise EditorError(f"${variable} cannot be understood: a quotation mark is missing.") from None
        if words:
            return words
    found = next(filter(None, map(shutil.which, _FALLBACKS)), None)
    if not found:
        raise EditorError("There is no editor: set $EDITOR to one, or use e for all fields.")
    return [found]
