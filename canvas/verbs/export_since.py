"""The older version that an export tells changes since."""

from __future__ import annotations

from datetime import date

from canvas.exports import ExportError
from canvas.exports.earlier_version import earlier_version
from canvas.exports.request import Earlier
from canvas.verbs.reading import read_canvas


def earlier(words: str, canvas_path: str | None, today: date) -> Earlier:
    """The older version that standard input, a file, a day or a revision names.

    Raises:
        DocumentError: where standard input cannot be read.
        ExportError: where there is no such version.
    """
    if words != "-":
        return earlier_version(words, canvas_path, today)
    if canvas_path is None:
        raise ExportError("only one of the two can be standard input.", "since")
    return Earlier(read_canvas(words).canvas)
