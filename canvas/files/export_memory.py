"""What was exported last, and the files that exports wrote: one file in the user's state folder.

It belongs to the user of this computer, so it is not in the canvas. Errors are ignored: without it, the
defaults are offered and each file that is there is asked about.
"""

from __future__ import annotations

import json
import os
from typing import Any

from canvas.files.hashes import sha256_of
from canvas.files.user_folders import state_file, write_state
from canvas.model.named_tuple import NamedTuple

_MAX_FILES = 300
_MAX_BYTES = 1 << 22


class ExportChoice(NamedTuple):
    """What was chosen for an export.

    Attributes:
        format: the key of the format.
        audience: the key of the audience.
        usual_audience: the audience of the settings at that time.
        canvas: the path of the canvas, to which the partner belongs.
        partner: the partner whose sheet it was; empty for everyone.
        sheets: ``each`` where every partner got a sheet, otherwise empty.
    """

    format: str
    audience: str
    usual_audience: str
    canvas: str = ""
    partner: str = ""
    sheets: str = ""


def last_choice() -> ExportChoice | None:
    """What was chosen for the last export; None where nothing is known."""
    found = _read().get("choice")
    if not isinstance(found, list) or not all(isinstance(each, str) for each in found):
        return None
    try:
        return ExportChoice(*found)  # an older program remembers less
    except TypeError:
        return None


def remember_choice(choice: ExportChoice) -> None:
    """Remember what was chosen for an export."""
    _write({**_read(), "choice": list(choice)})


def was_written(path: str, content: bytes) -> bool:
    """Whether the content of a file is what an export wrote there."""
    return _written().get(os.path.realpath(path)) == sha256_of(content)


def remember_written(path: str, content: bytes) -> None:
    """Remember what an export wrote to a file."""
    path = os.path.realpath(path)
    others = {other: digest for other, digest in _written().items() if other != path}
    newest = [*others.items(), (path, sha256_of(content))][-_MAX_FILES:]
    _write({**_read(), "written": dict(newest)})


def _written() -> dict[str, object]:
    found = _read().get("written")
    return found if isinstance(found, dict) else {}


def _file() -> str:
    return state_file("exports.json")


def _read() -> dict[str, Any]:
    try:
        with open(_file(), "rb") as file:
            found = json.loads(file.read(_MAX_BYTES))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _write(content: dict[str, Any]) -> None:
    write_state(_file(), json.dumps(content))  # only ASCII: a path may hold what UTF-8 cannot
