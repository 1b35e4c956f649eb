"""The older version of a canvas since which an export tells what changed."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from canvas.exports.phrases import day
from canvas.exports.request import Earlier, ExportError
from canvas.files.canvas_file import SUFFIX, DocumentError, newer_sentence, open_document

if TYPE_CHECKING:
    from datetime import date


def earlier_version(words: str, canvas_path: str | None, today: date) -> Earlier:
    """Read the older version that a file, a day or a revision names; may block on git.

    Raises:
        ExportError: where there is no such version, or it cannot be read.
    """
    if words.endswith(SUFFIX) or os.path.isfile(words):
        try:
            document = open_document(words)
        except DocumentError as error:
            raise ExportError(str(error), "since") from None
        if document.newer:
            raise ExportError(newer_sentence(document, words), "since")
        return Earlier(document.canvas)
    if canvas_path is None:
        why = "git knows no older version of a canvas without a file: name a file to compare it with."
        raise ExportError(why, "since")
    from canvas.files.git import named_versions, versions  # noqa: PLC0415 - a file needs no git

    try:
        found = named_versions.since(canvas_path, words, today)
    except named_versions.NoneBeforeError as error:
        when = f" from before {day(error.day)}" if error.day else ""
        raise ExportError(f"git has no version{when}.", "since") from None
    except versions.VersionError as error:
        raise ExportError(str(error), "since") from None
    return Earlier(found.canvas, found.day or found.commit.when.date(), found.commit.short)
